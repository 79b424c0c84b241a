"""The loops of a body, by the numbers of its blocks."""

from __future__ import annotations


class Loop:
    """A natural loop. `header` is a node's number; `depth` counts from 1. `strips` is the loop that strip-mining puts
    around this one."""

    __slots__ = ("children", "depth", "header", "parent", "strips")

    def __init__(self, header: int) -> None:
        self.header = header
        self.parent: Loop | None = None
        self.children: list[Loop] = []
        self.depth = 1
        self.strips: Loop | None = None

    def strip(self) -> None:
        """Puts a loop around this one, which has no inner loops."""
        self.strips = Loop(self.header)
        self.strips.parent, self.strips.depth = self.parent, self.depth
        self.depth += 1

    def within(self, outer: Loop) -> bool:
        """Whether this loop is `outer` or lies in it."""
        loop: Loop | None = self
        while loop is not None and loop.depth > outer.depth:
            loop = loop.strips or loop.parent
        return loop is outer


def find_loops(predecessors: list[list[int]]) -> list[Loop | None]:
    """The innermost loop of each node of a reducible graph numbered in reverse postorder."""
    innermost: list[Loop | None] = [None] * len(predecessors)
    loops: list[Loop] = []
    for header in range(len(predecessors) - 1, -1, -1):
        work = [node for node in predecessors[header] if node >= header]
        if not work:
            continue
        loop = Loop(header)
        loops.append(loop)
        innermost[header] = loop
        while work:
            node = work.pop()
            inner = innermost[node]
            if inner is None:
                assert node > header, "irreducible control flow"
                innermost[node] = loop
                work += predecessors[node]
                continue
            while inner.parent is not None:
                inner = inner.parent
            if inner is not loop:
                inner.parent = loop
                work += (p for p in predecessors[inner.header] if p < inner.header)
    for loop in reversed(loops):  # outer before inner
        if loop.parent is not None:
            loop.parent.children.append(loop)
            loop.depth = loop.parent.depth + 1
    return innermost
