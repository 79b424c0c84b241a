def total(xs, ys):
    out = 0
    for x, y in zip(xs, ys, strict=True):
        out += x * y
    return out


print(total([1, 2], [3, 4]), total(range(3), (1, 2, 3)), list(zip("ab", [1, 2], (True, None), strict=True)))
print(list(zip(strict=True)), list(zip([1], strict=True)), dict(zip("k", [0], strict=False)), list(zip([1], [], strict=False)))
for a, b, c in (([1], [1], []), ([1], [], [1]), ([], [1], [1]), ([1, 2], [1, 2], [1, 2, 3]), ([], [], [])):
    try:
        print(list(zip(a, b, c, strict=True)))
    except ValueError as e:
        print(e)


class Three:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 3:
            raise StopIteration
        self.n += 1
        return self.n


for size in (2, 3, 4):
    for order in (True, False):
        try:
            if order:
                print([x + y for x, y in zip(Three(), range(size), strict=True)])
            else:
                print([x + y for x, y in zip(filter(lambda n: n % 2, range(2 * size)), Three(), strict=True)])
        except ValueError as e:
            print(e)
print(total([1, 2, 3], [1]))
