class V:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __hash__(self): return hash((self.x,))
def mk(n):
    return {V(k): k for k in range(n)}
d = mk(3)
del d[V(1)]
print(len(d), V(1) in d, [k.x for k in d])
e = {}
e[V(1)] = e.get(V(1), 0) + 1
e[V(1)] += 1
print(e[V(1)])
def lookup(table, key, default=None):
    try:
        return table[key]
    except KeyError:
        return default
print(lookup(d, V(0)), lookup(d, V(9)), lookup({"a": 1}, "a"), lookup({1: 2}, 3, "dd"))
class Sub(V):
    def __eq__(self, o): return True
try:
    {Sub(1): 2}
except TypeError as ex:
    print(ex)
class N:
    pass
n1, n2 = N(), N()
t = {n1: "x"}
t[n2] = "y"
print(t[n1], t[n2], N() in t, len(t), n1 in {n2: 1})
graph = {n1: [n2], n2: []}
print([len(graph[k]) for k in graph])
class E(Exception): pass
ee = E("a")
print({ee: 1}[ee])
print(hash(V(1)) == hash(V(1)), hash(V(1)) != hash(V(2)))
dd = {V(1): 1, V(2): 2} 
print(dd == {V(2): 2, V(1): 1}, dd != {V(1): 1})
w = {(1, V(1)): "p"}
print(w.get((1, V(1))), w.get((2, V(1)), "no"))
