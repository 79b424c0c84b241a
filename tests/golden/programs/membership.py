class Box:
    def __init__(self, items):
        self.items = items

    def __contains__(self, item):
        return item in self.items


class Listed:
    def __iter__(self):
        return iter([1, 2])


def in_containers(x, xs, t, d, r):
    return x in xs, x not in t, x in d, x in r, x in d.values(), x in tuple(xs)


def in_text(s, t):
    return s in t, s not in t


def in_objects(x, box, listed):
    return x in box, x in listed


def unlike(s, xs, maybe):
    return s in xs, maybe in xs, None in [maybe], 1 in [s, 1]


def in_literals(x, s):
    return x in (1, 2, 3), s in ["a", "b"], x in {1: 2}


in_containers(1, [1], (1, "a"), {1: 1}, range(5))
in_text("a", "abc")
in_objects(1, Box([1]), Listed())
unlike("a", [1], [1, None][0])
in_literals(1, "a")
