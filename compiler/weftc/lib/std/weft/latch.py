"""Latches: a gate that opens once, for all who wait before it and all who come."""

import rt
from weftc.lib.support.handle import Handle


class Latch(Handle):
    """Shut at first, and open for good once it is opened: whether the gate's word is 1."""

    __slots__ = ()

    def __init__(self):
        self._gate = rt.weft_gate_new(0, False, "Latch", "was not opened")

    def open(self):
        """Let all who wait go on, and all who will. To open it again changes nothing."""
        rt.weft_gate_store(self._gate, 1, -1)

    @property
    def is_open(self):
        return rt.weft_gate_load(self._gate) != 0

    def wait(self, timeout=None):
        rt.weft_gate_park_if(self._gate, 0, -1, rt.seconds(timeout))
