"""Conditions: to wait, without the lock, until what a lock guards has changed."""

import rt
from time import monotonic
from weft import Mutex
from weftc.lib.support.handle import Handle
from weftc.lib.support.names import disagree


class Condition(Handle):
    """A queue of tasks that gave their lock back meanwhile: its gate's word means nothing."""

    __slots__ = ("_lock",)

    def __init__(self, lock=None):
        _check(lock)
        self._gate = rt.weft_gate_new(0, False, "Condition", "was not notified")
        self._lock = Mutex() if lock is None else lock

    def _agree(self, name, lock):
        _check(lock)
        if lock is not None and lock != self._lock:
            raise disagree("Condition", name, f"the lock {self._lock!r}", repr(lock))

    def acquire(self, timeout=None):
        self._lock.acquire(timeout)

    def try_acquire(self):
        return self._lock.try_acquire()

    def release(self):
        self._lock.release()

    def __enter__(self):
        self._lock.acquire()

    def __exit__(self, *error):
        self._lock.release()
        return False

    def wait(self, timeout=None):
        """Give the lock back, wait to be notified, and take it again, also if that didn't come."""
        timeout_s = rt.seconds(timeout)
        self._need_lock()
        guarded = self._lock._take_back()
        try:
            rt.weft_gate_release_and_park(self._lock._gate, 1, self._gate, timeout_s)
        finally:
            try:
                self._take_again()
            finally:
                self._lock._lend_again(guarded)

    def wait_for(self, predicate, timeout=None):
        """Wait until `predicate()` is true, which is asked with the lock: what it gave."""
        timeout_s = rt.seconds(timeout)
        end = monotonic() + timeout_s
        self._need_lock()
        found = predicate()
        while not found:
            left = end - monotonic() if timeout_s >= 0 else None
            if left is not None and left <= 0:
                raise TimeoutError(f"{self!r} did not come true within {timeout} seconds")
            try:
                self.wait(left)
            except TimeoutError:
                pass  # it may have come true all the same
            found = predicate()
        return found

    def notify(self, n=1):
        """Let so many go on, those who have waited longest, once they can have the lock."""
        self._need_lock()
        rt.weft_gate_unpark(self._gate, n if n > 0 else 0)

    def notify_all(self):
        self._need_lock()
        rt.weft_gate_unpark(self._gate, -1)

    def _need_lock(self):
        if not rt.weft_gate_mine(self._lock._gate):
            raise RuntimeError(f"this task doesn't hold {self._lock!r}")

    def _take_again(self):
        try:
            if not rt.weft_gate_mine(self._lock._gate):
                rt.weft_gate_reacquire(self._lock._gate, 1)
        finally:
            if not rt.weft_gate_mine(self._lock._gate):  # Ctrl-C, which is raised once it is ours
                self._take_again()


def _check(lock):
    if lock is not None and not isinstance(lock, Mutex):
        raise TypeError(f"a condition's lock is a Mutex, not {rt.class_name(lock)}")
