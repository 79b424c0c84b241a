"""Tests of values, and what is left of their types where a test has succeeded or failed: isinstance, truth, the
patterns of `match`."""

from __future__ import annotations

from weftc.hir import hir
from weftc.hir.operands import length_test_of, refinement_of
from weftc.infer.attributes import attribute
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import arg, complain, invoke, rule, set_known
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import NEVER, Kind, Type, find, has, one, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ClassInfo, ClassKind, ObjectKind
from weftc.kinds.scalars import (
    BOOL,
    BOOL_ATOM,
    FLOAT_ATOM,
    INT_ATOM,
    NONE,
    NONE_ATOM,
    NUMBERS,
    RANGE_ATOM,
    STR,
    STR_ATOM,
)
from weftc.kinds.tuple import TupleKind, VarTupleKind


@rule("isinstance")
def isinstance_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    operand, classes = arg(instance, value), class_atoms(engine, arg(instance, value, 1))
    results: set[bool] = set()
    for cls in classes:
        if matches(engine, INT_ATOM, cls) is None:
            return complain(engine, "E0307", value, f"isinstance() needs a class, not {show_atom(cls)}")
    for atom in operand:
        results.add(any(matches(engine, atom, cls) for cls in classes))
    set_known(instance, value, results.pop() if len(results) == 1 else None)
    return BOOL if operand and classes else NEVER


def matches(engine: Engine, atom: Kind, cls: Kind) -> bool | None:
    """Is every value of this kind an instance of the class? None: not a class."""
    atom = find(atom)
    match cls:
        case ClassKind(cls=info):
            return isinstance(atom, ObjectKind) and atom.cls.is_subclass(info)
        case BuiltinKind(name=name):
            kinds: dict[str, bool] = {
                "int": atom is INT_ATOM or atom is BOOL_ATOM,
                "float": atom is FLOAT_ATOM,
                "bool": atom is BOOL_ATOM,
                "str": atom is STR_ATOM,
                "list": isinstance(atom, ListKind) and not isinstance(atom, VarTupleKind),
                "dict": isinstance(atom, DictKind),
                "tuple": isinstance(atom, TupleKind | VarTupleKind),
                "range": atom is RANGE_ATOM,
                "object": True,
                "NoneType": atom is NONE_ATOM,
            }
            return kinds.get(name)
    return None


def class_atoms(engine: Engine, classes: Type) -> list[Kind]:
    out: list[Kind] = []
    for atom in classes:
        if isinstance(atom, TupleKind):
            for c in atom.items:
                out += class_atoms(engine, engine.get(c))
        else:
            out.append(atom)
    return out


@rule("refine")
def refine(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    kind, positive = refinement_of(value)
    operand = arg(instance, value)
    match kind:
        case "isinstance":
            classes = class_atoms(engine, arg(instance, value, 1))
            return frozenset(a for a in operand if any(matches(engine, a, c) for c in classes) == positive)
        case "none":
            return operand & NONE if positive else operand - NONE
        case "truth":
            if positive:
                return operand - NONE
            return frozenset(
                a
                for a in operand
                if not (isinstance(a, ObjectKind) and not a.cls.method("__bool__") and not a.cls.method("__len__"))
            )
        case "equal":
            other = arg(instance, value, 1)
            if positive and other and not has(operand, ObjectKind):
                if other <= NUMBERS:
                    return operand & NUMBERS
                if other in (STR, NONE):
                    return operand & other
            return operand
    return operand


@rule("truth")
def truth(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    known: bool | None = None
    operand = arg(instance, value)
    if len(operand) == 1 and isinstance(only := next(iter(operand)), TupleKind):
        known = bool(only.items)
    if (number := instance.numbers.get(value.args[0].id)) is not None:
        known = bool(number)
    if operand and all(isinstance(a, ObjectKind | FunctionKind | ClassKind | BuiltinKind) for a in operand):
        known = True
    for atom in operand:
        if isinstance(atom, ObjectKind):
            for name in ("__bool__", "__len__"):
                if method := atom.cls.method(name):
                    invoke(engine, instance, value, method, [one(atom)])
                    known = None
                    break
    if operand == NONE:
        known = False
    source = value.args[0]
    if source.op == "const":
        known = bool(source.imm)
    elif source.id in instance.known:
        known = instance.known[source.id]
    set_known(instance, value, known)
    return BOOL


@rule("not")
def not_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    known = instance.known.get(value.args[0].id)
    set_known(instance, value, None if known is None else not known)
    return BOOL


@rule("match.sequence")
def match_sequence(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    minimum, exact = length_test_of(value)
    results: set[bool | None] = set()
    for atom in arg(instance, value):
        if isinstance(atom, TupleKind):
            n = len(atom.items)
            results.add(n == minimum if exact else n >= minimum)
        else:
            results.add(None if isinstance(atom, ListKind) or atom is RANGE_ATOM else False)
    only = results.pop() if len(results) == 1 else None
    set_known(instance, value, only)
    return BOOL


@rule("match.attr")
def match_attr(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    operand = arg(instance, value)
    name = value.imm
    if isinstance(name, int):
        for cls in class_atoms(engine, arg(instance, value, 1)):
            if isinstance(cls, BuiltinKind) and name == 0:
                return operand
            if isinstance(cls, ClassKind):
                args = match_args(cls.cls)
                if args is None or name >= len(args):
                    return complain(
                        engine,
                        "E0308",
                        value,
                        f"{cls.cls.name}() accepts {len(args or ())} positional sub-patterns",
                        helps=("give the class __match_args__, or use keyword patterns",),
                    )
                return attribute(engine, instance, value, operand, args[name])
        return NEVER
    return attribute(engine, instance, value, operand, str(name))


def match_args(cls: ClassInfo) -> tuple[str, ...] | None:
    for c in cls.mro:
        if c.code is not None and c.code.match_args is not None:
            return c.code.match_args
    return None


@rule("match.has_attr")
def match_has_attr(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return BOOL
