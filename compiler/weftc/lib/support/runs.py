"""Many calls of one function, each a task: `parallel_map`.

Where nobody can tell whether calls are tasks of their own (lower/computing.py), a task makes a run of them, one after
the other: the first call's task tells. A run ends early when its calls turn out to take long: those that it has not
made are tasks of their own then, of which other workers take their part.
"""

import rt
from weft import cpus

RUNS = 16  # for each worker
LONGEST = 512  # so many calls
TAKEN_EARLY = 2000  # tasks


def call_each(s, f, items):
    """What `f` gives for each of `items`, in their order, by children of the scope."""
    if isinstance(items, (list, tuple, range)):
        size = min(len(items) // (RUNS * cpus()), LONGEST)
        if size > 1:
            first = s.spawn(f, items[0])
            if rt.weft_task_computes(first):
                return _in_runs(s, f, items, size, first)
            return gather(lambda item: s.spawn(f, item), items[1:], [first])
    return gather(lambda item: s.spawn(f, item), items, [])


def gather(start, items, tasks):
    """The results of `tasks`, and of those that `start` gives for each of `items`."""
    values, room = [], TAKEN_EARLY
    for item in items:
        tasks.append(start(item))
        if len(tasks) == room:
            tasks = _take(tasks, values)
            room = max(TAKEN_EARLY, 2 * len(tasks))
    for task in tasks:
        values.append(task.join())
    return values


def _take(tasks, values):
    """The results of those before the first that hasn't ended, and the others: what ended tasks take is for the next."""
    n = 0
    while n < len(tasks) and tasks[n].done:
        values.append(tasks[n].join())
        n += 1
    return tasks[n:] if n else tasks


def _in_runs(s, f, items, size, first):
    runs = [s.spawn(run, f, items[n : n + size]) for n in range(1, len(items), size)]
    left = []  # (number of an item, its task)
    try:
        values = [first.join()] * len(items)
        for k, task in enumerate(runs):
            n = 1 + k * size
            made = task.join()
            values[n : n + len(made)] = made
            for later in range(n + len(made), min(n + size, len(items))):
                left.append((later, s.spawn(f, items[later])))
        for n, task in left:
            values[n] = task.join()
        return values
    finally:
        rt.count_spawns(len(items) - 1 - len(runs) - len(left))


def run(f, items):
    """What a task does in the place of many, for as many as it can within a slice, and what is left of another."""
    values = []
    began = rt.weft_trampoline_slices()
    for item in items:
        values.append(f(item))
        if not 0 <= rt.weft_trampoline_slices() - began <= 1:
            break
    return values
