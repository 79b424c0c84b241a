"""Wait groups: work that is under way is counted, and others wait until there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from weft.children import Children
from weft.monitor import monitor
from weft.names import Named
from weft.task import Task

P = ParamSpec("P")
T = TypeVar("T")


class WaitGroup(Children, metaclass=Named):
    """A count, 0 at first, that goes up and down, and may be used again; sent to a task it is the same there."""

    __slots__ = ()

    def __init__(self, *, name: str | None = None) -> None:
        super().__init__("WaitGroup", "was not done")

    def add(self, delta: int = 1) -> None:
        """Count so much more, or less. At 0 all who wait go on.

        Raises TypeError, RuntimeError if it would be negative, OverflowError beyond 2**32 - 1: then it is as it was.
        """
        if isinstance(delta, bool) or not isinstance(delta, int):
            raise TypeError(f"a wait group counts by an int, not {type(delta).__name__}")
        with monitor.lock:
            self._change(delta)

    def done(self) -> None:
        """Count one less: a piece of work is done. Raises RuntimeError if there is none."""
        with monitor.lock:
            self._change(-1)

    def spawn(self, f: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        """Count one more, and start a task that counts as done when it has ended, however. Raises as `spawn`."""
        return self.start(f, args, kwargs)

    def wait(self, timeout: float | None = None) -> None:
        """Wait until the count is 0. Raises TimeoutError after `timeout` seconds."""
        self._wait(timeout)
