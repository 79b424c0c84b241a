"""Tasks in the order of their ends."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Generic, Self, TypeVar

from weft.endings import check_others, first_end
from weft.monitor import deadline_of
from weft.task import Task

T = TypeVar("T")


class as_completed(Generic[T]):
    """Goes through `tasks` as they end, those that `add` adds meanwhile too. No outcome is taken.

    Raises TimeoutError where they have not ended `timeout` seconds after it was made, RuntimeError for the task itself.
    """

    __slots__ = ("_deadline", "_ended", "_timeout", "_waiting")

    def __init__(self, tasks: Iterable[Task[T]], timeout: float | None = None) -> None:
        self._waiting = list(tasks)
        self._ended: list[Task[T]] = []
        self._timeout = timeout
        self._deadline = deadline_of(timeout)

    def add(self, task: Task[T]) -> None:
        """One more to wait for."""
        self._waiting.append(task)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Task[T]:
        if not self._ended:
            self._collect()
        return self._ended.pop()

    def _collect(self) -> None:
        """Those that have ended, the next to give last."""
        if not self._waiting:
            raise StopIteration
        check_others(self._waiting, "wait for")
        left = None if self._deadline is None else max(0.0, self._deadline - time.monotonic())
        if not first_end(self._waiting, left):
            raise TimeoutError(f"{len(self._waiting)} tasks have not ended within {self._timeout} seconds")
        rest: list[Task[T]] = []
        for task in self._waiting:
            (self._ended if task.done else rest).append(task)
        self._ended.reverse()
        self._waiting = rest
