"""The verifier accepts what the builder writes and refuses each broken rule; the printer's text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from weftc.ir.builder import Builder, new_function
from weftc.ir.dominators import Dominators, Loops
from weftc.ir.ir import Function, Jump, Pos, Rep
from weftc.ir.printer import print_function
from weftc.ir.verify import InvalidIR, verify_function


def sum_to(handler: bool = False) -> tuple[Function, Builder]:
    function = new_function("sum_to", [Rep.INT], Rep.INT)
    b = Builder(function)
    if handler:
        caught = b.new_block()
        b.at(caught)
        b.op("catch")
        b.ret(b.word(0))
        b.at(function.blocks[0])
        b.handler = caught
    header, body, done = b.new_block(Rep.I64, Rep.INT), b.new_block(), b.new_block()
    b.jump(header, b.i64(0), b.word(0))
    b.at(header)
    i, s = header.params
    b.branch(b.op("i64.lt_s", i, function.params[0]), body, done)
    b.at(body)
    b.pos = Pos("main.py", "f", 3, 8, 3, 14)
    added = b.op("int.add", s, i)
    b.jump(header, b.op("i64.add", i, b.i64(1)), added)
    b.at(done)
    b.ret(s)
    return function, b


def test_text() -> None:
    function, _ = sum_to()
    assert print_function(function, positions=True).split("\n") == [
        "func sum_to(v0: int) -> int  ; sum_to",
        "b0:",
        "  v3 = const 0 : i64",
        "  v4 = const 0 : int",
        "  jump b1(v3, v4)",
        "b1(v1: i64, v2: int):",
        "  v5 = i64.lt_s v1, v0 : i32",
        "  br v5 b2, b3",
        "b2:",
        "  v6 = int.add v2, v1 : int                         ; 3:8",
        "  v7 = const 1 : i64                                ; 3:8",
        "  v8 = i64.add v1, v7 : i64                         ; 3:8",
        "  jump b1(v8, v6)",
        "b3:",
        "  ret v2",
    ]


@pytest.mark.parametrize("handler", [False, True])
def test_accepts(handler: bool) -> None:
    verify_function(sum_to(handler)[0])


def _undefined(f: Function) -> None:
    f.blocks[3].instrs.append(
        f.new_value("i64.add", [f.blocks[2].instrs[0], f.params[0]], None, Rep.I64, None)
    )


def _twice(f: Function) -> None:
    f.blocks[3].instrs.append(f.blocks[0].instrs[0])


def _too_few(f: Function) -> None:
    assert isinstance(f.blocks[2].term, Jump)
    f.blocks[2].term.args.pop()


def _wrong_rep(f: Function) -> None:
    f.blocks[2].instrs[0].args[0] = f.blocks[1].instrs[0]


def _no_catch(f: Function) -> None:
    f.blocks[1].handler = f.blocks[3]


def _unknown(f: Function) -> None:
    f.blocks[2].instrs[0].op = "int.plus"


def _to_entry(f: Function) -> None:
    f.blocks[2].term = Jump(f.blocks[0], [])


@pytest.mark.parametrize("damage", [_undefined, _twice, _too_few, _wrong_rep, _no_catch, _unknown, _to_entry])
def test_refuses(damage: Callable[[Function], None]) -> None:
    function, _ = sum_to()
    damage(function)
    with pytest.raises(InvalidIR):
        verify_function(function)


def test_exceptions_leave_before_instructions() -> None:
    function = new_function("f", [Rep.INT], Rep.INT)
    b = Builder(function)
    caught = b.at(b.new_block(Rep.INT))
    b.op("catch")
    b.ret(caught.params[0])
    b.handler, b.handler_args = caught, [function.params[0]]
    b.at(b.new_block())
    function.blocks[0].term = Jump(b.block, [])
    result = b.op("int.neg", function.params[0])
    b.ret(result)
    verify_function(function)
    b.block.handler_args = [result]
    with pytest.raises(InvalidIR):
        verify_function(function)


def test_loop_forest() -> None:
    function = new_function("f", [Rep.I32])
    b = Builder(function)
    outer, inner, latch, done = (b.new_block() for _ in range(4))
    b.jump(outer)
    b.at(outer)
    b.branch(function.params[0], inner, done)
    b.at(inner)
    b.branch(function.params[0], inner, latch)
    b.at(latch)
    b.jump(outer)
    b.at(done)
    b.ret()
    verify_function(function)
    loops = Loops(Dominators(function))
    assert loops.reducible
    assert [(loop.header, loop.depth, loop.own) for loop in loops.all] == [
        (outer, 1, [outer, latch]),
        (inner, 2, [inner]),
    ]
    assert loops.all[1].parent is loops.all[0]
    assert set(loops.all[0].blocks()) == {outer, inner, latch}
