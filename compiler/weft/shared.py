"""Shared values: each task reads and writes copies of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from weft.crossing import Handle, pack, unpack_copy
from weft.gate import Gate
from weft.names import Named

T = TypeVar("T")


class Shared(Handle, Generic[T], metaclass=Named):
    """A value that tasks share by copying it; sent to a task it is the same one there.

    One task uses it at a time, first come, first served: one that uses it while it does so already, from a function
    that it gave to `update`, gets a RuntimeError. All methods raise TimeoutError if others use it for `timeout`
    seconds.
    """

    __slots__ = ("__weakref__", "_gate", "_value")

    def __init__(self, value: T, *, name: str | None = None) -> None:
        self._gate = Gate("Shared", 1, "was not free", owned=True)
        self._value = pack(value)

    def get(self, timeout: float | None = None) -> T:
        """A copy of the value."""
        self._gate.acquire(timeout)
        try:
            return cast(T, unpack_copy(self._value))
        finally:
            self._gate.release()

    def set(self, value: T, timeout: float | None = None) -> None:
        """A copy of `value` is the value."""
        self._gate.acquire(timeout)
        try:
            self._value = pack(value)
        finally:
            self._gate.release()

    def update(self, f: Callable[[T], T], timeout: float | None = None) -> T:
        """Replace the value by a copy of what `f` makes of one, which is the result, while no other task uses it.

        An error in `f` leaves the value as it was, and is raised.
        """
        self._gate.acquire(timeout)
        try:
            value = f(cast(T, unpack_copy(self._value)))
            self._value = pack(value)
            return value
        finally:
            self._gate.release()

    def __repr__(self) -> str:
        return str(self._gate)
