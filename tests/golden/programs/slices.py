def of_list(xs, a, b):
    return xs[:], xs[a:], xs[:b], xs[a:b], xs[-2:], xs[::2], xs[::-1], xs[a:b:2]


def of_text(s, a, b):
    return s[:], s[a:], s[:b], s[a:b], s[::-1], s[a]


def of_tuple(t, u, a):
    return t[1:], t[:-1], t[::-1], u[a:], u[:2]


def of_range(r, a):
    return r[a:], r[::-1], r[a]


def stored(xs, a):
    xs[a:] = [1]
    xs[:2] = [3, 4, 5]
    del xs[a:]
    del xs[::2]


def of_union(u, a):
    return u[a:]


of_list([1, 2, 3], 0, 2)
of_text("abc", 0, 2)
of_tuple((1, "a", 2), tuple([1, 2]), 1)
of_range(range(9), 2)
stored([1, 2, 3], 1)
of_union([[1], "a"][0], 0)
