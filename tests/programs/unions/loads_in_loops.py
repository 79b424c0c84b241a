# What a loop doesn't change is read before it only if it can be read there: the bits of a number are no reference, and
# what stands at a place of one class is something else in another.


class P:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "P"


class Q(P):
    def __repr__(self):
        return "Q"


class Box:
    def __init__(self, items):
        self.items = items
        self.inner = None


class Pair:
    def __init__(self, number):
        self.number = number
        self.factor = 1.5


def depth(v, n):
    t = 0
    for i in range(n):
        if isinstance(v, Box):
            if v.inner is not None:
                t += len(v.inner.items) + v.inner.items[0]
            else:
                t += len(v.items)
        elif isinstance(v, Pair):
            t += v.number
        elif isinstance(v, range):
            t += v.start + len(v)
        elif isinstance(v, tuple):
            t += v[0] * len(v[1])
        else:
            t -= 1
    return t


def either(v, n):
    t = 0
    for i in range(n):
        if isinstance(v, (str, list)) and i > 0:
            t += len(v)
        elif not isinstance(v, (str, list)):
            t += int(v)
    return t


def matched(v, n):
    out = []
    for i in range(n):
        match v:
            case Pair(number=k):
                out.append(k)
            case [a, *_]:
                out.append(a)
            case str() as text:
                out.append(len(text))
            case _:
                out.append(-1)
    return out


def caught(n):
    out = []
    for k in range(n):
        try:
            if k % 3 == 0:
                raise ValueError("v", k)
            if k % 3 == 1:
                raise KeyError(k)
            [].pop()
        except (ValueError, LookupError) as e:
            for i in range(2):
                out.append((type(e).__name__, e.args))
    return out


for v in [(1, "x"), -3]:
    for i in range(2):
        print(v)
for v in [P(1), Q(2), -3, 2.5]:
    for i in range(2):
        print(v)
U = [range(3), -3, -(2**60), 1e300, None, True, "text", [1, "a"], {1: 2.5}]
for a in U:
    for b in U[:4]:
        print(a, b, a == b, end=";")
    print()

outer = Box([7])
outer.inner = Box([5, 6])
values = [outer, Box([1, 2, 3]), Pair(4), range(2, 9), (3, "ab"), -5, 2.5, -(2**59)]
print([depth(v, n) for v in values for n in (0, 1, 3)])
print([depth(v, 2) for v in values[:3]])
print([either(v, 3) for v in ["abc", [1, 2], -7, 2.5, True]])
print([matched(v, 2) for v in [Pair(8), [9, 1], "four", -1, 0.5, []]])
print(caught(4))

keys = {}
for k in [1, "a", (2, 3), (2, "b"), 4.5, None, True]:
    for i in range(2):
        keys[k] = keys.get(k, 0) + 1
        for other in keys:
            if isinstance(other, tuple):
                keys[k] += other[0]
print(keys)
lengths = {}
for k in [(1, 2), (3,), (4, 5, "x")]:
    lengths[k] = len(k)
print([(k, n, k[0]) for k, n in lengths.items()])
try:
    print(list(map(str.upper, ["a", "b"])), list(map(str.upper, ["a", 3])))
except TypeError as e:
    print(e)
