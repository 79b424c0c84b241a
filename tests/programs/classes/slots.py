class A:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x

    def set(self, z):
        self.z = z

    def f(self):
        return 1


class B(A):
    __slots__ = "z"


class C(A):
    pass


a, b, c = A(1), B(2), C(3)
a.y = 5
print(a.x, a.y)
for o in (a, b, c):
    try:
        o.set(9)
        print("set")
    except AttributeError as e:
        print(e)
try:
    a.f = 3
except AttributeError as e:
    print(e)
print(b.z, c.z)
