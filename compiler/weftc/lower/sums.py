"""sum(): what it adds, and the correction that it keeps of a float total (Neumaier 1974)."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.kind import Kind, one
from weftc.kinds.scalars import FLOAT, FLOAT_ATOM, NUMBERS
from weftc.lower.arithmetic import binary_values
from weftc.lower.function import FunctionLowering, lower


@lower("sum.add")
def sum_add(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    total, _, item = value.args
    return binary_values(f, value, "+", f.get(total), f.type(total), f.get(item), f.type(item), f.type(value), False)


@lower("sum.correct")
def sum_correct(f: FunctionLowering, value: hir.Value) -> ir.Value:
    """Neumaier: what the addition lost, from the side of the greater magnitude. Only once the total is a float."""
    total, correction, item = value.args
    e = f.b
    held = f.get(correction) if f.type(correction) else e.f64(0.0)
    if FLOAT_ATOM not in f.type(total) or not f.type(item) & NUMBERS:
        return held

    def with_total(a: Kind, x: ir.Value) -> ir.Value:
        if a is not FLOAT_ATOM:
            return held

        def with_item(b: Kind, y: ir.Value) -> ir.Value:
            if b is not FLOAT_ATOM:
                return held  # CPython adds ints to the float total without a correction
            t = e.op("f64.add", x, y)
            first = e.op("f64.add", e.op("f64.sub", x, t), y)
            second = e.op("f64.add", e.op("f64.sub", y, t), x)
            lost = e.op("select", first, second, e.op("f64.ge", e.op("f64.abs", x), e.op("f64.abs", y)))
            return e.op("f64.add", held, lost)

        out = f.dispatch(f.get(item), f.type(item), with_item, FLOAT)
        assert out is not None
        return out

    out = f.dispatch(f.get(total), f.type(total), with_total, FLOAT)
    assert out is not None
    return out


@lower("sum.end")
def sum_end(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    total, correction = value.args
    type = f.type(value)
    if FLOAT_ATOM not in type or not f.type(correction):
        return f.get(total)
    e = f.b

    def one_kind(atom: Kind, x: ir.Value) -> ir.Value:
        if atom is FLOAT_ATOM:
            c = f.get(correction)
            # an infinite or undefined correction is left out, so that inf stays inf
            finite = e.op("f64.lt", e.op("f64.abs", c), e.f64(float("inf")))
            x = e.op("f64.add", x, e.op("select", c, e.f64(0.0), finite))
        return f.convert(x, one(atom), type)

    return f.dispatch(f.get(total), f.type(total), one_kind, type)
