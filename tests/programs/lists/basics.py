xs = [3, 1, 2]
print(xs, len(xs), xs[0], xs[-1], xs[1] + xs[2])
xs.append(5)
xs[0] = 10
xs[-2] += 7
print(xs, 5 in xs, 99 in xs, 99 not in xs)
ys = xs
ys.append(6)
print(xs is ys, xs == ys, xs)
zs = xs[:]
zs.append(7)
print(len(xs), len(zs), xs == zs, xs is zs)
print([1, 2] + [3], [0] * 4, [1, 2] * 0, 2 * ["a"])
print([1, 2] == [1, 2], [1, 2] == [2, 1], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9])
print([], [[]], [[], [1]], [None], ["a", 'b"c'])
