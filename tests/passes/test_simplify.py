"""Folding, threading, merging, dropping."""

from __future__ import annotations

from tests.passes.text import function, names, operations
from weftc.ir.ir import Branch, Raise, Rep
from weftc.passes.simplify import simplify


def test_constant_branch_and_merge() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    then, otherwise, after = b.new_block(), b.new_block(), b.new_block(Rep.INT)
    b.branch(b.op("i64.lt_s", b.word(1), b.word(2)), then, otherwise)
    b.at(then)
    b.jump(after, b.op("int.add", b.function.params[0], b.word(1)))
    b.at(otherwise)
    b.jump(after, b.word(0))
    b.at(after)
    b.ret(after.params[0])
    simplify(b.function)
    assert [text.split(" = ")[1] for text in operations(b.function)] == ["int.add v0, v5 : int"]
    assert len(b.function.blocks) == 1


def test_short_circuit_is_threaded() -> None:
    b = function("f", Rep.I32, Rep.I32)
    more, test, yes, no = b.new_block(), b.new_block(Rep.I32), b.new_block(), b.new_block()
    b.branch(b.function.params[0], more, test, (), (b.i32(0),))
    b.at(more)
    b.jump(test, b.function.params[1])
    b.at(test)
    b.branch(test.params[0], yes, no)
    b.at(yes)
    b.op("rt", b.word(1), imm="weft_build_int")
    b.ret()
    b.at(no)
    b.ret()
    simplify(b.function)
    names(b.function)
    first = b.function.blocks[0].term
    assert isinstance(first, Branch) and first.otherwise.target is no


def test_guards_on_constants() -> None:
    b = function("f")
    b.op("guard", b.i32(0), imm=("weft_raise_index", (0,)))
    b.op("guard", b.i32(1), imm=("weft_raise_index", (3,)))
    b.op("rt", b.word(1), imm="weft_build_int")
    b.ret()
    simplify(b.function)
    assert names(b.function) == []
    term = b.function.blocks[0].term
    assert isinstance(term, Raise) and term.imm == (3,)


def test_effects_stay_and_unused_values_go() -> None:
    b = function("f", Rep.INT, Rep.REF)
    n, xs = b.function.params
    b.op("list.len", xs)
    b.op("i64.add", n, n)
    b.op("int.add", n, n)
    b.op("rt", xs, imm="weft_str_hash")
    b.op("rt", xs, imm="weft_list_clear")
    b.ret()
    simplify(b.function)
    assert names(b.function) == ["int.add", "rt"]


def test_parameter_that_never_changes() -> None:
    b = function("f", Rep.INT, Rep.I32, result=Rep.INT)
    header, done = b.new_block(Rep.INT), b.new_block()
    b.jump(header, b.function.params[0])
    b.at(header)
    b.branch(b.function.params[1], header, done, (header.params[0],))
    b.at(done)
    b.ret(header.params[0])
    simplify(b.function)
    names(b.function)
    assert not any(block.params for block in b.function.blocks)


def test_header_keeps_its_handler() -> None:
    """Also where nothing in the loop can raise: the poll can. The loop's other blocks lose theirs."""
    b = function("f", Rep.I32)
    caught, header, latch, done = (b.new_block() for _ in range(4))
    b.at(caught)
    b.op("catch")
    b.ret()
    b.at(b.function.blocks[0])
    b.jump(header)
    header.handler = latch.handler = caught
    b.at(header)
    b.branch(b.function.params[0], latch, done)
    b.at(latch)
    b.jump(header)
    b.at(done)
    b.ret()
    simplify(b.function)
    names(b.function)
    assert header.handler is caught and latch.handler is None
