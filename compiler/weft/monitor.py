"""Which tasks there are, which of them are parked, and the one lock that guards it all.

Always true while the lock is free:
- `runnable` is the number of tasks, main included until it ends, that are not parked;
- `timed` is the number of those parked with a deadline;
- a park is decided exactly once, by the first of waker, timer and aborter, and only the one that decides
  writes its result; from that moment its task counts as runnable, and no queue holds a waiter of it.

A thread that is neither main's nor a task's may use the API too. It isn't counted, and while such a thread
lives no deadlock is diagnosed, since it might wake a task.

Finer locks were rejected: this is the reference that others are compared with.
"""

from __future__ import annotations

import math
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

from weft.carrier import choose
from weft.errors import Cancelled
from weft.outcome import Outcome
from weft.paths import child_path
from weft.places import Place, place_of_caller
from weft.worlds import World, enter


class Wake(Enum):
    """Results of a park that are not a delivery."""

    TIMED_OUT = "timed out"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    ENDED = "the awaited task has ended"
    GRANTED = "what was waited for has come"
    WITHDRAWN = "it can't be carried on"


class Holdable(Protocol):
    """What a task can hold, and has to give back."""

    def give_all_back(self, record: Record) -> None:
        """The task of `record` has ended. Lock held."""


class Sponsor(Protocol):
    """Who is told of the end of a task that it has started."""

    def child_ended(self, record: Record, failed: bool) -> None:
        """The task of `record` has ended. Lock held."""


class Record:
    """What is known of one task. All but `id`, `name`, `spawned_at` and `world` is guarded by the lock; what belongs to
    its random numbers, from `path` on, only its own thread touches once it runs."""

    __slots__ = (
        "abort_pending",
        "copies",
        "counted",
        "handle",
        "holds",
        "id",
        "inherited_seed",
        "interrupt",
        "joiners",
        "name",
        "outcome",
        "outer",
        "park",
        "path",
        "process",
        "random",
        "scope_abort_pending",
        "scoped",
        "seed",
        "shields",
        "spawned_at",
        "sponsor",
        "spawns",
        "world",
    )

    def __init__(self, id: int, name: str, world: World | None, spawned_at: Place | None, *, counted: bool) -> None:
        self.id = id
        self.name = name
        self.world = world
        self.spawned_at = spawned_at
        self.counted = counted
        self.park: Park | None = None
        self.abort_pending = False
        self.scope_abort_pending = False  # the same by a scope that it is inside
        self.scoped = False  # it has raised a Cancelled for a scope alone
        self.shields = 0  # of them it is inside; only its own thread changes that
        self.sponsor: Sponsor | None = None
        self.interrupt: BaseException | None = None
        self.outer: BaseException | None = None  # what is handled beneath it on the stack
        self.outcome: Outcome[Any] | None = None
        self.joiners: deque[Waiter] = deque()
        self.copies: dict[int, Outcome[Any]] = {}
        self.handle: Any = None
        self.holds: dict[Holdable, None] = {}
        self.path = 0
        self.spawns = 0
        self.inherited_seed: int | None = None
        self.seed: int | None = None  # what its children inherit
        self.random: Any = None
        self.process: Any = None  # what it knows of itself, if it is one

    def __str__(self) -> str:
        return "main" if self.id == 0 else f"task {self.id} ({self.name})"


class Waiter:
    """One place in one queue: the park it belongs to, which of its arms, and what a sender offers, or what the wait for
    a task's end is to bring."""

    __slots__ = ("arm", "message", "park", "queue")

    def __init__(self, park: Park, queue: deque[Waiter], arm: int = 0, message: Any = None) -> None:
        self.park = park
        self.queue = queue
        self.arm = arm
        self.message = message
        queue.append(self)
        park.waiters.append(self)


class Park:
    """One wait of one task; `what`, as text, is what a report says of it; `target` is the task whose end it is for."""

    __slots__ = ("deadline", "decided", "gate", "place", "record", "result", "shielded", "target", "waiters", "what")

    def __init__(self, record: Record, what: object, deadline: float | None, target: Record | None = None) -> None:
        self.record = record
        self.target = target
        self.what = what
        self.deadline = deadline
        self.place = place_of_caller()
        self.shielded = record.shields > 0 or handling_cancelled(record)
        self.waiters: list[Waiter] = []
        self.decided = False
        self.result: Any = None
        self.gate: Any = None  # the carrier's


