"""What intervals prove: tests and guards that go, and those that must stay."""

from __future__ import annotations

from tests.passes.text import counted, element, function, operations
from weftc.ir.builder import Builder
from weftc.ir.ir import Function, Rep, Value
from weftc.passes.ranges import find_ranges
from weftc.passes.rotate import rotate
from weftc.passes.share import share
from weftc.passes.simplify import simplify


def arithmetic(f: Function) -> list[str]:
    find_ranges(f)
    simplify(f)
    return [
        text.split(" = ")[-1] for text in operations(f) if "int." in text or "guard" in text or "i64." in text
    ]


def test_unproven_sum_is_tested() -> None:
    b = function("f", Rep.INT, Rep.INT, result=Rep.INT)
    b.ret(b.op("int.add", *b.function.params))
    assert arithmetic(b.function) == ["int.add v0, v1 : int"]


def test_passed_sum_proves_its_operands() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    n = b.function.params[0]
    first = b.op("int.sub", n, b.word(1))
    b.op("rt", first, imm="weft_build_int")  # else it may use 63 bits
    half = b.op("int.floordiv", n, b.word(2))
    b.ret(b.op("int.add", half, b.op("int.floordiv", first, b.word(4))))
    assert [text.split()[0] + ("!" if "fits" in text else "") for text in arithmetic(b.function)] == [
        "int.sub",
        "i64.shr_s",
        "i64.shr_s",
        "int.add!",
    ]


def test_comparison_proves_one_side_only() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    n = b.function.params[0]
    small, big = b.new_block(), b.new_block()
    b.branch(b.op("i64.lt_s", n, b.word(100)), small, big)
    b.at(big)
    b.ret(b.word(0))
    b.at(small)
    b.ret(b.op("int.add", n, b.word(1)))
    assert "int.add v0, v4 : int" in arithmetic(b.function)


def test_two_comparisons_prove() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    n = b.function.params[0]
    low, high, out = b.new_block(), b.new_block(), b.new_block()
    b.branch(b.op("i64.lt_s", n, b.word(100)), low, out)
    b.at(low)
    b.branch(b.op("i64.gt_s", n, b.word(-100)), high, out)
    b.at(out)
    b.ret(b.word(0))
    b.at(high)
    b.ret(b.op("int.mul", n, n))
    assert "int.mul fits v0, v0 : int" in arithmetic(b.function)


def test_reduced_product_has_63_bits() -> None:
    b = function("f", Rep.INT, Rep.INT, result=Rep.INT)
    product = b.op("int.mul", *b.function.params)
    b.ret(b.op("int.mod", b.op("int.add", product, b.word(1)), b.word(1_000_007)))
    assert arithmetic(b.function)[:2] == ["int.mul i64 v0, v1 : int", "int.add i64 v2, v3 : int"]


def test_returned_product_has_not() -> None:
    b = function("f", Rep.INT, Rep.INT, result=Rep.INT)
    b.ret(b.op("int.mul", *b.function.params))
    assert arithmetic(b.function) == ["int.mul v0, v1 : int"]


def test_linear_congruential_generator_fits() -> None:
    b = function("f", Rep.INT, result=Rep.INT)

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        product = b.op("int.mul", carried[0], b.word(1103515245))
        return [b.op("int.mod", b.op("int.add", product, b.word(12345)), b.word(2**31))]

    b.ret(counted(b, b.function.params[0], [b.word(1)], step)[0])
    found = arithmetic(b.function)
    assert sum("fits" in text for text in found) == 3 and any("i64.and" in text for text in found)


def test_own_length_needs_no_bounds() -> None:
    b = function("f", Rep.REF, result=Rep.INT)
    xs = b.function.params[0]
    length = b.op("i64.extend_i32_u", b.op("list.len", xs))

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        return [b.op("int.add", carried[0], element(b, xs, i))]

    b.ret(counted(b, length, [b.word(0)], step)[0])
    rotate(b.function)
    share(b.function, {})
    found = arithmetic(b.function)
    assert not any("guard" in text for text in found)
    assert [text.split()[1] for text in found if "int.add" in text].count("fits") == 1


def test_other_length_keeps_bounds() -> None:
    b = function("f", Rep.REF, Rep.INT, result=Rep.INT)
    xs, n = b.function.params

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        return [element(b, xs, i)]

    b.ret(counted(b, n, [b.word(0)], step)[0])
    found = arithmetic(b.function)
    assert any("guard" in text for text in found) and not any("i64.add" in text for text in found)


def test_counter_under_a_condition_fits() -> None:
    b = function("f", Rep.INT, Rep.I32, result=Rep.INT)

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        then, after = b.new_block(), b.new_block(Rep.INT)
        b.branch(b.function.params[1], then, after, (), carried)
        b.at(then)
        b.jump(after, b.op("int.add", carried[0], b.word(1)))
        b.at(after)
        return after.params

    b.ret(counted(b, b.function.params[0], [b.word(0)], step)[0])
    assert sum("int.add fits" in text for text in arithmetic(b.function)) == 2


def test_doubling_in_a_loop_is_tested() -> None:
    b = function("f", Rep.INT, result=Rep.INT)
    out = counted(b, b.function.params[0], [b.word(1)], lambda b, i, c: [b.op("int.add", c[0], c[0])])
    b.ret(out[0])
    assert sum(text.startswith("int.add v") for text in arithmetic(b.function)) == 1


def test_divisor_that_is_always_zero() -> None:
    """What is behind the guard isn't reached: nothing matters of it but that the pass ends, and the guard stays."""
    b = function("f", Rep.INT, result=Rep.INT)
    n = b.function.params[0]
    zero = counted(b, n, [b.word(0)], lambda b, i, c: [b.op("int.mul", c[0], b.word(2))])[0]
    for op in ("int.mod", "int.floordiv"):
        b.op("guard", b.op("i64.eqz", zero), imm=("weft_raise_zero", (2,)))
        n = b.op(op, b.word(5), b.op(op, n, zero))
    b.ret(n)
    assert any("weft_raise_zero" in text for text in arithmetic(b.function))
