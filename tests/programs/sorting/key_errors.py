def key(text):
    return int(text)


try:
    print(sorted(["3", "1", "2"], key=key))
    print(sorted(["3", "x", "2"], key=key))
except ValueError as e:
    print(e)
xs = ["b", "a", "?"]
calls = []


def counted(x):
    calls.append(x)
    return x


xs.sort(key=counted)
print(xs, calls)


class Odd:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 3 or other.n == 3:
            raise RuntimeError("compared with three")
        return self.n < other.n


try:
    sorted([Odd(3), Odd(1), Odd(2)])
except RuntimeError as e:
    print(e)
