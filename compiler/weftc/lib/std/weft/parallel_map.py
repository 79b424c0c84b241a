"""One function over many items, each in a task of its own."""

import rt
from weftc.lib.std.weft.scope import scope
from weftc.lib.std.weft.semaphore import Semaphore
from weftc.lib.support.permits import releasing


def parallel_map(f, items, limit=None):
    """What `f` gives for each of `items`, in their order. `limit`: so many at a time, and no item is asked for before
    there is room. The first error aborts the others, and is raised."""
    if limit is not None:
        return _limited(f, items, limit)
    results = []
    with scope() as s:
        tasks, room = [], 2000
        for item in items:
            tasks.append(s.spawn(f, item))
            if len(tasks) == room:
                tasks = _take(tasks, results)
                room = max(2000, 2 * len(tasks))
        for task in tasks:
            results.append(task.join())
    return results


def _limited(f, items, limit):
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(f"limit is an int or None, not {rt.class_name(limit)}")
    if limit < 1:
        raise ValueError(f"limit is 1 at least: {limit}")
    permits = Semaphore(limit)
    results = []
    try:
        with scope() as s:
            tasks, room = [], 2000
            for item in items:
                permits.acquire()
                tasks.append(s.spawn(releasing, f, permits, item))
                if len(tasks) == room:
                    tasks = _take(tasks, results)
                    room = max(2000, 2 * len(tasks))
            for task in tasks:
                results.append(task.join())
        return results
    finally:
        _give_back(permits)  # of those that were aborted before they began


def _take(tasks, results):
    """The results of those before the first that hasn't ended, and the others: what ended tasks take is for the next."""
    n = 0
    while n < len(tasks) and tasks[n].done:
        results.append(tasks[n].join())
        n += 1
    return tasks[n:] if n else tasks


def _give_back(permits):
    taken = rt.weft_gate_mine(permits._gate)
    if taken:
        rt.weft_gate_release(permits._gate, taken)
