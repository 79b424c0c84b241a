"""Conditions: to wait, without the lock, until what a lock guards has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from weft.crossing import Handle
from weft.monitor import deadline_of, monitor
from weft.mutex import Mutex
from weft.names import Named, disagree
from weft.parking import Parking

T = TypeVar("T")


class Condition(Handle, metaclass=Named):
    """A lock, and a queue of tasks that wait to be notified; sent to a task it is the same condition there.

    The lock is a Mutex of its own, or `lock`, which several conditions may share. Raises TypeError if that is none.
    What that guards is seen by others while a `with` of it waits, and as they left it afterwards.
    """

    __slots__ = ("__weakref__", "_lock", "_parking")

    def __init__(self, lock: Mutex[Any] | None = None, *, name: str | None = None) -> None:
        _check(lock)
        self._parking = Parking("Condition", "was not notified")
        self._lock = Mutex() if lock is None else lock

    def _agree(self, name: str, lock: Mutex[Any] | None) -> None:
        _check(lock)
        if lock is not None and lock is not self._lock:
            raise disagree("Condition", name, f"the lock {self._lock}", lock)

    def acquire(self, timeout: float | None = None) -> None:
        """Take the lock. Raises TimeoutError after `timeout` seconds, RuntimeError if this task holds it already."""
        self._lock.acquire(timeout)

    def try_acquire(self) -> bool:
        """Take the lock if nobody holds it; whether it was taken."""
        return self._lock.try_acquire()

    def release(self) -> None:
        """Give the lock back. Raises RuntimeError if the running task doesn't hold it."""
        self._lock.release()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *error: object) -> Literal[False]:
        self._lock.release()
        return False

    def wait(self, timeout: float | None = None) -> None:
        """Give the lock back, wait to be notified, and take it again, also if that didn't come.

        Raises TimeoutError after `timeout` seconds, RuntimeError if the running task doesn't hold the lock.
        """
        deadline = deadline_of(timeout)
        gate = self._lock._gate
        record = monitor.here()
        with monitor.lock:
            self._need_lock()
        lent = self._lock._take_back()
        try:
            with monitor.lock:
                monitor.checkpoint(record)
                gate.give_back()
                park = None
                if deadline is None or deadline > time.monotonic():
                    park = self._parking.begin(deadline)
            if park is None:
                raise self._parking.timed_out(timeout)
            self._parking.end(park, timeout)
        finally:
            try:
                self._take_again()
            finally:
                self._lock._lend_again(lent)

    def wait_for(self, predicate: Callable[[], T], timeout: float | None = None) -> T:
        """Wait until `predicate()` is true, which is asked with the lock: what it gave.

        Raises TimeoutError after `timeout` seconds, RuntimeError if the running task doesn't hold the lock.
        """
        deadline = deadline_of(timeout)
        with monitor.lock:
            self._need_lock()
        found = predicate()
        while not found:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError(f"{self} did not come true within {timeout} seconds")
            try:
                self.wait(left)
            except TimeoutError:
                pass  # it may have come true all the same
            found = predicate()
        return found

    def notify(self, n: int = 1) -> None:
        """Let so many go on, those who have waited longest, once they can have the lock.

        Raises RuntimeError if the running task doesn't hold the lock.
        """
        with monitor.lock:
            self._need_lock()
            self._parking.wake(max(n, 0))

    def notify_all(self) -> None:
        """Let all go on, one after the other. Raises RuntimeError if the running task doesn't hold the lock."""
        with monitor.lock:
            self._need_lock()
            self._parking.wake()

    def _need_lock(self) -> None:
        if not self._lock._gate.is_mine():
            raise RuntimeError(f"this task doesn't hold {self._lock}")

    def _has_lock(self) -> bool:
        with monitor.lock:
            return self._lock._gate.is_mine()

    def _take_again(self) -> None:
        """Whatever comes meanwhile: an abort waits, and Ctrl-C is raised once the lock is ours."""
        try:
            if not self._has_lock():
                self._lock._gate.take_again()
        except BaseException:
            if not self._has_lock():
                self._take_again()
            raise

    def __repr__(self) -> str:
        return str(self._parking)


def _check(lock: object) -> None:
    if lock is not None and not isinstance(lock, Mutex):
        raise TypeError(f"a condition's lock is a Mutex, not {type(lock).__name__}")
