"""Tasks that are counted until they have ended: what wait groups and scopes are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from weft.crossing import Handle
from weft.monitor import Record, monitor
from weft.parking import Parking
from weft.task import Task, spawn_for

T = TypeVar("T")
MOST = 2**32 - 1


class Children(Handle):
    """A count, 0 at first. Methods with an underscore are called with the monitor's lock held."""

    __slots__ = ("__weakref__", "_count", "_left", "_parking")

    def __init__(self, kind: str, late: str) -> None:
        self._parking = Parking(kind, late)
        self._count = 0
        self._left = False

    def child_ended(self, record: Record, failed: bool) -> None:
        """One less is under way. Lock held."""
        self._change(-1)

    def _change(self, delta: int) -> None:
        if self._left:
            raise RuntimeError(f"{self} has been left, and starts nothing")
        count = self._count + delta
        if count < 0:
            raise RuntimeError(f"{self} would count {count}: more is done than was added")
        if count > MOST:
            raise OverflowError(f"{self} counts to {MOST} at most")
        self._count = count
        if not count and delta:
            self._parking.wake()

    def start(
        self,
        f: Callable[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        within: Callable[..., T] | None = None,
    ) -> Task[T]:
        """A task that is counted. `within`: as of `spawn_for`."""
        with monitor.lock:
            self._change(1)
        try:
            return spawn_for(self, f, args, kwargs, within)
        except BaseException:
            with monitor.lock:
                self._change(-1)
            raise

    def _wait(self, timeout: float | None) -> None:
        """Until the count is 0. Lock not held."""
        self._parking.wait(timeout, lambda: not self._count)

    def __repr__(self) -> str:
        return str(self._parking)
