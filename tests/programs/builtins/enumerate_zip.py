for i, c in enumerate("abc"):
    print(i, c, end=" ")
print(list(enumerate(["x", "y"], 10)), list(enumerate([], start=3)))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip("ab", [1, 2], (True, None))))
for a, b in zip(range(100), [5, 6]):
    print(a * b)
print(dict(zip(["k", "l"], [1, 2])), [i for i, x in enumerate([5, 0, 7]) if x])
for i, (a, b) in enumerate(zip("pq", "rs")):
    print(i, a + b)
try:
    for a, b in zip([1, 2], [3], strict=True):
        print(a, b)
except ValueError as e:
    print(e)
xs = [1, 2, 3]
print(all(x < y for x, y in zip(xs, xs[1:])), list(zip(xs, xs[1:], xs[2:])))
