"""What methods and operators of sets do, for set and frozenset alike: which keys come, and in which order, as in
CPython, whose order of a set shows it.

`s` is one kind of set; what comes with it may be any iterable. `rt.set_add` and `rt.set_discard` also change a
frozenset, which nobody else has yet."""

import rt


def update(s, other):
    other = rt.view(other)
    if isinstance(other, set):
        _merge(s, other)
    elif isinstance(other, frozenset):
        _merge(s, other)
    elif isinstance(other, dict):
        rt.weft_set_reserve(s, len(other))
        for key in other:
            rt.set_add(s, key)
    else:
        for key in other:
            rt.set_add(s, key)


def _merge(s, other):
    how = rt.set_merge(s, other)
    if how == rt.named("Merge", "keys"):
        for key in other:
            rt.set_add(s, key)
    elif how == rt.named("Merge", "places"):
        at = rt.keys_next(other, 0)
        while at >= 0:
            rt.set_place(s, other, at)
            at = rt.keys_next(other, at + 1)


def union(s, other):
    out = rt.weft_set_copy(s)
    update(out, other)
    return out


def intersection(s, other):
    other = rt.view(other)
    if other is s:
        return rt.weft_set_copy(s)
    out = rt.set_like(s)
    if isinstance(other, (set, frozenset)) and len(other) > len(s):
        for key in s:
            if key in other:
                rt.set_add(out, key)
    else:
        for key in other:
            if key in s:
                rt.set_add(out, key)
    return out


def intersection_update(s, other):
    rt.set_swap(s, intersection(s, other))


def difference(s, other):
    other = rt.view(other)
    if isinstance(other, (set, frozenset, dict)) and len(s) >> 2 <= len(other):
        out = rt.set_like(s)
        for key in s:
            if key not in other:
                rt.set_add(out, key)
        return out
    out = rt.weft_set_copy(s)
    difference_update(out, other)
    return out


def difference_update(s, other):
    other = rt.view(other)
    if other is s:
        rt.weft_set_clear(s)
        return
    if isinstance(other, (set, frozenset)) and len(other) >> 3 > len(s):
        for key in intersection(s, other):
            rt.set_discard(s, key)
    else:
        for key in other:
            rt.set_discard(s, key)
    rt.weft_set_shrink(s)


def symmetric_difference(s, other):
    other = rt.view(other)
    out = rt.set_like(s)
    update(out, other)
    _toggle(out, s)
    return out


def symmetric_difference_update(s, other):
    other = rt.view(other)
    if other is s:
        rt.weft_set_clear(s)
    elif isinstance(other, (set, frozenset, dict)):
        _toggle(s, other)
    else:
        keys = rt.set_like(s)
        update(keys, other)
        _toggle(s, keys)


def _toggle(s, keys):
    for key in keys:
        if not rt.set_discard(s, key):
            rt.set_add(s, key)


def unions(s, others):
    out = rt.weft_set_copy(s)
    updates(out, others)
    return out


def updates(s, others):
    match others:
        case (other,):
            update(s, other)
        case (first, second):
            update(s, first)
            update(s, second)
        case _:
            for other in others:
                update(s, other)


def intersections(s, others):
    match others:
        case ():
            return rt.weft_set_copy(s)
        case (other,):
            return intersection(s, other)
        case (first, second):
            return intersection(intersection(s, first), second)
    out = s
    for other in others:
        out = intersection(out, other)
    return out


def differences(s, others):
    match others:
        case ():
            return rt.weft_set_copy(s)
        case (other,):
            return difference(s, other)
    out = rt.set_like(s)
    first = True
    for other in others:
        if first:
            out = difference(s, other)
            first = False
        else:
            difference_update(out, other)
    return out


def difference_updates(s, others):
    match others:
        case (other,):
            difference_update(s, other)
        case _:
            for other in others:
                difference_update(s, other)


def equal(a, b):
    return len(a) == len(b) and is_within(a, b)


def is_within(a, b):
    if len(a) > len(b):
        return False
    for key in a:
        if key not in b:
            return False
    return True


def is_below(a, b):
    return len(a) < len(b) and is_within(a, b)


def is_around(a, b):
    return is_within(b, a)


def is_above(a, b):
    return is_below(b, a)


def issubset(s, other):
    other = rt.view(other)
    if isinstance(other, (set, frozenset)):
        return is_within(s, other)
    return len(intersection(s, other)) == len(s)


def issuperset(s, other):
    other = rt.view(other)
    if isinstance(other, (set, frozenset)) and len(other) > len(s):
        return False
    for key in other:
        if key not in s:
            return False
    return True


def isdisjoint(s, other):
    other = rt.view(other)
    if isinstance(other, (set, frozenset)) and len(other) > len(s):
        for key in s:
            if key in other:
                return False
        return True
    for key in other:
        if key in s:
            return False
    return True


def display(s):
    """`{1, 2, 3}` of constants, which CPython makes ahead and copies."""
    return rt.weft_set_copy(rebuilt(s))


def display_of(s, items):
    """The same of many constants, which are data."""
    update(s, items)
    return display(s)


def rebuilt_of(s, items):
    update(s, items)
    return rebuilt(s)


def rebuilt(s):
    """As what CPython makes ahead comes out: in the order in which the first set had it."""
    out = rt.set_like(s)
    for key in s:
        rt.set_add(out, key)
    return out
