"""What comparisons of sequences and dicts mean, and `in`. Items are equal if they are the same object or compare
equal."""

import rt


def contains(xs, x):
    for item in xs:
        if item is x or item == x:
            return True
    return False


def list_eq(a, b):
    if a is b:
        return True
    if rt.elements_are(a, "int") and rt.elements_are(b, "int"):
        return rt.weft_list_eq_scalar(a, b, False)
    if rt.elements_are(a, "bool") and rt.elements_are(b, "bool"):
        return rt.weft_list_eq_scalar(a, b, False)
    if rt.elements_are(a, "str") and rt.elements_are(b, "str"):
        return rt.weft_list_eq_scalar(a, b, True)
    if len(a) != len(b):
        return False
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return False
        i += 1
    return len(a) == len(b)


def list_lt(a, b):
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return bool(x < y)
        i += 1
    return len(a) < len(b)


def list_le(a, b):
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return bool(x <= y)
        i += 1
    return len(a) <= len(b)


def list_gt(a, b):
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return bool(x > y)
        i += 1
    return len(a) > len(b)


def list_ge(a, b):
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return bool(x >= y)
        i += 1
    return len(a) >= len(b)


def dict_eq(a, b):
    if len(a) != len(b):
        return False
    for key in a:
        if key not in b:
            return False
        x, y = a[key], b[key]
        if not (x is y or x == y):
            return False
    return True
