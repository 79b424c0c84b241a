"""Comparisons: equality, order and identity, for each pair of kinds."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import invoke
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Kind, Type, find, one
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, NONE, NUMBERS, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind

COMPARISONS = {
    "<": ("lt", "gt"), "<=": ("le", "ge"), ">": ("gt", "lt"), ">=": ("ge", "le"),
    "==": ("eq", "eq"), "!=": ("ne", "ne"),
}  # fmt: skip


def compare_atoms(engine: Engine, instance: Instance, value: hir.Value, op: str, a: Kind, b: Kind) -> Type | None:
    """One pair; containers go through the library, which compares their items by these rules in turn."""
    if a in NUMBERS and b in NUMBERS or a is STR_ATOM and b is STR_ATOM:
        return BOOL
    if isinstance(a, ObjectKind) or isinstance(b, ObjectKind):
        mine, theirs = COMPARISONS[op]
        if isinstance(a, ObjectKind) and (method := a.cls.method(f"__{mine}__")):
            return invoke(engine, instance, value, method, [one(a), one(b)])
        if isinstance(b, ObjectKind) and (method := b.cls.method(f"__{theirs}__")):
            return invoke(engine, instance, value, method, [one(b), one(a)])
        if op == "!=" and isinstance(a, ObjectKind) and (method := a.cls.method("__eq__")):
            return invoke(engine, instance, value, method, [one(a), one(b)]) and BOOL
        return BOOL if op in ("==", "!=") else None
    if isinstance(a, TupleKind | VarTupleKind) and isinstance(b, TupleKind | VarTupleKind) and type(a) is not type(b):
        return None  # of fixed length against any length: not built
    if isinstance(a, VarTupleKind) != isinstance(b, VarTupleKind):
        return BOOL if op in ("==", "!=") else None
    if isinstance(a, TupleKind) and isinstance(b, TupleKind):
        return compare_tuples(engine, instance, value, op, a, b)
    for kind, name in ((ListKind, "list"), (DictKind, "dict")):
        if isinstance(a, kind) and isinstance(b, kind):
            function = engine.library("compare", f"{name}_{'eq' if op in ('==', '!=') else 'lt'}")
            if function is None:
                return None
            return invoke(engine, instance, value, function, [one(a), one(b)]) and BOOL
    return BOOL if op in ("==", "!=") else None


def compare_tuples(
    engine: Engine, instance: Instance, value: hir.Value, op: str, a: TupleKind, b: TupleKind
) -> Type | None:
    for x, y in zip(a.items, b.items, strict=False):
        for p in engine.get(x):
            for q in engine.get(y):
                for need in ("==",) if op in ("==", "!=") else ("==", op.rstrip("=") if op not in ("==", "!=") else op):
                    compare_atoms(engine, instance, value, need, find(p), find(q))
    return BOOL


def identical(op: str, left: Type, right: Type) -> bool | None:
    """What `is` or `is not` gives, if that is certain."""
    if not (left & right) and not any(a.group is not None and a.group == b.group for a in left for b in right):
        return op == "is not"
    return op == "is" if left == NONE and right == NONE else None
