class Shape:
    def __init__(self, name):
        self.name = name


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side


class Cube(Square):
    def __init__(self, side):
        super().__init__(side)
        self.name = "cube"


def measure(s):
    match s:
        case Cube(side=n):
            return n ** 3
        case Square(side=n):
            return n ** 2
        case Shape(name=name):
            return len(name)
        case _:
            return None


print([measure(s) for s in [Cube(3), Square(3), Shape("blob")]])


def order_matters(s):
    match s:
        case Shape(name="cube"):
            return "any shape named cube"
        case Cube():
            return "a cube by class"
        case Shape():
            return "shape"


c = Cube(1)
print(order_matters(c))
c.name = "renamed"
print(order_matters(c), order_matters(Square(2)))
