def made(a, s):
    return (), (a,), (a, s), ((a, s), [a]), tuple([a, a]), tuple(s)


def indexed(t, i):
    return t[0], t[-1], t[1][0], len(t)


def of_any_length(t, i):
    return t[i], t[-1], len(t), t + t, t.index(1), t.count(1)


def returned(flag):
    if flag:
        return 1, "a"
    return 2, "b"


def swapped(a, b):
    a, b = b, a
    return a, b


def unlike(flag):
    return (1, 2) if flag else (1, 2, 3)


made(1, "ab")
indexed((1, ("a", 2)), 0)
of_any_length(tuple([1, 2]), 1)
x, y = returned(True)
swapped(1, 2)
len(unlike(True))
