"""What processes are spoken of by: references to servers and the like, monitors, timers."""

from __future__ import annotations


class Reference:
    """What is more than a process: it says which."""

    __slots__ = ("pid",)

    def __eq__(self, other):
        return isinstance(other, Reference) and self.pid == other.pid

    def __hash__(self):
        return hash(self.pid)

    def __repr__(self):
        return f"<{type(self).__name__} {self.pid!r}>"


class Mark:
    """Its bond is 1 until what it stands for has happened, or isn't to happen: whoever sets it to 0 decides."""

    __slots__ = ("_bond",)

    def __eq__(self, other):
        return isinstance(other, Mark) and self._bond == other._bond

    def __hash__(self):
        return hash(self._bond)

    def __repr__(self):
        return f"<{type(self).__name__}>"


class Ref(Mark):
    """A monitor, or an event handler."""

    __slots__ = ()

    def __init__(self, bond):
        self._bond = bond


class Timer(Mark):
    """A message to be sent, by a task that waits until then."""

    __slots__ = ("_task",)

    def __init__(self, bond, task):
        self._bond = bond
        self._task = task
