"""Permits: so many tasks at a time."""

from __future__ import annotations

from typing import Literal

from weft.crossing import Handle
from weft.gate import Gate
from weft.monitor import monitor
from weft.names import Named, disagree

MOST = 2**32 - 1


class Semaphore(Handle, metaclass=Named):
    """`permits` permits, each held by one task at a time; sent to a task it is the same semaphore there.

    Those who wait get one first come, first served. A permit may be given back by another task than took it,
    but never more than there are. A task that ends gives back what it holds, which is reported on standard
    error. Raises TypeError or ValueError unless `permits` is an int from 1 to 2**32 - 1.
    """

    __slots__ = ("__weakref__", "_gate")

    def __init__(self, permits: int, *, name: str | None = None) -> None:
        _check(permits)
        self._gate = Gate("Semaphore", permits, "had no permit", owned=False)

    def _agree(self, name: str, permits: int) -> None:
        _check(permits)
        if permits != self._gate.total:
            raise disagree("Semaphore", name, f"{self._gate.total} permits", permits)

    def acquire(self, timeout: float | None = None) -> None:
        """Take a permit, waiting for one. Raises TimeoutError after `timeout` seconds."""
        self._gate.acquire(timeout)

    def try_acquire(self) -> bool:
        """Take a permit if one is free; whether it was taken."""
        return self._gate.try_acquire()

    def release(self) -> None:
        """Give a permit back. Raises RuntimeError if all are there."""
        self._gate.release()

    @property
    def permits(self) -> int:
        """How many are free now."""
        with monitor.lock:
            return self._gate.free

    def __enter__(self) -> None:
        self._gate.acquire(None)

    def __exit__(self, *error: object) -> Literal[False]:
        self._gate.release()
        return False

    def __repr__(self) -> str:
        return str(self._gate)


def _check(permits: object) -> None:
    if isinstance(permits, bool) or not isinstance(permits, int):
        raise TypeError(f"a semaphore's permits are an int, not {type(permits).__name__}")
    if permits < 1:
        raise ValueError(f"a semaphore needs a permit at least: {permits}")
    if permits > MOST:
        raise ValueError(f"a semaphore has {MOST} permits at most: {permits}")
