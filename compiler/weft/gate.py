"""Permits with a first-come queue: what Mutex, RWLock and Semaphore are made of.

Always true while the monitor's lock is free:
- `free` and the permits that tasks hold make `total`;
- tasks wait only while too few permits are free for the first of them. So nobody overtakes a waiter, and who wants many
  gets them;
- a task that has ended holds nothing.
Permits that become free go to the first waiter at once, if they are enough; it holds them from then on, whenever it
runs.
"""

from __future__ import annotations

import itertools
import time
from collections import deque

from weft.monitor import Park, Record, Waiter, Wake, deadline_of, monitor, shown

HOLDERS_SHOWN = 4

_numbers = itertools.count(1)


def numbered(kind: str) -> str:
    """The next name: locks and events count up from 1 together, as they are made."""
    return f"<{kind} {next(_numbers)}>"


class Gate:
    """`total` permits; `late` completes the sentence of a TimeoutError.

    If `owned`, permits are given back by the task that took them, as many at once as it took, and no task takes
    twice: it would wait for itself. That raises RuntimeError, as joining itself does, and isn't left to the report of
    deadlocks, which comes only when nothing else runs. Otherwise any task may give back what is out, so permits can be
    handed on.
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

    def acquire(self, timeout: float | None, permits: int = 1) -> None:
        """Take permits, waiting for its turn. Raises TimeoutError, RuntimeError, Cancelled: then without any."""
        deadline = deadline_of(timeout)
        record = monitor.here()
        with monitor.lock:
            monitor.checkpoint(record)
            if self._owned and record in self._holders:
                raise RuntimeError(f"this task holds {self} already")
            if self._fits(permits):
                self._grant(record, permits)
                return
            if deadline is not None and deadline <= time.monotonic():
                raise TimeoutError(f"{self} {self._late} within {shown(timeout)} seconds")
            park = self._begin(record, permits, deadline)
        try:
            is_late = monitor.wait(park) is Wake.TIMED_OUT
        finally:
            with monitor.lock:
                self._serve()  # those behind may fit now
        if is_late:
            raise TimeoutError(f"{self} {self._late} within {shown(timeout)} seconds")

    def take_again(self, permits: int = 1) -> None:
        """The same in a cleanup: an abort waits. Raises KeyboardInterrupt, perhaps without permits."""
        record = monitor.here()
        with monitor.lock:
            if self._fits(permits):
                self._grant(record, permits)
                return
            park = self._begin(record, permits, None)
            park.shielded = True
        monitor.wait(park)

    def try_acquire(self, permits: int = 1) -> bool:
        """Take permits if they are free, and no owned ones are held."""
        record = monitor.here()
        with monitor.lock:
            taken = self._fits(permits) and not (self._owned and record in self._holders)
            if taken:
                self._grant(record, permits)
            return taken

    def release(self, permits: int = 1) -> None:
        """Give permits back: the running task's, or, unless owned, those that are out longest.

        Raises RuntimeError if there are none.
        """
        with monitor.lock:
            self.give_back(permits)

    def give_back(self, permits: int = 1) -> None:
        """As `release`. Lock held."""
        record = monitor.here()
        if self._owned and self._holders.get(record) != permits:
            raise RuntimeError(f"this task doesn't hold {self}")
        if self.total - self.free < permits:
            raise RuntimeError(f"more is given back to {self} than was taken")
        self._give_back(record if record in self._holders else next(iter(self._holders)), permits)

    def is_mine(self) -> bool:
        """Whether the running task holds a permit. Lock held."""
        return monitor.here() in self._holders

    def give_all_back(self, record: Record) -> None:
        """The task of `record` has ended. Lock held."""
        self._give_back(record, self._holders[record])

    def holders(self) -> str:
        """Who holds permits, in the order in which they took their first. Lock held."""
        shown = ", ".join(str(record) for record in itertools.islice(self._holders, HOLDERS_SHOWN))
        return f"{shown} and others" if len(self._holders) > HOLDERS_SHOWN else shown

    def __str__(self) -> str:
        return self._name

    def _fits(self, permits: int) -> bool:
        return not self._waiters and permits <= self.free

    def _begin(self, record: Record, permits: int, deadline: float | None) -> Park:
        park = Park(record, Wanted(self), deadline)
        Waiter(park, self._waiters, message=permits)
        monitor.begin(park)
        return park

    def _grant(self, record: Record, permits: int) -> None:
        self.free -= permits
        self._holders[record] = self._holders.get(record, 0) + permits
        record.holds[self] = None

    def _give_back(self, record: Record, permits: int) -> None:
        self.free += permits
        self._holders[record] -= permits
        if not self._holders[record]:
            del self._holders[record]
            del record.holds[self]
        self._serve()

    def _serve(self) -> None:
        while self._waiters and self._waiters[0].message <= self.free:
            waiter = self._waiters[0]
            self._grant(waiter.park.record, waiter.message)
            monitor.decide(waiter.park, Wake.GRANTED)


class Wanted:
    """What a report says of a task that waits for a gate: who holds it is looked up then."""

    __slots__ = ("_gate",)

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __str__(self) -> str:
        holders = self._gate.holders()
        return f"waits for {self._gate}, held by {holders}" if holders else f"waits for {self._gate}"
