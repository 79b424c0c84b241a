"""Barriers: so many tasks wait for each other, again and again."""

import rt
from weftc.lib.support.names import disagree
from weftc.lib.support.rounds import Rounds


class Barrier(Rounds):
    """Whoever comes waits until `parties` tasks have come; then a round ends, and all go on."""

    __slots__ = ("_parties",)

    def __init__(self, parties):
        _check(parties)
        self._gate = rt.weft_gate_new(0, False, "Barrier", "was not passed")
        self._parties = parties

    def _agree(self, name, parties):
        _check(parties)
        if parties != self._parties:
            raise disagree("Barrier", name, f"{self._parties} parties", parties)

    @property
    def parties(self):
        return self._parties

    def wait(self, timeout=None):
        """Wait for the others: how many had come before."""
        timeout_s = rt.seconds(timeout)
        self._check_abort()
        counted = False
        while not counted:
            word = rt.weft_gate_load(self._gate)
            before = word & 0xFFFF_FFFF
            if before + 1 == self._parties:
                counted = self._end(word)
            else:
                counted = self._count_on(word, before + 1)
        if before + 1 == self._parties:
            return before
        try:
            self._wait_for_end(word, timeout_s)
        except TimeoutError:
            if self._leaves(word):
                raise
        except BaseException:
            self._leaves(word)
            raise
        return before

    def _leaves(self, word):
        """One who came in the round of `word` has not come; whether that is so. Else the others have counted on it."""
        while not self._is_over(word):
            now = rt.weft_gate_load(self._gate)
            if (now ^ word) >> 32 == 0 and self._count_on(now, (now & 0xFFFF_FFFF) - 1):
                return True
        return False


def _check(parties):
    if isinstance(parties, bool) or not isinstance(parties, int):
        raise TypeError(f"a barrier's parties are an int, not {rt.class_name(parties)}")
    if parties < 1:
        raise ValueError(f"a barrier needs a party at least: {parties}")
    if parties > 0xFFFF_FFFF:
        raise ValueError(f"a barrier has 4294967295 parties at most: {parties}")
