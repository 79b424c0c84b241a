# Each method of set and frozenset, with each kind of argument.
s = {1, 2, 3, 4}
f = frozenset([3, 4, 5])

print(s.union(), s.union(f), s.union([9, 8]), s.union(f, [7], range(2), {6: "x"}), s.union(x * x for x in (5, 6)))
print(s.intersection(), s.intersection(f), s.intersection([4, 1]), s.intersection(f, {4: 0}, [4, 9]))
print(s.difference(), s.difference(f), s.difference([1]), s.difference({1: 0}, [2], f))
print(s.symmetric_difference(f), s.symmetric_difference([1, 9]), s.symmetric_difference({2: 0, 7: 0}))
print(f.union(s), f.intersection(s), f.difference(s), f.symmetric_difference(s), f.union(), f.difference())
print(s.issubset(f), s.issubset(range(9)), s.issubset([1, 2]), f.issubset({3, 4, 5, 6}), set().issubset([]))
print(s.issuperset(f), s.issuperset([1, 2]), s.issuperset({9: 1}), f.issuperset(set()), f.issuperset([3, 3, 3]))
print(s.isdisjoint(f), s.isdisjoint([7, 8]), s.isdisjoint({1: 1}), f.isdisjoint({1}), s.isdisjoint(s))

t = s.copy()
t.update()
t.update(f)
t.update([10], (11, 12), {13: 0}, range(2))
print(t, s)
t.intersection_update(range(3, 12))
print(t)
t.intersection_update([3, 4, 10, 11], {3, 10, 11})
t.intersection_update()
print(t)
t.difference_update([3], {11})
print(t)
t.difference_update()
t.symmetric_difference_update([10, 20, 30])
print(t)
t.symmetric_difference_update({20})
t.symmetric_difference_update({30: "x", 40: "y"})
print(t)
t.difference_update(t)
print(t, bool(t), len(t))
t.update(t)
t.add(1)
t.add(1)
t.add(2)
t.discard(7)
t.discard(1)
print(t, t.pop(), t)
t.clear()
print(t, t == set(), not t)

u = {1, 2}
v = u
u |= {3}
u &= {2, 3, 4}
u -= {4}
u ^= {9, 2}
print(v, v is u)
u |= u
u &= u
print(u)
u ^= u
print(u, v)
g = frozenset([1])
h = g
g |= {2}
print(g, h, g is h, type(g))
g &= {2, 3}
g -= {3}
g ^= frozenset([5])
print(g, type(g).__name__)
print(type(s | f).__name__, type(f | s).__name__, type(f & s).__name__, type(s - f).__name__, type(f ^ s).__name__)
print(f.copy() is f, frozenset(f) is f, s.copy() is s, set(s) is s, set(s) == s)
print(set.union(s, [7]), frozenset.union(f, s), set.add(s, 50), s)
add = s.add
add(60)
for n in map(s.add, [61, 62]):
    print(n)
print(s)
try:
    s.remove(99)
except KeyError as e:
    print("KeyError", e, repr(e))
s.remove(60)
try:
    set().pop()
except KeyError as e:
    print("KeyError", e)
names = {"a", "b"}
try:
    names.remove("zz")
except KeyError as e:
    print("KeyError", e)
