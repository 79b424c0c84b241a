"""Which tasks there are, and what they wait for."""

import rt


class TaskInfo:
    """One task as it was. state: "running", "ready", "parked"."""

    def __init__(self, id, name, state, waits, where, spawned, worker):
        self.id = id
        self.name = name
        self.state = state
        self.waits = waits
        self.where = where
        self.spawned = spawned
        self.worker = worker

    def __str__(self):
        return f"task {self.id} ({self.name})" if self.id else "main"

    def __repr__(self):
        return f"<{self} {self.state}{': ' if self.waits else ''}{self.waits}>"


class tasks:
    """All that have not ended. How many there were is known at once; the rest is told when it is first asked for."""

    __slots__ = ("_count", "_told")

    def __init__(self):
        self._count = rt.weft_snapshot_count()
        self._told = None

    def __len__(self):
        return self._count if self._told is None else len(self._told)

    def __iter__(self):
        return iter(self._all())

    def __getitem__(self, index):
        return self._all()[index]

    def __repr__(self):
        return f"<{len(self)} tasks>"

    def _all(self):
        if self._told is None:
            self._told = _told(rt.weft_snapshot_tasks())
        return self._told


def _told(text):
    """The rows of a snapshot, in the order of their numbers. A gate is an address there."""
    found = []
    holders = {}
    for row in text.split("\x1e")[:-1]:
        id, name, worker, spawned, state, waits, gate, held, where = row.split("\x1f")
        info = TaskInfo(int(id), name, state, waits, where, spawned, int(worker) - 1 if worker != "0" else None)
        found.append((info.id, info, gate))
        for each in held.split():
            holders.setdefault(each, []).append(info.id)
    found.sort(key=_number)
    infos = [info for _, info, _ in found]
    by_number = {info.id: info for info in infos}
    for _, info, gate in found:
        if gate in holders:
            held_by = ", ".join([str(by_number[number]) for number in sorted(holders[gate])])
            info.waits += f", held by {held_by}"
    return infos


def _number(row):
    return row[0]
