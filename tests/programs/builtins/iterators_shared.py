import weft
from weft import Channel, ClosedArm, Recv, Sent, Timeout, Default, recv, select, send, spawn

class Base(Exception):
    def __init__(self, *args):
        super().__init__(*args)

try:
    raise Base(1, "two")
except Base as e:
    print(e, e.args)

class Registry:
    def __init__(self):
        self.items = {}
        self.it = None

    def update(self, pairs):
        a = list(pairs)
        b = list(pairs)
        return len(a), len(b)

    def start(self, xs):
        self.it = iter(xs)

    def step(self):
        return next(self.it)

r = Registry()
print(r.update(zip([1, 2], "ab")), r.update([1, 2]))
try:
    r.step()
except TypeError as e:
    print(e)
r.start([1, 2])
print(r.step(), r.step())

class Inf:
    def __iter__(self):
        return self
    def __next__(self):
        return 1

try:
    a, b = Inf()
except ValueError as e:
    print(e)
a, b = map(str, [1, 2])
print(a, b)
try:
    a, b = map(str, range(100))
except ValueError as e:
    print(e)

def gen(n):
    return map(lambda k: k * k, range(n))

g = gen(4)
for x in g:
    if x > 1: break
print(x, list(g))
for _ in range(2):
    e = enumerate("ab")
    for outer in range(2):
        for p in e:
            print(outer, p)

class K:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"K({self.v!r})"

def group(items, key):
    out = {}
    for i in items:
        out.setdefault(key(i), []).append(i)
    return out
print(group([1,2,3,4], lambda n: K(n % 2)))
print(group([1,2,3,4], lambda n: (n % 2, K(n > 2))))
memo = {}
def fib(n):
    k = K(n)
    if k in memo: return memo[k]
    memo[k] = n if n < 2 else fib(n-1) + fib(n-2)
    return memo[k]
print(fib(60), len(memo))
d = {K("a"): 1}
match d:
    case {}:
        print("dict")
for k, v in d.items(): print(k, v)
print(sorted(d.values()), max(d, key=lambda k: k.v), list(zip(d, d.values())))
try:
    print(d[K("b")])
except KeyError as e:
    print(repr(e), e.args[0].v)
print(d[K("zz")])
