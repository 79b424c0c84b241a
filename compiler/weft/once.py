"""What is done once, by whoever needs it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from weft.crossing import Handle, Message, pack, unpack_copy
from weft.gate import Gate
from weft.names import Named

T = TypeVar("T")


class Once(Handle, Generic[T], metaclass=Named):
    """The value of `f()`, which whoever asks first calls, while others wait; sent to a task it is the same one there.

    `f` is copied as it is now.
    """

    __slots__ = ("__weakref__", "_error", "_function", "_gate", "_value")

    def __init__(self, f: Callable[[], T], *, name: str | None = None) -> None:
        self._gate = Gate("Once", 1, "was not done", owned=True)
        self._function = pack(f)
        self._value: Message | None = None
        self._error: Message | None = None

    def get(self, timeout: float | None = None) -> T:
        """What the function gave, a copy for each who asks; an error in it is raised, for each a copy too.

        One who is aborted meanwhile leaves it to the next. Raises TimeoutError if another hasn't done it within
        `timeout` seconds, RuntimeError if the function asks for what it is to give.
        """
        self._gate.acquire(timeout)
        try:
            if self._error is not None:
                raise cast(Exception, unpack_copy(self._error))
            if self._value is not None:
                return cast(T, unpack_copy(self._value))
            return self._done()
        finally:
            self._gate.release()

    def _done(self) -> T:
        f = cast("Callable[[], T]", unpack_copy(self._function))
        try:
            value = f()
        except Exception as error:
            self._error = pack(error)
            raise
        self._value = pack(value)
        return value

    def __repr__(self) -> str:
        return str(self._gate)
