"""Wait groups: work that is under way is counted, and others wait until there is none."""

import rt
from weftc.lib.support.rounds import Rounds


class WaitGroup(Rounds):
    """A count, 0 at first, that goes up and down. A round ends when it comes to 0."""

    __slots__ = ()

    def __init__(self, *, name: NotBuilt = None):
        self._gate = rt.weft_gate_new(0, False, "WaitGroup", "was not done")

    def add(self, delta=1):
        """Count so much more, or less. At 0 all who wait go on."""
        if isinstance(delta, bool) or not isinstance(delta, int):
            raise TypeError(f"a wait group counts by an int, not {rt.class_name(delta)}")
        changed = False
        while not changed:
            word = rt.weft_gate_load(self._gate)
            count = (word & 0xFFFF_FFFF) + delta
            if count < 0:
                raise RuntimeError(f"{self!r} would count {count}: more is done than was added")
            if count > 0xFFFF_FFFF:
                raise OverflowError(f"{self!r} counts to 4294967295 at most")
            changed = self._end(word) if count == 0 and delta < 0 else self._count_on(word, count)

    def done(self):
        """Count one less: a piece of work is done."""
        self.add(-1)

    def wait(self, timeout=None):
        """Wait until the count is 0."""
        word = rt.weft_gate_load(self._gate)
        timeout_s = rt.seconds(timeout)
        if word & 0xFFFF_FFFF:
            self._wait_for_end(word, timeout_s)
        else:
            self._check_abort()
