"""Short branches over cheap operations become selections."""

from __future__ import annotations

import pytest

from tests.ir.interpret import Machine
from tests.passes.text import function, names, program
from weftc.ir.builder import Builder
from weftc.ir.ir import Jump, Rep
from weftc.passes.flatten import flatten
from weftc.passes.simplify import simplify


def counting(op: str, imm: object = None, both: bool = False) -> Builder:
    """if a: n = n op 3 (else: n = n op 5, if `both`); return n."""
    b = function("f", Rep.I32, Rep.INT, result=Rep.INT)
    a, n = b.function.params
    then, otherwise, done = b.new_block(), b.new_block(), b.new_block(Rep.INT)
    b.branch(a, then, otherwise)
    b.at(then)
    b.jump(done, b.op(op, n, b.word(3), imm=imm, rep=Rep.INT))
    b.at(otherwise)
    b.jump(done, b.op(op, n, b.word(5), imm=imm, rep=Rep.INT) if both else n)
    b.at(done)
    b.ret(done.params[0])
    return b


@pytest.mark.parametrize("both", [False, True])
def test_cheap_arms(both: bool) -> None:
    f = counting("int.add", "fits", both).function
    flatten(f)
    simplify(f)
    assert names(f) == ["int.add"] * (1 + both) + ["select"]
    assert len(f.blocks) == 1
    machine = Machine(program(f))
    assert machine.run("f", 1, 10) == ("value", 13)
    assert machine.run("f", 0, 10) == ("value", 15 if both else 10)


@pytest.mark.parametrize(("op", "imm"), [("int.add", None), ("int.mul", "fits"), ("i64.div_s", None)])
def test_what_may_raise_or_is_slow_stays(op: str, imm: object) -> None:
    f = counting(op, imm).function
    flatten(f)
    assert "select" not in names(f)


def test_cold_arms_stay() -> None:
    f = counting("int.add", "fits").function
    f.blocks[1].cold = True
    flatten(f)
    assert "select" not in names(f)


def test_a_loop_keeps_its_latch() -> None:
    """while True: if a: n += 3."""
    b = function("f", Rep.I32, Rep.INT)
    a, n = b.function.params
    header, then = b.new_block(Rep.INT), b.new_block()
    b.jump(header, n)
    b.at(header)
    b.branch(a, then, header, (), header.params)
    b.at(then)
    b.jump(header, b.op("int.add", header.params[0], b.word(3), imm="fits", rep=Rep.INT))
    flatten(b.function)
    assert names(b.function) == ["int.add", "select"]
    assert isinstance(header.term, Jump) and header.term.target is header
