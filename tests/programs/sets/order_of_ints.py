# The order of a set of ints is CPython's, whatever was done to it.


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


def checksum(s):
    h = 7
    for x in s:
        h = (h * 31 + x) % 1000000007
    return h


def draw(r, how):
    if how == 0:
        return r.below(40)
    if how == 1:
        return r.below(1000) - 500
    if how == 2:
        return r.below(30) * 8
    if how == 3:
        return r.below(200) * 1024 + r.below(2)
    if how == 4:
        return r.below(1 << 20) * (1 << 38) - (1 << 57)
    return (r.below(3) - 1) * 2305843009213693950 + r.below(2)


def some(r, how, n):
    out = set()
    for _ in range(r.below(n) + 1):
        out.add(draw(r, how))
    return out


def steps(seed, how, count):
    r = Random(seed)
    s = set()
    bias = 5
    for i in range(count):
        if i % 60 == 0:
            bias = 2 + r.below(7)
        what = r.below(10)
        if what < bias:
            s.add(draw(r, how))
        elif what < 9:
            s.discard(draw(r, how))
        else:
            match r.below(24):
                case 0:
                    s |= some(r, how, 50)
                case 1:
                    s &= some(r, how, 200)
                case 2:
                    s -= some(r, how, 60)
                case 3:
                    s ^= some(r, how, 40)
                case 4:
                    s = s | some(r, how, 30)
                case 5:
                    s = s & some(r, how, 300)
                case 6:
                    s = s - some(r, how, 20)
                case 7:
                    s = s ^ some(r, how, 50)
                case 8:
                    s = s.copy()
                case 9:
                    s = set(s)
                case 10:
                    s = set(list(s))
                case 11:
                    s = some(r, how, 60) | s
                case 12:
                    s = some(r, how, 90) - s
                case 13:
                    s = some(r, how, 400) & s
                case 14:
                    s.update(list(some(r, how, 40)))
                case 15:
                    s.update(dict.fromkeys(some(r, how, 40)))
                case 16:
                    s.difference_update(list(some(r, how, 60)))
                case 17:
                    s.symmetric_difference_update(list(some(r, how, 60)))
                case 18:
                    s.intersection_update(list(some(r, how, 300)), some(r, how, 300))
                case 19:
                    s = set(frozenset(s))
                case 20:
                    s = s.difference(dict.fromkeys(some(r, how, 20)))
                case 21:
                    s = {-x for x in s}
                case 22:
                    if r.below(6) == 0:
                        s.clear()
                case _:
                    popped = 0
                    while s and r.below(9):
                        popped = (popped * 31 + s.pop()) % 1000000007
                    print("popped", popped)
        if i % 97 == 0:
            print(how, i, len(s), checksum(s))
    print(s)


for how in range(6):
    for seed in range(4):
        steps(seed * 6 + how, how, 900)
