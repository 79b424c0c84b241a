class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __lt__(self, other):
        return self.x < other.x


class Plain:
    pass


def ints(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def mixed(a, x, flag):
    return a == x, x < a, flag == a, x > flag


def chained(a, b, c):
    return a < b <= c, a == b != c


def texts(s, t):
    return s == t, s < t, s >= t


def sequences(xs, ys, t):
    return xs == ys, xs != ys, xs < ys, t == t, t < (1, "b")


def dicts(d, e):
    return d == e, d != e


def unlike(a, s, xs):
    return a == s, s != xs, a == None  # noqa: E711


def identity(a, b, maybe):
    return a is b, a is not b, maybe is None, maybe is not None


def instances(p, q, r):
    return p == q, p != q, p < q, p > q, r == r, r != p


def unions(u, v):
    return u == v, u == 1, u != "a", v == 2.5


ints(1, 2)
mixed(1, 2.5, True)
chained(1, 2, 3)
texts("a", "b")
sequences([1], [2], (1, "a"))
dicts({"a": 1}, {"a": 2})
unlike(1, "a", [1])
identity([1], [1], "a" if len("ab") > 1 else None)
instances(Point(1), Point(2), Plain())
unions([1, "a"][0], [2, 2.5, None][1])
