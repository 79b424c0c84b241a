"""Tasks on greenlets: main's is the hub, and all others go back to it when they wait or end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import greenlet

from weft.one_thread import OneThread

if TYPE_CHECKING:
    from weft.monitor import Monitor, Park, Record

TURNS = 1000
"""Calls of the package, after which a task that doesn't wait lets others run."""


class OnGreenlets(OneThread):
    """Tasks that can run stand in a queue, main among them, first come, first served."""

    def __init__(self, monitor: Monitor) -> None:
        super().__init__(monitor, TURNS, self.looked)
        self._ready: deque[Record] = deque()
        self._greenlets: dict[Record, greenlet.greenlet] = {}
        self._hub = greenlet.getcurrent()
        self._interrupt: KeyboardInterrupt | None = None

    def start(self, record: Record, life: Callable[[], None]) -> None:
        self._greenlets[record] = greenlet.greenlet(life, self._hub)
        self._ready.append(record)

    def wake(self, park: Park) -> None:
        self._ready.append(park.record)

    def wait(self, park: Park) -> None:
        self._check_thread()
        self.lock.rest()
        self._leave(park.record)

    def give_way(self) -> None:
        self._check_thread()
        self.lock.rest()
        record = self._monitor.here()
        self._ready.append(record)
        self._leave(record)

    def looked(self) -> None:
        self.give_way()

    def until_quiet(self) -> None:
        main = self._monitor.main
        while not self._monitor.nothing_can_run():
            self._run_next(main)
            if self._interrupt is not None:
                interrupt, self._interrupt = self._interrupt, None
                raise interrupt

    def interrupted(self, interrupt: KeyboardInterrupt) -> bool:
        with self.lock:
            if not self._monitor.interrupt_main(interrupt):
                self._interrupt = interrupt
        return True

    def _leave(self, record: Record) -> None:
        """Until it is the turn of `record` again."""
        if record is not self._monitor.main:
            self._hub.switch()
            return
        while not self._run_next(record):
            pass

    def _run_next(self, main: Record) -> bool:
        """Run a task; whether it is main's turn. In the hub."""
        self._fire()
        if not self._ready:
            self._sleep()
            return False
        record = self._ready.popleft()
        if record is main:
            return True
        task = self._greenlets[record]
        self._monitor.enter(record)
        try:
            task.switch()
        finally:
            self._monitor.enter(main)
            if task.dead:
                del self._greenlets[record]
        return False
