# The views keys() and items() with sets, with each other, and with other iterables.
d = {"a": 1, "b": 2, "c": 3}
e = {"b": 2, "c": 4, "x": 9}
print(sorted(d.keys() & e.keys()), sorted(d.keys() | e.keys()), sorted(d.keys() - e.keys()), sorted(d.keys() ^ e.keys()))
print(sorted(d.keys() & {"a", "z"}), sorted({"a", "z"} & d.keys()), sorted(d.keys() | ["q"]), sorted({"k"} | d.keys()))
print(sorted(d.keys() - ["a", "b"]), sorted({"a", "z"} - d.keys()), sorted({"a", "z"} ^ d.keys()), sorted(d.keys() & ["a", "a"]))
print(sorted(d.items() & e.items()), sorted(d.items() - e.items()), len(d.items() | e.items()), len(d.items() ^ e.items()))
print(d.keys() == {"a", "b", "c"}, {"a"} == d.keys(), d.keys() != {"a"}, d.keys() == e.keys(), d.items() == {("a", 1)})
print(d.keys() >= {"a"}, d.keys() > {"a", "b", "c"}, {"a"} < d.keys(), d.keys() <= e.keys(), {"a"} <= d.keys(), d.items() >= {("a", 1)})
print(d.keys().isdisjoint(e.keys()), d.keys().isdisjoint(["y"]), d.items().isdisjoint({("a", 2)}), {"q"}.isdisjoint(d.keys()))
keys = d.keys()
d["d"] = 4
print(len(keys), sorted(keys & {"d", "e"}), keys == set(d), set(keys) == set(d.keys()), frozenset(keys) >= {"a"})
n = {17: 0, 1: 0, 33: 0, 49: 0, 65: 0}
m = {k: k for k in (8, 16, 24, 0, 17, 1)}
print(n.keys() & m.keys(), n.keys() | m.keys(), m.keys() - n.keys(), n.keys() ^ m.keys(), set(n), set(n.keys()), set(m.items()))
print({1, 17, 99, 98, 97, 96} & n.keys(), n.keys() & {1, 17, 99, 98, 97, 96}, {1, 17} & n.keys(), {40, 33} | n.keys(), {8, 1} - n.keys())
print(n.keys() | range(3), n.keys() - {17, 1}, n.keys() ^ [17, 2], type(n.keys() & {1}), type(n.keys() | [1]).__name__)
s = {1, 2}
s |= set(n.keys())
s.update(n.keys())
s.difference_update(m.keys())
s.intersection_update(n)
print(s, s.union(m.keys()), s.issubset(n.keys()), s <= n.keys(), s.issuperset(n))
print(("a", 1) in d.items(), ("a", 2) in d.items(), ("z", 1) in d.items(), ("a", 1, 2) in d.items(), 5 in d.items(), ["a", 1] in d.items())
lists = {1: [2], 3: []}
print(lists.items() == {3: [], 1: [2]}.items(), lists.items() == {1: [2]}.items(), (1, [2]) in lists.items())
