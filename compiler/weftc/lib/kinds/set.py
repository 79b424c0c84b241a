"""Methods of set. (What takes one item is the compiler's, where it isn't taken as a function: `set.add`.)"""

import rt
import weftc.lib.support.sets as sets


def add(s, item, /):
    s.add(item)


def discard(s, item, /):
    s.discard(item)


def remove(s, item, /):
    s.remove(item)


def pop(s):
    at = rt.weft_set_finger(s)
    if at < 0:
        raise KeyError("pop from an empty set")
    item = rt.key_at(s, at)
    rt.weft_set_erase(s, at)
    return item


def clear(s):
    rt.weft_set_clear(s)


def copy(s):
    return rt.weft_set_copy(s)


def update(s, *others):
    sets.updates(s, others)


def intersection_update(s, *others):
    rt.set_swap(s, sets.intersections(s, others))


def difference_update(s, *others):
    sets.difference_updates(s, others)


def symmetric_difference_update(s, other, /):
    sets.symmetric_difference_update(s, other)


def union(s, *others):
    return sets.unions(s, others)


def intersection(s, *others):
    return sets.intersections(s, others)


def difference(s, *others):
    return sets.differences(s, others)


def symmetric_difference(s, other, /):
    return sets.symmetric_difference(s, other)


def issubset(s, other, /):
    return sets.issubset(s, other)


def issuperset(s, other, /):
    return sets.issuperset(s, other)


def isdisjoint(s, other, /):
    return sets.isdisjoint(s, other)
