"""Built-ins of numbers: abs, round, divmod, pow."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.arithmetic import numeric
from weftc.infer.binding import call_function
from weftc.infer.builtins import Call, row
from weftc.kinds.kind import NEVER, Type, one, show
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NONE, NUMBERS


@row("abs")
def abs_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    out = NEVER
    for atom in call.args[0]:
        if atom is FLOAT_ATOM:
            out |= FLOAT
        elif atom is INT_ATOM or atom is BOOL_ATOM:
            out |= INT
        elif isinstance(atom, ObjectKind) and (method := atom.cls.method("__abs__")):
            out = call.engine.join(out, call.invoke(method, [one(atom)]))
    return out or call.complain("E0303", f"abs() needs a number, not {show(call.args[0])}")


@row("round")
def round_(call: Call) -> Type:
    if not call.arity(1, 2, ("ndigits",)):
        return NEVER
    out = NEVER
    digits = len(call.args) == 2 and call.args[1] != NONE
    for atom in call.args[0]:
        if atom is FLOAT_ATOM:
            out |= FLOAT if digits else INT
        elif atom in NUMBERS:
            out |= INT
            if digits and (function := call.engine.library("ints", "round_digits")):
                call.invoke(function, [INT, INT])
    return out or call.complain("E0303", f"round() needs a number, not {show(call.args[0])}")


@row("divmod")
def divmod_(call: Call) -> Type:
    if not call.arity(2, 2):
        return NEVER
    part = FLOAT if FLOAT_ATOM in call.args[0] | call.args[1] else INT
    if not call.args[0] <= NUMBERS or not call.args[1] <= NUMBERS or len(call.args[0]) > 1 or len(call.args[1]) > 1:
        return call.complain(
            "E0303", f"divmod() needs two plain numbers, not {show(call.args[0])} and {show(call.args[1])}"
        )
    return call.engine.new_tuple(call.instance, call.value, [part, part])


@row("pow")
def pow_(call: Call) -> Type:
    if len(call.args) == 3:
        function = call.engine.library("ints", "pow_modulo")
        assert function is not None
        return call_function(call.engine, call.instance, call.value, function, call.args, call.shape)
    if not call.arity(2, 2):
        return NEVER
    out = NEVER
    for a in call.args[0]:
        for b in call.args[1]:
            if a in NUMBERS and b in NUMBERS:
                marker = hir.Value(call.value.id, "binary", call.value.args[1:], "**", call.value.span)
                out |= numeric("**", a, b, marker) or NEVER
    return out
