class Numeric:
    def __int__(self):
        return 7

    def __float__(self):
        return 1.5

    def __index__(self):
        return 2


def to_int(s, x, flag, n):
    return int(s), int(x), int(flag), int(n), int(), int(s, 16)


def to_float(s, i, flag, n):
    return float(s), float(i), float(flag), float(n), float("inf")


def to_bool(i, s):
    return bool(i), bool(s), bool()


def to_list(s, t, d, r):
    return list(s), list(t), list(d), list(r), list()


def to_tuple(s, xs, r):
    return tuple(s), tuple(xs), tuple(r), tuple()


def to_dict(pairs, d):
    return dict(pairs), dict(d), dict(a=1, b=2), dict(zip("ab", [1, 2]))


def of_union(u):
    return int(u), float(u)


def of_index(xs, n):
    return xs[n]


to_int("12", 2.5, True, Numeric())
to_float("1.5", 1, True, Numeric())
to_bool(1, "a")
to_list("ab", (1, 2), {"a": 1}, range(2))
to_tuple("ab", [1], range(2))
to_dict([("a", 1)], {"a": 1})
of_union([1, "2", 2.5][0])
of_index([1, 2, 3], True)
