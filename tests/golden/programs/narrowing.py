class A:
    def __init__(self):
        self.only_a = 1


class B(A):
    def __init__(self):
        super().__init__()
        self.only_b = "b"


def by_isinstance(u):
    if isinstance(u, int):
        return u + 1
    if isinstance(u, (str, list)):
        return len(u)
    return 0


def by_none(maybe):
    if maybe is None:
        return 0
    return maybe + 1


def by_truth(maybe):
    return maybe.upper() if maybe else ""


def by_class(a):
    if isinstance(a, B):
        return a.only_b
    return str(a.only_a)


def by_and(u):
    return isinstance(u, str) and u.isdigit() or not isinstance(u, str) and u is not None


def by_equality(u):
    if u == "a":
        return 1
    return 2


def by_type(u):
    if type(u) is int:
        return u * 2
    return 0


def by_callable(u):
    return u() if callable(u) else u


def in_loop(xs):
    total = 0
    for x in xs:
        if x is None:
            continue
        if isinstance(x, str):
            total += len(x)
        else:
            total += x
    return total


by_isinstance([1, "a", [2], None][0])
by_none([1, None][0])
by_truth(["a", None][0])
by_class([A(), B()][0])
by_and([1, "a", None][0])
by_equality(["a", 1][0])
by_type([1, 2.5][0])
by_callable([int, 5][0])
in_loop([1, "a", None])
