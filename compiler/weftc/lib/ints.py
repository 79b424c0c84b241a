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


def round_digits(n, digits):
    """round(n, digits): to a multiple of a power of ten, the even one of two that are equally near."""
    if digits >= 0:
        return n
    if digits < -18:
        return 0
    unit = 10**-digits
    whole, rest = n // unit, n % unit
    if rest * 2 > unit or (rest * 2 == unit and whole & 1 == 1):
        whole += 1
    return whole * unit


def pow_modulo(base, exponent: int, modulus: int):
    if modulus == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if exponent < 0:
        base = _inverse(base, modulus)
        exponent = -exponent
    result = 1 % modulus
    base = base % modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        exponent >>= 1
        if exponent > 0:
            base = base * base % modulus
    return result


def _inverse(a, modulus):
    """Of a modulo modulus, by Euclid's extended algorithm."""
    r, next_r = a % modulus, modulus
    s, next_s = 1, 0
    while next_r != 0:
        q = r // next_r
        r, next_r = next_r, r - q * next_r
        s, next_s = next_s, s - q * next_s
    if r != 1 and r != -1:
        raise ValueError("base is not invertible for the given modulus")
    return s * r
