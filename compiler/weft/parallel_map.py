"""One function over many items, each in a task of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from weft.monitor import monitor
from weft.permits import releasing
from weft.scope import scope
from weft.semaphore import Semaphore
from weft.task import Task

T = TypeVar("T")
U = TypeVar("U")


def parallel_map(f: Callable[[T], U], items: Iterable[T], limit: int | None = None) -> list[U]:
    """What `f` gives for each of `items`, in their order; each call is a task.

    `limit`: so many at a time, and no item is asked for before there is room. The first error aborts the others, and is
    raised. Raises TypeError or ValueError for a limit that is no int of 1 and more.
    """
    if limit is not None:
        return _limited(f, items, limit)
    with scope() as s:
        tasks = [s.spawn(f, item) for item in items]
        return [task.join() for task in tasks]


def _limited(f: Callable[[T], U], items: Iterable[T], limit: int) -> list[U]:
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(f"limit is an int or None, not {type(limit).__name__}")
    if limit < 1:
        raise ValueError(f"limit is 1 at least: {limit}")
    permits = Semaphore(limit)
    try:
        with scope() as s:
            tasks: list[Task[U]] = []
            for item in items:
                permits.acquire()
                tasks.append(s.start(f, (permits, item), {}, releasing))
            return [task.join() for task in tasks]
    finally:
        _give_back(permits)  # of those that were aborted before they began


def _give_back(permits: Semaphore) -> None:
    record = monitor.here()
    with monitor.lock:
        if permits._gate.is_mine():
            permits._gate.give_all_back(record)
