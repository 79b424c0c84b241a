class Slot:
    def __init__(self):
        self.a = 0
        self.b = 0


s = Slot()
xs = [0, 0, 0]
d = {}
s.a, s.b = 1, 2
xs[0], xs[-1] = "ab" and 5, 6
d["x"], d["y"] = xs[0], s.b
print(s.a, s.b, xs, d)
s.a, xs[1], d["z"], w = [10, 20, 30, 40]
print(s.a, xs, d, w)
xs[0], xs[1] = xs[1], xs[0]
print(xs)
i, xs[i % 3] = 2, 99
print(i, xs)
for xs[0] in range(3):
    pass
for s.a, s.b in [(7, 8)]:
    pass
print(xs, s.a, s.b)
x = y = z = []
x.append(1)
print(z, y is z)
(p, q), (r, *t) = (1, 2), (3, 4, 5)
print(p, q, r, t)
