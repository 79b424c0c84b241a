"""The generic body: an int that overflows in a loop goes on there, and the loop comes back to the fast body.

The runtime's slow operations stand in for big integers here: they reduce what doesn't fit.
"""

from __future__ import annotations

import pytest

from tests.emit import corpus
from tests.emit.corpus import F64, I64, INT, REF
from tests.emit.machine import Machine, Raised
from weftc.emit import emit
from weftc.ir.builder import Builder, new_function
from weftc.ir.ir import Function
from weftc.wasm.objects import RelocKind

MODULUS = 1_000_003
SMALL = 1 << 61


def reduced(exact: int) -> int:
    return exact if -SMALL <= exact < SMALL else exact % MODULUS


def growing(op: str, second: int) -> Function:
    """f(n, s, xs): for i in range(n): s = s op second + i, with a list's length in between."""
    f = new_function("f", [I64, INT, REF], INT)
    b = Builder(f)
    b.pos = corpus.at(7)
    n, start, xs = f.params
    data = b.op("list.data", xs)

    def body(i: corpus.Value, s: corpus.Value) -> list[corpus.Value]:
        x = b.op("load_elem", data, b.op("i64.and", i, b.i64(1)), imm=("i64", 8, "elem:i64"), rep=INT)
        other = b.op("i64.add", x, b.i64(second - 1), rep=INT)
        operands = [s] if op == "int.neg" else [s, other]
        return [b.op("int.add", b.op(op, *operands), i)]

    (s,) = corpus.counted(b, n, [start], body)
    b.ret(s)
    return f


def machine(function: Function) -> Machine:
    m = Machine(corpus.program(function))
    for name, exact in {
        "add": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "mul": lambda a, b: a * b,
        "shl": lambda a, b: a << b,
    }.items():
        m.runtime[f"weft_int_{name}_slow"] = lambda a, b, exact=exact: reduced(exact(a, b))
    m.runtime["weft_int_neg_slow"] = lambda a: reduced(-a)
    return m


@pytest.mark.parametrize("every_poll", [False, True])
@pytest.mark.parametrize(
    ("op", "second", "start"),
    [
        ("int.mul", 3, 1),
        ("int.mul", -7, 5),
        ("int.add", SMALL // 16, -5),
        ("int.sub", SMALL // 9, 5),
        ("int.sub", -SMALL // 9, 5),
        ("int.shl", 5, 3),
        ("int.neg", 0, -SMALL),
    ],
)
def test_overflow_goes_on_in_the_generic_body(op: str, second: int, start: int, every_poll: bool) -> None:
    m = machine(growing(op, second))
    m.every_poll = every_poll
    n, s = 100, start
    for i in range(n):
        match op:
            case "int.mul":
                s = reduced(s * second)
            case "int.add":
                s = reduced(s + second)
            case "int.sub":
                s = reduced(s - second)
            case "int.shl":
                s = reduced(s << second)
            case _:
                s = reduced(-s)
        s = reduced(s + i)
    assert m.run("f", n, start, m.new_list([1, 1], "q")) == s
    assert "f.generic" in m.resumed


def test_comes_back_after_64_quiet_turns() -> None:
    m = machine(growing("int.add", 1))
    assert m.run("f", 1000, SMALL - 100, m.new_list([1, 1], "q")) > 0
    assert m.resumed == ["f.generic", "f"]


def test_no_big_number_no_switch() -> None:
    m = machine(growing("int.add", 1))
    m.run("f", 1000, 0, m.new_list([1, 1], "q"))
    assert m.resumed == []


def test_holds_what_may_run_after_an_overflow() -> None:
    f = new_function("f", [INT], REF)
    b = Builder(f)
    b.pos = corpus.at(7)
    b.op("rt", f.params[0], imm="weft_math_isqrt")
    (s,) = corpus.counted(b, b.i64(1000), [f.params[0]], lambda i, s: [b.op("int.add", s, s)])
    b.ret(b.op("rt", s, imm="weft_int_to_str"))
    calls = {
        code.name: {reloc.symbol for reloc in code.relocs if reloc.kind == RelocKind.FUNCTION}
        for code in emit(corpus.program(f), threads=True).functions
    }
    before, after, slow = "weft_math_isqrt", "weft_int_to_str", "weft_int_add_slow"
    assert {before, after} <= calls["f"] and slow not in calls["f"]
    assert {after, slow} <= calls["f.generic"] and before not in calls["f.generic"]


@pytest.mark.parametrize("generic", [True, False])
def test_overflow_that_raises(generic: bool) -> None:
    m = Machine(corpus.program(growing("int.mul", 1 << 30)), generic=generic)
    with pytest.raises(Raised, match="weft_raise_overflow"):
        m.run("f", 10, 1, m.new_list([1, 1], "q"))
    assert m.lines == [7]


def test_limits_of_small() -> None:
    """Outside loops: the extremes stay, one more is the slow operation's business."""
    f = new_function("f", [INT, INT, F64], INT)
    b = Builder(f)
    b.ret(b.op("int.sub", b.op("int.add", f.params[0], f.params[1]), f.params[1]))
    m = machine(f)
    for a, c in ((SMALL - 1, 0), (SMALL - 2, 1), (-SMALL, 0), (1 - SMALL, -1)):
        assert m.run("f", a, c, 0.0) == a
    for a, c in ((SMALL - 1, 1), (-SMALL, -1)):
        assert m.run("f", a, c, 0.0) == (a + c) % MODULUS - c
