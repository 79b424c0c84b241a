from helpers import clamp

UNIT = "mm"


class Square:
    def __init__(self, side):
        self.side = clamp(side, 0, 100)

    def area(self):
        return self.side ** 2


def area_of(shape):
    return shape.area()


def describe(shape):
    return str(area_of(shape)) + " " + UNIT + "2"


def make(n):
    return [Square(i) for i in range(n)]
