"""Messages that are made only to be sent are built where they will lie."""

from __future__ import annotations

import pytest

from tests.passes.text import function, names
from weftc.abi.memory import Slot
from weftc.ir.builder import Builder
from weftc.ir.ir import Function, Rep, Value
from weftc.ir.verify import verify_function
from weftc.passes.messages import MOST, build_messages

HEADER = 8


def items(b: Builder, *values: Value) -> Value:
    """[*values]"""
    xs = b.op("list.new", imm=("t:list", 8, len(values)))
    for k, value in enumerate(values):
        b.op("store_elem", b.op("list.data", xs), b.i64(k), value, imm=("i64", 8, "elem:i64"))
    return xs


def pair(b: Builder, first: Value, second: Value) -> Value:
    """(first, second)"""
    made = b.op("new", imm=("t:tuple", 24))
    b.op("store", made, first, imm=("i64", 8, "tuple"))
    b.op("store", made, second, imm=("i32", 16, "tuple"))
    return made


def send(b: Builder, channel: Value, message: Value) -> None:
    tag, forever = b.i32(4), b.op("const", imm=-1.0, rep=Rep.F64)
    b.op("rt", channel, b.op("i64.extend_i32_u", message), tag, forever, imm="weft_channel_send")


def built(f: Function) -> bool:
    build_messages(f)
    verify_function(f)
    sends = [v for block in f.blocks for v in block.instrs if v.op == "rt" and "send" in str(v.imm)]
    return [v.imm for v in sends] == ["weft_channel_send_built"]


def start() -> tuple[Builder, Value, Value, Value]:
    b = function("f", Rep.REF, Rep.INT, Rep.REF)
    return (b, *b.function.params)


def test_a_tuple_with_a_list_is_built_in_place() -> None:
    b, channel, n, _ = start()
    send(b, channel, pair(b, n, items(b, n, n)))
    b.ret()
    assert built(b.function)
    begin = next(v for v in b.function.blocks[0].instrs if v.imm == "weft_message_begin")
    assert begin.args[0].imm == 24 + 16 + HEADER + 16


def test_what_may_raise_or_suspend_comes_before() -> None:
    b, channel, n, other = start()
    xs = items(b, n)
    more = b.op("int.add", n, n)
    b.op("rt", other, b.i32(Slot.REF), imm="weft_channel_next")
    send(b, channel, pair(b, more, xs))
    b.ret()
    assert built(b.function)
    order = [str(v.imm) if v.op == "rt" else v.op for v in b.function.blocks[0].instrs if v.op != "const"]
    assert order.index("int.add") < order.index("weft_channel_next") < order.index("weft_message_begin")
    assert order.index("weft_message_begin") < order.index("list.new") < order.index("new")


@pytest.mark.parametrize("case", ["kept", "returned", "stored", "given", "read", "twice", "large", "branch", "union"])
def test_what_others_know_is_copied(case: str) -> None:
    b, channel, n, other = start()
    xs = items(b, *([n] * (MOST // 8 if case == "large" else 2)))
    if case == "branch":
        after = b.new_block()
        b.jump(after)
        b.at(after)
    second = other if case == "given" else xs
    message = pair(b, n, second)
    if case == "stored":
        b.op("store", other, xs, imm=("i32", 8, "field:1.x"))
    if case == "read":
        b.op("store", other, b.op("i64.extend_i32_u", b.op("list.len", xs)), imm=("i64", 8, "field:1.n"))
    if case == "twice":
        message = pair(b, n, message)
        b.op("store", message, xs, imm=("i32", 20, "tuple"))
    if case == "union":
        known = b.op("pair", b.i32(4), b.op("i64.extend_i32_u", other), rep=Rep.PAIR)
        b.op("store", message, known, imm=("pair", 8, "tuple"))
    send(b, channel, message)
    if case == "kept":
        b.op("rt", xs, imm="weft_list_grow")
    b.ret()
    if case == "returned":
        f = b.function
        assert f.result is Rep.VOID
        b.op("store", other, message, imm=("i32", 8, "field:1.m"))
    before = names(b.function)
    assert not built(b.function)
    assert names(b.function) == before


@pytest.mark.parametrize("once", [True, False])
def test_a_slice_for_a_task_is_given(once: bool) -> None:
    b, _, n, other = start()
    zero = b.i64(0)
    part = b.op("rt", other, zero, n, zero, b.i32(3), b.op("sym", imm="t:list", rep=Rep.I32), imm="weft_list_slice")
    b.op("spawn", part, imm=("g", 3, "", "t:task"))
    if not once:
        b.op("rt", part, imm="weft_list_grow")
    b.ret()
    build_messages(b.function)
    verify_function(b.function)
    given = [v for v in b.function.blocks[0].instrs if v.imm == "weft_message_give"]
    assert [v.args for v in given] == ([[part]] if once else [])
