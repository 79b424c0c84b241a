class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Decided:
    def __bool__(self):
        return False


class Plain:
    pass


def of_scalars(i, x, s, flag):
    return bool(i), bool(x), bool(s), bool(flag), not i, not x, not s, not None


def of_containers(xs, d, t, r):
    if xs:
        return not d
    if t and r:
        return not ()
    return not xs


def of_objects(a, b, c):
    return bool(a), bool(b), bool(c), bool(len), bool(Plain)


def chosen(i, s, xs):
    return i or 5, s and i, xs or [1], i and s or "none"


def of_unions(u, maybe):
    if u:
        if not maybe:
            return 1
    return 2 if maybe else 3


def asserted(xs):
    assert xs, "nothing there"
    while xs:
        xs.pop()


of_scalars(1, 2.5, "a", True)
of_containers([1], {"a": 1}, (1,), range(3))
of_objects(Sized(1), Decided(), Plain())
chosen(1, "a", [2])
of_unions([1, "a", 2.5][0], [[1], None][0])
asserted([1])
