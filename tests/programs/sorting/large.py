def numbers(n):
    x = 12345
    out = []
    for _ in range(n):
        x = (x * 48271) % 2147483647
        out.append(x % 10000)
    return out


xs = numbers(20000)
ys = sorted(xs)
print(ys[0], ys[-1], ys[10000], sum(ys) == sum(xs))
print(all(a <= b for a, b in zip(ys, ys[1:])))
fs = sorted([x / 7 for x in xs], reverse=True)
print(fs[0], fs[-1])
ts = sorted((str(x) for x in xs[:3000]))
print(ts[0], ts[-1], ts[1500])
pairs = sorted(((x % 10, -x) for x in xs[:500]))
print(pairs[:3], pairs[-1])
ys.sort()
ys.reverse()
ys.sort()
print(ys == sorted(xs), sorted(ys, key=lambda v: v % 2)[0])
