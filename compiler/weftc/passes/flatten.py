"""Short branches over a cheap operation become selections: the processor can't guess them wrong.

    b0:                                       b0:
      br v1 b1, b2(v2)                          v3 = int.add fits v2, v4 : int
    b1:                                  ->     v5 = select v3, v2, v1 : int
      v3 = int.add fits v2, v4 : int            jump b2(v5)
      jump b2(v3)

Only operations on whole numbers that take one cycle and can't raise are worked out without need, a few at a time
(counting the flags of a sieve takes half the time). Ranges must be known before: what is proven to fit can't raise. A
proof that holds only behind the branch does no harm, for then the result isn't chosen.
"""

from __future__ import annotations

from collections import Counter

from weftc.ir.ir import Block, Branch, Function, Jump, Rep, Unreachable, Value

#: operations worked out without need, and values chosen
OPERATIONS = 2
SELECTIONS = 2

_WORDS = "add sub and or xor shl shr_s shr_u eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u eqz".split()
_CHEAP = frozenset(
    [f"{width}.{op}" for width in ("i32", "i64") for op in _WORDS]
    + ["i32.wrap_i64", "i64.extend_i32_s", "i64.extend_i32_u"]
)
_CHEAP_FITTING = frozenset(["int.add", "int.sub"])
_CHOSEN = frozenset([Rep.I32, Rep.I64, Rep.INT])


def flatten(function: Function) -> None:
    """Changes the function in place. Blocks that nothing jumps to any more are left
    empty, for `simplify` to remove."""
    sources = Counter(jump.target for block in function.blocks for jump in block.jumps())
    sources.update(block.handler for block in function.blocks if block.handler is not None)
    #: innermost first: a branch whose arm was flattened may be short itself
    for block in reversed(function.blocks):
        if not block.cold and isinstance(block.term, Branch):
            _flatten(function, block, block.term, sources)


def _flatten(function: Function, block: Block, term: Branch, sources: Counter[Block]) -> None:
    (then, taken), (otherwise, passed) = _arm(term.then, sources), _arm(term.otherwise, sources)
    if taken.target is not passed.target or not (then or otherwise):
        return
    made = then + otherwise
    chosen = [(a, b) for a, b in zip(taken.args, passed.args, strict=True) if a is not b]
    if sum(value.op != "const" for value in made) > OPERATIONS or len(chosen) > SELECTIONS:
        return
    if not all(_is_cheap(value) for value in made) or not all(a.rep in _CHOSEN for a, _ in chosen):
        return
    block.instrs += made
    args = []
    for a, b in zip(taken.args, passed.args, strict=True):
        if a is not b:
            a = function.new_value("select", [a, b, term.cond], None, a.rep, term.cond.pos)
            block.instrs.append(a)
        args.append(a)
    sources[taken.target] -= 1  # one edge in the place of two
    for jump, onward in ((term.then, taken), (term.otherwise, passed)):
        if jump is not onward:
            jump.target.instrs, jump.target.term = [], Unreachable()
            sources[jump.target] = 0
    block.term = Jump(taken.target, args)


def _arm(jump: Jump, sources: Counter[Block]) -> tuple[list[Value], Jump]:
    """What runs on one side alone, and where that goes on."""
    block = jump.target
    if isinstance(block.term, Jump) and sources[block] == 1 and not block.params and not block.cold:
        return block.instrs, block.term
    return [], jump


def _is_cheap(value: Value) -> bool:
    if value.op in _CHEAP_FITTING:
        return value.imm == "fits"
    return value.op == "const" or value.op in _CHEAP
