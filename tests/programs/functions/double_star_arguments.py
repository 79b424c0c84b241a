# Calls with * and ** of what is known at run time only, of functions that take keywords.
def show(a, b=2, *args, k=0, **named):
    return a, b, args, k, named
xs = [1, 2, 3]
d = {"k": 5, "z": 6}
print(show(*xs), show(*xs, q=1), show(1, **d), show(**{"a": 1, "b": 3}), show(*xs, **d), show(0, w=9, **d))
def only(**named):
    return named
print(only(**d), only(**{}), only(x="s", **d))
for bad in [{"a": 1}, {"w": 1}]:
    try:
        print(show(1, w=2, **bad))
    except TypeError as e:
        print(e)
try:
    show(**d)
except TypeError as e:
    print(e)
def rec(n, **kw):
    return kw if n == 0 else rec(n - 1, **kw)
print(rec(3, x=1, y=2))
def logged(f):
    def wrapper(*args, **kw):
        print(f.__name__, args, kw)
        return f(*args, **kw)
    return wrapper
@logged
def target(a, b=1, **more):
    return a, b, more
print(target(1), target(1, b=2), target(*xs[:1], b=5, c=7), target(a=1, **{"m": 3}))
def fwd(**kw):
    return only(first=1, **kw)
print(fwd(**d), fwd(a=2))
only(**d)["new"] = 1
print(d)
def po(a, /, **n): return a, n
print(po(1, **{"a": 3}))
print(po(*[7], a=3), po(*[7], **{"a": 3, "b": 4}))
def po2(a, b, /, c, d=1, **n): return a, b, c, d, n
print(po2(*[1, 2], **{"a": 3, "c": 4}), po2(*[1, 2, 3], a=5, **{"b": 3}))
for f in (lambda: po2(*[1,2,3], **{"c": 4}), lambda: po2(*[1], **{"c": 4})):
    try: print(f())
    except TypeError as e: print(e)
print(only(**d, x="s"), only(a=1, **d, b=2), show(0, **d, w=9), only(**{}, q=1))
