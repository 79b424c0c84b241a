"""Events: something has happened, and all who wait for it go on."""

from __future__ import annotations

from weft.crossing import Handle
from weft.monitor import monitor
from weft.names import Named
from weft.parking import Parking


class Event(Handle, metaclass=Named):
    """Set or not, at first not; sent to a task it is the same event there."""

    __slots__ = ("__weakref__", "_parking", "_set")

    def __init__(self, *, name: str | None = None) -> None:
        self._parking = Parking("Event", "was not set")
        self._set = False

    def set(self) -> None:
        """Let all who wait go on, and all who will, until it is cleared."""
        with monitor.lock:
            self._set = True
            self._parking.wake()

    def clear(self) -> None:
        """Who comes from now on waits. Who has been let go on does so, even if it hasn't run yet."""
        with monitor.lock:
            self._set = False

    def is_set(self) -> bool:
        """Whether it is set now."""
        with monitor.lock:
            return self._set

    def wait(self, timeout: float | None = None) -> None:
        """Wait until it is set. Raises TimeoutError after `timeout` seconds."""
        self._parking.wait(timeout, lambda: self._set)

    def __repr__(self) -> str:
        return str(self._parking)
