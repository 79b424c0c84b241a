class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __repr__(self):
        return f"<{self.x}, {self.y}>"


a = Vec(1, 2)
b = Vec(10, 20)
print(a + b, b - a, a * 3, 3 * a, -a, a + b * 2 - a)
print(a == Vec(1, 2), a != Vec(1, 2), a == b, a != b)
c = a
c += b
print(a, c, c is a, Vec(1, 2) in [b, a])
print(sum([a, b, c], Vec(0, 0)), [a, b] == [Vec(1, 2), Vec(10, 20)])
