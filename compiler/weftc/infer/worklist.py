"""Which instances are to be gone through again, and in what order.

In turns: each goes through those that are dirty when it begins, callers before what they call, which so see all
arguments that come to them in this turn at once. What a callee gives back makes its callers dirty: they come in the
next turn, after all their other callees. In the order of their coming, types that go down a chain of n calls from n
places would take n times n steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weftc.infer.engine import Instance


class Worklist:
    def __init__(self) -> None:
        self._waiting: list[Instance] = []

    def add(self, instance: Instance) -> None:
        """It is to be gone through (again)."""
        if not instance.dirty:
            instance.dirty = True
            self._waiting.append(instance)

    def __iter__(self) -> Iterator[Instance]:
        """Takes them out until none is left. One that isn't dirty any more when its turn comes is left out."""
        while self._waiting:
            turn = _callers_first(self._waiting)
            self._waiting = []
            for instance in turn:
                if instance.dirty:
                    instance.dirty = False
                    yield instance

    def __bool__(self) -> bool:
        return bool(self._waiting)


def _callers_first(instances: list[Instance]) -> list[Instance]:
    """In a circle of calls, which is first is decided by the order in which they are given."""
    left = dict.fromkeys(instances)
    out: list[Instance] = []
    for start in instances:
        stack = [start]
        while stack:
            instance = stack[-1]
            if instance in left:
                del left[instance]
                stack += [caller for caller, _ in instance.callers if caller in left]
            else:
                out.append(stack.pop())
    return list(dict.fromkeys(out))
