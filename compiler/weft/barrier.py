"""Barriers: so many tasks wait for each other, again and again."""

from __future__ import annotations

import time

from weft.crossing import Handle
from weft.monitor import deadline_of, monitor
from weft.names import Named, disagree
from weft.parking import Parking

MOST = 2**32 - 1


class Barrier(Handle, metaclass=Named):
    """Whoever comes waits until `parties` tasks have come; sent to a task it is the same barrier there.

    Then all go on, and it is as new. Raises TypeError or ValueError unless `parties` is an int from 1 to 2**32 - 1.
    """

    __slots__ = ("__weakref__", "_arrived", "_parking", "_parties", "_round")

    def __init__(self, parties: int, *, name: str | None = None) -> None:
        _check(parties)
        self._parking = Parking("Barrier", "was not passed")
        self._parties = parties
        self._arrived = 0
        self._round = 0

    def _agree(self, name: str, parties: int) -> None:
        _check(parties)
        if parties != self._parties:
            raise disagree("Barrier", name, f"{self._parties} parties", parties)

    @property
    def parties(self) -> int:
        """How many tasks it takes."""
        return self._parties

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the others: how many had come before, so `parties - 1` for the last.

        Raises TimeoutError after `timeout` seconds: then, as after an abort, the task has not come.
        """
        deadline = deadline_of(timeout)
        record = monitor.here()
        with monitor.lock:
            monitor.checkpoint(record)
            before, round = self._arrived, self._round
            if before + 1 == self._parties:
                self._arrived = 0
                self._round += 1
                self._parking.wake()
                return before
            if deadline is not None and deadline <= time.monotonic():
                raise self._parking.timed_out(timeout)
            self._arrived += 1
            park = self._parking.begin(deadline)
        try:
            self._parking.end(park, timeout)
        except BaseException as error:
            with monitor.lock:
                if self._round == round:
                    self._arrived -= 1
                    raise
            if not isinstance(error, TimeoutError):
                raise
        return before

    def __repr__(self) -> str:
        return str(self._parking)


def _check(parties: object) -> None:
    if isinstance(parties, bool) or not isinstance(parties, int):
        raise TypeError(f"a barrier's parties are an int, not {type(parties).__name__}")
    if parties < 1:
        raise ValueError(f"a barrier needs a party at least: {parties}")
    if parties > MOST:
        raise ValueError(f"a barrier has {MOST} parties at most: {parties}")
