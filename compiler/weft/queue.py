"""Queues: channels by other names, without a limit unless they are given one."""

from __future__ import annotations

from typing import TypeVar

from weft.channel import Pipe
from weft.names import disagree

T = TypeVar("T")


class Queue(Pipe[T]):
    """A first-in first-out queue between tasks; sent to a task it is the same queue there.

    `maxsize` is the number of items that it holds; 0, as any that is negative, for no limit. Raises TypeError for
    what isn't an int. `select` takes it as it does a channel: `recv(queue)`, `send(queue, value)`.
    """

    __slots__ = ()
    _given = "put into"
    _full = "is full"
    _empty = "is empty"

    def __init__(self, maxsize: int = 0, name: str | None = None) -> None:
        super().__init__(_capacity_of(maxsize))

    def _agree(self, name: str, maxsize: int) -> None:
        if _capacity_of(maxsize) != self._capacity:
            raise disagree("Queue", name, f"maxsize {self.maxsize}", maxsize)

    @property
    def maxsize(self) -> int:
        """How many items it holds; 0 for no limit."""
        return self._capacity or 0

    def put(self, value: T, timeout: float | None = None) -> None:
        """Put a copy of `value` behind the others, waiting for room.

        Raises Closed if the queue is closed or becomes so in the meantime, TimeoutError after `timeout` seconds: then
        the value was not put. Raises TypeError for a value that has no copy.
        """
        self._give(value, timeout)

    def get(self, timeout: float | None = None) -> T:
        """Take the oldest item, waiting for one.

        Raises Closed if the queue is closed and drained, TimeoutError after `timeout` seconds.
        """
        return self._take(timeout)

    def try_put(self, value: T) -> None:
        """Put a copy of `value` without waiting. Raises Full if there is no room, Closed."""
        self._try_give(value)

    def try_get(self) -> T:
        """Take the oldest item without waiting. Raises Empty if there is none, Closed."""
        return self._try_take()

    def __repr__(self) -> str:
        return f"<Queue {self._number} maxsize={self.maxsize}>"


def _capacity_of(maxsize: object) -> int | None:
    if isinstance(maxsize, bool) or not isinstance(maxsize, int):
        raise TypeError(f"a queue's maxsize is an int, not {type(maxsize).__name__}")
    return maxsize if maxsize > 0 else None
