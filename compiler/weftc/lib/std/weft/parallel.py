"""Scopes whose tasks run on workers of their own."""

import rt
from weftc.lib.std.weft.scope import scope


class parallel(scope):
    """A scope. Of what it spawns each runs on a worker of its own as long as there are such; further tasks run as
    others do."""

    __slots__ = ()

    def __init__(self):
        self._gate = rt.weft_gate_new(0, False, "parallel", "was not left")

    def spawn(self, f, *args, **named):
        """Start a task that ends before the block is left, on a worker of its own if one is free."""
        return self._spawn(True, True, f, *args, **named)
