"""What several passes need to know of values, and how they replace one by another."""

from __future__ import annotations

from weftc.ir.ir import Block, Function, Value
from weftc.ir.ops import ARITHMETIC, OPS, Effect, Place, placed
from weftc.ir.runtime import RUNTIME
from weftc.ir.wasm_ops import WASM_OPS

_REMOVABLE = frozenset(OPS) - placed(Place.EFFECT) | {"new", "list.new"}
_RAISING_ROW = Effect.RAISES | Effect.SUSPENDS | Effect.WRITES


def is_removable(value: Value) -> bool:
    """Whether nothing but its result is lost without it (a MemoryError that doesn't come isn't missed)."""
    op = value.op
    if op in WASM_OPS or op in _REMOVABLE:
        return True
    if op == "rt":
        return not RUNTIME[str(value.imm)].effect & _RAISING_ROW
    if op in ARITHMETIC:
        return not may_overflow(value)
    return False


def may_overflow(value: Value) -> bool:
    """Whether an operation on int words may raise."""
    if value.imm == "fits" or value.op == "int.mod":
        return False
    if value.op == "int.floordiv":
        divisor = value.args[1]
        nonneg = isinstance(value.imm, dict) and bool(value.imm.get("nonneg"))
        return not nonneg and (divisor.op != "const" or divisor.imm == -1)
    return True


def substitute(function: Function, replaced: dict[Value, Value]) -> None:
    """Puts `replaced[v]` in the place of every use of v; chains are followed."""
    if not replaced:
        return

    def final(value: Value) -> Value:
        while value in replaced:
            value = replaced[value]
        return value

    for value in replaced:
        replaced[value] = final(value)
    for block in function.blocks:
        for value in block.instrs:
            args = value.args
            for index, arg in enumerate(args):
                if arg in replaced:
                    args[index] = replaced[arg]
        substitute_exits(block, replaced)


def substitute_exits(block: Block, replaced: dict[Value, Value]) -> None:
    """The same for a block's terminator and edges; `replaced` has no chains."""
    get = replaced.get
    if block.handler_args:
        block.handler_args = [get(arg, arg) for arg in block.handler_args]
    for jump in block.jumps():
        if jump.args:
            jump.args = [get(arg, arg) for arg in jump.args]
    block.term.replace(get)


def exit_uses(block: Block) -> list[Value]:
    """The values that the terminator and all edges, the handler's too, use."""
    out = list(block.handler_args)
    for jump in block.jumps():
        out += jump.args
    out += block.term.operands()
    return out
