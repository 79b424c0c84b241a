"""`in`: whether a container, a text, a range or a dict's view holds an item."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.comparisons import compare_atoms
from weftc.infer.dicts import same_keys
from weftc.infer.engine import Engine, Instance
from weftc.infer.hashing import use_key
from weftc.infer.iteration import is_iterable
from weftc.infer.rules import complain, invoke
from weftc.kinds.dict import DictKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Type, find, one, show
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, RANGE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind


def contains(engine: Engine, instance: Instance, value: hir.Value, item: Type, container: Type) -> Type:
    valid = False
    for c in container:
        c = find(c)
        if isinstance(c, ObjectKind) and (method := c.cls.method("__contains__")):
            invoke(engine, instance, value, method, [one(c), item])
            valid = True
        elif isinstance(c, ObjectKind) and is_iterable(c):
            valid = True
            if function := engine.library("compare", "list_contains"):
                invoke(engine, instance, value, function, [one(c), item])
        elif isinstance(c, DictKind | IteratorKind) or c is RANGE_ATOM or c is STR_ATOM:
            valid = True
            if isinstance(c, DictKind):
                same_keys(engine, c, item)
                use_key(engine, instance, value, c, item, "find")
        elif isinstance(c, ListKind):
            valid = True
            if function := engine.library("compare", "list_contains"):
                invoke(engine, instance, value, function, [one(c), item])
        elif isinstance(c, TupleKind):
            valid = True
            for part in c.items:
                for p in engine.get(part):
                    for q in item:
                        compare_atoms(engine, instance, value, "==", find(q), find(p))
    if not valid:
        return complain(engine, "E0301", value, f"'in' needs a container on its right, not {show(container)}")
    return BOOL
