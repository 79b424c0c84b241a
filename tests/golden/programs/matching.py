class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def values(n, s):
    match n:
        case 0:
            return "zero"
        case 1 | 2:
            return "few"
        case -1:
            return "minus"
    match s:
        case "go" | "run":
            return s
        case other:
            return other


def sequences(xs):
    match xs:
        case []:
            return 0
        case [x]:
            return x
        case [x, y, *rest] if x > y:
            return len(rest)
        case [*_, last]:
            return last


def of_tuple(t):
    match t:
        case (0, _):
            return "first"
        case (a, "b") as whole:
            return whole[1]
        case _:
            return "none"


def classes(thing):
    match thing:
        case Point(0, y):
            return y
        case Point(x=x, y=1):
            return x
        case int(n):
            return n
        case str() | None:
            return -1


def mappings(d):
    match d:
        case {"kind": kind, "size": size}:
            return f"{kind} {size}"
        case {"kind": kind}:
            return kind
        case {}:
            return "none"


values(1, "go")
sequences([1, 2, 3])
of_tuple((1, "b"))
classes([Point(0, 1), 5, "a", None][0])
mappings({"kind": "a", "size": "b"})
