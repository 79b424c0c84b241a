"""Methods of float. (`hex` and `fromhex` aren't built.)"""


def as_integer_ratio(x):
    """The fraction in lowest terms; OverflowError where it needs more than an int holds."""
    if x != x:
        raise ValueError("cannot convert NaN to integer ratio")
    if x - x != 0.0:
        raise OverflowError("cannot convert Infinity to integer ratio")
    denominator = 1
    while x % 1.0 != 0.0:
        x *= 2.0
        denominator *= 2
    return int(x), denominator


def conjugate(x):
    return x


def is_integer(x):
    return x % 1.0 == 0.0
