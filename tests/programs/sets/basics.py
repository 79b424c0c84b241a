# Displays, comprehensions, constructors, and what all values can be asked.
print({1, 2, 3}, {1, 1, True, 1.0}, {True, 1}, {1.0, 1}, {0, False, 0.0, -0.0}, {None}, {None, 1}, {(1, 2)}, {()})
print(set(), frozenset(), set([]), frozenset(()), repr(set()), str(frozenset({1})), f"{ {2} } {frozenset('a')!r}")
print({"only"}, {frozenset()}, frozenset({frozenset()}), {1.5}, {True})
xs = [3, 1, 3, 2]
print({*xs}, {0, *xs, 9}, {*xs, *(5, 6)}, {*{1: 2}}, {*"aa"}, [*{1, 2}], (*{3},), {x % 3 for x in range(20)})
print({x for x in xs if x > 1}, {(x, y) for x in range(2) for y in range(2)}, {x: {x} for x in range(3)})
print(set(xs), set(range(4)), frozenset(range(3)), set((1, 2)), sorted(set("hello")), set({1: "a", 2: "b"}))
print(set(map(abs, [-1, 1, -2])), set(zip([1, 2], [3, 4])), set(enumerate([7])), set(reversed(xs)), set(filter(None, [0, 1])))
print(set(x for x in xs), frozenset(x * 2 for x in xs), set({1, 2}), set(frozenset([1])), frozenset({4, 5}))
s = {5, 1, 3}
print(len(s), 3 in s, 4 in s, 4 not in s, bool(s), bool(set()), not frozenset(), 3.0 in s, True in s, "x" in s, None in s)
print(sorted(s), sorted(s, reverse=True), min(s), max(s), sum(s), any(s), all(s), list(s), tuple(s), len(list(s)))
print(" ".join(sorted({"b", "a"})), dict.fromkeys(sorted(s), 0), list(enumerate(s)), list(zip(s, s)), list(map(str, s)))
print(s == {1, 3, 5}, s == {1, 3}, s != {1, 3}, s == frozenset([1, 3, 5]), frozenset(s) == s, s == [1, 3, 5], s != "x", s == 1)
print(s < {1, 3, 5, 7}, s <= {1, 3, 5}, s < s, s > {1}, s >= {1, 9}, frozenset() < s, s > frozenset([5]), {1} < {2}, {2} > {1})
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): "one"}[frozenset({1})], frozenset([1]) in {frozenset([1])})
print({1} in {frozenset([1])}, {2} in {frozenset([1])}, set() in {frozenset()}, {1} in [{1}], {1} in ({2}, {3}))
print(type(s), type(frozenset()), type(s).__name__, type(s) is set, isinstance(s, set), isinstance(s, frozenset))
print(isinstance(frozenset(), frozenset), isinstance(s, (list, set)), isinstance(s, object), issubclass(set, frozenset))
print(set, frozenset, set is set, set == frozenset, callable(set), set.__name__)
a, b = sorted({1, 2})
c, *d = {7}
(e,) = {8}
print(a, b, c, d, e)
for i, x in enumerate({10, 20}):
    print(i, x)
for x in set():
    print("never", x)
else:
    print("else")
it = iter({42})
print(next(it), next(it, "end"), next(it, "still"))
print([x for x in s if x in {1, 5}], [x for x in range(6) if x not in {1, 2}])
matrix = {(x, y) for x in range(3) for y in range(3) if x != y}
print((0, 1) in matrix, (1, 1) in matrix, (0, 1.0) in matrix, len(matrix), (1, 2, 3) in matrix, tuple([0, 1]) in matrix)


def total(*values):
    return sum(values)


print(total(*{1, 2, 3}), sorted(set(dict(x=1, y=2))), max({1}, default=0), max(set(), default=-1))
seen = set()
for word in "the cat and the dog and the bird".split():
    if word in seen:
        print("again", word)
    seen.add(word)
print(len(seen), "cat" in seen, "cow" in seen)
nan = float("nan")
print(nan in {nan}, len({nan, nan}), float("inf") in {float("inf")}, -0.0 in {0})
print({1, 2} | {"a"} == {"a", 2, 1}, {1} | {None} == {None, 1}, len({1, "1", 1.5, None, (1,), frozenset([1])}))
big = {n * n % 1009 for n in range(3000)}
print(len(big), sum(big), sorted(big)[:5], 4 in big, list(big)[:8])
