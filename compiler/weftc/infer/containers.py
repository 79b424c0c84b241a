"""Lists and tuples: displays, unpacking; items and slices of whatever has them."""

from __future__ import annotations

from weftc.hir import hir
from weftc.hir.operands import unpacking_of
from weftc.infer.dicts import missing_key, same_keys, store_entry
from weftc.infer.engine import Engine, Instance
from weftc.infer.hashing import use_key
from weftc.infer.iteration import atom_items, is_iterable, item_type
from weftc.infer.rules import arg, complain, invoke, rule
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import NEVER, Type, find, one, show, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, INT, INT_ATOM, NONE, RANGE, RANGE_ATOM, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind


@rule("tuple")
def tuple_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    items = [arg(instance, value, k) for k in range(len(value.args))]
    return engine.new_tuple(instance, value, items) if all(items) else NEVER


@rule("list")
def list_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = engine.new_list(instance, value, NEVER)
    for k in range(len(value.args)):
        out = engine.new_list(instance, value, arg(instance, value, k))
    return out


@rule("list.append")
def list_append(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, ListKind)
        engine.flow(atom.elem, arg(instance, value, 1))
    return NONE


@rule("list.extend")
def list_extend(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, ListKind)
        for source in arg(instance, value, 1):
            items = atom_items(engine, instance, value, source)
            if items is None:
                complain(engine, "E0303", value, f"{show_atom(source)} is not iterable")
            else:
                engine.flow(atom.elem, items)
    return NONE


