"""Races: the first to end counts, and the others are aborted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from weft.endings import check_others, end_all, first_end
from weft.task import Task, spawn

T = TypeVar("T")


def race(*entrants: Task[T] | Callable[[], T]) -> T:
    """What the first of `entrants` to end gives, or its error.

    Functions are spawned. The others are aborted, tasks that ran before too, and have ended when it returns; so they
    are if the caller is aborted meanwhile. Raises ValueError without entrants, RuntimeError for the task itself.
    """
    if not entrants:
        raise ValueError("race() needs a task or a function")
    check_others([entrant for entrant in entrants if isinstance(entrant, Task)], "race")
    tasks: list[Task[T]] = []
    try:
        for entrant in entrants:
            tasks.append(entrant if isinstance(entrant, Task) else spawn(entrant))
        first_end(tasks, None)
        winner = next(task for task in tasks if task.done)
    finally:
        end_all(tasks)
    return winner.join()
