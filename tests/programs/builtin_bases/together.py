"""Several such classes, plain containers and unions of them."""

class S(list):
    def who(self): return "S"
    def append(self, x): print("own", x); super().append(x)
class T(S):
    def __init__(self, n):
        super().__init__([n])
        self.n = n
    def who(self): return "T" + str(self.n)
s = S([1])
p = [0] + s          # merges the view with a plain list
q = s[:]
for x in (p, q, s, T(3), [9]):
    print(type(x).__name__, isinstance(x, S), isinstance(x, T), isinstance(x, list), x)
    x.append(5)
    if isinstance(x, S):
        print(x.who())
    else:
        print("plain", len(x))
def pick(k):
    if k == 0: return p
    if k == 1: return s
    if k == 2: return T(1)
    if k == 3: return {"a": 1}
    if k == 4: return (1, 2)
    return None
for k in range(6):
    v = pick(k)
    print(v, type(v).__name__, isinstance(v, (list, dict)), isinstance(v, S), isinstance(v, list), v is s, v == s, not v)
    match v:
        case T(): print("T", v.n)
        case S(): print("S")
        case list(): print("list")
        case dict(): print("dict")
        case tuple(): print("tuple")
        case _: print("none")
    match v:
        case [a, b]: print("two", a, b)
        case [a, *rest]: print("more", a, rest)
        case _: print("no")
its = [iter(p), iter(s), iter((7, 8)), iter("ab"), iter(T(5))]
print([list(i) for i in its])
def make(k):
    class L(dict):
        tag = k
        def __init__(self, *a):
            super().__init__(a)
            self.seen = []
        def __setitem__(self, key, v):
            self.seen.append(key)
            super().__setitem__(key, v)
    return L
A, B = make("a"), make("b")
a, b = A(), B()
a["x"] = 1; b["y"] = 2; a.update(z=3) if False else a.update({"z": 3})
print(a, a.seen, a.tag, b, b.seen, b.tag, type(a) is type(b), type(a) is A, isinstance(a, B), isinstance(a, dict))
big = [T(i) for i in range(2000)]
junk = [[j] * 10 for j in range(3000)]
d = {i: big[i] for i in range(0, 2000, 7)}
print(sum(t.n for t in big), sum(len(t) for t in d.values()), big[1999], big[5].n)
class Node(dict):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.parent = None
    def child(self, name):
        n = Node(name)
        n.parent = self
        self[name] = n
        return n
root = Node("root")
n = root
for i in range(50):
    n = n.child(f"c{i}")
depth = 0
while n.parent is not None:
    n = n.parent
    depth += 1
print(depth, n.name, list(n), len(root["c0"]))
class V(tuple):
    def __add__(self, other): return V(a + b for a, b in zip(self, other))
    def __mul__(self, k): return V(a * k for a in self)
    def __rmul__(self, k): return self * k
    def __neg__(self): return V(-a for a in self)
    @property
    def x(self): return self[0]
v = V((1, 2)) + V((3, 4)) * 2
print(v, -v, 3 * v, v.x, type(v), v == (7, 10), {v: 1}[(7, 10)], {(7, 10): 2}[v], hash(v) == hash((7, 10)), v in {(7, 10)}, (7, 10) in {v}, sorted([V((2,)), V((1,))]), max(v), sum(v))
