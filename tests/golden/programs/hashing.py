class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self):
        return hash(self.x)


class Plain:
    pass


def of_scalars(i, x, s, flag):
    return hash(i), hash(x), hash(s), hash(flag), hash(None)


def of_objects(p, q):
    return hash(p), hash(q)


def keyed(p, q, t):
    by_point, by_plain, by_tuple = {p: 1}, {q: 2}, {t: 3}
    return by_point[p], by_plain[q], by_tuple[t]


def unlike(u):
    d = {u: 1, None: 2, 2.5: 3}
    return d[u], len(d)


of_scalars(1, 2.5, "a", True)
of_objects(Point(1, 2), Plain())
keyed(Point(1, 2), Plain(), (1, "a"))
unlike([1, "a"][0])
