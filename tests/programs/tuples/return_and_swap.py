def divide(a, b):
    return a // b, a % b


def extended_gcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = extended_gcd(b, a % b)
    return g, y, x - a // b * y


q, r = divide(17, 5)
print(q, r, divide(-17, 5))
a, b = 1, 2
a, b = b, a
print(a, b)
a, b, c = b, a + b, a * 10
print(a, b, c)
print(extended_gcd(240, 46))
g, x, y = extended_gcd(99, 78)
print(g == 99 * x + 78 * y)
i = 0
xs = [0, 0, 0]
i, xs[i] = 2, 7
print(i, xs)
