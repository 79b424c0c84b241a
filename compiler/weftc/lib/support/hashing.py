"""What `hash` gives: what CPython gives, but for texts and identities; of more than 62 bits the low ones."""

import rt


def number_hash(x):
    """The value modulo 2**61 - 1, as CPython has it: equal numbers of all kinds hash alike."""
    if isinstance(x, float):
        return _float_hash(x)
    n = +x
    if n == -1:
        return -2
    if -0x1FFFFFFFFFFFFFFF < n < 0x1FFFFFFFFFFFFFFF:
        return n
    if n == -0x1FFFFFFFFFFFFFFF - 1:
        return -2
    return 0


def _float_hash(x):
    if x != x:
        return 0
    if x - x != 0.0:
        return 314159 if x > 0.0 else -314159
    size = abs(x)
    exponent = 0
    while size >= 9007199254740992.0:
        size *= 0.5
        exponent += 1
    while size % 1.0 != 0.0:
        size *= 2.0
        exponent -= 1
    n = int(size)
    turn = exponent % 61  # 2**61 is 1 here: multiplying by a power of two turns the bits
    if turn > 0:
        n = ((n & ((1 << (61 - turn)) - 1)) << turn) | (n >> (61 - turn))
    if x < 0.0:
        n = -n
    return -2 if n == -1 else n


def tuple_hash(items):
    """Of a tuple of any length."""
    return rt.weft_hash_items([hash(item) for item in items])
