"""Small callees, single calls, recursion, handlers and positions."""

from __future__ import annotations

import copy

import pytest

from tests.ir.interpret import Machine
from tests.passes.text import function, program
from weftc.ir.ir import Function, Pos, Program, Rep
from weftc.ir.verify import verify
from weftc.passes.inline import GROWTH, RECURSIVE, SLACK, SMALL, inline


def at(name: str, line: int) -> Pos:
    return Pos("main.py", name, line, 0, line, 1)


def callee(name: str, size: int = 1) -> Function:
    b = function(name, Rep.INT, result=Rep.INT)
    b.pos = at(name, 1)
    value = b.function.params[0]
    for _ in range(size):
        value = b.op("int.add", value, b.word(1))
    b.ret(value)
    return b.function


def caller(name: str, calls: int = 1) -> Function:
    b = function("main", Rep.INT, result=Rep.INT)
    b.pos = at("main", 10)
    value = b.function.params[0]
    for _ in range(calls):
        value = b.op("call", value, imm=name, rep=Rep.INT)
    b.ret(value)
    return b.function


def calls(p: Program) -> int:
    verify(p)
    return sum(value.op == "call" for value in p.functions["main"].values())


def size(p: Program) -> int:
    return sum(value.op not in ("const", "param") for f in p.functions.values() for value in f.values())


def test_small_callee_and_positions() -> None:
    p = program(caller("f", 2), callee("f"))
    inline(p)
    assert calls(p) == 0 and list(p.functions) == ["main"]
    added = next(value for value in p.functions["main"].values() if value.op == "int.add")
    assert added.pos is not None and added.pos.line == 1 and added.pos.inlined_at == at("main", 10)


def test_large_callee_only_once() -> None:
    p = program(caller("f", 1), callee("f", SMALL + 1))
    inline(p)
    assert calls(p) == 0
    p = program(caller("f", 2), callee("f", SMALL + 1))
    inline(p)
    assert calls(p) == 2


def test_growth_is_bounded() -> None:
    p = program(caller("f", 400), callee("f", SMALL))
    before = size(p)
    inline(p)
    assert 0 < calls(p) < 400
    assert size(p) <= GROWTH * before + SLACK + SMALL


def test_recursive_once() -> None:
    b = function("main", Rep.INT, result=Rep.INT)
    n = b.function.params[0]
    small, big = b.new_block(), b.new_block()
    b.branch(b.op("i64.lt_s", n, b.word(2)), small, big)
    b.at(small)
    b.ret(n)
    b.at(big)
    parts = [b.op("call", b.op("int.sub", n, b.word(k)), imm="main", rep=Rep.INT) for k in (1, 2)]
    b.ret(b.op("int.add", *parts))
    p = program(b.function)
    original = copy.deepcopy(p)
    assert size(p) <= RECURSIVE
    inline(p)
    assert calls(p) == 4
    assert Machine(p).run("main", 9) == Machine(original).run("main", 9) == ("value", 34)


def test_raises_into_the_callers_handler() -> None:
    thrower = function("f", result=Rep.INT)
    thrower.throw("weft_raise_zero", imm=(1,))
    b = function("main", result=Rep.INT)
    caught, body = b.new_block(Rep.INT), b.new_block()
    b.at(caught)
    b.op("catch")
    b.ret(caught.params[0])
    b.at(b.function.blocks[0])
    seven = b.word(7)
    b.jump(body)
    body.handler, body.handler_args = caught, [seven]
    b.at(body)
    b.ret(b.op("call", imm="f", rep=Rep.INT))
    p = program(b.function, thrower.function)
    inline(p)
    assert calls(p) == 0 and Machine(p).run("main") == ("value", 7)


@pytest.mark.parametrize("library", [False, True])
def test_functions_with_loops_stay(library: bool) -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    again = b.new_block()
    b.jump(again)
    b.at(again)
    b.jump(again)
    b.function.library = library
    p = program(caller("f"), b.function)
    inline(p)
    assert calls(p) == 1
