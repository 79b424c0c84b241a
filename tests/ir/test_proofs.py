"""What is loaded where: the verifier refuses loads, and values of a known kind, that no test stands before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.passes.text import function, program
from weftc.diagnostics import render_all
from weftc.driver import compile_program
from weftc.ir.builder import Builder
from weftc.ir.ir import Branch, Function, Jump, Program, Rep, Value
from weftc.ir.verify import InvalidIR, verify, verify_function
from weftc.passes import hoist, share
from weftc.passes.pipeline import optimise

#: loads behind tests in loops whose values the loops don't change: what there is to move
UNIONS = """
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

def total(v, n):
    t = 0
    for i in range(n):
        if isinstance(v, Node):
            t += v.next.value if v.next is not None else v.value
        elif isinstance(v, list):
            t += len(v) + v[0]
        elif isinstance(v, str):
            t += len(v)
    return t

def sizes(v, n):
    t = 0
    for i in range(n):
        t += len(v)
    return t

node = Node(1)
node.next = Node(2)
print([total(v, 3) for v in (node, [3, 4], "abc", -3, 2.5, None)])
print([total(v, 3) for v in (node, [3, 4], "abc")], [sizes(v, 3) for v in ([1], "ab", {2: 3})])
"""


def behind_test() -> tuple[Builder, Value]:
    """f(v): v is a list where it is no number. The builder stands there; the value is the list."""
    b = function("f", Rep.PAIR, result=Rep.INT)
    number, reference = b.new_block(), b.new_block()
    is_reference = b.op("i32.eq", b.op("pair.tag", b.function.params[0]), b.i32(4))
    payload = b.op("pair.payload", b.function.params[0])
    b.branch(is_reference, reference, number)
    b.at(number)
    b.ret(b.word(0))
    b.at(reference)
    return b, b.op("narrow", payload, is_reference, imm=("list", True), rep=Rep.REF)


def end(b: Builder, xs: Value) -> Function:
    b.ret(b.op("i64.extend_i32_u", b.op("list.len", xs)))
    return b.function


def test_accepts_a_load_behind_its_test() -> None:
    verify_function(end(*behind_test()))


def of_any(f: Function) -> None:
    """Loads from a reference of any kind."""
    f.blocks[2].instrs[0].rep = Rep.ANY


def of_payload(f: Function) -> None:
    """Takes a payload for a reference."""
    f.blocks[2].instrs[1].args[0] = f.blocks[2].instrs[0].args[0]


def by_arithmetic(f: Function) -> None:
    """Makes a reference without saying why it is one."""
    narrow = f.blocks[2].instrs[0]
    narrow.op, narrow.args, narrow.imm = "i32.wrap_i64", narrow.args[:1], None


def without_test(f: Function) -> None:
    del f.blocks[2].instrs[0].args[1]


def other_outcome(f: Function) -> None:
    f.blocks[2].instrs[0].imm = ("list", False)


def before_the_test(f: Function) -> None:
    f.blocks[0].instrs.append(f.blocks[2].instrs.pop(0))


def on_both_sides(f: Function) -> None:
    assert isinstance(f.blocks[0].term, Branch)
    f.blocks[0].term.otherwise = Jump(f.blocks[2], [])


def passed_on(f: Function) -> None:
    """Gives what may be of any kind where one of a known kind is expected."""
    f.params[0].rep, f.blocks[1].term = Rep.PAIR, Jump(f.blocks[2], [])
    xs = f.blocks[2].instrs[0]
    f.blocks[2].instrs[0] = f.new_value("narrow", [xs.args[0], xs.args[1]], ("list", True), Rep.ANY, None)


@pytest.mark.parametrize(
    "damage",
    [of_any, of_payload, by_arithmetic, without_test, other_outcome, before_the_test, on_both_sides, passed_on],
)
def test_refuses(damage: Callable[[Function], None]) -> None:
    f = end(*behind_test())
    damage(f)
    with pytest.raises(InvalidIR):
        verify_function(f)


def test_outcome_passed_along() -> None:
    """What a test gave goes through a parameter, and through a loop: known as long as all ways agree."""
    for last in (True, False):
        b = function("f", Rep.ANY, Rep.I32, Rep.I32, result=Rep.INT)
        v, first, again = b.function.params
        inside, out = b.new_block(Rep.I32), b.new_block()
        b.branch(first, inside, out, [first])
        b.at(inside)
        xs = b.op("narrow", v, inside.params[0], imm=("list", True), rep=Rep.REF)
        b.op("list.len", xs)
        second = again if last else b.op("i32.eqz", again)
        b.branch(again, inside, out, [second])
        b.at(out)
        b.ret(b.word(0))
        if last:
            verify_function(b.function)
        else:
            with pytest.raises(InvalidIR):
                verify_function(b.function)


# --- passes, broken on purpose ----------------------------------------------------------------------------------------


@pytest.fixture
def unions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    (tmp_path / "main.py").write_text(UNIONS, "utf-8")
    monkeypatch.chdir(tmp_path)
    made = compile_program("main.py", last="lower")
    assert made.ir is not None, render_all(made.sink.diagnostics(), made.sink.sources)
    return made.ir


def test_passes_keep_proofs(unions: Program) -> None:
    optimise(unions, verify)


def test_hoisting_a_proof(unions: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hoist, "_ANYWHERE", hoist._ANYWHERE | {"narrow"})
    with pytest.raises(InvalidIR, match="isn't known how"):
        optimise(unions, verify)


def test_hoisting_over_a_proof(unions: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a reference were of a known kind wherever it is."""
    for f in unions.functions.values():
        for block in f.blocks:
            for value in block.instrs:
                if value.op in ("list.len", "load") and value.args[0].op == "narrow":
                    value.args[0] = value.args[0].args[0]
    with pytest.raises(InvalidIR, match="of no known kind|takes a reference|operands"):
        optimise(unions, verify)


def test_sharing_without_dominance(monkeypatch: pytest.MonkeyPatch) -> None:
    b = function("f", Rep.ANY, Rep.I32, Rep.I32, result=Rep.INT)
    v, first, second = b.function.params
    for test in (first, second):
        inside, after = b.new_block(), b.new_block()
        b.branch(test, inside, after)
        b.at(inside)
        b.op("rt", b.op("i64.extend_i32_u", b.op("str.len", b.op("narrow", v, test, imm=("str", True), rep=Rep.REF))),
             imm="weft_build_int")  # fmt: skip
        b.jump(after)
        b.at(after)
    b.ret(b.word(0))
    share.share(b.function, {})
    verify(program(b.function))
    monkeypatch.setattr(share.Dominators, "dominates", lambda *_: True)
    share.share(b.function, {})
    monkeypatch.undo()
    with pytest.raises(InvalidIR):
        verify(program(b.function))