class Monitor:
    """The state of all tasks. Methods whose comment says so are called with `lock` held."""

    def __init__(self) -> None:
        self.carrier = choose(self)
        self.lock = self.carrier.lock
        self.runnable = 1
        self.timed = 0
        self.last_id = 0
        self.main = Record(0, "main", None, None, counted=True)
        self.live: dict[int, Record] = {0: self.main}
        self.failed: dict[int, Record] = {}
        self.main_ended = False
        self.ending = False
        self.on_deadlock: Callable[[], None] = lambda: None
        self.on_quiet: Callable[[], bool] = lambda: False
        self.on_spawn: Callable[[], None] = lambda: None
        self._here = threading.local()

    def here(self) -> Record:
        """The record of the running task."""
        record: Record | None = getattr(self._here, "record", None)
        if record is None:
            if threading.current_thread() is threading.main_thread():
                record = self.main
            else:
                record = Record(-1, threading.current_thread().name, None, None, counted=False)
            self._here.record = record
        return record

    def enter(self, record: Record) -> None:
        """The calling thread runs the task of `record` from now on."""
        self._here.record = record
        enter(record.world)

    def create(self, name: str, world: World, sponsor: Sponsor | None = None) -> Record:
        """A record for a task that counts as runnable from now on."""
        place = place_of_caller()
        with self.lock:
            if not self.last_id:
                self.on_spawn()
            self.last_id += 1
            record = Record(self.last_id, name, world, place, counted=True)
            record.sponsor = sponsor
            parent = self.here()
            parent.spawns += 1
            record.path = child_path(parent.path, parent.spawns)
            record.inherited_seed = record.seed = parent.seed
            self.live[record.id] = record
            self.runnable += 1
        return record

    def forget(self, record: Record) -> None:
        """Undo `create`: its thread couldn't be started."""
        with self.lock:
            del self.live[record.id]
            self.runnable -= 1

    def checkpoint(self, record: Record) -> None:
        """Deliver a waiting interrupt or abort. Lock held."""
        if record.interrupt is not None:
            interrupt, record.interrupt = record.interrupt, None
            raise interrupt
        if (record.abort_pending or record.scope_abort_pending) and not (record.shields or handling_cancelled(record)):
            self.cancelled(record)
            raise Cancelled

    def cancelled(self, record: Record) -> None:
        """The task of `record` raises Cancelled, for all that have asked for it. Lock held."""
        record.scoped |= record.scope_abort_pending and not record.abort_pending
        record.abort_pending = record.scope_abort_pending = False

    def begin(self, park: Park) -> None:
        """The task of `park` stops here, unless it is decided already. Lock held."""
        record = park.record
        record.park = park
        if record.counted:
            self.runnable -= 1
            self.timed += park.deadline is not None
        self.carrier.begin(park)
        if record.counted:
            self._verdict()

    def wait(self, park: Park) -> Any:
        """Block until `park` is decided, and return its result; lock not held. Raises Cancelled, and RuntimeError where
        the task can't be carried on."""
        record = park.record
        try:
            self.carrier.wait(park)
        except KeyboardInterrupt as interrupt:
            with self.lock:
                if self.decide(park, Wake.INTERRUPTED):
                    raise
                record.interrupt = interrupt
        if park.result is Wake.CANCELLED:
            raise Cancelled
        if park.result is Wake.INTERRUPTED and record.interrupt is not None:
            stop, record.interrupt = record.interrupt, None
            raise stop
        return park.result

    def time_out(self, park: Park) -> None:
        """Its time is over. Lock held."""
        self.decide(park, Wake.TIMED_OUT)

    def withdraw(self, park: Park) -> None:
        """The carrier raises an error in its task. Lock held."""
        self.decide(park, Wake.WITHDRAWN)

    def interrupt_main(self, interrupt: BaseException) -> bool:
        """Raise it in main, at once if that is parked, else at its next blocking call; False if it has ended. Lock
        held."""
        if self.main.outcome is not None:
            return False
        self.main.interrupt = interrupt
        if self.main.park is not None:
            self.decide(self.main.park, Wake.INTERRUPTED)
        return True

    def decide(self, park: Park, result: Any) -> bool:
        """End `park` with `result`; False if that has happened before. Lock held."""
        if park.decided:
            return False
        park.decided = True
        park.result = result
        for waiter in park.waiters:
            waiter.queue.remove(waiter)
        park.record.park = None
        if park.record.counted:
            self.runnable += 1
            self.timed -= park.deadline is not None
        self.carrier.wake(park)
        return True

    def abort(self, record: Record, *, force: bool = False, by_scope: bool = False) -> None:
        """Raise Cancelled in `record`'s task at once if it is parked, else at its next blocking call.

        While the task is in the cleanup of an earlier abort a new one waits, unless `force`. Lock held.
        """
        if record.outcome is not None:
            return
        if by_scope:
            record.scope_abort_pending = True
        else:
            record.abort_pending = True
        park = record.park
        if park is not None and (force or not park.shielded):
            self.cancelled(record)
            self.decide(park, Wake.CANCELLED)

    def let_go(self, record: Record) -> list[Holdable]:
        """The task of `record` is about to end: give back all that it holds, and tell what that was. Lock held."""
        held = list(record.holds)
        for each in held:
            each.give_all_back(record)
        return held

    def end(self, record: Record, outcome: Outcome[Any], *, failed: bool) -> None:
        """The task of `record` has ended; `failed` if its error must not be lost. Lock held."""
        record.outcome = outcome
        if failed:
            self.failed[record.id] = record
        for waiter in list(record.joiners):
            self.decide(waiter.park, Wake.ENDED if waiter.message is None else waiter.message)
        del self.live[record.id]
        if record.sponsor is not None:
            record.sponsor.child_ended(record, failed)
        record.counted = False
        self.runnable -= 1
        self._verdict()

    def nothing_can_run(self) -> bool:
        """No task is running, and no timer will wake one. Lock held."""
        return self.runnable == 0 and self.timed == 0

    def _verdict(self) -> None:
        if not self.nothing_can_run():
            return
        if self.main_ended:
            self.carrier.fell_quiet()
        elif not self.other_threads():
            self.on_deadlock()

    def restart(self) -> None:
        """Another main may follow, where the tasks of the one before have ended."""
        with self.lock:
            self.runnable, self.timed, self.last_id = 1, 0, 0
            self.live, self.failed = {0: self.main}, {}
            self.main.outcome, self.main.counted, self.main.spawns = None, True, 0
            self.main_ended = self.ending = False

    def other_threads(self) -> list[threading.Thread]:
        """The live threads that are neither main's nor a task's."""
        return [
            thread
            for thread in threading.enumerate()
            if thread is not threading.main_thread() and not self.carrier.is_task(thread)
        ]


def deadline_of(timeout: float | None) -> float | None:
    """The moment, on `time.monotonic`, at which `timeout` seconds from now are over; None is for ever.

    Raises TypeError if it isn't a number, ValueError if it is no number's worth (NaN).
    """
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)):
        raise TypeError(f"timeout must be a number of seconds or None, not {type(timeout).__name__}")
    if math.isnan(timeout):
        raise ValueError("timeout must be a number of seconds, not NaN")
    return None if timeout == math.inf else time.monotonic() + timeout


def shown(timeout: float | None) -> str:
    """A timeout as messages have it: one below 0 is none at all, and a whole one an int."""
    seconds = max(timeout or 0.0, 0.0)
    return str(int(seconds)) if seconds < 1e15 and seconds == int(seconds) else str(seconds)


def handling_cancelled(record: Record) -> bool:
    """Whether the running task handles a Cancelled: is in its cleanup."""
    error = sys.exception()
    seen: set[int] = set()
    while error is not None and error is not record.outer and id(error) not in seen:
        if isinstance(error, Cancelled):
            return True
        seen.add(id(error))
        error = error.__context__
    return False


monitor = Monitor()
