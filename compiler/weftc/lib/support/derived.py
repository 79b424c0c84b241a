"""What `__init__` of containers does with an object of a class that derives from one, and `__new__` of frozenset."""

import weftc.lib.kinds.dict as dicts
import weftc.lib.support.sets as sets


def fill_list(xs, items):
    if xs:
        xs.clear()
    xs += items


def fill_dict(d, items):
    dicts.update(d, items)


def fill_set(s, items):
    if s:
        s.clear()
    sets.update(s, items)


def fill_frozenset(s, items):
    sets.update(s, items)
