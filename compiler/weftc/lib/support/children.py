"""Tasks that are counted until they have ended."""

import rt
from weft import spawn
from weftc.lib.support.rounds import Rounds


class Children(Rounds):
    """The word counts them; it is negative when there shall be no more."""

    __slots__ = ()

    def _change(self, delta):
        """Counts so much more, or less. A round ends at 0."""
        changed = False
        while not changed:
            word = rt.weft_gate_load(self._gate)
            if word < 0:
                raise RuntimeError(f"{self!r} has been left, and starts nothing")
            count = (word & 0xFFFF_FFFF) + delta
            if count < 0:
                raise RuntimeError(f"{self!r} would count {count}: more is done than was added")
            if count > 0xFFFF_FFFF:
                raise OverflowError(f"{self!r} counts to 4294967295 at most")
            changed = self._end(word) if count == 0 and delta < 0 else self._count_on(word, count)

    def _spawn(self, fails, pinned, f, *args, **named):
        if not rt.weft_scope_sponsor(self._gate, fails, pinned):
            self._change(1)  # says why
        try:
            return spawn(f, *args, **named)
        except BaseException:
            rt.weft_scope_unsponsor(self._gate)
            raise

    def _wait(self, timeout):
        """Until the count is 0."""
        word = rt.weft_gate_load(self._gate)
        timeout_s = rt.seconds(timeout)
        if word & 0xFFFF_FFFF:
            self._wait_for_end(word, timeout_s)
        else:
            self._check_abort()
