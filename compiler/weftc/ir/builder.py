"""Writing IR: a cursor in a function that appends instructions to its current block.

    b = Builder(function)
    header, body, done = b.new_block(Rep.I64), b.new_block(), b.new_block()
    b.jump(header, b.i64(0))
    b.at(header)
    b.branch(b.op("i64.lt_s", header.params[0], n), body, done)

Every instruction takes the cursor's position `pos`; every block made takes the cursor's `handler` and
`handler_args`.
"""

from __future__ import annotations

from collections.abc import Sequence

from weftc.ir.ir import Block, Branch, Function, Jump, Pos, Raise, Rep, Return, Switch, Unreachable, Value
from weftc.ir.ops import OPS
from weftc.ir.runtime import RUNTIME
from weftc.ir.wasm_ops import WASM_OPS

#: results of operations that always have the same; the others take it from operands or are told
RESULT: dict[str, Rep] = {name: op.result for name, op in OPS.items() if op.result is not None}
#: results of loads by the kind of memory, where the caller doesn't say
LOADED: dict[str, Rep] = {"i32": Rep.I32, "u8": Rep.I32, "i64": Rep.I64, "f64": Rep.F64, "pair": Rep.PAIR}


def new_function(
    name: str,
    params: Sequence[Rep],
    result: Rep = Rep.VOID,
    *,
    display: str | None = None,
    file: str = "main.py",
) -> Function:
    """A function with parameters of these representations and an empty entry block."""
    function = Function(name, display if display is not None else name, file, [], result)
    function.params = [function.new_value("param", [], None, rep, None) for rep in params]
    function.new_block()
    return function


class Builder:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.block = function.blocks[0]
        self.pos: Pos | None = None
        self.handler: Block | None = None
        self.handler_args: list[Value] = []

    # blocks

    def new_block(self, *params: Rep) -> Block:
        block = self.function.new_block()
        block.params = [self.function.new_value("param", [], None, rep, None) for rep in params]
        block.handler = self.handler
        block.handler_args = list(self.handler_args)
        return block

    def at(self, block: Block) -> Block:
        """Goes on at the end of `block`."""
        self.block = block
        return block

    def split(self) -> Block:
        """Goes on in a new block under the cursor's handler: the handler's arguments may be what the old
        block defined."""
        block = self.new_block()
        self.jump(block)
        return self.at(block)

    # values

    def op(self, name: str, *args: Value, imm: object = None, rep: Rep | None = None) -> Value:
        """Appends an operation. `rep` may be left out where operation, operands or `imm` tell it."""
        if rep is None:
            rep = self._rep(name, args, imm)
        value = self.function.new_value(name, list(args), imm, rep, self.pos)
        self.block.instrs.append(value)
        return value

    def _rep(self, name: str, args: tuple[Value, ...], imm: object) -> Rep:
        row = WASM_OPS.get(name)
        if row is not None:
            return row[1]
        if name in RESULT:
            return RESULT[name]
        if name == "select":
            return args[0].rep
        if name == "rt" and isinstance(imm, str):
            return RUNTIME[imm].result
        if name in ("load", "load_elem", "gload") and isinstance(imm, tuple):
            return LOADED[imm[0]]
        assert name in OPS, f"no operation {name}"
        raise AssertionError(f"{name} must be told its representation")

    def i32(self, value: int) -> Value:
        return self.op("const", imm=value, rep=Rep.I32)

    def i64(self, value: int) -> Value:
        return self.op("const", imm=value, rep=Rep.I64)

    def word(self, value: int) -> Value:
        return self.op("const", imm=value, rep=Rep.INT)

    def f64(self, value: float) -> Value:
        return self.op("const", imm=value, rep=Rep.F64)

    def none(self) -> Value:
        return self.op("const", imm=0, rep=Rep.REF)

    # terminators

    def jump(self, target: Block, *args: Value) -> None:
        self.block.term = Jump(target, list(args))

    def branch(
        self,
        cond: Value,
        then: Block,
        otherwise: Block,
        then_args: Sequence[Value] = (),
        otherwise_args: Sequence[Value] = (),
    ) -> None:
        self.block.term = Branch(cond, Jump(then, list(then_args)), Jump(otherwise, list(otherwise_args)))

    def switch(self, index: Value, targets: Sequence[Block], default: Block) -> None:
        self.block.term = Switch(index, [Jump(target, []) for target in targets], Jump(default, []))

    def ret(self, value: Value | None = None) -> None:
        self.block.term = Return(value)

    def throw(self, symbol: str | None, *args: Value, imm: tuple[int | str, ...] = ()) -> None:
        self.block.term = Raise(symbol, list(args), imm, self.pos)

    def unreachable(self) -> None:
        self.block.term = Unreachable()
