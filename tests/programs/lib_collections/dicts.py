# Counter, defaultdict, OrderedDict: what dict's subclasses do, and what they are to the rest.
from collections import Counter, OrderedDict, defaultdict, deque

from weft import Channel, spawn

words = "the cat and the dog and the bird".split()
c = Counter(words)
print(c, len(c), c["the"], c["none"], "none" in c, c.total(), list(c), sorted(c))
print(c.most_common(2), c.most_common(), c.most_common(0), list(c.elements()))
c.update(["cat", "cat"])
c.update({"fox": 5})
c["dog"] += 2
del c["bird"], c["nothing"]
print(c, c.keys(), c.values(), c.items(), max(c, key=lambda k: c[k]))
c.subtract(Counter({"the": 10, "fox": 1}))
print(c, +c, -c, c.copy() == c, Counter(), Counter("") == Counter({"x": 0}))
a, b = Counter("aabbb"), Counter("abbccd")
print(a + b, a - b, a | b, a & b, b - a)
print(a == b, a != b, a <= b, Counter("ab") <= a, Counter("ab") < a, a >= Counter("a"), a > a, a == {"a": 2, "b": 3})
a += b
print(a)
a -= Counter("aaaa")
a |= Counter("zz")
a &= Counter("bbbzc")
print(a)
for k, n in sorted(Counter([3, 1, 3, 2.5, True]).items()):
    print(k, n, end="; ")
print(dict(Counter("hello")), {**Counter("hi")}, isinstance(c, dict), isinstance(c, Counter), type(c) is Counter)

d = defaultdict(list)
for w in words:
    d[len(w)].append(w)
print(d, d[3], d.get(9), 9 in d, d[9], 9 in d, len(d), d.default_factory)
counts = defaultdict(int, {"a": 1})
counts["b"] += 1
counts["a"] += 1
print(counts, dict(counts), counts.pop("a"), counts.pop("zz", None), counts.popitem(), counts)
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
nested["x"]["z"] += 2
print({k: dict(v) for k, v in nested.items()}, defaultdict(None, [(1, 2)]))
print(defaultdict(float, [("a", 1.5)]) | {"b": 2.5}, defaultdict(str) == {}, defaultdict(int, {1: 2}) == {1: 2})
e = defaultdict(int)
e.setdefault("k", 5)
e.update([("l", 6)])
e |= {"m": 7}
print(e, e.copy(), list(reversed(e)), sum(e.values()), [k for k in e if e[k] > 5])


def attempt(f):
    try:
        print(f())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)


attempt(lambda: defaultdict(None, {1: 2})[3])
attempt(lambda: OrderedDict({"a": 1})["b"])
attempt(lambda: OrderedDict({"a": 1}).move_to_end("b"))
attempt(lambda: Counter("a").pop("b"))

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, list(o.items()), o.popitem(), o.popitem(last=False), o)
o["x"] = 9
o.move_to_end("x", last=False)
print(o, o == OrderedDict([("c", 3), ("x", 9)]), o == {"b": 2, "x": 9}, o != OrderedDict([("b", 2), ("x", 9)]))
print(OrderedDict(), OrderedDict({"q": [1]}), o | {"z": 1}, isinstance(o, dict), issubclass(OrderedDict, dict))


class Cache:
    def __init__(self, size):
        self.size = size
        self.kept = OrderedDict()

    def get(self, n):
        if n in self.kept:
            self.kept.move_to_end(n)
            return self.kept[n]
        self.kept[n] = n * n
        if len(self.kept) > self.size:
            self.kept.popitem(last=False)
        return self.kept[n]


cache = Cache(2)
print([cache.get(n) for n in (1, 2, 1, 3, 2)], cache.kept)


def kind(x):
    match x:
        case {"a": n}:
            return f"a {n}"
        case dict():
            return "dict"
        case [first, *_]:
            return f"sequence {first}"
    return "other"


print(kind(Counter("a")), kind(Counter("b")), kind({"a": 2}), kind(defaultdict(int)), kind([1]), kind(3))


def task(x, ch):
    x["new"] += 1
    ch.send(x)
    return totals


totals = Counter("xyx")
ch = Channel(2)
t = spawn(task, counts, ch)
u = spawn(task, Counter("p"), ch)
print(sorted([str(ch.recv()), str(ch.recv())]), t.join(), u.join(), counts, Counter, defaultdict)


class Bag(Counter):
    def top(self):
        return self.most_common(1)[0][0]


class Recent(deque):
    pass


class Index(defaultdict):
    pass


bag = Bag("abb")
print(bag, bag.top(), bag.copy(), type(bag.copy()) is Bag, bag + Bag("c"), Bag(), isinstance(bag, dict))
print(Recent([1, 2], 3), Recent("ab").copy(), Index(int, {1: 2}), Index(list).copy())
print(OrderedDict.fromkeys("ab"), OrderedDict.fromkeys([1, 2], "x"), defaultdict.fromkeys("a", 0))


def count(words: list[str]) -> Counter[str]:
    return Counter(words)


def group(pairs: list[tuple[str, int]]) -> defaultdict[str, list[int]]:
    out: defaultdict[str, list[int]] = defaultdict(list)
    for key, value in pairs:
        out[key].append(value)
    return out


def size(d: dict[str, int]) -> int:
    return len(d)


print(count(["a", "b", "a"]), group([("x", 1), ("y", 2), ("x", 3)]), size(Counter("hello")))
