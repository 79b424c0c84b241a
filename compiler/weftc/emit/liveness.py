"""Where each value that has a local is live.

Sets of values are integers used as bitsets, over the values that need locals; a value's range is one over positions.
Positions: every block's start, root and terminator has two, use then define, so that a result may take the local of
an operand that dies. What a block's handler needs is live throughout the block.
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc.emit.shape import Shape
from weftc.emit.trees import DEAD, INLINE, LOCAL, OPERANDS_TWICE, Trees, is_derived
from weftc.ir.ir import Branch, Raise, Rep, Return, Switch, Value


@dataclass(slots=True)
class Liveness:
    """`values[i]` is the value of bit i; `bit` by value id (-1: no local). `at_start` is what is live when a block
    begins, its parameters included; `after` what is live after a root of `wanted`, its result excluded, and `before`
    likewise with the operands. `derived` are those that are computed again, `scanned` those with references."""

    values: list[Value]
    bit: list[int]
    ranges: list[int]
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


def find_liveness(shape: Shape, trees: Trees, wanted: set[int]) -> Liveness:
    """`wanted`: ids of the roots whose live sets are asked for."""
    function, place, blocks = shape.function, trees.place, shape.blocks
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
        match block.term:
            case Branch(operand, _, _) | Switch(operand, _, _):
                operands.append(operand)
            case Return(result) if result is not None:
                operands.append(result)
            case Raise(_, args, _):
                operands += args
            case _:
                pass
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
            for target in shape.successors[number]:
                out |= live_in[target]
            live_out[number] = out
            handler = blocks[number].handler
            if handler is not None:
                through[number] = needs[number] | live_in[shape.number[handler]]
            new = (exposed[number] | (out & defined[number]) | through[number]) & ~params[number]
            if new != live_in[number]:
                live_in[number] = new
                changed = True
    return _ranges(shape, trees, wanted, values, bit, root_leaves, end_leaves, params, live_in, live_out, through)


def _ranges(
    shape: Shape,
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
    ranges = [0] * len(values)
    last_use = [0] * len(values)
    # what is live from a block's start: from where and to where it was so in the blocks before, which is one range if
    # they follow each other (numbers as long as the function are dear to make)
    begun, ended = [0] * len(values), [0] * len(values)
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    position = 0
    for number, roots in enumerate(trees.roots):
        start = position
        position += 2 * len(roots) + 4
        at = position - 2  # the terminator's use
        live = live_out[number] | through[number]
        _open(live, position - 1, last_use)
        _open(end_leaves[number] & ~live, at, last_use)
        live |= end_leaves[number]
        masks = root_leaves[number]
        for index in range(len(roots) - 1, -1, -1):
            at -= 2
            root = roots[index]
            b = bit[root.id]
            if b >= 0:
                if live >> b & 1:
                    live &= ~(1 << b)
                    ranges[b] |= (2 << last_use[b]) - (2 << at)
                else:
                    ranges[b] |= 2 << at
            if root.id in wanted:
                after[root.id] = live
            new = masks[index] & ~live
            if new:
                _open(new, at + 1 if root.op in OPERANDS_TWICE else at, last_use)
                live |= new
            if root.id in wanted:
                before[root.id] = live
        rest = live
        while rest:
            low = rest & -rest
            b = low.bit_length() - 1
            if ended[b] != start:
                ranges[b] |= (1 << ended[b]) - (1 << begun[b])
                begun[b] = start
            ended[b] = last_use[b] + 1
            rest ^= low
        dead = params[number] & ~live
        while dead:  # assigned by the jump, never read
            low = dead & -dead
            ranges[low.bit_length() - 1] |= 1 << start
            dead ^= low
        if number == 0:
            for param in shape.function.params:
                if bit[param.id] >= 0:
                    ranges[bit[param.id]] |= 1 << start
    for b, first in enumerate(begun):
        ranges[b] |= (1 << ended[b]) - (1 << first)
    at_start = [live_in[n] | params[n] for n in range(len(live_in))]
    return Liveness(values, bit, ranges, at_start, after, before)


def _open(new: int, position: int, last_use: list[int]) -> None:
    while new:
        low = new & -new
        last_use[low.bit_length() - 1] = position
        new ^= low
