"""Entries say whether their task may wait for the host."""

from __future__ import annotations

import pytest

from tests.passes.text import function, program
from weftc.abi.memory import FrameFlag
from weftc.abi.structs import FrameDesc
from weftc.emit import emit
from weftc.ir.builder import Builder
from weftc.ir.ir import Rep
from weftc.ir.runtime import ROWS, RUNTIME

STALLING = sorted(symbol for symbol in ROWS if RUNTIME[symbol].stalls)


def entry_is_quiet(name: str, *functions: Builder) -> bool:
    data = {datum.name: datum.data for datum in emit(program(*[b.function for b in functions]), threads=True).data}
    at = FrameDesc.flags
    flags = int.from_bytes(data[f"{name}.point.1"][at : at + 4], "little")
    assert flags & FrameFlag.ENTRY
    return bool(flags & FrameFlag.QUIET)


def calls(name: str, symbol: str, op: str = "rt") -> Builder:
    b = function(name)
    if op == "rt":
        row = RUNTIME[symbol]
        zeros = [{Rep.I32: b.i32, Rep.F64: b.f64}.get(rep, b.i64)(0) for rep in row.args]
        b.op("rt", *zeros, imm=symbol)
    else:
        b.op("call", imm=symbol, rep=Rep.VOID)
    b.op("rt", imm="weft_yield")
    b.ret()
    return b


def test_what_reads_and_writes_stalls() -> None:
    for word in ("print", "input", "read", "readline", "write", "flush", "open", "close"):
        assert [symbol for symbol in STALLING if symbol.endswith("_" + word)], word


@pytest.mark.parametrize("symbol", ["weft_build_print", "weft_file_flush"])
def test_a_task_that_gets_there_by_calls_is_not_quiet(symbol: str) -> None:
    far = calls("far", symbol)
    assert not entry_is_quiet("far", far)
    assert not entry_is_quiet("f", calls("f", "g", "call"), calls("g", "far", "call"), far)


def test_others_are_quiet() -> None:
    assert entry_is_quiet("f", calls("f", "weft_build_begin"))
    assert entry_is_quiet("f", calls("f", "g", "call"), calls("g", "weft_yield"), calls("h", "weft_build_print"))
