"""Latches: a gate that opens once, for all who wait before it and all who come."""

from __future__ import annotations

from weft.crossing import Handle
from weft.monitor import monitor
from weft.names import Named
from weft.parking import Parking


class Latch(Handle, metaclass=Named):
    """Shut at first, and open for good once it is opened; sent to a task it is the same latch there."""

    __slots__ = ("__weakref__", "_open", "_parking")

    def __init__(self, *, name: str | None = None) -> None:
        self._parking = Parking("Latch", "was not opened")
        self._open = False

    def open(self) -> None:
        """Let all who wait go on, and all who will. To open it again changes nothing."""
        with monitor.lock:
            self._open = True
            self._parking.wake()

    @property
    def is_open(self) -> bool:
        """Whether it has been opened."""
        with monitor.lock:
            return self._open

    def wait(self, timeout: float | None = None) -> None:
        """Wait until it is open. Raises TimeoutError after `timeout` seconds."""
        self._parking.wait(timeout, lambda: self._open)

    def __repr__(self) -> str:
        return str(self._parking)
