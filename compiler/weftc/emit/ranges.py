"""Sets of positions: pairs (from, to), in order and apart, `to` excluded."""

from __future__ import annotations

from bisect import bisect_left, insort

Range = list[tuple[int, int]]


def meet(a: Range, b: Range) -> bool:
    """Whether they have a position in common."""
    if len(a) > len(b):
        a, b = b, a
    for begin, end in a:
        at = bisect_left(b, (end,))  # the first that begins at `end` or later
        if at and b[at - 1][1] > begin:
            return True
    return False


def union(a: Range, b: Range) -> Range:
    """Of two that don't meet. The longer one is changed: so a range that grows in many steps isn't copied in each."""
    if len(a) < len(b):
        a, b = b, a
    for part in b:
        insort(a, part)
    return a
