# objects of one's own wherever something is gone through
class Letters:
    def __init__(self, text):
        self.text = text

    def __iter__(self):
        return iter(self.text)


class Squares:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * i

    def __reversed__(self):
        return iter([-1, -2])


class Upto:
    def __init__(self, n):
        self.n, self.at = n, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.n:
            raise StopIteration
        self.at += 1
        return self.at


abc = Letters("abc")
print(list(abc), tuple(abc), sorted(abc, reverse=True), "-".join(abc), max(abc), min(Squares(4)), "b" in abc, "z" not in abc)
a, *rest = abc
(x, y), z = Squares(2), Upto(1)
print(a, rest, x, y, next(z), next(z, "end"))
print(dict(zip(abc, Squares(9))), list(enumerate(Squares(3), 1)), list(map(str.upper, abc)), list(filter(None, Squares(3))))
print([*abc, *Squares(3)], (*abc,), {k: v for k, v in enumerate(abc)}, sum(Upto(4)), any(Upto(2)), all(Squares(3)))
xs = [0]
xs += Upto(3)
xs.extend(Letters("yz") if len(xs) > 100 else Squares(2))
xs[1:2] = Upto(2)
print(xs, *Upto(3), list(reversed(Squares(5))), list(zip(Upto(2), Squares(3), abc)))
print([p + q for p in abc for q in Letters("xy")], dict([Letters("kv"), Letters("pq")]) if False else "")
for kind in (abc, Squares(3), [7, 8], "de"):
    for item in kind:
        print(item, end=" ")
print()


def first_two(items):
    got = []
    for item in items:
        got.append(item)
        if len(got) == 2:
            break
    return got


counter = Upto(6)
print(first_two(counter), first_two(counter), list(counter), list(counter))
try:
    p, q = Upto(3)
except ValueError as e:
    print(e)
try:
    p, q = Squares(1)
except ValueError as e:
    print(e)
