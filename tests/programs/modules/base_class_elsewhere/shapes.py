import math


class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def __repr__(self):
        return f"{self.name} of {self.area():.2f}"


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2


def biggest(shapes):
    best = shapes[0]
    for shape in shapes:
        if shape.area() > best.area():
            best = shape
    return best
