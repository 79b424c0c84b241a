import math


def of_ints(a, b):
    return abs(a), divmod(a, b), pow(a, b), pow(a, b, 7), min(a, b), max(a, b, 0), round(a)


def of_floats(x, y):
    return abs(x), divmod(x, y), round(x), round(x, 1), min(x, y), max(x, y)


def mixed(a, x):
    return min(a, x), max(a, x), divmod(a, x)


def with_math(x, n):
    return math.sqrt(x), math.floor(x), math.ceil(x), math.isnan(x), math.gcd(n, 4), math.pi * x, math.inf


def unlike(a, flag):
    return bin(a), hex(a), oct(a), chr(a), int(flag), abs(flag)


of_ints(7, 2)
of_floats(2.5, 2.0)
mixed(1, 2.5)
with_math(2.0, 6)
unlike(65, True)
