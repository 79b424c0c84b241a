def made(a, b, c):
    return range(a), range(a, b), range(a, b, c)


def used(r, i):
    return len(r), r[i], r[-1], i in r, list(r), sum(r), r.start, r.stop, r.step


def compared(r, q):
    return r == q, r != q, str(r)


def kept(n):
    r = range(n) if n else range(3, 6)
    for i in r:
        print(i)
    return [x for x in r]


made(1, 5, 2)
used(range(1, 9, 2), 1)
compared(range(3), range(4))
kept(2)
