import sys

sys.setrecursionlimit(30000)


def depth(n):
    if n == 0:
        return 0
    return depth(n - 1) + 1


def build(n):
    if n == 0:
        return []
    rest = build(n - 1)
    rest.append(n)
    return rest


def many_locals(n, a, b, c, d, e):
    if n == 0:
        return a + b + c + d + e
    f = a * 3 % 1000
    g = b + f
    h = c - g % 7
    r = many_locals(n - 1, f, g % 1000, h, d + 0.5, e)
    return r + f - g % 3 + len(str(h))


print(depth(10000), len(build(5000)), build(3))
print(many_locals(8000, 1, 2, 3, 4, 5))
