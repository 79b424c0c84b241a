"""Tasks on the stack of who waits: for Pythons that have neither threads nor greenlets.

A task begins when another waits: the one that is joined, else those that haven't begun, in the order of their spawns.
It runs inside that wait, on top of the stack, and can't be left before it ends. So its own waits must be ended by tasks
that begin inside them. A wait that needs one beneath it to go on first, as a producer and a consumer in turn do, raises
RuntimeError: there, and in main, since the program would do something else than it does elsewhere.

Always true: the tasks in `_stack` have begun and not ended, and only the last one runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from weft.one_thread import OneThread

if TYPE_CHECKING:
    from weft.monitor import Monitor, Park, Record

TURNS = 1 << 20
"""Calls of the package, after which a task that doesn't wait is taken for one that looks for what others do."""
HINTS = 100
"""So often in a row may a task let others run, before one begins;"""
IN_VAIN = 10_000
"""so often, where there is none that can;"""
SLEEPS = 10
"""a short sleep counts for so many."""
SAME_S = 0.02
"""Sleeps that end so soon after each other may end in any order."""


class OnStack(OneThread):
    """Tasks that haven't begun stand in `_new`, by their spawns."""

    def __init__(self, monitor: Monitor) -> None:
        super().__init__(monitor, TURNS, self.looked)
        self._new: dict[Record, Callable[[], None]] = {}
        self._stack: list[Record] = []
        self._in_vain = 0
        self._extra = 0  # of the recursion limit, for those beneath
        self._interrupt: KeyboardInterrupt | None = None

    def start(self, record: Record, life: Callable[[], None]) -> None:
        self._new[record] = life

    def wake(self, park: Park) -> None:
        """Its task looks when it lies on top again."""

    def wait(self, park: Park) -> None:
        self._check_thread()
        self.lock.rest()
        while not park.decided:
            self._fire()
            if park.decided:
                return
            if park.target in self._new:
                self._run(park.target)
            elif self._new:
                self._run(next(iter(self._new)))
            else:
                self._stay(park)

    def give_way(self) -> None:
        self._check_thread()
        self.lock.rest()
        self._in_vain += 1
        if self._in_vain > HINTS:
            self._let_begin(IN_VAIN)

    def looked(self) -> None:
        self._in_vain += 1
        self._let_begin(0)

    def _let_begin(self, patience: int) -> None:
        """The running task gets no further without others, it seems."""
        if self._new:
            self._run(next(iter(self._new)))
            return
        record = self._monitor.here()
        beneath = self._ready_beneath(record)
        if self._in_vain > patience and beneath is not None:
            self._give_up(f"{record} looks again and again what others have done", beneath)

    def until_quiet(self) -> None:
        while self._new:
            self._run(next(iter(self._new)))
            if self._interrupt is not None:
                interrupt, self._interrupt = self._interrupt, None
                raise interrupt

    def interrupted(self, interrupt: KeyboardInterrupt) -> bool:
        if not self._end_main(interrupt):
            self._interrupt = interrupt
        return True

    def _give_up(self, what: str, beneath: Record) -> NoReturn:
        """The running task can't go on, nor can the program."""
        text = (
            f"{what}, and {beneath}, which has to go on before, lies beneath it on the stack:"
            " tasks run so where there are neither threads nor the package greenlet"
        )
        self._end_main(RuntimeError(text))
        raise RuntimeError(text)

    def _end_main(self, error: BaseException) -> bool:
        """Raise it in main, too, and abort those between; False if main has ended."""
        with self.lock:
            for record in self._stack[:-1]:
                self._monitor.abort(record)
            return self._monitor.interrupt_main(error)

    def _run(self, record: Record) -> None:
        """All of a task, as deep as it would go on a stack of its own."""
        below = self._monitor.here()
        life = self._new.pop(record)
        record.outer = sys.exception()
        limit, extra, depth = sys.getrecursionlimit(), self._extra, _depth()
        self._in_vain = 0
        self._stack.append(record)
        self._extra = depth
        sys.setrecursionlimit(limit - extra + depth)
        try:
            life()
        finally:
            sys.setrecursionlimit(limit)
            self._extra = extra
            self._stack.pop()
            self._monitor.enter(below)

    def _stay(self, park: Park) -> None:
        """No other can begin: sleep, or tell that it can't go on."""
        with self.lock:
            if self._monitor.main_ended and self._monitor.nothing_can_run():
                if self._monitor.on_quiet():
                    return
                self._monitor.withdraw(park)
                raise RuntimeError("the program has ended")
        beneath = self._needed_beneath(park)
        if beneath is not None:
            what = f"{park.record} {park.what}"
            with self.lock:
                self._monitor.withdraw(park)
            self._give_up(what, beneath)
        self._sleep()

    def _needed_beneath(self, park: Park) -> Record | None:
        """Who would go on before the wait is over."""
        first, ready = self._first_timer(), self._ready_beneath(park.record)
        if park.waiters or park.deadline is None:
            return ready or (first.record if first is not None and first is not park else None)
        soon = park.deadline - SAME_S
        self._in_vain += SLEEPS
        if ready is not None and (time.monotonic() < soon or self._in_vain > IN_VAIN):
            return ready
        return first.record if first is not None and first.deadline is not None and first.deadline < soon else None

    def _ready_beneath(self, record: Record) -> Record | None:
        """Who could go on, but for those on top."""
        below = [self._monitor.main, *self._stack]
        return next((r for r in below if r is not record and r.outcome is None and r.park is None), None)


def _depth() -> int:
    """How many frames there are."""
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
