"""Tuples that don't escape aren't built."""

from __future__ import annotations

import pytest

from tests.passes.text import function, names
from weftc.ir.ir import Rep
from weftc.passes.tuples import unpack_tuples


@pytest.mark.parametrize("escapes", [False, True])
def test_swap(escapes: bool) -> None:
    b = function("f", Rep.INT, Rep.INT, Rep.REF, result=Rep.INT)
    x, y, other = b.function.params
    pair = b.op("new", imm=("t", 24))
    for offset, value in ((8, x), (16, y)):
        b.op("store", pair, value, imm=("i64", offset, "tuple"))
    second = b.op("load", pair, imm=("i64", 16, "tuple"), rep=Rep.INT)
    if escapes:
        b.op("store", other, pair, imm=("i32", 8, "cell"))
    b.ret(second)
    unpack_tuples(b.function)
    assert ("new" in names(b.function)) is escapes
