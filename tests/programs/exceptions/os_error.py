a = ValueError(1)
b = ValueError(a)
print(repr(b), b, str(b), b.args)
try:
    raise OSError(2, "no such thing", "file.txt")
except FileNotFoundError as e:
    print("FNF", e, e.errno, e.strerror, e.filename, e.args, repr(e))
except OSError as e:
    print("OS", e)
try:
    open("no'such")
except OSError as e:
    print(e, e.errno, e.strerror, e.filename, e.args, repr(e))
for n in (1, 5, 17, 110):
    try:
        raise OSError(n, "x")
    except OSError as e:
        print(type(e).__name__, e, e.args, e.filename, repr(e), e.errno)
try:
    [][0]
except IndexError as e:
    print(e.args, repr(e))
try:
    {}["a"]
except KeyError as e:
    print(e.args, repr(e), e)
class MyOS(OSError):
    pass
m = MyOS(2, "x", "y")
print(m, m.errno, m.filename, repr(m), m.args)
print(OSError("a"), OSError("a").errno, OSError().args, repr(OSError("a")))
