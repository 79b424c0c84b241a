def plain(a, b):
    return a + b


def defaults(a, b=2, *, c="c", d=None):
    return a, b, c, d


def positional(a, /, b):
    return a - b


def generic(x):
    return x


def mutual_even(n):
    return n == 0 or mutual_odd(n - 1)


def mutual_odd(n):
    return n != 0 and mutual_even(n - 1)


def nothing():
    pass


def early(n):
    if n:
        return "some"


def used(f, n):
    return f(n)


def chosen(flag):
    f = plain if flag else positional
    return f(1, 2)


def table(name):
    return {"plain": plain, "positional": positional}[name](3, 4)


plain(1, 2), plain("a", "b"), plain(1, b=2.5)
defaults(1), defaults(1, 3, c="x"), defaults(b=1, a=2, d=3)
positional(3, 4)
generic(1), generic([1]), generic(None)
mutual_even(4)
nothing()
early(1)
used(generic, 1), used(str, 2), used(lambda x: [x], 3), used(len, "abc")
chosen(True)
table("plain")
