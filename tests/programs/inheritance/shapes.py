class Shape:
    def area(self):
        raise NotImplementedError("area")

    def scaled_area(self, k):
        return self.area() * k * k

    def __lt__(self, other):
        return self.area() < other.area()

    def __repr__(self):
        return f"{type(self).__name__}({self.area():.2f})"


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3.14159 * self.r ** 2


class Rect(Shape):
    def __init__(self, w, h):
        self.w = w
        self.h = h

    def area(self):
        return self.w * self.h


class Square(Rect):
    def __init__(self, side):
        super().__init__(side, side)


class Blob(Shape):
    pass


shapes = [Circle(1), Rect(2, 3), Square(1.5), Circle(0.5)]
print(shapes, sorted(shapes), max(shapes))
print([round(s.scaled_area(2), 3) for s in shapes], sum(s.area() for s in shapes))
try:
    Blob().scaled_area(1)
except NotImplementedError as e:
    print("not implemented:", e)
