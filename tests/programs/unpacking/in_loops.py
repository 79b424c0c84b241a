pairs = [("a", 1), ("b", 2)]
for letter, number in pairs:
    print(letter * number)
for i, (letter, number) in enumerate(pairs):
    print(i, letter, number)
for (x, y), z in zip([(1, 2), (3, 4)], "pq"):
    print(x, y, z)
d = {"k": (1, [2, 3])}
for key, (n, [a, b]) in d.items():
    print(key, n, a, b)
matrix = [[1, 2, 3], [4, 5, 6]]
for a, b, c in matrix:
    print(a + b + c)
print([a * b for a, b in zip([1, 2, 3], [4, 5, 6])], {b: a for a, b in pairs})
a, b = 0, 1
while b < 50:
    a, b = b, a + b
print(a, b)
points = [(3, 4), (0, 0), (1, 1)]
xs, ys = zip(*points)
print(xs, ys, [p + q for p, q in points])
lo, hi = min(points), max(points)
(lx, ly), (hx, hy) = lo, hi
print(lx, ly, hx, hy)
