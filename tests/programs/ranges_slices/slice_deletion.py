xs = list(range(12))
del xs[2:4]
print(xs)
del xs[::3]
print(xs)
del xs[-2:]
print(xs)
del xs[0], xs[0]
print(xs)
del xs[10:]
print(xs)
del xs[::-1]
print(xs, len(xs))
ys = [5, 6, 7]
i = -1
del ys[i]
print(ys)
