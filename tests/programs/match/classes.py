class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Circle:
    def __init__(self, center, radius):
        self.center = center
        self.radius = radius


def locate(thing):
    match thing:
        case Point(x=0, y=0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the y axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return f"point {thing.x},{thing.y}"
        case Circle(center=Point(x=cx, y=0), radius=r):
            return f"circle on the x axis at {cx}, radius {r}"
        case Circle(radius=r) if r > 10:
            return "big circle"
        case Circle():
            return "circle"


for thing in [Point(0, 0), Point(0, 4), Point(3, 3), Point(1, 2),
              Circle(Point(5, 0), 2), Circle(Point(1, 1), 11), Circle(Point(1, 1), 1)]:
    print(locate(thing))
