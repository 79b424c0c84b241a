"""Tasks in the order of their ends."""

import rt
from weftc.lib.support.endings import check_others, first_end


class as_completed:
    """Goes through tasks as they end; what is added meanwhile too. `timeout`: seconds for all together."""

    __slots__ = ("_deadline", "_ended", "_timeout", "_waiting")

    def __init__(self, tasks, timeout=None):
        self._waiting = list(tasks)
        self._ended = []
        self._timeout = timeout
        self._deadline = 0.0 if timeout is None else rt.weft_monotonic() + timeout

    def add(self, task):
        """One more to wait for."""
        self._waiting.append(task)

    def __iter__(self):
        return self

    def __next__(self):
        if not self._ended:
            self._collect()
        return self._ended.pop()

    def _collect(self):
        """Those that have ended, the next to give last."""
        if not self._waiting:
            raise StopIteration
        check_others(self._waiting, "wait for")
        left = None if self._timeout is None else max(0.0, self._deadline - rt.weft_monotonic())
        if not first_end(self._waiting, left):
            raise TimeoutError(f"{len(self._waiting)} tasks have not ended within {self._timeout} seconds")
        rest = []
        for task in self._waiting:
            if task.done:
                self._ended.append(task)
            else:
                rest.append(task)
        self._ended.reverse()
        self._waiting = rest
