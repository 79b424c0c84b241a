xs = list(range(10))
s = "abcdefghij"
t = tuple(xs)
print(xs[2:5], xs[:3], xs[7:], xs[:], xs[-3:], xs[:-7], xs[-5:-2])
print(xs[::2], xs[1::3], xs[::-1], xs[8:2:-2], xs[2:8:-1], xs[-1:-5:-1])
print(xs[100:], xs[:100], xs[-100:3], xs[5:5], xs[6:3])
print(s[2:5], s[::-1], s[::3], s[-3:], s[8:2:-2], s[:0] == "", s[20:] == "")
print(t[2:5], t[::-2], t[:1], t[5:1])
a, b, c = 1, 8, 3
print(xs[a:b:c], s[a:b:c], xs[b:a:-c], xs[None:4], xs[4:None])
try:
    print(xs[::a - 1])
except ValueError as e:
    print(e)
for i in range(-12, 13, 6):
    print(i, xs[i:], xs[:i], s[i:i + 3])
