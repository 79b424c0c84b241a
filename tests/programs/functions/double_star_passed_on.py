# Keywords that are passed on: to built-ins, classes and methods, and to functions that take some for themselves.
def say(*a, **kw):
    print(*a, **kw)
say(1, 2, sep="-", end="!\n")
say("x")
def made(kind, *args, **kw):
    return kind(*args, **kw)
print(made(dict, a=1, b="x"), made(list, (1, 2)), made(int, "ff", base=16))
def ordered(xs, **how):
    return sorted(xs, **how)
print(ordered([3, 1, 2]), ordered([3, 1, 2], reverse=True), ordered("bca", key=ord))
class A:
    def __init__(self, a, b=1):
        self.a, self.b = a, b
    def m(self, *, c=0):
        return self.a + self.b + c
    def call(self, name="m", **kw):
        return self.m(**kw)
print(made(A, 1, b=2).m(c=3), made(A, a=5).call(c=1), made(A, 1).call())
def partial(f, *args, **kw):
    def call(*more, **others):
        return f(*args, *more, **kw, **others)
    return call
print(partial(A, 1)(b=3).m(c=1), partial(say, "a", sep="+")("b"), partial(ordered, reverse=True)([1, 2]))
def opt(x, **kw):
    if kw:
        return x, kw
    return x, None
print(opt(1), opt(2, k=3))
def recurse(n, acc="", **kw):
    if n == 0:
        return acc
    return recurse(n - 1, acc=acc + str(n), **kw)
print(recurse(3, z=1))
def locals_like(**kw) -> int:
    assert "x" in kw and "y" not in kw
    del kw["x"]
    kw.update(z=1)
    return len(kw)
print(locals_like(x=1, w=2))
def annotated(**kw: int) -> dict[str, int]:
    return kw
print(annotated(a=1))
def default_none(cb=None, **kw):
    return cb(**kw) if cb is not None else kw
print(default_none(), default_none(cb=annotated, q=1), default_none(r=2))
def reassigned(**kw):
    kw = {"only": 1}
    return kw
print(reassigned(a=2))
def boxed(**kw):
    def add(k):
        kw[k] = 0
    add("new")
    return kw
print(boxed(a=1))
def nested(**kw):
    def inner(**kw):
        return kw
    return inner(**kw)
print(nested(a=1))
