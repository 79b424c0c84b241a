"""Which values become wasm locals and which become stack expressions.

A value used once, in its own block, is emitted at its use, inside the expression of the *root* that uses it, when
nothing between its place and the root's could change it: pure operations always, loads unless something writes their
alias class in between. Constants are emitted wherever they are used. Nothing moves over a call that may suspend: what
is computed before it stays computed before it.

    v3 = load v1; v4 = i64.add v3, v2; store v0, v4        ->      roots: [store v0, (i64.add (load v1), v2)]

Uncounted, and dropped: pure values without uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.emit.channels import can_pass
from weftc.emit.control_flow import ControlFlow
from weftc.emit.gates import can_take
from weftc.emit.texts import has_near
from weftc.ir.ir import Jump, Rep, Value
from weftc.ir.ops import ARITHMETIC, OF_IMM, OPS, Effect, Place
from weftc.ir.runtime import RUNTIME

LOCAL, INLINE, CONSTANT, DEAD = 0, 1, 2, 3
#: nesting of expressions; beyond it values get locals
MAX_DEPTH = 48

_PURE, _LOAD, _EFFECT, _CONSTANT = 0, 1, 2, 3
_KINDS = {
    Place.CONSTANT: _CONSTANT, Place.PURE: _PURE, Place.FIXED: _PURE, Place.LOAD: _LOAD, Place.WORKER: _LOAD,
    Place.EFFECT: _EFFECT,
}  # fmt: skip
_KIND = {name: _KINDS[op.place] for name, op in OPS.items()}
_ALIAS = {name: op.alias for name, op in OPS.items() if op.alias}
#: their operands are needed twice
OPERANDS_TWICE = ARITHMETIC
_STORES = frozenset(name for name, op in OPS.items() if op.effect is Effect.WRITES and name != "catch")


def is_derived(value: Value) -> bool:
    """Whether a value holds a reference, or points into an object, in a form that no collector knows: it is never
    saved, but computed again from its operands after a resume. Interior pointers; a reference widened to 64 bits; a
    pair's payload."""
    op = value.op
    if op == "i64.extend_i32_u":
        return value.args[0].rep is Rep.REF
    return op == "pair.payload" or value.rep is Rep.PTR


def has_effect(value: Value) -> bool:
    """Whether it does more than compute or load."""
    return _KIND.get(value.op, _PURE) == _EFFECT and value.imm != "fits"


@dataclass(slots=True)
class Trees:
    """`place` by value id; `roots` by block number. `uses` by value id, of what is left."""

    place: list[int]
    roots: list[list[Value]]
    uses: list[int]


def find_trees(flow: ControlFlow, may_suspend: Callable[[Value], bool]) -> Trees:
    """Decides the place of every value of the function."""
    function = flow.function
    size = function.next_id
    place, uses, user_block, user_index = bytearray(size), [0] * size, [-1] * size, [0] * size
    forced = bytearray(size)

    def use(value: Value, block: int, index: int, force: bool = False) -> None:
        i = value.id
        uses[i] += 1
        user_block[i], user_index[i] = block, index
        if force:
            forced[i] = 1

    for number, block in enumerate(flow.blocks):
        for index, value in enumerate(block.instrs):
            op = value.op
            for arg in value.args:
                i = arg.id
                uses[i] += 1
                user_block[i], user_index[i] = number, index
            if op in OPS or op == "i64.extend_i32_u":
                _force_operands(value, forced)
        end = len(block.instrs)
        for jump in block.jumps():
            for param, arg in zip(jump.target.params, jump.args, strict=True):
                use(arg, number, end, param.rep is Rep.PAIR)
        for arg in block.handler_args:
            use(arg, number, end, True)
        for arg in block.term.operands():
            use(arg, number, end)
    _drop_unused_params(flow, uses, place, forced)
    roots: list[list[Value]] = [[] for _ in flow.blocks]
    for number in range(len(flow.blocks) - 1, -1, -1):
        instrs = flow.blocks[number].instrs
        end = len(instrs)
        root_of = [end] * (end + 1)
        depth = [0] * (end + 1)
        barrier = clobber = end + 1
        writes: dict[str, int] = {}
        kept = roots[number]
        for index in range(end - 1, -1, -1):
            value = instrs[index]
            op, i = value.op, value.id
            kind = _KIND.get(op, _PURE)
            if kind == _EFFECT and value.imm == "fits":
                kind = _PURE
            if kind == _CONSTANT:
                place[i] = CONSTANT
                continue
            if kind != _EFFECT:
                count = uses[i]
                if count == 0:
                    place[i] = DEAD
                    for arg in value.args:
                        uses[arg.id] -= 1
                        forced[arg.id] = 1  # the use that was recorded may be this one
                    continue
                if count == 1 and user_block[i] == number and not forced[i]:
                    user = user_index[i]
                    root = root_of[user]
                    if (
                        root <= barrier
                        and depth[user] < MAX_DEPTH
                        and (kind == _PURE or min(clobber, writes.get(_alias(value), clobber)) >= root)
                    ):
                        place[i] = INLINE
                        root_of[index] = root
                        depth[index] = depth[user] + 1
                        continue
            elif op in _STORES:
                writes[_alias(value)] = index
            elif op == "call" or op == "rt":
                if op == "call" or Effect.WRITES in RUNTIME[str(value.imm)].effect:
                    clobber = index
                if may_suspend(value):
                    barrier = clobber = index
            elif op == "spawn" or op == "catch":
                clobber = index
            root_of[index] = index
            depth[index] = 0
            kept.append(value)
        kept.reverse()
    return Trees(list(place), roots, uses)


def _alias(value: Value) -> str:
    alias = _ALIAS[value.op]
    if alias is not OF_IMM:
        return alias
    assert isinstance(value.imm, tuple)
    return str(value.imm[2])


def _force_operands(value: Value, forced: bytearray) -> None:
    """Operands that the operation's code reads twice, or that a cold path or a recomputation needs."""
    op = value.op
    if value.imm == "fits":
        return
    if op == "guard":
        for arg in value.args[1:]:
            forced[arg.id] = 1
    elif op in OPERANDS_TWICE or op == "spawn" or is_derived(value):
        for arg in value.args:
            forced[arg.id] = 1
    elif op == "load" or op == "load_elem" or op == "store" or op == "store_elem":
        assert isinstance(value.imm, tuple)
        if value.imm[0] == "pair":
            for arg in value.args:
                forced[arg.id] = 1
    elif op == "rt" and (can_pass(value) or can_take(value) or has_near(value)):
        for arg in value.args:
            forced[arg.id] = 1
    elif op == "gstore" or op == "pair.tag" or op == "pair.payload":
        for arg in value.args:
            if arg.rep is Rep.PAIR:
                forced[arg.id] = 1
    if value.rep is Rep.PAIR and op != "pair":
        forced[value.id] = 1


def _drop_unused_params(flow: ControlFlow, uses: list[int], place: bytearray, forced: bytearray) -> None:
    for block in flow.blocks:
        for param in block.params:
            if uses[param.id] == 0:
                place[param.id] = DEAD
    for block in flow.blocks:
        edges = block.jumps()
        if block.handler is not None:
            edges = [*edges, Jump(block.handler, block.handler_args)]
        for jump in edges:
            for param, arg in zip(jump.target.params, jump.args, strict=True):
                if place[param.id] == DEAD:
                    uses[arg.id] -= 1
                    forced[arg.id] = 1
    for param in flow.function.params:
        if uses[param.id] == 0:
            place[param.id] = DEAD
