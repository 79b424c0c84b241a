class Guard:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self.name

    def __exit__(self, kind, error, trace):
        return kind is KeyError


def entered(guard):
    with guard as name:
        print(name)


def unnamed(guard, d):
    with guard:
        return d["missing"]


def several(a, b):
    with a as x, b as y:
        print(x, y)
    with a, b:
        pass


def looped(guard, xs):
    for x in xs:
        with guard:
            if x:
                break
            continue


entered(Guard("a"))
unnamed(Guard("a"), {"b": 1})
several(Guard("a"), Guard("b"))
looped(Guard("a"), [0, 1])
