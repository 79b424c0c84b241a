"""What `hash` gives: for numbers what CPython gives, for tuples a number of our own."""

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
    total = len(items)
    for item in items:
        total = rt.mix_hash(total, hash(item))
    return total
