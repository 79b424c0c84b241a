# Items that the program's own code hashes and compares.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return self.x * 8 + self.y

    def __repr__(self):
        return f"P({self.x}, {self.y})"


class Alike:
    """All of one hash."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return 7

    def __repr__(self):
        return f"A{self.n}"


class Node:
    def __init__(self, name):
        self.name = name


class Late:
    """Its comparison changes the set."""

    def __init__(self, s, n):
        self.s = s
        self.n = n

    def __hash__(self):
        return self.n // 5 + 3

    def __eq__(self, other):
        if len(self.s) == 2:
            self.s.add(Late(set(), 7))
        return self.n == other.n


s = {Point(x, y) for x in range(4) for y in range(3)}
print(s)
print(Point(1, 2) in s, Point(9, 9) in s, len(s))
s.discard(Point(1, 2))
s.remove(Point(0, 0))
try:
    s.remove(Point(0, 0))
except KeyError as e:
    print("KeyError", e)
t = {Point(0, 1), Point(7, 7), Point(1, 2)}
print(s & t, t - s, t | {Point(5, 0)}, sorted((p.x, p.y) for p in s ^ t))
t.update(s)
print(len(t), t >= s, s < t, s == t, s.isdisjoint(t), t == set(list(t)))
while len(t) > 3:
    t.pop()
print(t)
a = {Alike(n) for n in range(30)}
print(a)
for n in range(0, 30, 3):
    a.discard(Alike(n))
a.add(Alike(100))
a.add(Alike(4))
print(a, Alike(100) in a, Alike(0) in a, len(a))
f = frozenset([Point(1, 1), Point(2, 2)])
print(f == frozenset([Point(2, 2), Point(1, 1)]), hash(f) == hash(frozenset([Point(2, 2), Point(1, 1)])))
d = {f: "pair", frozenset([Point(0, 0)]): "one"}
print(d[frozenset([Point(2, 2), Point(1, 1)])], frozenset() in d, {Point(0, 0)} in {frozenset([Point(0, 0)])})
n, m = Node("n"), Node("m")
nodes = {n, m, n}
print(len(nodes), n in nodes, Node("n") in nodes, sorted(x.name for x in nodes))
nodes.remove(n)
print(n in nodes, len(nodes), {n} | nodes == {m, n}, {(n, 1), (n, 1), (m, 1)} == {(m, 1), (n, 1)})
mixed = {1, Point(0, 1), "x", None, (Point(1, 1), 2)}
print(len(mixed), 1 in mixed, Point(0, 1) in mixed, "x" in mixed, (Point(1, 1), 2) in mixed, 2 in mixed, mixed >= {1})
pairs = {(Point(x % 3, 0), x % 2) for x in range(12)}
print(pairs)
late = set()
for k in range(3):
    late.add(Late(late, k))
print(len(late))
print({range(3), range(0, 3), range(4)} == {range(4), range(3)})
