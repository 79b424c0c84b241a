"""Mutual exclusion: one task at a time."""

import rt
from weftc.lib.support.handle import Permits


class Mutex(Permits):
    """A lock that one task holds at a time, and releases itself. It is not re-entrant."""

    __slots__ = ()

    def __init__(self, value: NotBuilt = None, *, name: NotBuilt = None):
        self._gate = rt.weft_gate_new(1, True, "Mutex", "was not free")

    @property
    def held(self):
        """Whether a task holds it now."""
        return rt.weft_gate_free(self._gate) == 0
