"""Pools: any number of pieces of work, so many of them at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, ParamSpec, Self, TypeVar

from weft.crossing import Handle
from weft.gate import Gate
from weft.monitor import Record
from weft.permits import holding
from weft.scope import scope
from weft.semaphore import MOST, Semaphore
from weft.task import Task, cpus

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")


class _Places(Semaphore):
    __slots__ = ()

    def __init__(self, workers: int) -> None:
        if isinstance(workers, bool) or not isinstance(workers, int):
            raise TypeError(f"a pool's workers are an int, not {type(workers).__name__}")
        if workers < 1:
            raise ValueError(f"a pool needs a worker at least: {workers}")
        if workers > MOST:
            raise ValueError(f"a pool has {MOST} workers at most: {workers}")
        self._gate = Gate("Pool", workers, "had no worker", owned=False)


class _Work(scope):
    """What was submitted. Its errors are for those who join it."""

    __slots__ = ()
    _words = ("Pool", "was not done")

    def child_ended(self, record: Record, failed: bool) -> None:
        super().child_ended(record, False)


class Pool(Handle):
    """Each piece of work is a task, which begins when one of `workers` places is free: first come, first served.

    `workers`: as many as the program has unless it is given. A `with` block is left when all have ended; an error in it
    aborts them. Sent to a task it is the same pool there. Raises TypeError or ValueError unless `workers` is an int
    from 1 to 2**32 - 1.
    """

    __slots__ = ("__weakref__", "_places", "_work")

    def __init__(self, workers: int | None = None) -> None:
        self._places = _Places(cpus() if workers is None else workers)
        self._work = _Work()

    def submit(self, f: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        """A task that calls `f(*args, **kwargs)` when its turn comes; its error is raised by `join`.

        Raises as `spawn`; RuntimeError if the pool has been left.
        """
        return self._work.start(f, (self._places, *args), kwargs, holding)

    def map(self, f: Callable[[T], U], items: Iterable[T]) -> list[U]:
        """What `f` gives for each of `items`, in their order. The first error aborts the others, and is raised."""
        with scope() as s:
            tasks: list[Task[U]] = [s.start(f, (self._places, item), {}, holding) for item in items]
            return [task.join() for task in tasks]

    def wait(self, timeout: float | None = None) -> None:
        """Wait until all that was submitted has ended. Raises TimeoutError after `timeout` seconds."""
        self._work._wait(timeout)

    def __enter__(self) -> Self:
        self._work.__enter__()
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> Literal[False]:
        return self._work.__exit__(kind, error, traceback)

    def __repr__(self) -> str:
        return str(self._work)
