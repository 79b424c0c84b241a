"""One function over many items, each in a task of its own."""

import rt
from weftc.lib.std.weft.scope import scope
from weftc.lib.std.weft.semaphore import Semaphore
from weftc.lib.support.permits import releasing
from weftc.lib.support.runs import call_each, gather


def parallel_map(f, items, limit=None):
    """What `f` gives for each of `items`, in their order. `limit`: so many at a time, and no item is asked for before
    there is room. The first error aborts the others, and is raised."""
    if limit is not None:
        return _limited(f, items, limit)
    with scope() as s:
        return call_each(s, f, items)


def _limited(f, items, limit):
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(f"limit is an int or None, not {rt.class_name(limit)}")
    if limit < 1:
        raise ValueError(f"limit is 1 at least: {limit}")
    permits = Semaphore(limit)

    def start(item):
        permits.acquire()
        return s.spawn(releasing, f, permits, item)

    try:
        with scope() as s:
            return gather(start, items, [])
    finally:
        _give_back(permits)  # of those that were aborted before they began


def _give_back(permits):
    taken = rt.weft_gate_mine(permits._gate)
    if taken:
        rt.weft_gate_release(permits._gate, taken)
