"""Mutual exclusion: one task at a time."""

import rt
from weftc.lib.support.handle import Permits


class Nothing:
    """The value of a mutex that has none."""


class Mutex(Permits):
    """A lock that one task holds at a time, and releases itself. It is not re-entrant. It may guard a value, which is
    in a cell."""

    __slots__ = ("_cell",)

    def __init__(self, value=Nothing):
        self._gate = rt.weft_gate_new(1, True, "Mutex", "was not free")
        self._cell = None if value is Nothing else rt.cell_new(value)

    @property
    def held(self):
        """Whether a task holds it now."""
        return rt.weft_gate_free(self._gate) == 0

    def __enter__(self):
        """What has the value, if there is one."""
        rt.weft_gate_acquire(self._gate, 1, -1.0)
        cell = self._cell
        if cell is None:
            return None
        try:
            guarded = Guarded(self._gate, rt.cell_get(cell))
        except BaseException:
            rt.weft_gate_release(self._gate, 1)
            raise
        rt.cell_keep(cell, self._gate, guarded)
        return guarded

    def __exit__(self, *error):
        if self._cell is not None:
            self._leave()
        rt.weft_gate_release(self._gate, 1)
        return False

    def _leave(self):
        try:
            self._take_back()
        except BaseException:
            rt.weft_gate_release(self._gate, 1)
            raise

    def _take_back(self):
        """A copy of what the value that a `with` has is now is the value. What has it, if something does."""
        cell = self._cell
        if cell is None or not rt.weft_gate_keeps(self._gate):
            return None
        guarded = rt.cell_kept(cell, self._gate)
        rt.cell_set(cell, guarded.value)
        return guarded

    def _lend_again(self, guarded):
        """To what had the value when it was taken back: it was free meanwhile."""
        cell = self._cell
        if cell is not None and guarded is not None:
            guarded.value = rt.cell_get(cell)
            rt.cell_keep(cell, self._gate, guarded)


class Guarded:
    """What a `with` has of a mutex that guards a value. It keeps the gate alive."""

    __slots__ = ("_gate", "value")

    def __init__(self, gate, value):
        self._gate = gate
        self.value = value
