"""Atomics: an int that tasks change together, each step whole, and that they can wait for."""

from __future__ import annotations

from weft.crossing import Handle
from weft.monitor import monitor
from weft.names import Named
from weft.parking import Parking

MOST = 2**61 - 1


class Atomic(Handle, metaclass=Named):
    """An int of 61 bits and a sign; sent to a task it is the same atomic there.

    All methods raise TypeError for what isn't an int, and OverflowError for what would leave that range: then it is as
    it was.
    """

    __slots__ = ("__weakref__", "_parking", "_value")

    def __init__(self, initial: int = 0, *, name: str | None = None) -> None:
        _need_int(initial)
        self._parking = Parking("Atomic", "was not notified")
        self._value = self._checked(initial)

    def load(self) -> int:
        """Its value."""
        with monitor.lock:
            return self._value

    def store(self, value: int) -> None:
        """Set its value."""
        self.swap(value)

    def get(self) -> int:
        """Its value, as `load`."""
        with monitor.lock:
            return self._value

    def set(self, value: int) -> None:
        """Set its value, as `store`."""
        self.swap(value)

    def add(self, delta: int = 1) -> int:
        """Add to its value: what it is then."""
        _need_int(delta)
        with monitor.lock:
            self._value = self._checked(self._value + delta)
            return self._value

    def swap(self, value: int) -> int:
        """Set its value: what it was."""
        _need_int(value)
        with monitor.lock:
            before, self._value = self._value, self._checked(value)
            return before

    def compare_exchange(self, expected: int, value: int) -> int:
        """What it was: if that was `expected`, it is `value` now."""
        _need_int(expected)
        _need_int(value)
        with monitor.lock:
            before = self._value
            if before == expected:
                self._value = self._checked(value)
            return before

    def max(self, value: int) -> int:
        """No less than `value` from now on: what it is then."""
        _need_int(value)
        with monitor.lock:
            if self._value < value:
                self._value = self._checked(value)
            return self._value

    def min(self, value: int) -> int:
        """No more than `value` from now on: what it is then."""
        _need_int(value)
        with monitor.lock:
            if self._value > value:
                self._value = self._checked(value)
            return self._value

    def wait(self, value: int, timeout: float | None = None) -> None:
        """While it is `value`, wait to be notified: whoever changes it does that, too; changes alone wake nobody.

        Raises TimeoutError after `timeout` seconds.
        """
        _need_int(value)
        self._parking.wait(timeout, lambda: self._value != value)

    def notify(self, n: int = 1) -> int:
        """Let so many go on, those who have waited longest; how many there were."""
        with monitor.lock:
            return self._parking.wake(max(n, 0))

    def _checked(self, value: int) -> int:
        if not -MOST - 1 <= value <= MOST:
            raise OverflowError(f"{self!r} holds ints from -2**61 to 2**61 - 1")
        return int(value)

    def __repr__(self) -> str:
        return str(self._parking)


def _need_int(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"an atomic holds an int, not {type(value).__name__}")
