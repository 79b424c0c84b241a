"""What carriers have in common that get along with the thread of main: a lock that counts, timers, and sleep.

Other threads may call what doesn't wait; what would make them wait raises RuntimeError.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weft.monitor import Monitor, Park

NAP_S = 0.01
"""At a time, while other threads might wake a task."""


class CountingLock:
    """A lock that calls `looked` now and then: who only looks, as `while not task.done: pass` does, never waits."""

    def __init__(self, turns: int, looked: Callable[[], None]) -> None:
        """After so many turns without a wait."""
        self._lock = threading.Lock()
        self._turns = turns
        self._looked = looked
        self.left = turns

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: object, traceback: TracebackType | None) -> None:
        self._lock.release()
        self.left -= 1
        if self.left <= 0 and kind is None and threading.current_thread() is threading.main_thread():
            self.left = self._turns
            self._looked()

    def rest(self) -> None:
        """Somebody waits, so others run anyway."""
        self.left = self._turns


class OneThread:
    """The timers of parked tasks, by their deadlines."""

    def __init__(self, monitor: Monitor, turns: int, looked: Callable[[], None]) -> None:
        """`turns` and `looked`: of its lock."""
        self._monitor = monitor
        self.lock = CountingLock(turns, looked)
        self._timers: list[tuple[float, int, Park]] = []
        self._numbers = count()

    def begin(self, park: Park) -> None:
        if park.deadline is not None:
            heapq.heappush(self._timers, (park.deadline, next(self._numbers), park))

    def fell_quiet(self) -> None:
        """Who runs tasks finds out."""

    def is_task(self, thread: Any) -> bool:
        return False

    def _check_thread(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("only main's thread may wait here: tasks run without threads")

    def _first_timer(self) -> Park | None:
        """The park whose deadline is first."""
        while self._timers and self._timers[0][2].decided:
            heapq.heappop(self._timers)
        return self._timers[0][2] if self._timers else None

    def _fire(self) -> None:
        """End the waits whose time is over."""
        now = time.monotonic() if self._timers else 0.0
        while (park := self._first_timer()) is not None and park.deadline is not None and park.deadline <= now:
            with self.lock:
                self._monitor.time_out(park)

    def _sleep(self) -> None:
        """Nobody can run before the first timer, or another thread's doing."""
        park = self._first_timer()
        left = NAP_S if park is None or park.deadline is None else max(0.0, park.deadline - time.monotonic())
        time.sleep(min(left, NAP_S) if self._monitor.other_threads() else left)
