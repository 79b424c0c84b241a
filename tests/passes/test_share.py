"""Loads that are the same value, and writes in between."""

from __future__ import annotations

import pytest

from tests.passes.text import counted, function, names
from weftc.ir.builder import Builder
from weftc.ir.ir import Rep, Value
from weftc.passes.share import share


@pytest.mark.parametrize(("alias", "left"), [("field:1.a", 1), ("len", 2)])
def test_writes_between(alias: str, left: int) -> None:
    b = function("f", Rep.REF, result=Rep.I32)
    xs = b.function.params[0]
    first = b.op("list.len", xs)
    b.op("store", xs, first, imm=("i32", 4, alias))
    b.ret(b.op("list.len", xs))
    share(b.function, {})
    assert names(b.function).count("list.len") == left


@pytest.mark.parametrize(("alias", "left"), [("field:1.a", 1), ("len", 2)])
def test_writes_later_in_the_loop(alias: str, left: int) -> None:
    b = function("f", Rep.REF, Rep.INT)
    xs, n = b.function.params
    b.op("rt", b.op("i64.extend_i32_u", b.op("list.len", xs)), imm="weft_build_int")

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        b.op("rt", b.op("i64.extend_i32_u", b.op("list.len", xs)), imm="weft_build_int")
        b.op("store", xs, b.i32(0), imm=("i32", 4, alias))
        return []

    counted(b, n, [], step)
    b.ret()
    share(b.function, {})
    assert names(b.function).count("list.len") == left


def test_writes_on_one_of_two_ways() -> None:
    b = function("f", Rep.REF, Rep.I32, result=Rep.I32)
    xs = b.function.params[0]
    first = b.op("list.len", xs)
    then, after = b.new_block(), b.new_block()
    b.branch(b.function.params[1], then, after)
    b.at(then)
    b.op("store", xs, first, imm=("i32", 4, "len"))
    b.jump(after)
    b.at(after)
    b.ret(b.op("list.len", xs))
    share(b.function, {})
    assert names(b.function).count("list.len") == 2
