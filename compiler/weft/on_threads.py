"""Tasks on threads: the reference."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weft.monitor import Monitor, Park, Record

STACK_BYTES = 4 << 20
"""Of a task's thread; only what is touched costs memory. CPython 3.13 overruns 1 MiB before it raises
RecursionError in calls that nest through C; 2 MiB are enough."""


class TaskThread(threading.Thread):
    """The thread of one task."""


class OnThreads:
    """A thread for each task. A park's gate is a lock, taken until the park is decided."""

    def __init__(self, monitor: Monitor) -> None:
        self._monitor = monitor
        self.lock = threading.Lock()
        self._quiet = threading.Condition(self.lock)
        self._starting = threading.Lock()

    def start(self, record: Record, life: Callable[[], None]) -> None:
        thread = TaskThread(target=life, name=str(record), daemon=True)
        with self._starting:
            before = threading.stack_size(STACK_BYTES)
            try:
                thread.start()
            finally:
                threading.stack_size(before)

    def begin(self, park: Park) -> None:
        park.gate = threading.Lock()
        park.gate.acquire()

    def wake(self, park: Park) -> None:
        park.gate.release()

    def wait(self, park: Park) -> None:
        if not _acquire(park.gate, park.deadline):
            with self.lock:
                self._monitor.time_out(park)

    def give_way(self) -> None:
        time.sleep(0)

    def until_quiet(self) -> None:
        with self.lock:
            self._quiet.wait_for(self._monitor.nothing_can_run)

    def fell_quiet(self) -> None:
        self._quiet.notify_all()

    def interrupted(self, interrupt: KeyboardInterrupt) -> bool:
        return False  # main's thread gets it

    def is_task(self, thread: Any) -> bool:
        return isinstance(thread, TaskThread)


def _acquire(gate: Any, deadline: float | None) -> bool:
    if deadline is None:
        return bool(gate.acquire())
    while (left := deadline - time.monotonic()) > 0:
        if gate.acquire(timeout=min(left, threading.TIMEOUT_MAX)):
            return True
    return bool(gate.acquire(blocking=False))
