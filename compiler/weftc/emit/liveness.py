"""Where each value that has a local is live.

Sets of values are integers used as bitsets, over the values that need locals; a value's range is a list of positions
from where to where it is live.
Positions: every block's start, root and terminator has two, use then define, so that a result may take the local of
an operand that dies. What a block's handler needs is live throughout the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from weftc.emit.control_flow import ControlFlow
from weftc.emit.ranges import Range
from weftc.emit.trees import DEAD, INLINE, LOCAL, OPERANDS_TWICE, Trees, is_derived
from weftc.ir.ir import Rep, Value


@dataclass(slots=True)
class Liveness:
    """`values[i]` is the value of bit i; `bit` by value id (-1: no local). `at_start` is what is live when a block
    begins, its parameters included; `after` what is live after a root of `wanted`, its result excluded, and `before`
    likewise with the operands. `derived` are those that are computed again, `scanned` those with references."""

    values: list[Value]
    bit: list[int]
    ranges: list[Range]
    at_start: list[int]
    after: dict[int, int]
    before: dict[int, int]
    derived: int = 0
    scanned: int = 0

    def __post_init__(self) -> None:
        for i, value in enumerate(self.values):
            if is_derived(value):
                self.derived |= 1 << i
            if value.rep is Rep.REF or value.rep is Rep.PAIR:
                self.scanned |= 1 << i


def find_liveness(flow: ControlFlow, trees: Trees, wanted: set[int]) -> Liveness:
    """`wanted`: ids of the roots whose live sets are asked for."""
    function, place, blocks = flow.function, trees.place, flow.blocks
    bit = [-1] * function.next_id
    values: list[Value] = []
    for param in function.params:
        if place[param.id] == LOCAL:
            bit[param.id] = len(values)
            values.append(param)
    for number, block in enumerate(blocks):
        for value in block.params:
            if place[value.id] == LOCAL:
                bit[value.id] = len(values)
                values.append(value)
        for value in trees.roots[number]:
            if value.rep is not Rep.VOID and trees.uses[value.id]:
                bit[value.id] = len(values)
                values.append(value)
    # what a use of a value keeps alive: itself, and what a derived one is recomputed from
    mask = [1 << b if b >= 0 else 0 for b in bit]
    for value in values:
        if is_derived(value):
            for arg in value.args:
                mask[value.id] |= mask[arg.id]

    def leaves(operands: list[Value]) -> int:
        out = 0
        stack = operands
        while stack:
            inner: list[Value] = []
            for value in stack:
                where = place[value.id]
                if where == LOCAL:
                    out |= mask[value.id]
                elif where == INLINE:
                    inner += value.args
            stack = inner
        return out

    count = len(blocks)
    root_leaves = [[leaves(root.args) for root in roots] for roots in trees.roots]
    end_leaves, params, through = [0] * count, [0] * count, [0] * count
    needs: list[int] = [0] * count
    for number, block in enumerate(blocks):
        for param in block.params:
            params[number] |= mask[param.id]
        operands = [
            arg
            for jump in block.jumps()
            for param, arg in zip(jump.target.params, jump.args, strict=True)
            if place[param.id] != DEAD
        ]
        operands += block.term.operands()
        end_leaves[number] = leaves(operands)
        if block.handler is not None:
            needs[number] = leaves(
                [a for p, a in zip(block.handler.params, block.handler_args, strict=True) if place[p.id] != DEAD]
            )
    # upward-exposed uses and definitions, then the fixed point
    exposed, defined = [0] * count, [0] * count
    for number, roots in enumerate(trees.roots):
        live, defs = end_leaves[number], 0
        masks = root_leaves[number]
        for index in range(len(roots) - 1, -1, -1):
            b = bit[roots[index].id]
            if b >= 0:
                live &= ~(1 << b)
                defs |= 1 << b
            live |= masks[index]
        exposed[number], defined[number] = live, ~defs
    live_in, live_out = [0] * count, [0] * count
    changed = True
    while changed:
        changed = False
        for number in range(count - 1, -1, -1):
            out = needs[number]
            for target in flow.successors[number]:
                out |= live_in[target]
            live_out[number] = out
            handler = blocks[number].handler
            if handler is not None:
                through[number] = needs[number] | live_in[flow.number[handler]]
            new = (exposed[number] | (out & defined[number]) | through[number]) & ~params[number]
            if new != live_in[number]:
                live_in[number] = new
                changed = True
    return _ranges(trees, wanted, values, bit, root_leaves, end_leaves, params, live_in, live_out, through)


def _ranges(
    trees: Trees,
    wanted: set[int],
    values: list[Value],
    bit: list[int],
    root_leaves: list[list[int]],
    end_leaves: list[int],
    params: list[int],
    live_in: list[int],
    live_out: list[int],
    through: list[int],
) -> Liveness:
    """Where a value that is live at a block's end is so at the next one's start, its range goes on: what is looked at
    are the values of which one begins or ends."""
    ranges: list[Range] = [[] for _ in values]
    begin, last_use = [0] * len(values), [0] * len(values)
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    position = 0
    open_ = 0  # what is live at the end of the block before
    for number, roots in enumerate(trees.roots):
        start = position
        position += 2 * len(roots) + 4
        at = position - 2  # the terminator's use
        outlives = live_out[number] | through[number]
        _use(end_leaves[number] & ~outlives, at, last_use)
        live = outlives | end_leaves[number]
        masks = root_leaves[number]
        for index in range(len(roots) - 1, -1, -1):
            at -= 2
            root = roots[index]
            b = bit[root.id]
            if b >= 0:
                if not live >> b & 1:
                    ranges[b].append((at + 1, at + 2))
                elif outlives >> b & 1:
                    begin[b] = at + 1
                else:
                    ranges[b].append((at + 1, last_use[b] + 1))
                live &= ~(1 << b)
            if root.id in wanted:
                after[root.id] = live
            new = masks[index] & ~live
            if new:
                _use(new, at + 1 if root.op in OPERANDS_TWICE else at, last_use)
                live |= new
            if root.id in wanted:
                before[root.id] = live
        for b in _bits(open_ & ~live):
            ranges[b].append((begin[b], start))
        for b in _bits(live & ~open_):
            begin[b] = start
        for b in _bits(live & ~outlives):
            ranges[b].append((begin[b], last_use[b] + 1))
        for b in _bits(params[number] & ~live):  # assigned by the jump
            ranges[b].append((start, start + 1))
        open_ = outlives
    for b in _bits(open_):
        ranges[b].append((begin[b], position))
    at_start = [live_in[n] | params[n] for n in range(len(live_in))]
    return Liveness(values, bit, ranges, at_start, after, before)


def _use(new: int, position: int, last_use: list[int]) -> None:
    for b in _bits(new):
        last_use[b] = position


def _bits(number: int) -> Iterator[int]:
    """Where it has ones."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
