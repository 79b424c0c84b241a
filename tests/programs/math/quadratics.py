import math


def roots(a, b, c):
    d = b * b - 4 * a * c
    if d < 0:
        return []
    if d == 0:
        return [-b / (2 * a)]
    s = math.sqrt(d)
    return sorted([(-b - s) / (2 * a), (-b + s) / (2 * a)])


def primes_between(low, high):
    out = []
    for n in range(max(2, low), high):
        for d in range(2, math.isqrt(n) + 1):
            if n % d == 0:
                break
        else:
            out.append(n)
    return out


for a, b, c in [(1, -3, 2), (1, 2, 1), (1, 0, 1), (2, 4, -6), (0.5, 1, -4)]:
    print(a, b, c, roots(a, b, c))
print(primes_between(90, 130), len(primes_between(0, 2000)))
print([round(math.sqrt(x), 3) for x in range(6)], math.floor(-0.5), math.ceil(-0.5))
