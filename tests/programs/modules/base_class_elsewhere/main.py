from shapes import Shape, biggest
from shapes import Circle as Round


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side


shapes = [Round(1.0), Square(2), Square(1)]
print(biggest(shapes), [s.name for s in shapes], [isinstance(s, Round) for s in shapes])
print(repr(Shape("blob")))
