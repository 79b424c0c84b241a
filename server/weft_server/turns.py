"""Whose turn it is: one line for each client, and a round of the lines, so that who asks for much waits for itself.

Fair queueing after J. Nagle, "On Packet Switches with Infinite Storage", RFC 970, 1985.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """What waits."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[T]] = OrderedDict()  # none is empty
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T]:
        return (item for line in self._lines.values() for item in line)

    def clients(self) -> list[str]:
        """Whoever has something waiting: who had no turn for longest is the first."""
        return list(self._lines)

    def add(self, client: str, item: T, first: bool = False) -> None:
        """Puts an item at the end of its client's line, or at its front."""
        line = self._lines.setdefault(client, deque())
        (line.appendleft if first else line.append)(item)
        self._size += 1

    def take(self, client: str) -> T:
        """The first of a client's line; its next turn comes after all others'."""
        item = self._lines[client].popleft()
        self._lines.move_to_end(client)
        self._taken(client)
        return item

    def last_of_longest(self) -> T:
        """Who would lose least by leaving: the end of the longest line."""
        return max(self._lines.values(), key=len)[-1]

    def drop(self, client: str, item: T) -> bool:
        """Takes an item out of its client's line; whether it stood there."""
        line = self._lines.get(client)
        if line is None or item not in line:
            return False
        line.remove(item)
        self._taken(client)
        return True

    def _taken(self, client: str) -> None:
        self._size -= 1
        if not self._lines[client]:
            del self._lines[client]
