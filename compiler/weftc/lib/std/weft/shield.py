"""Blocks in which a task isn't aborted."""

import rt


class shield:
    """Aborts of the task that is inside wait for its next blocking call after the block. Ctrl-C doesn't."""

    __slots__ = ()

    def __enter__(self):
        rt.weft_shield_enter()

    def __exit__(self, *error):
        rt.weft_shield_leave()
        return False
