"""Events: something has happened, and all who wait for it go on."""

import rt
from weftc.lib.support.handle import Handle


class Event(Handle):
    """Set or not, at first not: whether the gate's word is 1."""

    __slots__ = ()

    def __init__(self):
        self._gate = rt.weft_gate_new(0, False, "Event", "was not set")

    def set(self):
        """Let all who wait go on, and all who will, until it is cleared."""
        rt.weft_gate_store(self._gate, 1, -1)

    def clear(self):
        """Who comes from now on waits. Who has been let go on does so, even if it hasn't run yet."""
        rt.weft_gate_store(self._gate, 0, 0)

    def is_set(self):
        return rt.weft_gate_load(self._gate) != 0

    def wait(self, timeout=None):
        rt.weft_gate_park_if(self._gate, 0, -1, rt.seconds(timeout))
