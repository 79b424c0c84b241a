"""Turns loops that are tested at the top into loops tested at the bottom, behind one test before the first
turn.

    b0:                          b0:
      jump b1(v0)                  v5 = i64.lt_s v0, v1 : i32
    b1(v2: i64):                   br v5 b4(v0), b5(v0)
      v3 = i64.lt_s v2, v1       b4(v6: i64):                     ; the header
      br v3 b2, b3                 jump b2
    b2:                          b2:
      v4 = i64.add v2, ...         v4 = i64.add v6, ...
      jump b1(v4)                  jump b1(v4)
    b3:                          b1(v2: i64):
      ret v2                       v3 = i64.lt_s v2, v1 : i32
                                   br v3 b6, b5(v2)
                                 b6:                              ; the latch: `jump b4(v2)`
                                 b5(v7: i64):                     ; `jump b3`, where v7 is returned

So whatever a turn always does first is certain to be done when the loop is entered at all, and may be hoisted
(guards!). Only tests without effects are doubled. Where a value of the header is used in a place that neither
the new header nor the new exit dominates, the loop stays as it is.
"""

from __future__ import annotations

from weftc.ir.dominators import Dominators, Loop, Loops
from weftc.ir.ir import Block, Branch, Function, Jump, Rep, Value
from weftc.passes.effects import of_value
from weftc.passes.values import exit_uses, substitute_exits

#: instructions of a test that are worth doubling
TEST = 8


def rotate(function: Function) -> None:
    dominators = Dominators(function)
    loops = Loops(dominators)
    candidates = [loop for loop in loops.all if _is_candidate(loop)]
    if not candidates:
        return
    users = _users(function, {loop.header for loop in candidates})
    moved: dict[Block, list[Block]] = {}
    for loop in candidates:
        _rotate(function, loop, dominators, users, moved)


def _is_candidate(loop: Loop) -> bool:
    header, term = loop.header, loop.header.term
    if not isinstance(term, Branch) or len(header.instrs) > TEST or header in loop.latches:
        return False
    for value in header.instrs:
        effects = of_value(value, {})
        if effects.raises or effects.writes or effects.suspends or effects.allocates:
            return False
    inside = set(loop.blocks())
    return (term.then.target in inside) != (term.otherwise.target in inside)


def _users(function: Function, headers: set[Block]) -> dict[Value, list[Block]]:
    users: dict[Value, list[Block]] = {v: [] for header in headers for v in (*header.params, *header.instrs)}
    for block in function.blocks:
        used = [arg for value in block.instrs for arg in value.args] + exit_uses(block)
        for arg in used:
            if arg in users:
                places = users[arg]
                if not places or places[-1] is not block:
                    places.append(block)
    return users


