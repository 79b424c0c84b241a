n = 100000
xs = []
for i in range(n):
    xs.append(i * 7 % 1000)
print(len(xs), sum(xs), max(xs), min(xs))
xs.sort()
print(xs[0], xs[n // 2], xs[-1])
ys = xs[::1000]
print(len(ys), ys[:5])
zs = xs + ys
print(len(zs), zs.count(7))
total = 0
while len(zs) > 100000:
    total += zs.pop()
print(total, len(zs))
zs.reverse()
print(zs[0], zs[-1])
del zs[10:]
print(zs)
