s = 0
for step in [0.5, 0.25, 1]:
    s += step
    print(s)

t = 0
for step in [1, 2, 3]:
    t += step
print(t)

print(1 + 2.0, 3 * 0.5, 7 / 2, 8 / 2, 7 // 2.0, -7 // 2.0, 7 % 2.5, -7 % 2.5)
print(2 ** 0.5, 2.0 ** 3, 4 ** 0.5)
print(1 == 1.0, 1 < 1.5, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53)
x = 10
x /= 4
print(x)
x //= 1
print(x)
x = 3
x *= 1.0
print(x, round(x))
print(max(1, 2.5), max(3, 2.5), min(1, 1.0), sum([1, 2.5, 3]))
