# A class statement in a function or a loop makes a class each time it runs.
from weft import Channel, spawn


def make(n, step=1):
    class Counter:
        made = 0
        names = []

        def __init__(self, start=n):
            self.value = start
            Counter.made += 1
            self.names.append(start)

        def up(self, by=step):
            self.value += by + n
            return self

        @classmethod
        def of(cls, k):
            return cls(k * n)

        @staticmethod
        def double():
            return n * 2

        @property
        def both(self):
            return (self.value, n)

        def __eq__(self, other):
            return isinstance(other, Counter) and self.value == other.value

        def __hash__(self):
            return hash(self.value + n)

        def __repr__(self):
            return f"Counter[{n}]({self.value})"

    return Counter


A, B = make(1), make(10, 5)
print(A is B, A == A, A != B, A.__name__ == B.__name__, A.__qualname__)
a, b = A(), B()
print(a.up().up(), b.up(), a.both, b.both, A.double(), b.double())
print(A.of(3), B.of(3), b.of(4), type(b).of(1))
print(A.made, B.made, A.names, B.names, a.made, b.names is B.names)
print(isinstance(a, A), isinstance(a, B), isinstance(b, (A, int)), isinstance(b, (int, B)))
print(type(a) is A, type(a) is B, a.__class__ is A, issubclass(A, A), issubclass(A, B), issubclass(A, object))
print(a == A(a.value), a == B(a.value), hash(A(1)) == hash(A(1)), len({A(1): 1, A(1): 2, B(1): 3}))
up, of = b.up, B.of
B.made = 7
print(up(), of(2), B.made, A.made)
A.later = "late"
print(A.later, a.later)

# derived from what was made, and made in turn
def derive(base, tag):
    class Tagged(base):
        label = tag

        def __init__(self, start):
            super().__init__(start)
            self.tag = tag

        def up(self, by=2):
            super().up(by)
            return f"{tag}:{self.value}"

        @classmethod
        def of(cls, k):
            return super().of(k + 1)

        def again(self):
            f = super().up
            return f(100).value, super().double()

    return Tagged


C, D = derive(A, "c"), derive(B, "d")
c, d = C(5), D(5)
print(c.up(), d.up(), c.label, d.label, c.tag, d.tag, C.label, d.again(), c.again())
print(isinstance(c, A), isinstance(c, B), isinstance(d, B), isinstance(d, C), issubclass(D, B), issubclass(D, A))
print(C.of(1), D.of(1), type(D.of(1)) is D, C.made == A.made)

# in a loop
kinds = []
for k in range(3):

    class Row:
        number = k

        def get(self):
            return self.number

    kinds.append(Row)
print([r.number for r in kinds], [r().get() for r in kinds], kinds[0] is kinds[1], isinstance(kinds[1](), kinds[1]))
kinds[1].number = 40
print([r.number for r in kinds])


# exceptions
def failing(code):
    class Failed(Exception):
        status = code

        def __str__(self):
            return f"failed with {code}"

    return Failed


E1, E2 = failing(1), failing(2)
for cls in (E1, E2):
    try:
        raise cls
    except E1 as e:
        print("first", e, e.status)
    except E2 as e:
        print("second", e, e.status)
try:
    try:
        raise E2("x")
    except E1:
        print("never")
except Exception as e:
    print(type(e) is E2, isinstance(e, E1), e.args)
match c:
    case B():
        print("a B")
    case A(value=v):
        print("an A", v)


# a class goes with its objects to other tasks, and is the same there
def work(ch, x, cls):
    print(isinstance(x, cls), isinstance(x, A), isinstance(x, B), type(x) is cls, x.both)
    ch.send(cls(x.value + 1))


ch = Channel(1)
t = spawn(work, ch, b, B)
back = ch.recv()
t.join()
print(isinstance(back, B), isinstance(back, A), type(back) is B, back)
