"""Classes and match"""

import math


class Circle:
    def __init__(self, radius):
        self.radius = radius


class Box:
    def __init__(self, width, height):
        self.width, self.height = width, height


def area(shape):
    match shape:
        case Circle(radius=r):
            return math.pi * r * r
        case Box(width=w, height=h) if w == h:
            print("a square")
            return w * h
        case Box(width=w, height=h):
            return w * h


for shape in [Circle(1.5), Box(2.0, 3.0), Box(2.0, 2.0)]:
    print(f"{area(shape):8.3f}")
