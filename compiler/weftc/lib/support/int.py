"""round(n, digits) and pow(base, exponent, modulus) of ints."""


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


def pow_modulo(base: int, exponent: int, modulus: int):
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
