"""The control flow of one function: its reachable blocks in order, their edges, loops.

Blocks are numbered in reverse postorder; every later stage speaks of blocks by these numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weftc.emit.loops import Loop, find_loops
from weftc.graphs import dominators, reverse_postorder
from weftc.ir.ir import Block, Function


@dataclass(slots=True)
class ControlFlow:
    """`successors` end with the handler, where there is one. `loops` has all loops, outer before inner."""

    function: Function
    blocks: list[Block]
    number: dict[Block, int]
    successors: list[list[int]]
    predecessors: list[list[int]]
    idom: list[int]
    loop_of: list[Loop | None]
    loops: list[Loop] = field(default_factory=list)


def find_control_flow(function: Function) -> ControlFlow:
    """Control flow of `function`."""
    blocks = reverse_postorder(function.blocks[0], Block.successors)
    number = {block: i for i, block in enumerate(blocks)}
    successors = [[number[target] for target in block.successors()] for block in blocks]
    predecessors: list[list[int]] = [[] for _ in blocks]
    for i, targets in enumerate(successors):
        for target in targets:
            predecessors[target].append(i)
    loop_of = find_loops(predecessors)
    flow = ControlFlow(function, blocks, number, successors, predecessors, dominators(predecessors), loop_of)
    flow.loops = [loop for i, loop in enumerate(loop_of) if loop is not None and loop.header == i]
    return flow
