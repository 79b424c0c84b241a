"""Methods of list. (`append` is the compiler's.)

Items are equal if they are the same object or compare equal. A search looks at the length each turn: an
`__eq__` may change the list.

Sorting: stable, comparing only with `<`. Natural runs, lengthened by binary insertion, are merged in the
order of powersort (J. Ian Munro and Sebastian Wild, "Nearly-optimal mergesorts", 2018). With a key, the
keys are sorted and the items moved along. What is sorted is a copy that nobody else sees, so its elements
are read without bounds tests. Numbers, texts and tuples of such call nobody: they are left to C.
"""

import rt


def clear(xs):
    rt.weft_list_clear(xs)


def copy(xs):
    return xs[:]


def count(xs, value):
    found = 0
    for item in xs:
        if item is value or item == value:
            found += 1
    return found


def extend(xs, items):
    if isinstance(items, list):
        xs += items
    else:  # not +=, which asks the items' own __radd__ first
        for item in items:
            xs.append(item)


def index(xs, value, start: int = 0, stop: int = 0x1FFFFFFFFFFFFFFF):
    n = len(xs)
    if start < 0:
        start += n
        if start < 0:
            start = 0
    if stop < 0:
        stop += n
    while start < stop and start < len(xs):
        item = xs[start]
        if item is value or item == value:
            return start
        start += 1
    raise ValueError(f"{value!r} is not in list")


def insert(xs, index: int, item):
    n = len(xs)
    if index < 0:
        index += n
        if index < 0:
            index = 0
    if index >= n:
        xs.append(item)
    else:
        rt.weft_list_insert_gap(xs, index)
        xs[index] = item


def pop(xs, index: int = -1):
    if index != -1:
        return _pop_at(xs, index)
    last = len(xs) - 1
    if last < 0:
        raise IndexError("pop from empty list")
    item = rt.unchecked(xs, last)
    rt.truncate(xs, last)
    return item


def _pop_at(xs, index):
    n = len(xs)
    if n == 0:
        raise IndexError("pop from empty list")
    if index < 0:
        index += n
    if index < 0 or index >= n:
        raise IndexError("pop index out of range")
    item = rt.unchecked(xs, index)
    rt.weft_list_remove_at(xs, index)
    return item


def remove(xs, value):
    i = 0
    while i < len(xs):
        item = xs[i]
        if item is value or item == value:
            del xs[i]
            return
        i += 1
    raise ValueError("list.remove(x): x not in list")


def reverse(xs):
    rt.weft_list_reverse(xs)


def sort(xs, *, key=None, reverse=False):
    if key is None and rt.raw_elements(xs):
        if reverse:
            rt.weft_list_sort(xs, True)
        else:
            rt.weft_list_sort(xs, False)
        return
    if key is None and rt.ranked(xs):
        _sort_ranked(xs, None, reverse)
        return
    n = len(xs)
    items = xs[:]
    if key is None:
        if n > 1:
            _sort(items, None, reverse)
    else:
        keys = [key(item) for item in items]
        if rt.ranked(keys):
            _sort_ranked(keys, items, reverse)
        elif n > 1:
            _sort(keys, items, reverse)
    if len(xs) != n:
        raise ValueError("list modified during sort")
    xs[:] = items


def _sort_ranked(keys, items, reverse):
    """Sorts keys themselves, or items by them. What has a NaN is left to _sort, for CPython's order."""
    if items is None:
        done = rt.weft_list_sort_by(keys, keys, bool(reverse))
    else:
        done = rt.weft_list_sort_by(keys, items, bool(reverse))
    if rt.has_floats(keys):
        if not done:
            _sort(keys, items, reverse)


def _sort(keys, items, reverse):
    """Sorts keys, and moves items along unless they are None. At least two."""
    if reverse:  # both before and after, so that equal ones keep their order
        _turn(keys, items, 0, len(keys))
    _merge_runs(keys, items)
    if reverse:
        _turn(keys, items, 0, len(keys))


