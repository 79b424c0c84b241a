"""Effects over the call graph; polls of loops and recursion."""

from __future__ import annotations

from tests.passes.text import counted, function, program
from weftc.ir.ir import Rep
from weftc.passes.effects import EVERYTHING, SHORT_TURNS, clobbers, find_effects, short_loops


def test_leaf_does_nothing() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    b.ret(b.function.params[0])
    found = find_effects(program(b.function))["f"]
    assert not (found.raises or found.suspends or found.writes)


def test_callers_get_callees_effects() -> None:
    leaf = function("leaf", Rep.REF)
    leaf.op("rt", leaf.function.params[0], imm="weft_list_clear")
    leaf.ret()
    b = function("f", Rep.REF)
    b.op("call", b.function.params[0], imm="leaf", rep=Rep.VOID)
    b.ret()
    found = find_effects(program(b.function, leaf.function))["f"]
    assert clobbers(found.writes, "len") and not clobbers(found.writes, "global") and not found.suspends


def test_cycles_suspend() -> None:
    f, g, h = function("f"), function("g"), function("h")
    for b, target in ((f, "g"), (g, "f"), (h, "f")):
        b.op("call", imm=target, rep=Rep.VOID)
        b.ret()
    found = find_effects(program(h.function, f.function, g.function))
    assert all(found[name].suspends and found[name].raises for name in "fgh")


def test_only_short_loops_do_not_poll() -> None:
    for turns, suspends in ((SHORT_TURNS - 1, False), (10 * SHORT_TURNS, True)):
        b = function("f")
        counted(b, b.word(turns), [], lambda b, i, c: [])
        b.ret()
        assert find_effects(program(b.function))["f"].suspends is suspends
        assert bool(short_loops(b.function)) is not suspends


def test_unknown_callees_do_everything() -> None:
    b = function("f")
    b.op("rt", imm="weft_yield")
    b.ret()
    assert find_effects(program(b.function))["f"].suspends
    assert clobbers(EVERYTHING, "elem:int")
