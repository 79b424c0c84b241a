"""What locks, events and the like are: objects that are the same in all tasks."""

import rt


class Handle:
    """All its state is the gate's: the object itself is copied with each message, and is known by its gate."""

    __slots__ = ("_gate",)

    def __hash__(self):
        return rt.weft_gate_number(self._gate)

    def __repr__(self):
        return f"<{rt.class_name(self)} {rt.weft_gate_number(self._gate)}>"


class Permits(Handle):
    """Permits that tasks hold: each `with` holds one."""

    __slots__ = ()

    def acquire(self, timeout=None):
        rt.weft_gate_acquire(self._gate, 1, rt.seconds(timeout))

    def try_acquire(self):
        return rt.weft_gate_try_acquire(self._gate, 1)

    def release(self):
        rt.weft_gate_release(self._gate, 1)

    def __enter__(self):
        rt.weft_gate_acquire(self._gate, 1, -1.0)

    def __exit__(self, *error):
        rt.weft_gate_release(self._gate, 1)
        return False
