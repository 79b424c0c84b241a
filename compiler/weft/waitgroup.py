"""Wait groups: work that is under way is counted, and others wait until there is none."""

from __future__ import annotations

from weft.crossing import Handle
from weft.monitor import monitor
from weft.parking import Parking

MOST = 2**32 - 1


class WaitGroup(Handle):
    """A count, 0 at first, that goes up and down, and may be used again; sent to a task it is the same there."""

    __slots__ = ("__weakref__", "_count", "_parking")

    def __init__(self, *, name: str | None = None) -> None:
        if name is not None:
            raise NotImplementedError("WaitGroup(name=...) is not built yet: make one and pass it on")
        self._parking = Parking("WaitGroup", "was not done")
        self._count = 0

    def add(self, delta: int = 1) -> None:
        """Count so much more, or less. At 0 all who wait go on.

        Raises TypeError, RuntimeError if it would be negative, OverflowError beyond 2**32 - 1: then it is as it was.
        """
        if isinstance(delta, bool) or not isinstance(delta, int):
            raise TypeError(f"a wait group counts by an int, not {type(delta).__name__}")
        with monitor.lock:
            count = self._count + delta
            if count < 0:
                raise RuntimeError(f"{self} would count {count}: more is done than was added")
            if count > MOST:
                raise OverflowError(f"{self} counts to {MOST} at most")
            self._count = count
            if not count and delta:
                self._parking.wake()

    def done(self) -> None:
        """Count one less: a piece of work is done. Raises RuntimeError if there is none."""
        self.add(-1)

    def wait(self, timeout: float | None = None) -> None:
        """Wait until the count is 0. Raises TimeoutError after `timeout` seconds."""
        self._parking.wait(timeout, lambda: not self._count)

    def __repr__(self) -> str:
        return str(self._parking)
