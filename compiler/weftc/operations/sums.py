"""sum(): what it adds, and the correction that it keeps of a float total (Neumaier 1974)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.kind import Kind, Type, one, show
from weftc.kinds.numbers import FLOAT, FLOAT_ATOM, INT, NUMBERS
from weftc.kinds.text import STR_ATOM
from weftc.operations.arithmetic import binary_of

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@rule("sum.add")
def sum_add(site: Site) -> Type:
    total, item = site.arg(0), site.arg(2)
    if not total or not item:
        return site.decide(NOTHING)
    answer = binary_of(site, "+", total, item)
    if answer is None:
        start = " (start is an int)" if total == INT else ""
        helps = ("to join texts write ''.join(parts)",) if STR_ATOM in item else ()
        return site.decide(site.complain("E0301", f"cannot sum {show(item)}{start}", helps=helps))
    return site.decide(Answer(answer.type, lambda f, t, _, v: answer.emit(f, t, v)))


@rule("sum.correct")
def sum_correct(site: Site) -> Type:
    """What the addition lost, from the side of the greater magnitude. Only once the total is a float."""
    total_type, kept, item_type = site.arg(0), site.arg(1), site.arg(2)

    def emit(f: FunctionLowering, total: ir.Value, correction: ir.Value, item: ir.Value) -> ir.Value | None:
        e = f.b
        so_far = correction if kept else e.f64(0.0)
        if FLOAT_ATOM not in total_type or not item_type & NUMBERS:
            return so_far

        def with_total(a: Kind, x: ir.Value) -> ir.Value | None:
            if a is not FLOAT_ATOM:
                return so_far

            def with_item(b: Kind, y: ir.Value) -> ir.Value:
                if b is not FLOAT_ATOM:
                    return so_far  # CPython adds ints to the float total without a correction
                t = e.op("f64.add", x, y)
                first = e.op("f64.add", e.op("f64.sub", x, t), y)
                second = e.op("f64.add", e.op("f64.sub", y, t), x)
                lost = e.op("select", first, second, e.op("f64.ge", e.op("f64.abs", x), e.op("f64.abs", y)))
                return e.op("f64.add", so_far, lost)

            return f.dispatch(item, item_type, with_item, FLOAT)

        return f.dispatch(total, total_type, with_total, FLOAT)

    return site.decide(Answer(FLOAT, emit))


@rule("sum.end")
def sum_end(site: Site) -> Type:
    type, kept = site.arg(0), site.arg(1)

    def emit(f: FunctionLowering, total: ir.Value, correction: ir.Value) -> ir.Value | None:
        if FLOAT_ATOM not in type or not kept:
            return total
        e = f.b

        def one_kind(atom: Kind, x: ir.Value) -> ir.Value:
            if atom is FLOAT_ATOM:
                # an infinite or undefined correction is left out, so that inf stays inf
                finite = e.op("f64.lt", e.op("f64.abs", correction), e.f64(float("inf")))
                x = e.op("f64.add", x, e.op("select", correction, e.f64(0.0), finite))
            return f.convert(x, one(atom), type)

        return f.dispatch(total, type, one_kind, type)

    return site.decide(Answer(type, emit))
