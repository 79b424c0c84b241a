print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(0, 10, 3))))
for i in reversed(range(3)):
    print(i, end=" ")
print()
xs = [1, 2, 3]
for x in reversed(xs):
    xs[0] = 100
    print(x, end=" ")
print()
print(any([]), all([]), any([0, "", None]), any([0, 3]), all([1, "a"]), all([1, ""]))
print(any([False] * 5 + [True]), all([True] * 5 + [False]), any("a"), all(["", "x"]))
print(list(reversed({"a": 1, "b": 2})), "".join(reversed("stressed")))
print([i for i, x in reversed(list(enumerate("ab")))])
