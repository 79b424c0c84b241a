x = "global"
xs = [x for x in range(3)]
print(x, xs)


def f():
    n = 10
    result = [n + i for i in range(3)]
    total = sum(n * i for i in range(3))
    i = "kept"
    more = {i: n for i in range(2)}
    return result, total, i, more


print(f())


class Table:
    size = 3
    cells = [0 for _ in range(size)]

    def rows(self):
        return [[self.size * r + c for c in range(self.size)] for r in range(2)]


print(Table.cells, Table().rows())
print([x for x in [x for x in range(3)] if x], [y := 5, y + 1], y)
print([last := v for v in range(4)], last)
