"""The module bisect."""


def bisect_right(a, x, lo: int = 0, hi=None, *, key=None):
    """The place behind all items of sorted `a` that aren't greater than `x`."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    end = len(a) if hi is None else hi
    if key is None:
        while lo < end:
            mid = (lo + end) // 2
            if x < a[mid]:
                end = mid
            else:
                lo = mid + 1
    else:
        while lo < end:
            mid = (lo + end) // 2
            if x < key(a[mid]):
                end = mid
            else:
                lo = mid + 1
    return lo


def bisect_left(a, x, lo: int = 0, hi=None, *, key=None):
    """The place before all items of sorted `a` that aren't less than `x`."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    end = len(a) if hi is None else hi
    if key is None:
        while lo < end:
            mid = (lo + end) // 2
            if a[mid] < x:
                lo = mid + 1
            else:
                end = mid
    else:
        while lo < end:
            mid = (lo + end) // 2
            if key(a[mid]) < x:
                lo = mid + 1
            else:
                end = mid
    return lo


def insort_right(a, x, lo: int = 0, hi=None, *, key=None):
    if key is None:
        a.insert(bisect_right(a, x, lo, hi), x)
    else:
        a.insert(bisect_right(a, key(x), lo, hi, key=key), x)


def insort_left(a, x, lo: int = 0, hi=None, *, key=None):
    if key is None:
        a.insert(bisect_left(a, x, lo, hi), x)
    else:
        a.insert(bisect_left(a, key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
