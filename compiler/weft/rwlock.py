"""Locks for readers and writers: many read at a time, or one writes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Literal

from weft.crossing import Handle
from weft.gate import Gate
from weft.names import Named

#: a reader takes one permit, a writer all
ALL = 2**32 - 1


class RWLock(Handle, metaclass=Named):
    """A lock that many tasks hold at a time to read, or one to write; sent to a task it is the same lock there.

    Those who wait get it first come, first served, so neither readers nor writers are starved. It is not re-entrant:
    who reads can't write, nor read again. A task that ends gives back what it holds, which is reported on standard
    error.
    """

    __slots__ = ("__weakref__", "_gate", "_reading", "_writing")

    def __init__(self, *, name: str | None = None) -> None:
        self._gate = Gate("RWLock", ALL, "was not free", owned=True)
        self._reading = _Turn(self._gate, 1)
        self._writing = _Turn(self._gate, ALL)

    def read(self) -> AbstractContextManager[None]:
        """For `with`: holds it to read."""
        return self._reading

    def write(self) -> AbstractContextManager[None]:
        """For `with`: holds it to write."""
        return self._writing

    def acquire_read(self, timeout: float | None = None) -> None:
        """Wait until nobody writes or has come before to do so.

        Raises TimeoutError after `timeout` seconds, RuntimeError if the running task holds the lock already.
        """
        self._gate.acquire(timeout)

    def try_acquire_read(self) -> bool:
        """Hold it to read if that needs no waiting; whether it does."""
        return self._gate.try_acquire()

    def release_read(self) -> None:
        """Stop reading. Raises RuntimeError if the running task doesn't read."""
        self._gate.release()

    def acquire_write(self, timeout: float | None = None) -> None:
        """Wait until nobody reads or writes, or has come before to do so.

        Raises TimeoutError after `timeout` seconds, RuntimeError if the running task holds the lock already.
        """
        self._gate.acquire(timeout, ALL)

    def try_acquire_write(self) -> bool:
        """Hold it to write if nobody holds it; whether it does."""
        return self._gate.try_acquire(ALL)

    def release_write(self) -> None:
        """Stop writing. Raises RuntimeError if the running task doesn't write."""
        self._gate.release(ALL)

    def __repr__(self) -> str:
        return str(self._gate)


class _Turn:
    """Permits of a gate, while a `with` runs."""

    __slots__ = ("_gate", "_permits")

    def __init__(self, gate: Gate, permits: int) -> None:
        self._gate = gate
        self._permits = permits

    def __enter__(self) -> None:
        self._gate.acquire(None, self._permits)

    def __exit__(self, *error: object) -> Literal[False]:
        self._gate.release(self._permits)
        return False
