"""Loops tested at the top become loops tested at the bottom."""

from __future__ import annotations

from tests.passes.text import counted, function, names
from weftc.ir.dominators import Dominators, Loops
from weftc.ir.ir import Branch, Jump, Rep
from weftc.passes.rotate import rotate


def test_header_no_longer_branches() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    b.ret(counted(b, b.function.params[0], [b.word(0)], lambda b, i, c: [b.op("int.add", c[0], i)])[0])
    rotate(b.function)
    assert names(b.function).count("i64.lt_s") == 2
    (loop,) = Loops(Dominators(b.function)).all
    assert isinstance(loop.header.term, Jump) and isinstance(loop.latches[0].term, Jump)
    assert isinstance(b.function.blocks[0].term, Branch)


def test_nested() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    n = b.function.params[0]
    b.ret(
        counted(
            b, n, [b.word(0)], lambda b, i, c: counted(b, n, c, lambda b, j, d: [b.op("int.add", d[0], j)])
        )[0]
    )
    rotate(b.function)
    names(b.function)
    loops = Loops(Dominators(b.function)).all
    assert [loop.depth for loop in loops] == [1, 2]
    assert all(isinstance(loop.header.term, Jump | Branch) for loop in loops)


def test_tests_with_effects_stay() -> None:
    b = function("f", Rep.REF)
    header, body, done = b.new_block(), b.new_block(), b.new_block()
    b.jump(header)
    b.at(header)
    b.branch(b.op("rt", b.function.params[0], imm="weft_list_grow"), body, done)
    b.at(body)
    b.jump(header)
    b.at(done)
    b.ret()
    rotate(b.function)
    assert names(b.function) == ["rt"]


def test_loops_one_after_the_other_that_test_the_same() -> None:
    """The second loop is entered from two places, of which one is the first loop's header."""
    b = function("f", Rep.INT, Rep.INT)
    n, m = b.function.params
    first, last = b.new_block(Rep.INT), b.new_block(Rep.INT)
    second_test, inside, body, done = (b.new_block() for _ in range(4))
    b.jump(first, b.word(0))
    b.at(first)
    b.branch(b.op("i64.ne", first.params[0], n), second_test, last, (), first.params)
    b.at(second_test)
    b.branch(b.op("i64.lt_s", first.params[0], m), inside, last, (), first.params)
    b.at(inside)
    b.jump(first, b.op("int.add", first.params[0], b.word(1)))
    b.at(last)
    b.branch(b.op("i64.ne", last.params[0], n), body, done)
    b.at(body)
    b.jump(last, b.op("int.add", last.params[0], b.word(2)))
    b.at(done)
    b.ret()
    rotate(b.function)
    assert names(b.function).count("i64.ne") == 3  # of the first, once more before it; of the second
