"""Wait groups: work that is under way is counted, and others wait until there is none."""

import rt
from weftc.lib.support.children import Children


class WaitGroup(Children):
    """A count, 0 at first, that goes up and down. A round ends when it comes to 0."""

    __slots__ = ()

    def __init__(self):
        self._gate = rt.weft_gate_new(0, False, "WaitGroup", "was not done")

    def add(self, delta=1):
        """Count so much more, or less. At 0 all who wait go on."""
        if isinstance(delta, bool) or not isinstance(delta, int):
            raise TypeError(f"a wait group counts by an int, not {rt.class_name(delta)}")
        self._change(delta)

    def done(self):
        """Count one less: a piece of work is done."""
        self._change(-1)

    def spawn(self, f, *args, **named):
        """Count one more, and start a task that counts as done when it has ended, however."""
        return self._spawn(False, False, f, *args, **named)

    def wait(self, timeout=None):
        """Wait until the count is 0."""
        self._wait(timeout)
