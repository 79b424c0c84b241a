"""Methods of frozenset."""

import weftc.lib.support.sets as sets


def copy(s):
    return s


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
