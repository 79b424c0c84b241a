xs = [0, 1, 2, 3, 4, 5]
xs[1:3] = [10, 20, 30]
print(xs)
xs[:2] = []
print(xs)
xs[2:2] = [7, 7]
print(xs)
xs[len(xs):] = [99]
print(xs)
xs[-2:] = (1, 2)
print(xs)
xs[:] = range(5)
print(xs)
xs[::2] = [9, 9, 9]
print(xs)
xs[1:4] = xs
print(xs)
try:
    xs[::2] = [1]
except ValueError as e:
    print(e)
ys = xs
ys[:] = [1]
print(xs, xs is ys)
