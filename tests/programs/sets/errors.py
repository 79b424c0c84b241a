# What goes wrong, in CPython's words.
class Plain:
    pass


def attempt(what):
    try:
        what()
    except (TypeError, KeyError, RuntimeError, ValueError) as e:
        print(type(e).__name__, e)


def pick(n):
    return [1, [2], {3: 4}, {5}, (6,), "x", None][n] if n < 7 else 0


def add(n):
    s = set()
    x = pick(n)
    s.add(x if not isinstance(x, tuple) else 6)
    return len(s)


def look(n):
    x = pick(n)
    return x in {1, 6}


def change():
    s = {1, 2, 3}
    for x in s:
        s.add(x + 10)


def shrink():
    s = {1, 2, 3}
    for x in s:
        s.discard(2)
        s.discard(3)
        s.discard(1)


def replace():
    s = {1, 2, 3}
    n = 0
    for x in s:
        if n < 3:
            s.discard(x)
            s.add(x)
        n += 1
    print("replaced", n, s)


def by_hand():
    s = {1}
    it = iter(s)
    s.add(2)
    try:
        next(it)
    except RuntimeError as e:
        print("once", e)
    s.discard(2)
    next(it)


def comprehension():
    s = {1, 2, 3}
    print([s.pop() for _ in s])


def below():
    print({1} < [1])


def union(n):
    return {1} | pick(n)


def update(n):
    s = {1}
    s |= pick(n)
    return s


for n in range(7):
    attempt(lambda: print(n, add(n)))
    attempt(lambda: print(n, look(n)))
    attempt(lambda: print(n, union(n)))
    attempt(lambda: print(n, update(n)))
attempt(change)
attempt(shrink)
attempt(replace)
attempt(by_hand)
attempt(comprehension)
attempt(lambda: set().remove(1))
attempt(lambda: {1}.remove((2, 3)))
attempt(lambda: {frozenset([1])}.remove({2}))
attempt(lambda: set().pop())
attempt(lambda: print({frozenset([1]), frozenset([2])} - {frozenset([2])}))
attempt(lambda: print(len({Plain(), Plain()})))
attempt(lambda: {1}.update(5 if len('ab') == 2 else [5]))
attempt(lambda: {1}.union([2], 5 if len("ab") == 2 else [5]))
attempt(lambda: {1}.intersection(None if len('ab') == 2 else [5]))
attempt(lambda: print([1] in {1}))
attempt(lambda: print({1: 2}[{1}]))
attempt(lambda: print(hash({1})))
attempt(lambda: print([] in set()))
