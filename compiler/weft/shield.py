"""Blocks in which a task isn't aborted."""

from __future__ import annotations

from typing import Literal

from weft.monitor import monitor


class shield:
    """`with shield():`: aborts of the task that is inside wait for its next blocking call after the block.

    Ctrl-C doesn't wait, nor the end of the program.
    """

    __slots__ = ()

    def __enter__(self) -> None:
        monitor.here().shields += 1

    def __exit__(self, *error: object) -> Literal[False]:
        record = monitor.here()
        if not record.shields:
            raise RuntimeError("this task is inside of no shield")
        record.shields -= 1
        return False
