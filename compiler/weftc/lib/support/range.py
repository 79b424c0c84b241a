"""Slices, equality and hashes of ranges: as of the sequences that they stand for."""


def sliced(r, start: int | None, stop: int | None, step: int | None):
    """r[start:stop:step]"""
    n = len(r)
    by = 1 if step is None else step
    if by == 0:
        raise ValueError("slice step cannot be zero")
    low = 0 if by > 0 else -1
    high = n if by > 0 else n - 1
    first = (low if by > 0 else high) if start is None else _bound(start, n, low, high)
    last = (high if by > 0 else low) if stop is None else _bound(stop, n, low, high)
    return range(r.start + first * r.step, r.start + last * r.step, r.step * by)


def _bound(i, n, low, high):
    if i < 0:
        i += n
    return low if i < low else high if i > high else i


def equal(a, b):
    n = len(a)
    if n != len(b):
        return False
    return n == 0 or (a.start == b.start and (n == 1 or a.step == b.step))


def hashed(r):
    n = len(r)
    if n == 0:
        return hash((0, None, None))
    if n == 1:
        return hash((1, r.start, None))
    return hash((n, r.start, r.step))
