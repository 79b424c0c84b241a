"""`in`: whether a container, a text, a range or a dict's view holds an item."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.comparisons import compare_atoms
from weftc.infer.dicts import same_keys
from weftc.infer.engine import Engine, Instance
from weftc.infer.hashing import use_key
from weftc.infer.iteration import is_iterable
from weftc.infer.rules import complain, invoke
from weftc.infer.types import (
    BOOL,
    RANGE_ATOM,
    STR_ATOM,
    DictAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    TupleAtom,
    Type,
    find,
    one,
    show,
)


def contains(engine: Engine, instance: Instance, value: hir.Value, item: Type, container: Type) -> Type:
    valid = False
    for c in container:
        c = find(c)
        if isinstance(c, InstAtom) and (method := c.cls.method("__contains__")):
            invoke(engine, instance, value, method, [one(c), item])
            valid = True
        elif isinstance(c, InstAtom) and is_iterable(c):
            valid = True
            if function := engine.library("compare", "list_contains"):
                invoke(engine, instance, value, function, [one(c), item])
        elif isinstance(c, DictAtom | IterAtom) or c is RANGE_ATOM or c is STR_ATOM:
            valid = True
            if isinstance(c, DictAtom):
                same_keys(engine, c, item)
                use_key(engine, instance, value, c, item, "find")
        elif isinstance(c, ListAtom):
            valid = True
            if function := engine.library("compare", "list_contains"):
                invoke(engine, instance, value, function, [one(c), item])
        elif isinstance(c, TupleAtom):
            valid = True
            for part in c.items:
                for p in engine.get(part):
                    for q in item:
                        compare_atoms(engine, instance, value, "==", find(q), find(p))
    if not valid:
        return complain(engine, "E0301", value, f"'in' needs a container on its right, not {show(container)}")
    return BOOL
