from math import floor, pi, sqrt
from math import gcd as greatest
import math as m


def distance(a, b):
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


print(distance((0, 0), (3, 4)), floor(pi), greatest(12, 18), m.ceil(pi), m.sqrt is sqrt)
roots = [sqrt(n) for n in [1, 4, 9]]
print(roots, list(map(floor, [1.5, -1.5])), f"{m.pi:.3f}")
f = m.sqrt
print(f(81), [g(2.5) for g in [m.floor, m.ceil]])
