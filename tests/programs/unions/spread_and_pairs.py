def g(*a): print(a)
class C:
    def __init__(self, *a): self.a = a
def pick(n): return [1,2] if n else None
def t(f):
    try: f()
    except TypeError as e: print('T', e)
    except ValueError as e: print('V', e)
for n in (1, 0):
    x = pick(n)
    t(lambda: print(*x))
    t(lambda: g(*x))
    t(lambda: print(max(*x)))
    t(lambda: print([*x]))
    t(lambda: print((*x, 1)))
    t(lambda: print({*x}))
    t(lambda: C(*x))
    def d():
        del x[0]
        print(x)
    t(d)
    def d2():
        del x[0:1]
        print(x)
    t(d2)
def up(y):
    d = {}
    d.update(y)
    print(d)
t(lambda: up([('a', 1), 2]))
t(lambda: up(['ab', 'cd']))
t(lambda: up([(1, 2), (3, 4)]))
t(lambda: up([iter([1, 2])]))
t(lambda: up([(1, 2, 3)]))
t(lambda: up([[1, 2], [3, 4]]))
t(lambda: up([None, 'ab']))
def pick2(n): return [1,2] if n else 5
def m(*x): print(min(*x), max(*x))
t(lambda: m(pick2(1)))
t(lambda: m(pick2(0)))
t(lambda: m([pick2(0)]))
class K:
    def keys(self): return ['a']
    def __getitem__(self, k): return 1
def pick3(n): return K() if n else [('b', 2)]
t(lambda: up(pick3(0)))
t(lambda: up(pick3(1)))
class L(list): pass
def pick4(n): return L([3,4]) if n else [5,6]
t(lambda: m(pick4(0)))
t(lambda: m(pick4(1)))
t(lambda: print(dict([5, [1, 2]])))
t(lambda: print(dict([[1, 2], [3, 4]])))
t(lambda: print(dict([[1, 2], [3, 4, 5]])))
t(lambda: print(dict([(1, 2), [3, 4]])))
t(lambda: print(dict([(1, 2), (3, 4, 5)])))
t(lambda: print(dict(['ab', 'cd'])))
t(lambda: print(dict(zip('ab', [1, 2]))))
t(lambda: print(dict(enumerate('ab'))))
t(lambda: print(dict({'a': 1})))
t(lambda: print(dict(['ab', None])))
t(lambda: print(dict([])))
