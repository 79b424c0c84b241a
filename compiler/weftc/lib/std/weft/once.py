"""What is done once, by whoever needs it first."""

import rt
from weftc.lib.support.handle import Handle


class Once(Handle):
    """A function, and what came of it, in cells. The gate's word says whether that is a value, 1, or an error, 2."""

    __slots__ = ("_function", "_value", "_error")

    def __init__(self, f):
        self._gate = rt.weft_gate_new(1, True, "Once", "was not done")
        self._function = rt.cell_new(f)
        self._value = rt.cell_new()
        self._error = rt.cell_new()

    def get(self, timeout=None):
        """What the function gave, or its error, to whoever asks. One who is aborted meanwhile leaves it to the next."""
        rt.weft_gate_acquire(self._gate, 1, rt.seconds(timeout))
        try:
            done = rt.weft_gate_load(self._gate)
            if done == 1:
                return rt.cell_get(self._value)
            if done == 2:
                raise rt.cell_get(self._error)
            return self._done()
        finally:
            rt.weft_gate_release(self._gate, 1)

    def _done(self):
        f = rt.cell_get(self._function)
        try:
            value = f()
        except Exception as error:
            rt.cell_set(self._error, error)
            rt.weft_gate_store(self._gate, 2, 0)
            raise
        rt.cell_set(self._value, value)
        rt.weft_gate_store(self._gate, 1, 0)
        return value
