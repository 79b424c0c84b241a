print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 % 4, 2 ** 3 ** 2, -2 ** 2, 2 ** -1)
print(7 - 3 - 2, 100 / 10 / 5, 7 // 2 * 2 + 7 % 2, 1 + 2 << 3, 1 << 2 + 3)
print(5 & 3 | 8 ^ 1, 5 & 3 == 1, ~5 + 1, ~5 ** 2, -3 % 5, -(3 % 5))
print(not 1 == 2, not True or True, True or False and False, (True or False) and False)
print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) + 1, 1 + (2 if 1 else 0))
print(1 < 2 and 3 < 2 or 5 > 4, 1 + 1 == 2, 3 & 1 << 1, 6 >> 1 + 1)
a = [1, 2, 3]
print(-a[0] ** 2, -a[-1], a[0] + a[1] * a[2], len(a) * 2 - 1)
print(1 or 1 / 0, 0 and 1 / 0, "a" + "b" * 2, ["x"] + ["y"] * 2)
f = lambda x: x + 1 if x else -1
print(f(0), f(4), (lambda: 1 + 2)() * 3)
