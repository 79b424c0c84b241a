def of_tuple(t):
    a, (b, c) = t
    return a, b, c


def of_list(xs):
    a, b = xs
    [c, d] = xs
    return a, b, c, d


def starred(xs, t, s):
    a, *b = xs
    *c, d = xs
    e, *f, g = t
    h, *i = s
    return a, b, c, d, e, f, g, h, i


def of_others(d, r, u):
    a, b = d
    c, e = r
    f, g = u
    return a, b, c, e, f, g


def in_loops(pairs, d):
    for a, *b in pairs:
        print(a, b)
    for k, (v, w) in d.items():
        print(k, v, w)
    return [x + y for x, y in pairs]


def several(xs):
    a = b, c = xs
    xs[0], xs[1] = xs[1], xs[0]
    return a, b, c


of_tuple((1, ("a", 2.5)))
of_list([1, 2])
starred([1, 2], (1, "a", 2), "abc")
of_others({"a": 1, "b": 2}, range(2), tuple([1, 2]))
in_loops([(1, 2)], {"a": (1, 2)})
several([1, 2])
