"""The names by which monitors and timers are known."""

from __future__ import annotations


class Ref:
    """A monitor: its bond is 1 until the watcher is told, or has it no more."""

    __slots__ = ("_bond",)

    def __init__(self, bond):
        self._bond = bond

    def __eq__(self, other):
        return isinstance(other, Ref) and self._bond == other._bond

    def __hash__(self):
        return hash(self._bond)

    def __repr__(self):
        return "<Ref>"


class Timer:
    """A message to be sent: its bond is 1 until it is, or is cancelled."""

    __slots__ = ("_bond", "_task")

    def __init__(self, bond, task):
        self._bond = bond
        self._task = task

    def __eq__(self, other):
        return isinstance(other, Timer) and self._task == other._task

    def __hash__(self):
        return hash(self._task)

    def __repr__(self):
        return f"<Timer {self._task.id}>"
