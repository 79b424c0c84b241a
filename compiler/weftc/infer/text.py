"""f-strings, and what `str` and `repr` of a value call: a user's methods, and the library for containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.rules import arg, invoke, rule
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import NEVER, Type, find, one
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import STR
from weftc.kinds.tuple import TupleKind, VarTupleKind

if TYPE_CHECKING:
    from weftc.infer.engine import Engine, Instance


def str_of(engine: Engine, instance: Instance, value: hir.Value, type: Type) -> None:
    """Makes the instances that str() of such a value needs."""
    for atom in type:
        atom = find(atom)
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__str__")):
            invoke(engine, instance, value, method, [one(atom)])
        else:
            repr_atom(engine, instance, value, atom, plain=True)


def repr_of(engine: Engine, instance: Instance, value: hir.Value, type: Type) -> None:
    for atom in type:
        repr_atom(engine, instance, value, find(atom), plain=False)


def repr_atom(engine: Engine, instance: Instance, value: hir.Value, atom: object, plain: bool) -> None:
    match atom:
        case ObjectKind():
            if atom.cls.is_exception and (plain or not atom.cls.method("__repr__")):
                # made when the exception is: the text; here only repr(args)
                if not plain and not atom.cls.method("__repr__"):
                    repr_of(engine, instance, value, engine.get(atom.field("args")))
            elif method := atom.cls.method("__repr__"):
                invoke(engine, instance, value, method, [one(atom)])
        case VarTupleKind():
            if function := engine.library("text", "tuple_repr"):
                invoke(engine, instance, value, function, [one(atom)])
        case ListKind():
            if function := engine.library("text", "list_repr"):
                invoke(engine, instance, value, function, [one(atom)])
        case DictKind():
            if function := engine.library("text", "dict_repr"):
                invoke(engine, instance, value, function, [one(atom)])
        case TupleKind():
            for item in atom.items:
                repr_of(engine, instance, value, engine.get(item))


@rule("format")
def format_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    operand = arg(instance, value)
    if not operand:
        return NEVER
    (repr_of if value.imm in ("r", "a") else str_of)(engine, instance, value, operand)
    return STR


@rule("concat")
def concat(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return STR
