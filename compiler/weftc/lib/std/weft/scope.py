"""Scopes: blocks that the tasks which they start don't outlive."""

import rt
from weft import Cancelled
from weftc.lib.support.children import Children
from weftc.lib.support.failures import raise_failures


class scope(Children):
    """It is left when all tasks that were spawned in it have ended. The first that fails aborts the others and the
    block, and its error comes out of it; so does an error of the block's own abort them. Further errors come out with
    the first, in an ExceptionGroup."""

    __slots__ = ()

    def __init__(self):
        self._gate = rt.weft_gate_new(0, False, "scope", "was not left")

    def spawn(self, f, *args, **named):
        """Start a task that ends before the scope is left."""
        return self._spawn(True, False, f, *args, **named)

    def __enter__(self):
        if not rt.weft_scope_enter(self._gate):
            raise RuntimeError(f"{self!r} is entered once")
        return self

    def __exit__(self, kind, error, traceback):
        ours = rt.weft_scope_leave(self._gate, isinstance(error, Cancelled))
        before = rt.weft_scope_failed(self._gate)
        if error is not None:
            rt.weft_scope_abort(self._gate)
        interruption = self._wait_for_children()
        if rt.weft_scope_failed(self._gate):
            raise_failures(self._gate, before, None if ours else error, interruption)
        if error is not None and not ours:
            return False
        if interruption is not None:
            raise interruption
        return False

    def _wait_for_children(self):
        """Whatever comes meanwhile aborts them, and is given back."""
        interruption = None
        word = rt.weft_gate_load(self._gate)
        while word & 0xFFFF_FFFF or rt.weft_gate_compare_exchange(self._gate, word, -1, 0) != word:
            if rt.weft_scope_failed(self._gate):
                rt.weft_scope_abort(self._gate)
            if word & 0xFFFF_FFFF:
                try:
                    self._wait_for_end(word, -1.0)
                except BaseException as error:
                    rt.weft_scope_abort(self._gate)
                    interruption = error
            word = rt.weft_gate_load(self._gate)
        return interruption
