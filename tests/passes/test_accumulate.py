"""Texts that grow in place: which appends do, what is sealed, what is left."""

from __future__ import annotations

import pytest

from tests.passes.text import Body, counted, function, operations, program
from weftc.ir.builder import Builder
from weftc.ir.ir import Function, Rep, Value
from weftc.passes.accumulate import accumulate


def built(body: Body, carried: int = 1) -> tuple[Builder, list[Value]]:
    """A loop over texts, and what they are behind it."""
    b = function("f", Rep.REF, Rep.REF, Rep.INT, result=Rep.REF)
    text, _, n = b.function.params
    return b, counted(b, n, [text] * carried, body)


def concat(b: Builder, text: Value) -> Value:
    return b.op("rt", text, b.function.params[1], imm="weft_str_concat", rep=Rep.REF)


def calls(f: Function, *others: Function) -> list[str]:
    """The names of the runtime's calls that are left, and the operations that aren't such."""
    accumulate(program(f, *others), {})
    return [line.partition("rt ")[2].split()[0] if "rt " in line else line for line in operations(f)]


def count(f: Function, name: str) -> int:
    return sum(name in line for line in calls(f))


def test_a_text_that_comes_back_grows_and_is_sealed_behind_the_loop() -> None:
    b, (text,) = built(lambda b, i, carried: [concat(b, carried[0])])
    b.ret(text)
    found = calls(b.function)
    assert "weft_str_append" in found and "weft_str_concat" not in found
    assert found[-1] == "weft_str_seal"


def test_what_does_not_come_back_is_left() -> None:
    b, (text,) = built(lambda b, i, carried: [carried[0]])
    b.ret(concat(b, concat(b, text)))
    assert count(b.function, "weft_str_concat") == 2


def test_a_text_that_is_used_behind_its_append_does_not_grow() -> None:
    b, (text, _) = built(lambda b, i, carried: [concat(b, carried[0]), carried[0]], 2)
    b.ret(text)
    unused = calls(b.function)
    b, (_, before) = built(lambda b, i, carried: [concat(b, carried[0]), carried[0]], 2)
    b.ret(before)
    assert "weft_str_append" in unused and "weft_str_concat" in calls(b.function)


def test_one_that_changes_places_with_another_does_not_grow() -> None:
    b, (first, second) = built(lambda b, i, carried: [carried[1], concat(b, carried[0])], 2)
    b.ret(concat(b, b.op("select", first, second, b.i32(1), rep=Rep.REF)))
    assert count(b.function, "weft_str_append") == 0


@pytest.mark.parametrize("kept", [False, True])
def test_what_keeps_it_seals_it(kept: bool) -> None:
    def body(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        text = concat(b, carried[0])
        if kept:
            b.op("store", b.function.params[1], text, imm=("i32", 8, "x"))
        else:
            b.op("rt", text, imm="weft_build_str")
        return [text]

    b, (text,) = built(body)
    b.ret(text)
    assert count(b.function, "weft_str_seal") == 1 + kept


def test_its_length_is_no_constant() -> None:
    def body(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        b.op("rt", b.op("i64.extend_i32_u", b.op("str.len", carried[0])), imm="weft_build_int")
        return [concat(b, carried[0])]

    b, (text,) = built(body)
    b.ret(text)
    found = " ".join(calls(b.function))
    assert "str.len" not in found and "'text'" in found


@pytest.mark.parametrize("read", [False, True])
def test_a_global_that_nothing_reads_is_not_stored(read: bool) -> None:
    def body(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        text = concat(b, carried[0])
        b.op("gstore", text, imm=("i32", 8, "own"))
        return [text]

    b, (text,) = built(body)
    b.ret(text)
    other = function("g", result=Rep.REF)
    other.ret(other.op("gload", imm=("i32", 8 if read else 12, "own"), rep=Rep.REF))
    found = " ".join(calls(b.function, other.function))
    assert ("gstore" in found) is read and found.count("weft_str_seal") == 1 + read


@pytest.mark.parametrize("raises_behind", [False, True])
def test_what_a_handler_sees_counts_if_something_may_raise_behind(raises_behind: bool) -> None:
    b = function("f", Rep.REF, Rep.REF, result=Rep.REF)
    loop, handler = b.new_block(Rep.REF), b.new_block(Rep.REF)
    b.jump(loop, b.function.params[0])
    b.at(loop)
    text = concat(b, loop.params[0])
    loop.handler, loop.handler_args = handler, [loop.params[0]]
    if raises_behind:
        b.op("rt", b.function.params[1], imm="weft_ord", rep=Rep.INT)
    b.jump(loop, text)
    b.at(handler)
    b.op("catch", rep=Rep.REF)
    b.ret(handler.params[0])
    assert count(b.function, "weft_str_append") == (not raises_behind)
