"""Methods of int and bool."""


def as_integer_ratio(n):
    return +n, 1


def bit_count(n):
    """The number of ones, counted in pairs, then in fours, eights ..."""
    n = abs(n)
    n = (n & 0x1555555555555555) + ((n >> 1) & 0x1555555555555555)
    n = (n & 0x1333333333333333) + ((n >> 2) & 0x1333333333333333)
    n = (n & 0x0F0F0F0F0F0F0F0F) + ((n >> 4) & 0x0F0F0F0F0F0F0F0F)
    n += n >> 8
    n += n >> 16
    n += n >> 32
    return n & 127


def bit_length(n):
    n = abs(n)
    bits = 0
    if n >= 0x100000000:
        n >>= 32
        bits = 32
    if n >= 0x10000:
        n >>= 16
        bits += 16
    if n >= 0x100:
        n >>= 8
        bits += 8
    while n > 0:
        n >>= 1
        bits += 1
    return bits


def conjugate(n):
    return +n


def is_integer(n):
    return True