def _rotate(
    function: Function,
    loop: Loop,
    dominators: Dominators,
    users: dict[Value, list[Block]],
    moved: dict[Block, list[Block]],
) -> None:
    """`moved`: the blocks that make the jumps which headers rotated before made. The new header has the handler of the
    old, for the loop's poll."""
    header, term = loop.header, loop.header.term
    assert isinstance(term, Branch)
    inside = set(loop.blocks())
    stays = term.then.target in inside
    inward, outward = (term.then, term.otherwise) if stays else (term.otherwise, term.then)
    uses = _uses_by_side(header, inward, outward, dominators, users)
    entries = _entries(header, inside, dominators, moved)
    if uses is None or len(entries) != 1:
        return
    (body_blocks, in_body), (exit_blocks, at_exit) = uses
    in_body += [v for v in dict.fromkeys(header.handler_args) if v in header.params and v not in in_body]
    if any(v.rep in (Rep.VOID, Rep.PTR) for v in (*in_body, *at_exit)):
        return

    top, out, latch = function.new_block(), function.new_block(), function.new_block()
    moved[header] = [top, out]
    renamed = _parameters(function, top, inward, in_body, body_blocks)
    _parameters(function, out, outward, at_exit, exit_blocks)
    top.handler, top.handler_args = header.handler, [renamed.get(a, a) for a in header.handler_args]
    header.handler, header.handler_args = None, []
    top.pos = header.pos
    out.cold = outward.target.cold

    before, entry = entries[0]
    if not isinstance(before.term, Jump):
        before = function.new_block()
        before.term = Jump(header, entry.args)
        entry.target, entry.args = before, []
        entry = before.term
    first: dict[Value, Value] = dict(zip(header.params, entry.args, strict=True))
    for value in header.instrs:
        args = [first.get(a, a) for a in value.args]
        first[value] = function.new_value(value.op, args, value.imm, value.rep, value.pos)
        before.instrs.append(first[value])
    first_in = Jump(top, [first.get(v, v) for v in in_body])
    first_out = Jump(out, [first.get(v, v) for v in at_exit])
    cond = first.get(term.cond, term.cond)
    before.term = Branch(cond, first_in, first_out) if stays else Branch(cond, first_out, first_in)
    latch.term = Jump(top, list(in_body))
    again, leave = Jump(latch, []), Jump(out, list(at_exit))
    header.term = Branch(term.cond, again, leave) if stays else Branch(term.cond, leave, again)


_Uses = tuple[list[Block], list[Value]]


def _uses_by_side(
    header: Block, inward: Jump, outward: Jump, dominators: Dominators, users: dict[Value, list[Block]]
) -> tuple[_Uses, _Uses] | None:
    """Where the header's values are used, in the body and behind the exit, and which; None: elsewhere too."""
    sides: list[_Uses] = []
    defined = [*header.params, *header.instrs]
    left = {value: [b for b in users[value] if b is not header] for value in defined}
    for jump in (inward, outward):
        blocks: dict[Block, None] = {}
        values = [value for value in defined if value in jump.args]
        if _only_from(dominators, jump.target, header):
            for value in defined:
                here = [b for b in left[value] if dominators.block_dominates(jump.target, b)]
                if here:
                    blocks.update(dict.fromkeys(here))
                    left[value] = [b for b in left[value] if b not in blocks]
                    if value not in values:
                        values.append(value)
        sides.append((list(blocks), values))
    return None if any(left.values()) else (sides[0], sides[1])


def _entries(
    header: Block, inside: set[Block], dominators: Dominators, moved: dict[Block, list[Block]]
) -> list[tuple[Block, Jump]]:
    """The edges into the loop, also from loops that have been rotated before: those around it and in front of it."""
    sources = [n.block for n in dominators.start[header].predecessors if n.block not in inside]
    sources = [block for source in sources for block in moved.get(source, [source])]
    return [(source, jump) for source in sources for jump in source.jumps() if jump.target is header]


def _parameters(
    function: Function,
    made: Block,
    onward: Jump,
    values: list[Value],
    blocks: list[Block],
) -> dict[Value, Value]:
    """Makes `made` go on as `onward` does; its parameters stand for `values` in `blocks`, and are given by these."""
    made.params = [function.new_value("param", [], None, v.rep, None) for v in values]
    replaced = dict(zip(values, made.params, strict=True))
    for block in blocks:
        _replace(block, replaced)
    made.term = Jump(onward.target, [replaced.get(a, a) for a in onward.args])
    return replaced


def _only_from(dominators: Dominators, block: Block, header: Block) -> bool:
    """Whether `block` is entered from `header` alone, but for back edges of its own."""
    start = dominators.start[block]
    return (
        all(node.block is header or dominators.dominates(start, node) for node in start.predecessors)
        and sum(jump.target is block for jump in header.jumps()) == 1
    )


def _replace(block: Block, replaced: dict[Value, Value]) -> None:
    for value in block.instrs:
        for index, arg in enumerate(value.args):
            if arg in replaced:
                value.args[index] = replaced[arg]
    substitute_exits(block, replaced)
