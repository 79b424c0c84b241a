"""Races: the first to end counts, and the others are aborted."""

from weft import Task, spawn
from weftc.lib.support.endings import check_others, end_all, first_end


def race(*entrants):
    """What the first of `entrants` to end gives, or its error. Functions are spawned; the others are aborted, and have
    ended when it returns."""
    if not entrants:
        raise ValueError("race() needs a task or a function")
    check_others([entrant for entrant in entrants if isinstance(entrant, Task)], "race")
    tasks = []
    try:
        for entrant in entrants:
            tasks.append(entrant if isinstance(entrant, Task) else spawn(entrant))
        first_end(tasks, None)
        winner = [task for task in tasks if task.done][0]
    finally:
        end_all(tasks)
    return winner.join()