@rule("to_tuple")
def to_tuple(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.new_vartuple(instance, value, item_type(engine, instance, value, arg(instance, value)))


@rule("index")
def index(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    obj, key, out, valid = arg(instance, value), arg(instance, value, 1), NEVER, False
    if not obj or not key:
        return NEVER
    for atom in obj:
        atom = find(atom)
        if isinstance(atom, ListKind) and key & {INT_ATOM, BOOL_ATOM}:
            out, valid = engine.join(out, engine.get(atom.elem)), True
        elif isinstance(atom, TupleKind) and key & {INT_ATOM, BOOL_ATOM}:
            valid = True
            k = constant_index(value.args[1])
            if k is not None:
                if -len(atom.items) <= k < len(atom.items):
                    out = engine.join(out, engine.get(atom.items[k]))
                elif len(obj) == 1:
                    complain(engine, "E0305", value, f"index {k} is out of range for a tuple of {len(atom.items)}")
            else:
                out = engine.join(out, engine.join_all([engine.get(c) for c in atom.items]))
        elif isinstance(atom, DictKind):
            missing_key(engine, key)
            same_keys(engine, atom, key)
            use_key(engine, instance, value, atom, key, "find")
            out, valid = engine.join(out, engine.get(atom.value)), True
        elif atom is STR_ATOM and key & {INT_ATOM, BOOL_ATOM}:
            out, valid = engine.join(out, STR), True
        elif atom is RANGE_ATOM and key & {INT_ATOM, BOOL_ATOM}:
            out, valid = engine.join(out, INT), True
        elif isinstance(atom, ObjectKind) and (method := atom.cls.method("__getitem__")):
            out, valid = engine.join(out, invoke(engine, instance, value, method, [one(atom), key])), True
    if not valid:
        return complain(engine, "E0303", value, f"{show(obj)} can't be indexed with {show(key)}")
    return out


def constant_index(value: hir.Value) -> int | None:
    """The number that an index expression is, when it is written out."""
    if value.op == "const" and isinstance(value.imm, int):
        return int(value.imm)
    if value.op == "unary" and value.imm == "-" and value.args[0].op == "const" and isinstance(value.args[0].imm, int):
        return -int(value.args[0].imm)
    return None


@rule("index.set")
def index_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    obj, key, item, valid = arg(instance, value), arg(instance, value, 1), arg(instance, value, 2), False
    for atom in obj:
        if isinstance(atom, ListKind) and not isinstance(atom, VarTupleKind):
            engine.flow(atom.elem, item)
            valid = True
        elif isinstance(atom, DictKind):
            store_entry(engine, instance, value, atom, key, item)
            valid = True
        elif isinstance(atom, ObjectKind) and (method := atom.cls.method("__setitem__")):
            invoke(engine, instance, value, method, [one(atom), key, item])
            valid = True
    if not valid and obj and key and item:
        complain(engine, "E0303", value, f"{show(obj)} doesn't support item assignment")
    return NONE


@rule("index.del")
def index_del(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    obj, key, valid = arg(instance, value), arg(instance, value, 1), False
    for atom in obj:
        if isinstance(atom, DictKind):
            missing_key(engine, key)
            same_keys(engine, atom, key)
            use_key(engine, instance, value, atom, key, "delete")
        if isinstance(atom, ListKind | DictKind) and not isinstance(atom, VarTupleKind):
            valid = True
        elif isinstance(atom, ObjectKind) and (method := atom.cls.method("__delitem__")):
            invoke(engine, instance, value, method, [one(atom), key])
            valid = True
    if not valid and obj:
        complain(engine, "E0303", value, f"{show(obj)} doesn't support item deletion")
    return NONE


@rule("slice")
def slice_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = NEVER
    obj = arg(instance, value)
    for atom in obj:
        atom = find(atom)
        if isinstance(atom, ListKind):
            out = engine.join(out, engine.new_like(instance, value, atom))
        elif atom is STR_ATOM:
            out = engine.join(out, STR)
        elif atom is RANGE_ATOM:
            function = engine.library("ranges", "sliced")
            assert function is not None
            bounds_given = [arg(instance, value, k) for k in (1, 2, 3)]
            out = engine.join(out, invoke(engine, instance, value, function, [RANGE, *bounds_given]))
        elif isinstance(atom, TupleKind):
            out = engine.join(out, tuple_slice(engine, instance, value, atom))
    if not out and obj:
        return complain(engine, "E0303", value, f"{show(obj)} can't be sliced")
    return out


def tuple_slice(engine: Engine, instance: Instance, value: hir.Value, atom: TupleKind) -> Type:
    """Of any length, unless all bounds are written out."""
    bounds: list[int | None] = []
    for a in value.args[1:]:
        bound = constant_index(a)
        if bound is None and not (a.op == "const" and a.imm is None):
            return engine.new_vartuple(instance, value, engine.join_all([engine.get(c) for c in atom.items]))
        bounds.append(bound)
    return engine.new_tuple(instance, value, [engine.get(c) for c in atom.items[slice(*bounds)]], "slice")


@rule("slice.set")
def slice_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        if isinstance(atom, ListKind):
            for source in arg(instance, value, 4):
                engine.flow(atom.elem, atom_items(engine, instance, value, source) or NEVER)
        else:
            complain(engine, "E0303", value, f"{show_atom(atom)} doesn't support slice assignment")
    return NONE


@rule("slice.del")
def slice_del(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        if not isinstance(atom, ListKind):
            complain(engine, "E0303", value, f"{show_atom(atom)} doesn't support slice deletion")
    return NONE


@rule("unpack")
def unpack(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    source = arg(instance, value)
    before, star, after = unpacking_of(value)
    for atom in source:
        if not is_iterable(atom):
            complain(engine, "E0303", value, f"cannot unpack {show_atom(atom)}")
        if isinstance(atom, TupleKind) and len(source) == 1:
            n, want = len(atom.items), before + after
            if n < want or (n > want and not star):
                complain(engine, "E0306", value, f"cannot unpack {n} values into {want} names")
    return source


@rule("item")
def item(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    position = value.imm
    assert isinstance(position, int)
    before, star, after = unpacking_of(value.args[0])
    out = NEVER
    starred = star and position == before
    for atom in arg(instance, value):
        atom = find(atom)
        if isinstance(atom, TupleKind):
            n = len(atom.items)
            if n < before + after or (n > before + after and not star):
                continue
            if starred:
                part = engine.join_all([engine.get(c) for c in atom.items[before : n - after]])
            else:
                k = position if position < before else n - after + (position - before - bool(star))
                part = engine.get(atom.items[k])
        else:
            part = atom_items(engine, instance, value.args[0], atom) or NEVER
        out = engine.join(out, part)
    if starred:
        return engine.new_list(instance, value, out)
    return out