def _merge_runs(keys, items):
    n = len(keys)
    least, rest = n, 0
    while least >= 64:
        rest |= least & 1
        least >>= 1
    least += rest
    end = _run(keys, items, 0, n, least)
    if end == n:
        return
    spare = keys[: n // 2]
    spare_items = None if items is None else items[: n // 2]
    starts = []
    powers = []
    start = 0
    while end < n:
        following = _run(keys, items, end, n, least)
        power = _power(start, end, following, n)
        while len(powers) > 0 and powers[-1] > power:
            powers.pop()
            below = starts.pop()
            _merge(keys, items, below, start, end, spare, spare_items)
            start = below
        starts.append(start)
        powers.append(power)
        start = end
        end = following
    while len(starts) > 0:
        below = starts.pop()
        _merge(keys, items, below, start, n, spare, spare_items)
        start = below


def _power(start, middle, end, n):
    """The depth at which the boundary of two neighbouring runs stands in the merge tree: the first binary
    digit in which the middles of the runs, as fractions of n, differ."""
    a, b, whole = start + middle, middle + end, 2 * n
    power = 1
    while True:
        a *= 2
        b *= 2
        if (a >= whole) != (b >= whole):
            return power
        if a >= whole:
            a -= whole
            b -= whole
        power += 1


def _run(keys, items, start, n, least):
    """Makes the run that begins at start at least that long, as far as there are elements; where it ends."""
    end = _natural_run(keys, items, start, n)
    wanted = start + least if start + least < n else n
    while end < wanted:
        key = rt.unchecked(keys, end)
        low, high = start, end
        while low < high:
            middle = (low + high) >> 1
            if key < rt.unchecked(keys, middle):
                high = middle
            else:
                low = middle + 1
        for i in range(end, low, -1):
            keys[i] = rt.unchecked(keys, i - 1)
        keys[low] = key
        if items is not None:
            item = rt.unchecked(items, end)
            for i in range(end, low, -1):
                items[i] = rt.unchecked(items, i - 1)
            items[low] = item
        end += 1
    return end


def _natural_run(keys, items, start, n):
    """Where the run that begins at start ends. A falling one, in which equal neighbours may stand, is
    turned round, equal ones twice."""
    end = start + 1
    while end < n and not (rt.unchecked(keys, end) < rt.unchecked(keys, end - 1)):
        end += 1
    if end == n or (end - start > 1 and rt.unchecked(keys, start) < rt.unchecked(keys, end - 1)):
        return end
    equal = start  # where the equal ones at the end begin
    falls = True
    while True:
        if falls:
            _turn(keys, items, equal, end)
            equal = end
        end += 1
        if end == n:
            break
        falls = rt.unchecked(keys, end) < rt.unchecked(keys, end - 1)
        if not falls and rt.unchecked(keys, end - 1) < rt.unchecked(keys, end):
            break
    _turn(keys, items, equal, end)
    _turn(keys, items, start, end)
    while end < n and not (rt.unchecked(keys, end) < rt.unchecked(keys, end - 1)):
        end += 1
    return end


def _turn(keys, items, start, end):
    low, high = start, end - 1
    while low < high:
        swapped = rt.unchecked(keys, low)
        keys[low] = rt.unchecked(keys, high)
        keys[high] = swapped
        if items is not None:
            other = rt.unchecked(items, low)
            items[low] = rt.unchecked(items, high)
            items[high] = other
        low += 1
        high -= 1


def _merge(keys, items, start, middle, end, spare, spare_items):
    """Merges the runs [start, middle) and [middle, end). What is in place already, at either end, is left
    out; the shorter of the rest goes to the spare room."""
    first = rt.unchecked(keys, middle)
    low, high = start, middle
    while low < high:
        i = (low + high) >> 1
        if first < rt.unchecked(keys, i):
            high = i
        else:
            low = i + 1
    start = low
    if start == middle:
        return
    last = rt.unchecked(keys, middle - 1)
    low, high = middle, end
    while low < high:
        i = (low + high) >> 1
        if rt.unchecked(keys, i) < last:
            low = i + 1
        else:
            high = i
    end = low
    if middle - start <= end - middle:
        _merge_up(keys, items, start, middle, end, spare, spare_items)
    else:
        _merge_down(keys, items, start, middle, end, spare, spare_items)


def _merge_up(keys, items, start, middle, end, spare, spare_items):
    n = middle - start
    _fetch(keys, items, start, n, spare, spare_items)
    i, j, to = 0, middle, start
    left, right = rt.unchecked(spare, 0), rt.unchecked(keys, middle)
    while True:
        if right < left:
            keys[to] = right
            if items is not None:
                items[to] = rt.unchecked(items, j)
            to += 1
            j += 1
            if j == end:
                break
            right = rt.unchecked(keys, j)
        else:
            keys[to] = left
            if items is not None:
                items[to] = rt.unchecked(spare_items, i)
            to += 1
            i += 1
            if i == n:
                return
            left = rt.unchecked(spare, i)
    while i < n:
        keys[to] = rt.unchecked(spare, i)
        if items is not None:
            items[to] = rt.unchecked(spare_items, i)
        to += 1
        i += 1


def _merge_down(keys, items, start, middle, end, spare, spare_items):
    n = end - middle
    _fetch(keys, items, middle, n, spare, spare_items)
    i, j, to = middle - 1, n - 1, end - 1
    left, right = rt.unchecked(keys, i), rt.unchecked(spare, j)
    while True:
        if right < left:
            keys[to] = left
            if items is not None:
                items[to] = rt.unchecked(items, i)
            to -= 1
            i -= 1
            if i < start:
                break
            left = rt.unchecked(keys, i)
        else:
            keys[to] = right
            if items is not None:
                items[to] = rt.unchecked(spare_items, j)
            to -= 1
            j -= 1
            if j < 0:
                return
            right = rt.unchecked(spare, j)
    while j >= 0:
        keys[to] = rt.unchecked(spare, j)
        if items is not None:
            items[to] = rt.unchecked(spare_items, j)
        to -= 1
        j -= 1


def _fetch(keys, items, start, n, spare, spare_items):
    for i in range(n):
        spare[i] = rt.unchecked(keys, start + i)
        if items is not None:
            spare_items[i] = rt.unchecked(items, start + i)
