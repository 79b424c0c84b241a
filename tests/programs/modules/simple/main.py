import shapes
from shapes import Square, area_of
from helpers import clamp as limit, VERSION

print(shapes.UNIT, shapes.Square(3).area(), area_of(Square(2)))
print(limit(15, 0, 10), limit(-3, 0, 10), VERSION)
shapes.UNIT = "cm"
print(shapes.describe(Square(1)), shapes.UNIT)
print(__name__, shapes.__name__)
print([s.area() for s in shapes.make(3)], isinstance(shapes.make(1)[0], Square))
