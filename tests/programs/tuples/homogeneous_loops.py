def total(t):
    s = 0
    for x in t:
        s += x
    return s


moves = ((0, 1), (1, 0), (0, -1), (-1, 0))
x = y = 0
for step in range(10):
    dx, dy = moves[step % 4]
    x += dx * step
    y += dy * step
print(x, y, total((1, 2, 3)), total(()), total((0.5, 0.25)))
for i in range(-4, 4):
    print(moves[i][0], end=" ")
print()
try:
    print(moves[x + 100])
except IndexError as e:
    print(e)
t = ()
for i in range(5):
    t += (i * i,)
print(t, t[1:4], t[-2:], len(t))
