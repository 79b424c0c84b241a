"""Classes that derive from dict."""

class Table(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]
class Low(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)
    def __getitem__(self, k):
        return super().__getitem__(k.lower())
    def __contains__(self, k):
        return super().__contains__(k.lower())
d = Table()
print(d["a"], d["b"], d["a"], d, d.get("zz"), "zz" in d, len(d), type(d))
l = Low(A=1)
l["B"] = 2
print(l, l["b"], "B" in l, l.get("B"), l.get("A"))
try:
    print(l["A"])
except KeyError as e:
    print("KeyError", e)
l.update(C=3) if False else l.update({"C": 3})
print(l, dict(l), {**l}, l | {"x": 1}, type(l | {}), {"q": 1} | l)
for k, v in l.items():
    print(k, v)
print(list(l), list(l.keys()), list(l.values()), sorted(l), l == {"A": 1, "b": 2, "C": 3}, {"A": 1} == l)
l |= {"y": 9}
print(l, type(l), l.pop("y"), l.setdefault("n", 5), l.popitem(), l)
del l["C"]
print(l, bool(l), bool(Low()), l.copy(), type(l.copy()))
class Cfg(dict):
    def __init__(self, *args, name="x"):
        super().__init__()
        self.name = name
        for k, v in args:
            self[k] = v
c = Cfg(("a", 1), ("b", 2), name="cc")
print(c, c.name)
print(Table([("p", 1), ("q", 2)]), Table({"m": 1}), Table({"m": 1}, n=2))


class Odd(dict):
    def __getitem__(self, k):
        return "own"

    def keys(self):
        return ["zz"]

    def __iter__(self):
        return iter(["yy"])


class Keys(dict):
    def __getitem__(self, k):
        return "own"

    def keys(self):
        return ["zz"]

    def items(self):
        return [("it", "em")]


o = Odd(a=1)
print(dict(o), {**o}, o.get("a"), o["a"], list(o), dict.items(o))
k = Keys(a=1)
print(dict(k), {**k}, k | {}, {} | k, list(k), k.items(), k == {"a": 1}, {"a": 1} == k)
plain = {}
plain.update(k)
plain.update(o)
print(plain)
d.update(d)
print(d, {x: d[x] for x in d}, list(reversed(d)), max(d, key=d.get), d.keys() & {"a"}, d.values())
both = [{"a": 1}, Table(b=2)]
for x in both:
    print(x, isinstance(x, dict), isinstance(x, Table), type(x) is dict, x.get("a"), len(x), x | {"c": 3})


class Self(dict):
    pass


s = Self()
s["me"] = s
print(s)
dict.__setitem__(s, "you", None)
print(dict.get(s, "you", 1), dict.__getitem__(s, "you"), "you" in s)
match d:
    case Table():
        print("Table")
