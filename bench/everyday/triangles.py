"""Classes with operators: vectors added, scaled, compared and kept as keys."""


class Vector:
    x: float
    y: float

    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: float):
        return Vector(self.x * factor, self.y * factor)

    def cross(self, other):
        return self.x * other.y - self.y * other.x

    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5


class Triangle:
    corners: list[Vector]

    def __init__(self, a: Vector, b: Vector, c: Vector):
        self.corners = [a, b, c]

    def area(self):
        a, b, c = self.corners[0], self.corners[1], self.corners[2]
        return abs((b - a).cross(c - a)) / 2

    def perimeter(self):
        total = 0.0
        for k in range(3):
            total += (self.corners[k] - self.corners[(k + 1) % 3]).length()
        return total

    def centre(self):
        return (self.corners[0] + self.corners[1] + self.corners[2]) * (1 / 3)


def main():
    area = 0.0
    perimeter = 0.0
    middle = Vector(0.0, 0.0)
    seed = 21
    corners = []
    for n in range(600000):
        seed = (seed * 48271) % 2147483647
        corners.append(Vector(seed % 1000 / 10, seed // 1000 % 1000 / 10))
    for n in range(len(corners) - 2):
        triangle = Triangle(corners[n], corners[n + 1], corners[n + 2])
        area += triangle.area()
        perimeter += triangle.perimeter()
        middle = middle + triangle.centre() * 0.001
    print(f"{area:.4f} {perimeter:.4f} {middle.x:.4f} {middle.y:.4f}")


main()
