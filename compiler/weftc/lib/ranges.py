"""Methods of range."""


def count(r, value):
    if isinstance(value, int):
        return 1 if value in r else 0
    found = 0
    for item in r:
        if item == value:
            found += 1
    return found


def index(r, value):
    if isinstance(value, int):
        if value not in r:
            raise ValueError(f"{value!r} is not in range")
        return (value - r.start) // r.step
    for i, item in enumerate(r):
        if item == value:
            return i
    raise ValueError("sequence.index(x): x not in sequence")


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
