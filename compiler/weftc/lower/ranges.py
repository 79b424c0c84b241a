"""Ranges: their parts, whether they are objects or exist only while compiling, and their length."""

from __future__ import annotations

from dataclasses import dataclass

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.scalars import RANGE_ATOM
from weftc.lower.function import FunctionLowering


@dataclass
class VirtualRange:
    """range(...) that hasn't been made an object."""

    parts: tuple[ir.Value, ir.Value, ir.Value]

    def materialise(self, f: FunctionLowering) -> ir.Value:
        out = f.b.op("new", imm=(f.layout.type_symbol(RANGE_ATOM), 32))
        for offset, part in zip((8, 16, 24), self.parts, strict=True):
            f.store(out, part, offset, "tuple")
        return out


def range_parts(f: FunctionLowering, value: hir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
    held = f.virtual.get(value.id)
    if isinstance(held, VirtualRange):
        return held.parts
    return range_fields(f, f.get(value))


def range_fields(f: FunctionLowering, v: ir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
    start, stop, step = (f.load(v, Rep.INT, offset, "tuple") for offset in (8, 16, 24))
    return start, stop, step


def range_length(f: FunctionLowering, start: ir.Value, stop: ir.Value, step: ir.Value) -> ir.Value:
    """max(0, ceil((stop - start) / step))."""
    b = f.b
    up = b.op("i64.gt_s", step, b.i64(0))
    distance = b.op("select", b.op("i64.sub", stop, start), b.op("i64.sub", start, stop), up)
    stride = b.op("select", step, b.op("i64.sub", b.i64(0), step), up)
    count = b.op("i64.add", b.op("i64.div_s", b.op("i64.sub", distance, b.i64(1)), stride), b.i64(1))
    return b.op("select", count, b.i64(0), b.op("i64.gt_s", distance, b.i64(0)), rep=Rep.INT)
