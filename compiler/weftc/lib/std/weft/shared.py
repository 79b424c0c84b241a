"""Shared values: each task reads and writes copies of them."""

import rt
from weftc.lib.support.handle import Handle


class Shared(Handle):
    """A cell, and a gate that whoever uses it holds."""

    __slots__ = ("_cell",)

    def __init__(self, value):
        self._gate = rt.weft_gate_new(1, True, "Shared", "was not free")
        self._cell = rt.cell_new(value)

    def get(self, timeout=None):
        """A copy of the value."""
        rt.weft_gate_acquire(self._gate, 1, rt.seconds(timeout))
        try:
            return rt.cell_get(self._cell)
        finally:
            rt.weft_gate_release(self._gate, 1)

    def set(self, value, timeout=None):
        """A copy of `value` is the value."""
        rt.weft_gate_acquire(self._gate, 1, rt.seconds(timeout))
        try:
            rt.cell_set(self._cell, value)
        finally:
            rt.weft_gate_release(self._gate, 1)

    def update(self, f, timeout=None):
        """Replace the value by a copy of what `f` makes of one, which is the result, while no other task uses it. An
        error leaves it as it was."""
        rt.weft_gate_acquire(self._gate, 1, rt.seconds(timeout))
        try:
            value = f(rt.cell_get(self._cell))
            rt.cell_set(self._cell, value)
            return value
        finally:
            rt.weft_gate_release(self._gate, 1)
