"""Which tasks there are, and what they wait for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from weft.monitor import Record, monitor
from weft.places import PACKAGE, Place


class TaskInfo:
    """One task as it was.

    `state`: "running", "ready" to run, "parked". `waits`: what a parked one waits for, and who holds it. `where` it
    stands, and where it was `spawned`: as "file:line, in function". These are empty where there is nothing to tell.
    `worker`: the number of the worker that it is pinned to, or None.
    """

    def __init__(
        self, id: int, name: str, state: str, waits: str, where: str, spawned: str, worker: int | None
    ) -> None:
        self.id = id
        self.name = name
        self.state = state
        self.waits = waits
        self.where = where
        self.spawned = spawned
        self.worker = worker

    def __str__(self) -> str:
        return f"task {self.id} ({self.name})" if self.id else "main"

    def __repr__(self) -> str:
        return f"<{self} {self.state}{': ' if self.waits else ''}{self.waits}>"


class tasks:
    """All tasks that have not ended, main among them, in the order of their numbers.

    How many there were is known at once; the rest is told when it is first asked for.
    """

    __slots__ = ("_count", "_told")

    def __init__(self) -> None:
        with monitor.lock:
            self._count = len(monitor.live)
        self._told: list[TaskInfo] | None = None

    def __len__(self) -> int:
        return self._count if self._told is None else len(self._told)

    def __iter__(self) -> Iterator[TaskInfo]:
        return iter(self._all())

    def __getitem__(self, index: int) -> TaskInfo:
        return self._all()[index]

    def __repr__(self) -> str:
        return f"<{len(self)} tasks>"

    def _all(self) -> list[TaskInfo]:
        if self._told is None:
            with monitor.lock:
                self._told = [_info(monitor.live[number]) for number in sorted(monitor.live)]
        return self._told


def _info(record: Record) -> TaskInfo:
    """Lock held."""
    park = record.park
    state, waits, where = ("running", "", "") if park is None else ("parked", str(park.what), _shown(park.place))
    return TaskInfo(record.id, record.name, state, waits, where, _shown(record.spawned_at), None)


def _shown(place: Place | None) -> str:
    if place is None or place.path == threading.__file__ or place.path.startswith(PACKAGE):
        # nothing of the program's is under way
        return ""
    return f"{place.path}:{place.line}, in {place.function}"
