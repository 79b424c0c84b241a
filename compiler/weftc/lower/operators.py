"""The operators of expressions as they are written; what they do is in arithmetic.py, comparisons.py, membership.py."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.kind import Kind
from weftc.kinds.scalars import BOOL
from weftc.lower.arithmetic import binary_values, unary_atom
from weftc.lower.comparisons import compare_values, identical
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.membership import contains


@lower("binary", "inplace")
def binary(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    op, result = str(value.imm), f.type(value)
    left, right = value.args
    lv, rv = f.get(left), f.get(right)
    return binary_values(f, value, op, lv, f.type(left), rv, f.type(right), result, value.op == "inplace")


@lower("unary")
def unary(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    op, operand, e = str(value.imm), value.args[0], f.b
    result = f.type(value)
    if (
        operand.op == "const"
        and op == "-"
        and isinstance(operand.imm, int | float)
        and not isinstance(operand.imm, bool)
    ):
        return e.word(-operand.imm) if isinstance(operand.imm, int) else e.f64(-operand.imm)

    def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
        made = unary_atom(f, value, op, atom, x)
        return None if made is None else f.convert(*made, result)

    return f.dispatch(f.get(operand), f.type(operand), one_kind, result)


@lower("compare")
def compare(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    op = str(value.imm)
    known = f.instance.known.get(value.id)
    if known is not None:
        return f.b.i32(int(known))
    left, right = value.args
    if op in ("is", "is not"):
        out = identical(f, left, right)
        return out if op == "is" else f.b.op("i32.eqz", out)
    if op in ("in", "not in"):
        result = f.dispatch(
            f.get(right) if right.id not in f.virtual else f.b.none(),
            f.type(right),
            lambda a, c: contains(f, value, left, right, a, c),
            BOOL,
        )
        assert result is not None
        return result if op == "in" else f.b.op("i32.eqz", result)
    return compare_values(f, value, op, f.get(left), f.type(left), f.get(right), f.type(right), f.type(value))
