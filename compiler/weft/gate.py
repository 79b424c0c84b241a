"""Permits with a first-come queue: what Mutex and Semaphore are made of.

Always true while the monitor's lock is free:
- `free` and the permits that tasks hold make `total`;
- tasks wait only while no permit is free. So whoever arrives never overtakes a waiter;
- a task that has ended holds nothing.
A permit that becomes free goes to the first waiter at once, which holds it from then on, whenever it runs.
"""

from __future__ import annotations

import itertools
import time
from collections import deque

from weft.monitor import Park, Record, Waiter, Wake, deadline_of, monitor

HOLDERS_SHOWN = 4

_numbers = itertools.count(1)


def numbered(kind: str) -> str:
    """The next name: locks and events count up from 1 together, as they are made."""
    return f"<{kind} {next(_numbers)}>"


class Gate:
    """`total` permits; `late` completes the sentence of a TimeoutError.

    If `owned`, a permit is given back by the task that took it, and no task takes twice: it would wait for
    itself. That raises RuntimeError, as joining itself does, and isn't left to the report of deadlocks, which
    comes only when nothing else runs. Otherwise any task may give back what is out, so permits can be handed on.
    """

    __slots__ = ("_holders", "_late", "_name", "_owned", "_waiters", "free", "total")

    def __init__(self, kind: str, total: int, late: str, *, owned: bool) -> None:
        self.total = total
        self.free = total
        self._name = numbered(kind)
        self._late = late
        self._owned = owned
        self._holders: dict[Record, int] = {}
        self._waiters: deque[Waiter] = deque()

    def acquire(self, timeout: float | None) -> None:
        """Take a permit, waiting for its turn. Raises TimeoutError, RuntimeError, Cancelled: then without one."""
        deadline = deadline_of(timeout)
        record = monitor.here()
        with monitor.lock:
            monitor.checkpoint(record)
            if self._owned and record in self._holders:
                raise RuntimeError(f"this task holds {self} already")
            if self.free:
                self._grant(record)
                return
            if deadline is not None and deadline <= time.monotonic():
                raise TimeoutError(f"{self} {self._late} within {timeout} seconds")
            park = Park(record, Wanted(self), deadline)
            Waiter(park, self._waiters)
            monitor.begin(park)
        if monitor.wait(park) is Wake.TIMED_OUT:
            raise TimeoutError(f"{self} {self._late} within {timeout} seconds")

    def try_acquire(self) -> bool:
        """Take a permit if one is free."""
        with monitor.lock:
            taken = self.free > 0
            if taken:
                self._grant(monitor.here())
            return taken

    def release(self) -> None:
        """Give a permit back: the running task's, or, unless owned, the one that is out longest.

        Raises RuntimeError if there is none.
        """
        record = monitor.here()
        with monitor.lock:
            if self._owned and record not in self._holders:
                raise RuntimeError(f"this task doesn't hold {self}")
            if self.free == self.total:
                raise RuntimeError(f"more is given back to {self} than was taken")
            self._give_back(record if record in self._holders else next(iter(self._holders)), 1)

    def give_all_back(self, record: Record) -> None:
        """The task of `record` has ended. Lock held."""
        self._give_back(record, self._holders[record])

    def holders(self) -> str:
        """Who holds permits, in the order in which they took their first. Lock held."""
        shown = ", ".join(str(record) for record in itertools.islice(self._holders, HOLDERS_SHOWN))
        return f"{shown} and others" if len(self._holders) > HOLDERS_SHOWN else shown

    def __str__(self) -> str:
        return self._name

    def _grant(self, record: Record) -> None:
        self.free -= 1
        self._holders[record] = self._holders.get(record, 0) + 1
        record.holds[self] = None

    def _give_back(self, record: Record, permits: int) -> None:
        self.free += permits
        self._holders[record] -= permits
        if not self._holders[record]:
            del self._holders[record]
            del record.holds[self]
        while self.free and self._waiters:
            park = self._waiters[0].park
            self._grant(park.record)
            monitor.decide(park, Wake.GRANTED)


class Wanted:
    """What a report says of a task that waits for a gate: who holds it is looked up then."""

    __slots__ = ("_gate",)

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __str__(self) -> str:
        holders = self._gate.holders()
        return f"waits for {self._gate}, held by {holders}" if holders else f"waits for {self._gate}"
