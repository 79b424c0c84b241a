"""Small functions for the tests of single passes, and what remains of them as text."""

from __future__ import annotations

from collections.abc import Callable

from weftc.ir.builder import Builder, new_function
from weftc.ir.ir import Function, Program, Rep, Value
from weftc.ir.printer import print_value
from weftc.ir.verify import verify_function

Body = Callable[[Builder, Value, list[Value]], list[Value]]


def function(name: str, *params: Rep, result: Rep = Rep.VOID) -> Builder:
    return Builder(new_function(name, params, result))


def program(*functions: Function) -> Program:
    return Program({f.name: f for f in functions}, {}, functions[0].name, 0)


def counted(b: Builder, limit: Value, carried: list[Value], body: Body) -> list[Value]:
    """for i in range(limit), with variables carried along; what they are behind it."""
    reps = [value.rep for value in carried]
    header, inside, after = b.new_block(Rep.INT, *reps), b.new_block(), b.new_block(*reps)
    b.jump(header, b.word(0), *carried)
    b.at(header)
    i = header.params[0]
    b.branch(b.op("i64.lt_s", i, limit), inside, after, (), header.params[1:])
    b.at(inside)
    out = body(b, i, header.params[1:])
    b.jump(header, b.op("int.add", i, b.word(1)), *out)
    b.at(after)
    return after.params


def element(b: Builder, xs: Value, index: Value) -> Value:
    """xs[index] as lowering writes it."""
    length = b.op("i64.extend_i32_u", b.op("list.len", xs))
    negative = b.op("i64.lt_s", index, b.i64(0))
    place = b.op("select", b.op("i64.add", index, length), index, negative, rep=Rep.I64)
    b.op("guard", b.op("i64.ge_u", place, length), imm=("weft_raise_index", (0,)))
    return b.op("load_elem", b.op("list.data", xs), place, imm=("i64", 8, "elem:int"), rep=Rep.INT)


def operations(f: Function) -> list[str]:
    """All operations but constants, in order of blocks; the verifier has passed."""
    verify_function(f)
    return [print_value(v) for block in f.blocks for v in block.instrs if v.op != "const"]


def names(f: Function) -> list[str]:
    verify_function(f)
    return [v.op for block in f.blocks for v in block.instrs if v.op != "const"]
