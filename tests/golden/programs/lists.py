class Item:
    pass


def made(a, b):
    return [], [a], [a, b, 0], [[a], []], [None] * b, [Item()]


def indexed(xs, i):
    return xs[0], xs[-1], xs[i], xs[i + 1]


def stored(xs, i, x):
    xs[0] = x
    xs[-1] = x
    xs[i] += x
    del xs[i]


def methods(xs, x):
    xs.append(x)
    xs.extend([x, x])
    xs.insert(0, x)
    xs.remove(x)
    last = xs.pop()
    first = xs.pop(0)
    xs.reverse()
    ys = xs.copy()
    xs.clear()
    return last, first, ys, ys.index(x), ys.count(x), len(xs)


def of_unions(xs):
    xs.append("a")
    xs.append(2.5)
    xs.append(None)
    return xs[0], xs[1]


def nested(grid, i, j):
    grid[i][j] = grid[j][i] + 1
    grid.append([0])
    return grid[-1][-1]


made(1, 2)
indexed([1, 2], 0)
stored([1.5, 2.5], 1, 0.5)
methods(["a", "b"], "c")
of_unions([1])
nested([[1, 2], [3, 4]], 0, 1)
