"""Methods of tuple."""


def count(t, value):
    found = 0
    for item in t:
        if item is value or item == value:
            found += 1
    return found


def index(t, value, start: int = 0, stop: int = 0x1FFFFFFFFFFFFFFF):
    n = len(t)
    if start < 0:
        start += n
    if stop < 0:
        stop += n
    for i, item in enumerate(t):
        if i >= stop:
            break
        if i >= start and (item is value or item == value):
            return i
    raise ValueError("tuple.index(x): x not in tuple")
