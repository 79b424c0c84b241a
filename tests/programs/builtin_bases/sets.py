"""Classes that derive from set and frozenset. What their operators make is of the built-in class."""

class Names(set):
    def add(self, x):
        super().add(x.strip())
class Frozen(frozenset):
    pass
n = Names(["b "])
n.add(" a ")
print(sorted(n), type(n | {"c"}), type(n.copy()), len(n), "a" in n, n == {"a", "b "}, {"a", "b "} == n)
n |= {"z"}
print(type(n), sorted(n), Names(["q"]), Names(), Frozen([1]), Frozen(), Frozen([1, 2]) | {3}, {3} | Frozen([1]))
f = Frozen([1, 2])
print(hash(f) == hash(frozenset([2, 1])), {f: 1}[f], f == frozenset([1, 2]), f in {f}, type(f), isinstance(f, frozenset), isinstance(n, set), f <= {1, 2, 3}, f.issubset([1, 2]), f.union([7]), f & {1}, f - {1}, {1, 5} - f, f ^ {1})
print({1}.union(f), set(f), {1, 2, 3}.difference(f), n.isdisjoint(f) if False else 0)
print({frozenset([1, 2]): "x"}[f], f in {frozenset([1, 2])})
n = Names(range(5))
for op in (n | {9}, n & {1, 2}, n - {1}, n ^ {1, 7}, {9} | n, {1, 9} & n, {1, 9} - n, n.union([8]), n.difference(n)):
    print(type(op).__name__, op)
n -= {0}
n ^= Names([1, 6])
n &= Frozen([2, 6, 8])
print(n, type(n), n.pop(), n <= {2, 6}, n < Names([2, 6, 7]), n.issuperset(Frozen([6])), n.isdisjoint(Names([3])))
n.update(Names([4]), [5])
n.difference_update(n)
print(n, len(n), not n)
print({Frozen([1]), frozenset([1]), Frozen([2])} == {frozenset([1]), Frozen([2])})


class Tagged(frozenset):
    def __init__(self, items, tag="t"):
        self.tag = tag


print(Tagged([1]), Tagged([1]).tag, Tagged([1]) == {1}, [x for x in Tagged([3])])
try:
    class Bad(frozenset):
        def __init__(self, items):
            super().__init__(items)

    print(Bad([1]))
except TypeError as e:
    print(e)


class Loose(set):
    def __contains__(self, x):
        return True

    def __len__(self):
        return 77

    def __iter__(self):
        return iter(["x"])


o = Loose([1, 2])
print(o, len(o), 5 in o, list(o), {1} <= o, o <= {1, 2, 3}, o == {1, 2}, {1, 2, 3} - o, {5}.union(o), set(o))
