"""Built-ins of numbers: abs, round, divmod, pow."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.kind import Kind, find, one, ordered, show_atom
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NONE
from weftc.lower.arithmetic import binary_atoms, binary_values
from weftc.lower.builtins import Call, row
from weftc.lower.sequences import make_tuple


@row("abs")
def abs_(call: Call) -> ir.Value | None:
    f, b = call.f, call.f.b

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom is FLOAT_ATOM:
            return f.convert(b.op("f64.abs", v), FLOAT, call.result)
        if atom is INT_ATOM or atom is BOOL_ATOM:
            n = f.as_number(v, atom, INT_ATOM)
            out = b.op("select", b.op("int.neg", n), n, b.op("i64.lt_s", n, b.i64(0)))
            return f.convert(out, INT, call.result)
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__abs__")):
            made, type = f.call_function(call.value, method, None, [(v, one(atom))])
            return f.convert(made, type, call.result)
        f.raise_text("TypeError", f"bad operand type for abs(): '{show_atom(atom, 0)}'")
        return None

    return call.each(0, one_kind, call.result)


@row("round")
def round_(call: Call) -> ir.Value | None:
    f = call.f
    digits = call.operands[1] if len(call.operands) > 1 and f.type(call.operands[1]) != NONE else None

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom is FLOAT_ATOM:
            if digits is not None:
                return f.convert(f.rt("weft_float_round_digits", v, f.get_as(digits, INT)), FLOAT, call.result)
            return f.convert(f.rt("weft_float_round", v), INT, call.result)
        if atom is INT_ATOM or atom is BOOL_ATOM:
            n = f.as_number(v, atom, INT_ATOM)
            if digits is not None:
                function = f.engine.library("ints", "round_digits")
                assert function is not None
                out, type = f.call_function(call.value, function, None, [(n, INT), (f.get_as(digits, INT), INT)])
                return f.convert(out, type, call.result)
            return f.convert(n, INT, call.result)
        f.raise_text("TypeError", f"type {show_atom(atom, 0)} doesn't define __round__ method")
        return None

    return call.each(0, one_kind, call.result)


@row("divmod")
def divmod_(call: Call) -> ir.Value:
    f = call.f
    (a,), (b_,) = ordered(call.type(0)), ordered(call.type(1))
    if FLOAT_ATOM in (a, b_):
        divisor = f.as_number(call.arg(1), b_, FLOAT_ATOM)
        f.guard_text(f.b.op("f64.eq", divisor, f.b.f64(0.0)), "ZeroDivisionError", "float divmod()")
    quotient = binary_atoms(f, call.value, "//", a, call.arg(0), b_, call.arg(1), False)
    rest = binary_atoms(f, call.value, "%", a, call.arg(0), b_, call.arg(1), False)
    assert quotient is not None and rest is not None
    (atom,) = call.result
    return make_tuple(f, find(atom), [quotient, rest])


@row("pow")
def pow_(call: Call) -> ir.Value | None:
    if len(call.operands) == 3:
        from weftc.lower.calls import call_func

        function = call.f.engine.library("ints", "pow_modulo")
        assert function is not None
        args = [(call.arg(k), call.type(k)) for k in range(3)]
        out, type = call_func(call.f, call.value, function, None, args, call.shape)
        return call.f.convert(out, type, call.result)
    marker = hir.Value(call.value.id, "binary", call.operands, "**", call.value.span)
    return binary_values(call.f, marker, "**", call.arg(0), call.type(0), call.arg(1), call.type(1), call.result, False)
