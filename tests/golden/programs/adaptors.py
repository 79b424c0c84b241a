def enumerated(xs, s):
    for i, x in enumerate(xs):
        print(i, x)
    for i, c in enumerate(s, 1):
        print(i, c)


def zipped(xs, s, r):
    for x, c in zip(xs, s):
        print(x, c)
    for x, c, i in zip(xs, s, r):
        print(x, c, i)
    for x, c in zip(xs, s, strict=True):
        print(x, c)


def mapped(xs, f):
    for x in map(str, xs):
        print(x)
    for x in map(f, xs, xs):
        print(x)


def filtered(xs):
    for x in filter(None, xs):
        print(x)
    for x in filter(lambda x: x > 1, xs):
        print(x)


def turned(xs, s, r):
    for x in reversed(xs):
        print(x)
    for c in reversed(s):
        print(c)
    for i in reversed(r):
        print(i)


def nested(xs):
    for i, (x, y) in enumerate(zip(xs, reversed(xs))):
        print(i, x, y)


enumerated([1.5], "ab")
zipped([1, 2], "ab", range(2))
mapped([1, 2], lambda a, b: a * b)
filtered([0, 1, 2])
turned([1, 2], "ab", range(3))
nested([1, 2])
