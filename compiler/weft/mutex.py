"""Mutual exclusion: one task at a time."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar, cast, overload

from weft.crossing import Handle, Message, pack, unpack_copy
from weft.gate import Gate
from weft.monitor import monitor
from weft.names import Named

T = TypeVar("T")
_NOTHING = object()


class Guarded(Generic[T]):
    """What a `with` has of a mutex that guards a value."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value


class Mutex(Handle, Generic[T], metaclass=Named):
    """A lock that one task holds at a time; sent to a task it is the same lock there.

    Those who wait get it first come, first served. It is not re-entrant. A task that ends gives back what it
    holds, which is reported on standard error.

    It may guard a `value`: `with mutex as cell: cell.value += 1`. The `with` has a copy of it, of which a copy is the
    value from the end on, however that comes about. Without a value `with` gives None.
    """

    __slots__ = ("__weakref__", "_gate", "_lent", "_value")

    @overload
    def __init__(self: Mutex[None], *, name: str | None = None) -> None: ...
    @overload
    def __init__(self, value: T, *, name: str | None = None) -> None: ...

    def __init__(self, value: object = _NOTHING, *, name: str | None = None) -> None:
        self._gate = Gate("Mutex", 1, "was not free", owned=True)
        self._value: Message | None = None if value is _NOTHING else pack(value)
        self._lent: Guarded[T] | None = None  # what the `with` has that holds it

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
        with monitor.lock:
            if self._gate.is_mine():
                self._lent = None
            self._gate.give_back()

    @property
    def held(self) -> bool:
        """Whether a task holds it now."""
        with monitor.lock:
            return self._gate.free == 0

    @overload
    def __enter__(self: Mutex[None]) -> None: ...
    @overload
    def __enter__(self) -> Guarded[T]: ...

    def __enter__(self) -> Guarded[T] | None:
        self._gate.acquire(None)
        if self._value is None:
            return None
        try:
            self._lent = Guarded(cast(T, unpack_copy(self._value)))
        except BaseException:
            self.release()
            raise
        return self._lent

    def __exit__(self, *error: object) -> Literal[False]:
        try:
            self._take_back()
        finally:
            self.release()
        return False

    def _take_back(self) -> Guarded[T] | None:
        """A copy of what the value that a `with` has is now is the value. What has it, if something does."""
        with monitor.lock:
            lent = self._lent if self._gate.is_mine() else None
        if lent is not None:
            self._value = pack(lent.value)
            self._lent = None
        return lent

    def _lend_again(self, lent: Guarded[T] | None) -> None:
        """To what had the value when it was taken back: the lock was free meanwhile."""
        if lent is not None:
            lent.value = cast(T, unpack_copy(cast(Message, self._value)))
            self._lent = lent

    def __repr__(self) -> str:
        return str(self._gate)
