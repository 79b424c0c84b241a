# The order of sets of floats, bools, None, tuples and frozensets, and of several of these, is CPython's.


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


def a_float(r):
    kind = r.below(6)
    match kind:
        case 0:
            return float(r.below(50))
        case 1:
            return r.below(1000) / 8
        case 2:
            return -r.below(1000) / 7
        case 3:
            return r.below(1000) * 1e300
        case 4:
            return r.below(1000) * 1e-310
    return 1e30 ** (r.below(15) - 7) * 3.7


def a_pair(r):
    return r.below(12), r.below(12) - 6


def a_deep(r):
    return (r.below(4), (r.below(3) / 2, None), r.below(2) == 0, ())


def a_list(r):
    return tuple([r.below(5) for _ in range(r.below(4))])


def a_frozenset(r):
    return frozenset([r.below(9) for _ in range(r.below(5))])


def a_nest(r):
    return frozenset([(r.below(3), frozenset([r.below(3) * 1.5])) for _ in range(r.below(3))])


def a_mix(r):
    kind = r.below(7)
    match kind:
        case 0:
            return None
        case 1:
            return r.below(2) == 0
        case 2:
            return r.below(60)
        case 3:
            return r.below(120) / 2
        case 4:
            return r.below(5), None
        case 5:
            return (r.below(9) * 0.5,)
    return frozenset([r.below(6)])


def run(make, seed):
    r = Random(seed)
    s = {make(r)}
    t = {make(r)}
    for i in range(700):
        what = r.below(12)
        if what < 5:
            s.add(make(r))
        elif what < 8:
            t.add(make(r))
        elif what < 10:
            s.discard(make(r))
        elif what == 10:
            t.discard(make(r))
        else:
            match r.below(14):
                case 0:
                    s = s | t
                case 1:
                    s = s - t
                case 2:
                    s, t = s ^ t, s & t
                case 3:
                    t = set(s)
                case 4:
                    s.update(t)
                case 5:
                    s.difference_update(t)
                case 6:
                    t.symmetric_difference_update(s)
                case 7:
                    s = set(list(t))
                case 8:
                    s = s.copy()
                case 9:
                    t = {x for x in s if r.below(2)}
                case _:
                    if s:
                        print("popped", s.pop())
        if i % 50 == 0:
            print(i, len(s), len(t), list(s)[:4], list(t)[-2:])
    print(s)
    print(frozenset(t))
    print(s < t, s <= s | t, s & t == t & s, hash(frozenset(s)) == hash(frozenset(list(s)[::-1])))


for seed in range(3):
    run(a_float, seed)
    run(a_pair, seed)
    run(a_deep, seed)
    run(a_list, seed)
    run(a_frozenset, seed)
    run(a_nest, seed)
    run(a_mix, seed)
