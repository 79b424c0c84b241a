def ints(a, b):
    return a & b, a | b, a ^ b, ~a, a << 3, a >> b


def flags(a, b):
    return a & b, a | b, a ^ b, not a


def mixed(a, flag):
    return a & flag, flag | a


def augmented(a, b):
    a &= 7
    a |= b
    a ^= 1
    a <<= 2
    a >>= b
    return a


def dicts(a, b):
    c = a | b
    c |= a
    return c


ints(12, 3)
flags(True, False)
mixed(3, True)
augmented(5, 2)
dicts({"a": 1}, {"b": 2})
