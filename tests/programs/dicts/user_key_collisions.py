# every hash equal, many entries: the table's own collisions, deletions, growth
class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __hash__(self):
        return self.n % 3

    def __repr__(self):
        return f"K{self.n}"


d = {}
for n in range(60):
    d[Key(n)] = n
for n in range(0, 60, 4):
    del d[Key(n)]
for n in range(100, 110):
    d[Key(n)] = -n
print(len(d), sum(d.values()), [k.n for k in d][:10], [k.n for k in d][-5:])
print(d[Key(101)], Key(4) in d, Key(5) in d, d.get(Key(8)), d.get(Key(9)), d.get(Key(8), "none"))
print(d.pop(Key(9)), d.pop(Key(9), None), d.setdefault(Key(9), 99), d.setdefault(Key(9), 98))
print(d.popitem(), len(d))
try:
    d[Key(0)]
except KeyError as e:
    print("missing", e, e.args)
try:
    del d[Key(0)]
except KeyError as e:
    print("missing", e)
copy = d.copy()
copy[Key(0)] = "zero"
print(len(copy) - len(d), copy == d, d == dict(d), {Key(1): [1]} == {Key(1): [1]})
merged = {Key(1): "a", Key(2): "b"} | {Key(2): "c", Key(3): "d"}
print(merged, {**merged, Key(1): "z"}, dict([(Key(7), 1), (Key(7), 2)]))
merged.update({Key(3): "e"})
merged |= {Key(4): "f"}
print(merged, list(merged.items())[0], {k: v for k, v in merged.items() if k.n > 2})
print(dict.fromkeys([Key(1), Key(4), Key(1)], 0))
big = {Key(n * 1000003): n for n in range(2000)}
print(len(big), big[Key(1999 * 1000003)], all(big[Key(n * 1000003)] == n for n in range(0, 2000, 7)))
