def lists(xs):
    return [x for x in xs], [x * 2 for x in xs if x], [(x, y) for x in xs for y in range(x)]


def dicts(xs):
    return {x: str(x) for x in xs}, {k: v for k, v in zip(xs, xs) if k}


def nested(grid):
    return [[x + 1 for x in row] for row in grid], [x for row in grid for x in row]


def streamed(xs):
    return list(x + 1 for x in xs), ",".join(str(x) for x in xs), dict((x, x) for x in xs)


def capturing(xs, k):
    return [x + k for x in xs], [lambda: x for x in xs]


def walrus(xs):
    return [y for x in xs if (y := x * 2) > 2]


lists([1, 2])
dicts([1, 2])
nested([[1], [2]])
streamed([1, 2])
capturing([1, 2], 3)
walrus([1, 2])
