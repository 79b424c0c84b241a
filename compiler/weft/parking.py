"""A first-come queue of tasks that wait for something to happen: what events, latches and the like are made of."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from weft.gate import numbered
from weft.monitor import Park, Waiter, Wake, deadline_of, monitor, shown


class Parking:
    """Named after its `kind`; `late` completes the sentence of a TimeoutError."""

    __slots__ = ("_late", "_name", "_waiters")

    def __init__(self, kind: str, late: str) -> None:
        self._name = numbered(kind)
        self._late = late
        self._waiters: deque[Waiter] = deque()

    def wait(self, timeout: float | None, is_over: Callable[[], bool]) -> None:
        """Wait to be woken, unless it is over, which is asked under the lock. Raises TimeoutError, Cancelled."""
        deadline = deadline_of(timeout)
        record = monitor.here()
        with monitor.lock:
            monitor.checkpoint(record)
            if is_over():
                return
            if deadline is not None and deadline <= time.monotonic():
                raise self.timed_out(timeout)
            park = self.begin(deadline)
        self.end(park, timeout)

    def begin(self, deadline: float | None) -> Park:
        """The running task stops here. Lock held."""
        park = Park(monitor.here(), f"waits for {self}", deadline)
        Waiter(park, self._waiters)
        monitor.begin(park)
        return park

    def end(self, park: Park, timeout: float | None) -> None:
        """Wait until it goes on; lock not held. Raises TimeoutError, Cancelled."""
        if monitor.wait(park) is Wake.TIMED_OUT:
            raise self.timed_out(timeout)

    def wake(self, n: int | None = None) -> int:
        """The first `n` go on, or all: how many there were. Lock held."""
        woken = list(self._waiters)[:n]
        for waiter in woken:
            monitor.decide(waiter.park, Wake.GRANTED)
        return len(woken)

    def timed_out(self, timeout: float | None) -> TimeoutError:
        """The error of who has waited for so long."""
        return TimeoutError(f"{self} {self._late} within {shown(timeout)} seconds")

    def __str__(self) -> str:
        return self._name
