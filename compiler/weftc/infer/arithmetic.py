"""Arithmetic: what the binary and unary operators give, for each pair of kinds."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.containers import constant_index
from weftc.infer.dicts import store_entry
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import atom_items
from weftc.infer.rules import invoke
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NUMBERS, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
    "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor", "@": "matmul",
}  # fmt: skip
UNARY_DUNDERS = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}


def binary_atoms(
    engine: Engine, instance: Instance, value: hir.Value, op: str, a: Kind, b: Kind, inplace: bool
) -> Type | None:
    """One pair of operand kinds; None: Python raises TypeError."""
    if a in NUMBERS and b in NUMBERS:
        return numeric(op, a, b, value)
    if isinstance(a, ObjectKind) or isinstance(b, ObjectKind):
        type = by_method(engine, instance, value, op, a, b, inplace)
        if type is not None or not (inplace and isinstance(a, ListKind)):
            return type
    combine = CONTAINERS.get(op)
    return combine(engine, instance, value, a, b, inplace) if combine is not None else None


def by_method(
    engine: Engine, instance: Instance, value: hir.Value, op: str, a: Kind, b: Kind, inplace: bool
) -> Type | None:
    """A special method of one of the operands, as Python looks for it."""
    if isinstance(a, ObjectKind):
        for name in ([f"__i{DUNDERS[op]}__"] if inplace else []) + [f"__{DUNDERS[op]}__"]:
            if (method := a.cls.method(name)) is not None:
                return invoke(engine, instance, value, method, [one(a), one(b)])
    if isinstance(b, ObjectKind) and (method := b.cls.method(f"__r{DUNDERS[op]}__")) is not None:
        return invoke(engine, instance, value, method, [one(b), one(a)])
    return None


def numeric(op: str, a: Kind, b: Kind, value: hir.Value) -> Type | None:
    """The type of an arithmetic operation on two numbers; None if it isn't defined on them."""
    if a is FLOAT_ATOM or b is FLOAT_ATOM:
        return FLOAT if op in ("+", "-", "*", "/", "//", "%", "**") else None
    if op == "/":
        return FLOAT
    if op == "@":
        return None
    if a is BOOL_ATOM and b is BOOL_ATOM and op in ("&", "|", "^"):
        return BOOL
    if op == "**":
        exponent = value.args[1] if len(value.args) > 1 else None
        if exponent is not None and exponent.op == "const" and isinstance(exponent.imm, int) and exponent.imm < 0:
            return FLOAT
        if exponent is not None and exponent.op == "unary" and exponent.imm == "-" and exponent.args[0].op == "const":
            return FLOAT
    return INT


def unary_atom(engine: Engine, instance: Instance, value: hir.Value, op: str, atom: Kind) -> Type | None:
    if atom is FLOAT_ATOM:
        return FLOAT if op != "~" else None
    if atom in NUMBERS:
        return INT
    if isinstance(atom, ObjectKind) and (method := atom.cls.method(UNARY_DUNDERS[op])) is not None:
        return invoke(engine, instance, value, method, [one(atom)])
    return None


# --- texts and containers ---------------------------------------------------------------------------------------------


def concatenate(engine: Engine, instance: Instance, value: hir.Value, a: Kind, b: Kind, inplace: bool) -> Type | None:
    if a is STR_ATOM and b is STR_ATOM:
        return STR
    if (
        isinstance(a, ListKind)
        and isinstance(b, ListKind)
        and isinstance(a, VarTupleKind) == isinstance(b, VarTupleKind)
    ):
        if inplace and not isinstance(a, VarTupleKind):
            engine.flow(a.elem, engine.get(b.elem))
            return one(find(a))
        # storage is copied as it is, so both and the result are laid out alike
        joined = engine.unify(a, b)
        assert isinstance(joined, ListKind)
        return engine.new_like(instance, value, joined)
    if (
        isinstance(a, ListKind)
        and not isinstance(a, VarTupleKind)
        and inplace
        and (items := atom_items(engine, instance, value, b)) is not None
    ):
        engine.flow(a.elem, items)
        return one(find(a))
    if isinstance(a, TupleKind | VarTupleKind) and isinstance(b, TupleKind | VarTupleKind):
        if isinstance(a, TupleKind) and isinstance(b, TupleKind) and few_lengths(instance, value):
            return engine.new_tuple(instance, value, [engine.get(c) for c in [*a.items, *b.items]], (a, b))
        items = engine.join(items_of_tuple(engine, a), items_of_tuple(engine, b))
        return engine.new_vartuple(instance, value, items)
    return None


def few_lengths(instance: Instance, value: hir.Value) -> bool:
    """A tuple that grows in a loop would be of ever more lengths: beyond a few it is one of any length."""
    return sum(key[0] == value.id for key in instance.made) < 4


def items_of_tuple(engine: Engine, atom: TupleKind | VarTupleKind) -> Type:
    return engine.join_all([engine.get(c) for c in atom.cells()])


def repeat(engine: Engine, instance: Instance, value: hir.Value, a: Kind, b: Kind, inplace: bool) -> Type | None:
    integral = (INT_ATOM, BOOL_ATOM)
    if b in integral:
        a, b = b, a
    if a not in integral:
        return None
    if b is STR_ATOM:
        return STR
    if isinstance(b, ListKind):
        return one(b) if inplace and not isinstance(b, VarTupleKind) else engine.new_like(instance, value, b)
    if isinstance(b, TupleKind):
        count = next((n for n in map(constant_index, value.args) if n is not None), None)
        if count is None or count > 64:
            return engine.new_vartuple(instance, value, engine.join_all([engine.get(c) for c in b.items]))
        return engine.new_tuple(instance, value, [engine.get(c) for c in b.items] * count, "repeated")
    return None


def merge(engine: Engine, instance: Instance, value: hir.Value, a: Kind, b: Kind, inplace: bool) -> Type | None:
    if isinstance(a, DictKind) and isinstance(b, DictKind):
        store_entry(engine, instance, value, a, engine.get(b.key), engine.get(b.value))
        return one(a) if inplace else engine.join(engine.new_dict(instance, value, NEVER, NEVER), one(find(a)))
    return None


#: operators on texts and containers
CONTAINERS = {"+": concatenate, "*": repeat, "|": merge}
