# Methods taken from objects without calling them, and fields that hide methods.
from weft import spawn


class A:
    def __init__(self, n):
        self.n = n

    def get(self, k=1):
        return self.n * k

    def other(self):
        return self.get

    @classmethod
    def make(cls, n):
        return cls(n)

    @staticmethod
    def plain(n):
        return n + 1

    again = get
    twice = lambda self: self.n * 2


class B(A):
    def get(self, k=1):
        up = super().get
        return -up(k)

    @classmethod
    def make(cls, n):
        return super().make(n + 100)


a, b = A(3), B(4)
f, g = a.get, b.get
print(f(), f(2), g(k=3), a.other()(5), b.other()(5), f.__name__, a.again.__name__)
make = B.make
print(type(make(1)).__name__, make(1).n, A.make(2).n, a.make(3).n, b.plain(1), A.plain(2))
plain = a.plain
print(plain(4), a.twice(), A.twice(b), a.again(4), b.again(4))
print(f == a.get, f == A(3).get, f != g, a.get == a.again)
print([h(10) for h in (a.get, b.get, A(7).get)], sorted([b, a], key=A.get)[0].n)
a.get = lambda k=1: k + 1000
print(a.get(5), A(3).get(5), f(5), A.get(a, 5))
b.n = 40
print(g(), b.get())
b.twice = lambda: "hidden"
print(b.twice(), A(6).twice())
task = spawn(f, 7)
print(task.join(), spawn(b.get, 2).join(), spawn(B(5).get).join())
append = [].append
words = []
add = words.append
add("x")
add("y")
print(words)
for m in (words.count, "xyzzy".count):
    print(m("x"))
