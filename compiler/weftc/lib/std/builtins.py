"""Built-in functions that are written in Python.

`min` and `max` with a default are functions of their own, so that the default's type joins the result's
only there. `all`, `any` and `sum` are loops in place where they are called by name; these here serve
`map(sum, rows)` and the like.
"""

import rt


def all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def bin(number: int):
    return f"{number:#b}"


def hex(number: int):
    return f"{number:#x}"


def oct(number: int):
    return f"{number:#o}"


def sorted(iterable, *, key=None, reverse=False):
    items = list(iterable)
    items.sort(key=key, reverse=reverse)
    return items


def min(first, *rest, key=None):
    match rest:
        case ():
            return _least(first, key)
        case (second,) if key is None:
            return second if second < first else first
    if key is not None:
        return _least_of(first, rest, key)
    best = first
    for item in rest:
        if item < best:
            best = item
    return best


def min_or_default(first, *rest, default, key=None):
    match rest:
        case ():
            items = first if isinstance(first, list) and rt.is_plain(first) else list(first)
            return default if len(items) == 0 else _least(items, key)
    raise TypeError("Cannot specify a default for min() with multiple positional arguments")


def min_of_list(*values, key=None):
    """min(*values) of values whose number isn't known when compiling."""
    n = len(values)
    if n == 0:
        raise TypeError("min expected at least 1 argument, got 0")
    if n == 1:
        if rt.iterable(values[0]):
            return _least(values[0], key)
        raise TypeError(f"'{rt.class_name(values[0])}' object is not iterable")
    return _least(values, key)


def _least(iterable, key):
    items = iterable if isinstance(iterable, list) and rt.is_plain(iterable) else list(iterable)
    if len(items) == 0:
        raise ValueError("min() iterable argument is empty")
    best = items[0]
    if key is None:
        for i in range(1, len(items)):
            item = items[i]
            if item < best:
                best = item
        return best
    best_key = key(best)
    for i in range(1, len(items)):
        item_key = key(items[i])
        if item_key < best_key:
            best_key = item_key
            best = items[i]
    return best


def _least_of(first, rest, key):
    best = first
    best_key = key(first)
    for item in rest:
        item_key = key(item)
        if item_key < best_key:
            best_key = item_key
            best = item
    return best


def max(first, *rest, key=None):
    match rest:
        case ():
            return _greatest(first, key)
        case (second,) if key is None:
            return second if second > first else first
    if key is not None:
        return _greatest_of(first, rest, key)
    best = first
    for item in rest:
        if item > best:
            best = item
    return best


def max_or_default(first, *rest, default, key=None):
    match rest:
        case ():
            items = first if isinstance(first, list) and rt.is_plain(first) else list(first)
            return default if len(items) == 0 else _greatest(items, key)
    raise TypeError("Cannot specify a default for max() with multiple positional arguments")


def max_of_list(*values, key=None):
    n = len(values)
    if n == 0:
        raise TypeError("max expected at least 1 argument, got 0")
    if n == 1:
        if rt.iterable(values[0]):
            return _greatest(values[0], key)
        raise TypeError(f"'{rt.class_name(values[0])}' object is not iterable")
    return _greatest(values, key)


def _greatest(iterable, key):
    items = iterable if isinstance(iterable, list) and rt.is_plain(iterable) else list(iterable)
    if len(items) == 0:
        raise ValueError("max() iterable argument is empty")
    best = items[0]
    if key is None:
        for i in range(1, len(items)):
            item = items[i]
            if item > best:
                best = item
        return best
    best_key = key(best)
    for i in range(1, len(items)):
        item_key = key(items[i])
        if item_key > best_key:
            best_key = item_key
            best = items[i]
    return best


def _greatest_of(first, rest, key):
    best = first
    best_key = key(first)
    for item in rest:
        item_key = key(item)
        if item_key > best_key:
            best_key = item_key
            best = item
    return best


def sum(iterable, start=0):
    """Floats are summed with what rounding lost kept beside (A. Neumaier, 1974)."""
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    total = start
    lost = 0.0
    for item in iterable:
        if isinstance(total, float) and isinstance(item, float):
            new = total + item
            if abs(total) >= abs(item):
                lost += (total - new) + item
            else:
                lost += (item - new) + total
            total = new
        else:
            total = total + item
    if isinstance(total, float) and lost - lost == 0.0:
        return total + lost
    return total
