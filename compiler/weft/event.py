"""Events: something has happened, and all who wait for it go on."""

from __future__ import annotations

import time
from collections import deque

from weft.crossing import Handle
from weft.gate import numbered
from weft.monitor import Park, Waiter, Wake, deadline_of, monitor


class Event(Handle):
    """Set or not, at first not; sent to a task it is the same event there."""

    __slots__ = ("__weakref__", "_name", "_set", "_waiters")

    def __init__(self, *, name: str | None = None) -> None:
        if name is not None:
            raise NotImplementedError("Event(name=...) is not built yet: make one and pass it on")
        self._name = numbered("Event")
        self._set = False
        self._waiters: deque[Waiter] = deque()

    def set(self) -> None:
        """Let all who wait go on, and all who will, until it is cleared."""
        with monitor.lock:
            self._set = True
            for waiter in list(self._waiters):
                monitor.decide(waiter.park, Wake.GRANTED)

    def clear(self) -> None:
        """Who comes from now on waits. Who has been let go on does so, even if it hasn't run yet."""
        with monitor.lock:
            self._set = False

    def is_set(self) -> bool:
        """Whether it is set now."""
        return self._set

    def wait(self, timeout: float | None = None) -> None:
        """Wait until it is set. Raises TimeoutError after `timeout` seconds."""
        deadline = deadline_of(timeout)
        record = monitor.here()
        with monitor.lock:
            monitor.checkpoint(record)
            if self._set:
                return
            if deadline is not None and deadline <= time.monotonic():
                raise TimeoutError(f"{self} was not set within {timeout} seconds")
            park = Park(record, f"waits for {self}", deadline)
            Waiter(park, self._waiters)
            monitor.begin(park)
        if monitor.wait(park) is Wake.TIMED_OUT:
            raise TimeoutError(f"{self} was not set within {timeout} seconds")

    def __repr__(self) -> str:
        return self._name
