"""Permits: so many tasks at a time."""

import rt
from weftc.lib.support.handle import Permits
from weftc.lib.support.names import disagree


class Semaphore(Permits):
    """`permits` permits, each held by one task at a time. Any task may give back one that is out."""

    __slots__ = ()

    def __init__(self, permits):
        _check(permits)
        self._gate = rt.weft_gate_new(permits, False, "Semaphore", "had no permit")

    def _agree(self, name, permits):
        _check(permits)
        if permits != rt.weft_gate_total(self._gate):
            raise disagree("Semaphore", name, f"{rt.weft_gate_total(self._gate)} permits", permits)

    @property
    def permits(self):
        """How many are free now."""
        return rt.weft_gate_free(self._gate)


def _check(permits):
    if isinstance(permits, bool) or not isinstance(permits, int):
        raise TypeError(f"a semaphore's permits are an int, not {rt.class_name(permits)}")
    if permits < 1:
        raise ValueError(f"a semaphore needs a permit at least: {permits}")
    if permits > 4_294_967_295:
        raise ValueError(f"a semaphore has 4294967295 permits at most: {permits}")
