"""Atomics: an int that tasks change together, each step whole, and that they can wait for."""

import rt
from weftc.lib.support.handle import Handle


class Atomic(Handle):
    """Its gate's word."""

    __slots__ = ()

    def __init__(self, initial=0):
        _need_int(initial)
        self._gate = rt.weft_gate_new(0, False, "Atomic", "was not notified")
        rt.weft_gate_store(self._gate, initial, 0)

    def load(self):
        return rt.weft_gate_load(self._gate)

    def store(self, value):
        _need_int(value)
        rt.weft_gate_store(self._gate, value, 0)

    def get(self):
        return rt.weft_gate_load(self._gate)

    def set(self, value):
        _need_int(value)
        rt.weft_gate_store(self._gate, value, 0)

    def add(self, delta=1):
        """What it is then."""
        _need_int(delta)
        return rt.weft_gate_add(self._gate, delta, 0)

    def swap(self, value):
        """What it was."""
        _need_int(value)
        return rt.weft_gate_swap(self._gate, value)

    def compare_exchange(self, expected, value):
        """What it was: if that was expected, it is the value now."""
        _need_int(expected)
        _need_int(value)
        return rt.weft_gate_compare_exchange(self._gate, expected, value, 0)

    def max(self, value):
        """No less than that from now on: what it is then."""
        _need_int(value)
        seen = rt.weft_gate_load(self._gate)
        while seen < value:
            before = rt.weft_gate_compare_exchange(self._gate, seen, value, 0)
            if before == seen:
                return int(value)
            seen = before
        return seen

    def min(self, value):
        """No more than that from now on: what it is then."""
        _need_int(value)
        seen = rt.weft_gate_load(self._gate)
        while seen > value:
            before = rt.weft_gate_compare_exchange(self._gate, seen, value, 0)
            if before == seen:
                return int(value)
            seen = before
        return seen

    def wait(self, value, timeout=None):
        """While it is that, wait to be notified. Who changes it notifies, too: changes alone wake nobody."""
        _need_int(value)
        rt.weft_gate_park_if(self._gate, value, -1, rt.seconds(timeout))

    def notify(self, n=1):
        """Let so many go on, those who have waited longest; how many there were."""
        return rt.weft_gate_unpark(self._gate, n if n > 0 else 0)


def _need_int(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"an atomic holds an int, not {rt.class_name(value)}")
