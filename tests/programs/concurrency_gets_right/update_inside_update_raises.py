# An update that asks for its own value again gets an error, and waits for nothing; another value is no matter.
from weft import Shared, spawn

one, two = Shared(1), Shared(10)


def gets(n):
    return n + one.get()


def sets(n):
    one.set(5)
    return n


def updates(n):
    return n + one.update(lambda m: m + 1)


def other(n):
    return n + two.update(lambda m: m + 1)


for f in (gets, sets, updates):
    try:
        print(one.update(f))
    except RuntimeError:
        print(f.__name__, "refused;", one.get())
print(one.update(other), two.get())
print(spawn(one.update, other).join(), one.get())
