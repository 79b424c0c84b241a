# Parameters that take keywords: as dicts, and passed on.
def show(**named):
    print(named, len(named), list(named), sorted(named.items()))
    named["new"] = 1
    for k in named:
        print(k, named[k])
    return named.get("a")

print(show(), show(a=1), show(b=2, a=3))

def typed(a, *args, k=1, **rest):
    return a, args, k, rest

print(typed(1, 2, 3, k=4, z="s", y=[1]))
print(typed(1, z=2.5))
print(typed(a=1, q=None))

def passes(f, *args, **kw):
    return f(*args, **kw)

def add(a, b=10, *, c=0):
    return a + b + c
print(passes(add, 1), passes(add, 1, c=5), passes(add, b="y", a="x", c="z"))

def logged(f):
    def wrapper(*args, **kwargs):
        print("calling", f.__name__)
        return f(*args, **kwargs)
    return wrapper

@logged
def area(w, h=1, *, unit="cm"):
    return f"{w * h} {unit}"
print(area(2), area(2, h=3), area(w=2, unit="m"))

class Point:
    def __init__(self, x, **attributes):
        self.x = x
        self.attributes = attributes
    def with_(self, **kw):
        return Point(self.x, **kw)
p = Point(1, color="red", name="p")
print(p.x, p.attributes, p.with_(color="blue").attributes)
f = lambda **kw: sum(kw.values())
print(f(a=1, b=2), f())
def opts(**o):
    return add(**o)
print(opts(a=1, b=2))
def both(**o):
    print(o)
    return add(**o)
print(both(a=1, b=2))
def outer(**o):
    def inner():
        return add(1, **o)
    return inner()
print(outer(b=5), outer(c=7))
def twice(**o):
    return show(first=0, **o)
print(twice(a=5))


def only_by_place(a, b=2, /, **named):
    return a, b, named


print(only_by_place(1), only_by_place(1, a=3, b=4), only_by_place(0, 1, c=2))


def in_any_order(*args, sep="-", **named):
    return sep.join([str(a) for a in args] + [f"{k}={v}" for k, v in named.items()])


print(in_any_order(1, x=1.5, sep="+", y=None), in_any_order(*(1, 2), z=3), in_any_order(*"ab", sep="/"))


class Base:
    def __init__(self, **named):
        self.named = named

    def __call__(self, *args, **named):
        return args, named | self.named

    @staticmethod
    def of(**named):
        return Base(**named)


class Derived(Base):
    def __init__(self, x, **named):
        super().__init__(**named)
        self.x = x


d = Derived(1, color="red")
print(d.x, d.named, d(2, size=3), Base.of(y=2).named, d("a"))


def changes(**named):
    named["n"] = len(named)
    named.pop("gone", None)
    return {**named, "end": True}


print(changes(), changes(gone=1, kept=2))


def kept(**named):
    return lambda key: named.get(key, "none")


find = kept(a="A", b="B")
print(find("a"), find("b"), find("c"))


def lists(**named):
    for value in named.values():
        value.append(0)


xs, ys = [1], [2]
lists(xs=xs, ys=ys)
print(xs, ys)
