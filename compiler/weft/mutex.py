"""Mutual exclusion: one task at a time."""

from __future__ import annotations

from typing import Literal

from weft.crossing import Handle
from weft.gate import Gate

_NOTHING = object()


class Mutex(Handle):
    """A lock that one task holds at a time; sent to a task it is the same lock there.

    Those who wait get it first come, first served. It is not re-entrant. A task that ends gives back what it
    holds, which is reported on standard error.
    """

    __slots__ = ("__weakref__", "_gate")

    def __init__(self, value: object = _NOTHING, *, name: str | None = None) -> None:
        if value is not _NOTHING:
            raise NotImplementedError("Mutex(value) is not built yet: keep the value in a task, and send to it")
        if name is not None:
            raise NotImplementedError("Mutex(name=...) is not built yet: make one and pass it on")
        self._gate = Gate("Mutex", 1, "was not free", owned=True)

    def acquire(self, timeout: float | None = None) -> None:
        """Take the lock, waiting for it.

        Raises TimeoutError after `timeout` seconds, RuntimeError if the running task holds it already.
        """
        self._gate.acquire(timeout)

    def try_acquire(self) -> bool:
        """Take the lock if nobody holds it; whether it was taken."""
        return self._gate.try_acquire()

    def release(self) -> None:
        """Let the next one have it. Raises RuntimeError if the running task doesn't hold it."""
        self._gate.release()

    @property
    def held(self) -> bool:
        """Whether a task holds it now."""
        return self._gate.free == 0

    def __enter__(self) -> None:
        self._gate.acquire(None)

    def __exit__(self, *error: object) -> Literal[False]:
        self._gate.release()
        return False

    def __repr__(self) -> str:
        return str(self._gate)
