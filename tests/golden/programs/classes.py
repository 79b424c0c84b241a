class Shape:
    sides = 0
    names = ["shape"]

    def __init__(self, name="shape"):
        self.name = name

    def area(self):
        raise NotImplementedError

    def described(self):
        return f"{self.name} {self.area()}"

    @staticmethod
    def unit():
        return 1

    @classmethod
    def make(cls):
        return cls()

    @property
    def double(self):
        return self.area() * 2


class Square(Shape):
    sides = 4

    def __init__(self, side=1):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2


class Circle(Shape):
    def area(self):
        return 3.14

    def described(self):
        return "round " + super().described()


def used(s, c):
    return s.area(), s.described(), c.described(), s.double, s.sides, c.sides, Shape.names


def made():
    return Square.make(), Circle.make(), Shape.unit(), Square(2).unit()


def dispatched(shapes):
    return [shape.area() for shape in shapes], [shape.described() for shape in shapes]


def asked(shape):
    return isinstance(shape, Square), isinstance(shape, Shape), issubclass(Square, Shape), type(shape) is Square


def by_class(classes):
    return [cls() for cls in classes]


used(Square(2), Circle())
made()
dispatched([Square(2), Circle()])
asked([Square(1), Circle()][0])
by_class([Square, Circle])
