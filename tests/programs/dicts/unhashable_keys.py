class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x


class Named(Point):
    def __hash__(self):
        return self.x


class Off:
    __hash__ = None


class Wrong:
    def __hash__(self):
        return "text"


class Minus:
    def __hash__(self):
        return -1


d = {Named(1): 1}
print(d[Named(1)], hash(Minus()))
try:
    points = {}
    points[Point(1)] = 2
except TypeError as e:
    print(e)
try:
    print({Off(): 1})
except TypeError as e:
    print(e)
try:
    print({Wrong(): 1})
except TypeError as e:
    print(e)
try:
    print(Point(1) in d)
except TypeError as e:
    print(e)
try:
    print([1] in {"a": 1})
except TypeError as e:
    print(e)
try:
    hash(Point(1))
except TypeError as e:
    print(e)
{Point(3): 1}
