"""Waiting for the first end among several tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from weft.endings import check_others, first_end
from weft.task import Task

T = TypeVar("T")


def wait_first(tasks: Iterable[Task[T]], timeout: float | None = None) -> tuple[list[Task[T]], list[Task[T]]]:
    """(those that have ended, the others), each in their order, once there is one that has. No outcome is taken.

    Raises TimeoutError if there is none within `timeout` seconds, ValueError without tasks, RuntimeError for the task
    itself.
    """
    waited = list(tasks)
    if not waited:
        raise ValueError("wait_first() needs a task to wait for")
    check_others(waited, "wait for")
    if not first_end(waited, timeout):
        raise TimeoutError(f"no task has ended within {timeout} seconds")
    ended: list[Task[T]] = []
    rest: list[Task[T]] = []
    for task in waited:
        (ended if task.done else rest).append(task)
    return ended, rest
