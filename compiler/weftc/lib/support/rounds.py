"""A count and a round in one word of a gate: what happens when enough have been counted, again and again."""

import rt
from weftc.lib.support.handle import Handle


class Rounds(Handle):
    """The word's low 32 bits count. The 28 above are the round: how often it has happened; who waits does so for the
    next time."""

    __slots__ = ()

    def _check_abort(self):
        """As a wait that is over at once."""
        rt.weft_gate_park_if(self._gate, ~rt.weft_gate_load(self._gate), -1, -1.0)

    def _wait_for_end(self, word, timeout_s):
        """Of the round of `word`."""
        rt.weft_gate_park_if(self._gate, word, 0xFFF_FFFF << 32, timeout_s)

    def _is_over(self, word):
        return (rt.weft_gate_load(self._gate) ^ word) >> 32 != 0

    def _count_on(self, word, count):
        """From that word to that count in the same round; whether nobody has changed the word before."""
        return rt.weft_gate_compare_exchange(self._gate, word, word >> 32 << 32 | count, 0) == word

    def _end(self, word):
        """From that word to the next round, which lets go who waits; whether nobody has changed the word before."""
        following = (word >> 32) + 1 & 0xFFF_FFFF
        return rt.weft_gate_compare_exchange(self._gate, word, following << 32, -1) == word
