"""The operators of expressions as they are written; what they give is in arithmetic.py, comparisons.py and
membership.py."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.arithmetic import binary_atoms, unary_atom
from weftc.infer.comparisons import compare_atoms, identical
from weftc.infer.engine import Engine, Instance
from weftc.infer.membership import contains
from weftc.infer.rules import arg, complain, rule, set_known
from weftc.kinds.kind import NEVER, Type, find, has, show
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, STR_ATOM


@rule("binary", "inplace")
def binary(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    op, inplace = str(value.imm), value.op == "inplace"
    left, right, out, valid = arg(instance, value), arg(instance, value, 1), NEVER, False
    if not left or not right:
        return NEVER
    for a in left:
        for b in right:
            type = binary_atoms(engine, instance, value, op, find(a), find(b), inplace)
            if type is not None:
                valid = True
                out = engine.join(out, type)
    if not valid:
        if STR_ATOM in left and op == "%":
            return complain(
                engine,
                "E0410",
                value,
                "the % operator on strings isn't built",
                helps=("write an f-string: f'{x:.2f}'",),
            )
        names = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
        return complain(
            engine,
            "E0301",
            value,
            f"cannot {names.get(op, 'apply ' + op + ' to')} {show(left)} and {show(right)}",
            f"{show(left)} {op} {show(right)}",
            helps=("convert one side, as in str(x) or int(text)",) if STR_ATOM in left | right else (),
        )
    return out


@rule("unary")
def unary(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    op, operand, out = str(value.imm), arg(instance, value), NEVER
    for atom in operand:
        out = engine.join(out, unary_atom(engine, instance, value, op, atom) or NEVER)
    if not out and operand and not has(operand, ObjectKind):
        return complain(engine, "E0301", value, f"bad operand type for unary {op}: {show(operand)}")
    return out


@rule("compare")
def compare(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    op, left, right = str(value.imm), arg(instance, value), arg(instance, value, 1)
    set_known(instance, value, None)
    if not left or not right:
        return NEVER
    if op in ("is", "is not"):
        set_known(instance, value, identical(op, left, right))
        return BOOL
    if op in ("in", "not in"):
        return contains(engine, instance, value, left, right)
    x, y = (number_of(instance, a) for a in value.args)
    if x is not None and y is not None:
        set_known(instance, value, {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[op])
    valid, out = False, NEVER
    for a in left:
        for b in right:
            type = compare_atoms(engine, instance, value, op, find(a), find(b))
            if type is not None:
                valid = True
                out = engine.join(out, type)
    if not valid:
        return complain(engine, "E0301", value, f"'{op}' not supported between {show(left)} and {show(right)}")
    return out


def number_of(instance: Instance, value: hir.Value) -> int | None:
    """The int that a value is known to be: the length of a tuple, or a literal beside one."""
    if value.op == "const" and isinstance(value.imm, int) and not isinstance(value.imm, bool):
        return value.imm
    return instance.numbers.get(value.id)
