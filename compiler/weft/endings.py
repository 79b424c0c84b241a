"""How calls that wait for the ends of tasks do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weft.monitor import monitor
from weft.selection import Done, done, select
from weft.shield import shield
from weft.task import Task


def first_end(tasks: Sequence[Task[Any]], timeout: float | None) -> bool:
    """Whether one of them ends, in so many seconds."""
    return isinstance(select(*(done(task) for task in tasks), timeout=timeout), Done)


def end_all(tasks: Sequence[Task[Any]]) -> None:
    """Abort those that have not ended, and wait for the ends of all, whatever comes meanwhile. No outcome is taken."""
    for task in tasks:
        task.abort()
    with shield():
        for task in tasks:
            select(done(task))


def check_others(tasks: Sequence[Task[Any]], doing: str) -> None:
    """Who waits for its own end waits for ever. Raises RuntimeError."""
    if any(task._record is monitor.here() for task in tasks):
        raise RuntimeError(f"a task can't {doing} itself")
