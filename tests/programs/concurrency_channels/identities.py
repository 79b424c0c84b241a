import math

from weft import Channel, spawn, recv, select, send, Ok, Err
def f(a): return a
def mk(n):
    def g(): return n
    return g
class P:
    def get(self, a=0): return a
    def __repr__(self): return "P!"
xs = [1]
c = Channel(3)
t = spawn(f, 1)
gs = [mk(i) for i in range(5)]
d = {f: 1, mk: 2, print: 3, int: 4, P: 5, math: 6, c: 7, t: 8, gs[0]: 9, gs[1]: 10}
print(d[f], d[mk], d[print], d[int], d[P], d[math], d[c], d[t], d[gs[0]], d[gs[1]], gs[2] in d)
s = {g for g in gs}
print(len(s), gs[3] in s, mk(1) in s)
p = P()
bs = {p.get: 1, P().get: 2}
print(bs[p.get], len(bs), P().get in bs)
for method in (xs.append, "a".upper, p.get, {1: 2}.get, c.send):
    print(str(method).partition(" at 0x")[0].removesuffix(">"))
print(type(xs.append), type(p.get), type(c.send))
for it in [iter([1]), iter((1, 2)), iter("abc"), iter("é"), iter({1: 2}), iter({1: 2}.values()), iter({1}), iter(range(3)), iter({1: 2}.items()),
           reversed([1]), reversed((1, 2)), reversed(range(3)), reversed("ab"), reversed({1: 2}), zip([1], [2]), map(f, [1]), enumerate([1]), filter(f, [1])]:
    print(type(it).__name__, type(it), end=" ")
    print(list(it))
print(hash(Ok(1)) == hash(Ok(1)), {Ok(1): 2}[Ok(1)], hash(NotImplemented) == hash(NotImplemented))
print(recv(c), send(c, 2))
for v in [{1: 2}.keys(), {1: 2}.values(), {1: 2}.items()]:
    print(type(v), type(v).__name__)
t.join()
