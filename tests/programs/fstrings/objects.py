class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Named:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return "<" + self.name + ">"

    def __repr__(self):
        return f"Named({self.name!r})"


p = Point(1, 2.5)
n = Named("zoé")
print(f"{p} {p!r} {n} {n!r} {n!s} {[p, n]} {(n,)}")
print(f"{p.x + p.y:.2f} {n.name.upper():>6} {None} {[None, 'x', 1.0]} { {'a': [1, (2, '3')]} }")
print(str(n) + repr(n) + str(p), f"{str(n):>8}", f"{str([n])}")
