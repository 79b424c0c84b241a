"""Locks for readers and writers: many read at a time, or one writes."""

import rt
from weftc.lib.support.handle import Handle

#: a reader takes one permit, a writer all
ALL = 4_294_967_295


class RWLock(Handle):
    """Readers and writers wait in one queue, so neither are starved. It is not re-entrant."""

    __slots__ = ("_reading", "_writing")

    def __init__(self):
        self._gate = rt.weft_gate_new(ALL, True, "RWLock", "was not free")
        self._reading = Reading(self._gate)
        self._writing = Writing(self._gate)

    def read(self):
        """For `with`."""
        return self._reading

    def write(self):
        return self._writing

    def acquire_read(self, timeout=None):
        rt.weft_gate_acquire(self._gate, 1, rt.seconds(timeout))

    def try_acquire_read(self):
        return rt.weft_gate_try_acquire(self._gate, 1)

    def release_read(self):
        rt.weft_gate_release(self._gate, 1)

    def acquire_write(self, timeout=None):
        rt.weft_gate_acquire(self._gate, ALL, rt.seconds(timeout))

    def try_acquire_write(self):
        return rt.weft_gate_try_acquire(self._gate, ALL)

    def release_write(self):
        rt.weft_gate_release(self._gate, ALL)


class Reading:
    """One permit, while a `with` runs."""

    __slots__ = ("_gate",)

    def __init__(self, gate):
        self._gate = gate

    def __enter__(self):
        rt.weft_gate_acquire(self._gate, 1, -1.0)

    def __exit__(self, kind, error, traceback):
        rt.weft_gate_release(self._gate, 1)
        return False


class Writing:
    """All permits."""

    __slots__ = ("_gate",)

    def __init__(self, gate):
        self._gate = gate

    def __enter__(self):
        rt.weft_gate_acquire(self._gate, ALL, -1.0)

    def __exit__(self, kind, error, traceback):
        rt.weft_gate_release(self._gate, ALL)
        return False
