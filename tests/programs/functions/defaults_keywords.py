def f(a, b=2, c=3):
    return f"{a}-{b}-{c}"


print(f(1), f(1, 5), f(1, 5, 6), f(1, c=9), f(c=1, a=2), f(b=0, a=0, c=0))


def accumulate(x, into=[]):
    into.append(x)
    return into


print(accumulate(1))
print(accumulate(2), accumulate(3, [10]), accumulate(4))
base = 10


def late(x, n=base * 2):
    return x + n


base = 1000
print(late(1), late(1, base))


def keyword_only(a, *, sep="-", end="!"):
    return str(a) + sep + end


def positional_only(a, b, /, c=0):
    return a * b + c


print(keyword_only(1), keyword_only(1, end="?"), keyword_only(a=2, sep="~"))
print(positional_only(2, 3), positional_only(2, 3, c=1))
