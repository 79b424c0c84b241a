class Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Named({self.name!r})"


class Spoken:
    def __str__(self):
        return "spoken"


class Plain:
    pass


def of_scalars(i, x, s, flag):
    return str(i), str(x), str(s), str(flag), repr(i), repr(s), str(None)


def of_containers(xs, d, t):
    return str(xs), repr(d), str(t), str([t, t]), str(())


def of_objects(n, s, p):
    return str(n), repr(n), str(s), repr(s), str(p), str([n])


def formatted(i, x, s):
    return f"{i} {x} {s}", f"{i:5d}|{x:.2f}|{s:>5}", f"{i!r:>4}{s!s}", f"{i=} {x:=^9}", f"{{}}"


def by_width(x, n):
    return f"{x:{n}}", f"{x:>{n}.{n}f}", format(x, ".1f"), format(x)


def of_unions(u, maybe):
    return str(u), repr(u), f"{u}", f"{maybe}", str([u])


def printed(i, s, xs):
    print()
    print(i, s, xs)
    print(i, s, sep=", ", end="")
    print(*xs, s)


of_scalars(1, 2.5, "a", True)
of_containers([1], {"a": 1}, (1, "a"))
of_objects(Named("a"), Spoken(), Plain())
formatted(1, 2.5, "a")
by_width(2.5, 8)
of_unions([1, "a", None][0], [2.5, None][0])
printed(1, "a", [1, 2])
