"""What leaves a loop: invariant loads and guards; what may not."""

from __future__ import annotations

from tests.passes.text import counted, element, function, operations
from weftc.ir.builder import Builder
from weftc.ir.dominators import Dominators, Loops
from weftc.ir.ir import Function, Rep, Value
from weftc.passes.hoist import hoist
from weftc.passes.rotate import rotate
from weftc.passes.simplify import simplify


def inside(f: Function) -> list[str]:
    """Operations left in loops."""
    rotate(f)
    simplify(f)
    hoist(f, {})
    simplify(f)
    operations(f)
    blocks = Loops(Dominators(f)).of
    return [value.op for block in f.blocks if block in blocks for value in block.instrs]


def looping(*effects: str, index_varies: bool = False) -> list[str]:
    b = function("f", Rep.REF, Rep.INT, Rep.INT, result=Rep.INT)
    xs, n, k = b.function.params

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        for effect in effects:
            if effect == "grow":
                b.op("rt", xs, imm="weft_list_grow")
            elif effect == "log":
                b.op("rt", i, imm="weft_build_int")
            else:
                b.op("store", xs, b.i32(0), imm=("i32", 4, effect))
        return [b.op("int.add", carried[0], element(b, xs, i if index_varies else k))]

    b.ret(counted(b, n, [b.word(0)], step)[0])
    return inside(b.function)


def test_invariant_element_leaves_with_its_guard() -> None:
    assert not {"list.len", "list.data", "guard", "load_elem"} & set(looping())


def test_variable_element_leaves_only_its_list() -> None:
    left = looping(index_varies=True)
    assert "guard" in left and "load_elem" in left and "list.len" not in left and "list.data" not in left


def test_growing_keeps_the_data_pointer() -> None:
    left = looping("grow", index_varies=True)
    assert "list.data" in left and "list.len" not in left


def test_store_to_the_length_keeps_it() -> None:
    left = looping("len")
    assert "list.len" in left and "guard" in left and "list.data" not in left


def test_guard_stays_behind_output() -> None:
    left = looping("log")
    assert "guard" in left and "load_elem" in left and "list.len" not in left


def test_store_to_other_memory_moves_loads() -> None:
    assert "list.len" not in looping("field:3.x", index_varies=True)
