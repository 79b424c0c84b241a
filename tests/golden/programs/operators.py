class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        if not isinstance(k, int):
            return NotImplemented
        return Vector(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __iadd__(self, other):
        self.x += other.x
        return self

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def __setitem__(self, i, value):
        self.x = value

    def __delitem__(self, i):
        self.x = 0

    def __len__(self):
        return 2

    def __call__(self, k):
        return self.x + k

    def __abs__(self):
        return self.x


def binary(a, b):
    return a + b, a * 2, 3 * a, -a, abs(a)


def augmented(a, b):
    a += b
    a *= 2
    return a


def indexed(a):
    a[0] = 5
    a[1] += 1
    del a[0]
    return a[0], len(a), a(2)


def of_union(u, k):
    return u * k


binary(Vector(1, 2), Vector(3, 4))
augmented(Vector(1, 2), Vector(3, 4))
indexed(Vector(1, 2))
of_union([Vector(1, 2), 3][0], 2)
