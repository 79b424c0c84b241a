"""How calls that wait for the ends of tasks do it."""

import rt
from weft import Done, done, select
from weftc.lib.std.weft.shield import shield


def first_end(tasks, timeout):
    """Whether one of them ends, in so many seconds."""
    return isinstance(select(*[done(task) for task in tasks], timeout=timeout), Done)


def end_all(tasks):
    """Abort those that have not ended, and wait for the ends of all, whatever comes meanwhile. No outcome is taken."""
    for task in tasks:
        task.abort()
    with shield():
        for task in tasks:
            select(done(task))


def check_others(tasks, doing):
    """Who waits for its own end waits for ever."""
    for task in tasks:
        if task.id == rt.weft_task_number():
            raise RuntimeError(f"a task can't {doing} itself")
