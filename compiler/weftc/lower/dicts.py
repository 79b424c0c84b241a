"""Dictionaries: displays, entries, lookups. Keys that are numbers, texts, or tuples of them are hashed and compared by
the runtime; others (KeyKind.OBJECT) by lib/object_keys.py, since what compares them is the program's own code.
"""

from __future__ import annotations

from collections.abc import Callable

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Kind, Type, find, one, resolve, show
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NONE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.errors import raise_builtin
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.layout import MEMORY_OF, KeyKind, Tag
from weftc.lower.loops import loop
from weftc.lower.sequences import make_tuple
from weftc.lower.sources import DictIterator


@lower("dict")
def dict_(f: FunctionLowering, value: hir.Value) -> ir.Value:
    (atom,) = f.type(value)
    atom = find(atom)
    assert isinstance(atom, DictKind)
    out = new_dict(f, atom, value, len(value.args) // 2)
    for k in range(0, len(value.args), 2):
        key, item = value.args[k], value.args[k + 1]
        dict_store(f, value, atom, out, f.get(key), f.type(key), f.get(item), f.type(item))
    return out


def new_dict(f: FunctionLowering, atom: DictKind, origin: hir.Value, hint: int = 0) -> ir.Value:
    if f.layout.key_kind(atom.key.find().type) is None:
        f.program.sink.add(
            error(
                "E0414", f"keys of type {show(atom.key.find().type)} aren't built", origin.span,
                helps=("use int, float, bool, str, objects, or tuples of these",),
            )
        )  # fmt: skip
    return f.rt("weft_dict_new", f.type_address(atom), f.b.i64(hint))


@lower("dict.set")
def dict_set(f: FunctionLowering, value: hir.Value) -> None:
    target, key, item = value.args
    (atom,) = f.type(target)
    atom = find(atom)
    assert isinstance(atom, DictKind)
    dict_store(f, value, atom, f.get(target), f.get(key), f.type(key), f.get(item), f.type(item))


@lower("dict.update")
def dict_update_op(f: FunctionLowering, value: hir.Value) -> None:
    target, source = value.args
    a, b = (find(next(iter(f.type(v)))) for v in value.args)
    assert isinstance(a, DictKind) and isinstance(b, DictKind)
    dict_update(f, value, a, f.get(target), b, f.get(source))


def dict_update(
    f: FunctionLowering, origin: hir.Value, atom: DictKind, d: ir.Value, other: DictKind, source: ir.Value
) -> None:
    key_type, item_type = resolve(other.key.find().type), resolve(other.value.find().type)
    if not key_type:
        return

    def body(at: ir.Value) -> None:
        key = load_dict_key(f, f.rt("weft_dict_key_at", source, at), key_type)
        item = load_slot(f, f.rt("weft_dict_value_at", source, at), item_type)
        dict_store(f, origin, atom, d, key, key_type, item, item_type)

    loop(f, DictIterator(source, other, "positions", INT), body)


# --- dict entries -----------------------------------------------------------------------------------------------------


def key_for(f: FunctionLowering, held: Type, atom: Kind, v: ir.Value) -> tuple[ir.Value, ir.Value] | None:
    """(payload, tag) with which the runtime looks up a key of one kind; None: no key of type `held` can equal it.
    A number of another kind is the key that it equals."""
    b = f.b
    type = one(atom)
    if f.layout.key_kind(held) is KeyKind.PAIR:
        return f.to_payload(f.convert(v, type, PAIR_TYPE), PAIR_TYPE) if v.rep is Rep.REF else f.to_payload(v, type)
    if type == held:
        return f.to_payload(v, held)
    if held == INT and atom is BOOL_ATOM:
        return b.op("i64.extend_i32_u", v), b.i32(Tag.INT)
    if held == INT and atom is FLOAT_ATOM:
        whole = b.op("i64.trunc_sat_f64_s", v)
        equal = b.op("f64.eq", b.op("f64.convert_i64_s", whole), v)
        return b.op("select", whole, b.i64(1 << 62), equal), b.i32(Tag.INT)  # no int word is 2^62
    if held == FLOAT and atom in (INT_ATOM, BOOL_ATOM):
        return b.op("i64.reinterpret_f64", f.as_number(v, atom, FLOAT_ATOM)), b.i32(Tag.FLOAT)
    if held == BOOL and atom in (INT_ATOM, FLOAT_ATOM):
        number = f.as_number(v, atom, FLOAT_ATOM)
        known = b.op("i32.or", b.op("f64.eq", number, b.f64(0.0)), b.op("f64.eq", number, b.f64(1.0)))
        return b.op("select", b.op("i64.trunc_sat_f64_s", number), b.i64(2), known), b.i32(Tag.BOOL)
    if isinstance(atom, TupleKind):
        for other in held:
            other = find(other)
            if isinstance(other, TupleKind) and len(other.items) == len(atom.items):
                fields = f.layout.fields(atom)[0]
                if all(field.type <= resolve(c.find().type) for field, c in zip(fields, other.items, strict=True)):
                    v = make_tuple(f, other, [(f.load_field(v, field, "tuple"), field.type) for field in fields])
                    return f.to_payload(v, one(other))
    return None


#: any type that is held as a PAIR
PAIR_TYPE: Type = frozenset({INT_ATOM, NONE_ATOM, STR_ATOM})


def with_key(
    f: FunctionLowering, atom: DictKind, key: ir.Value, type: Type, use: Callable[[ir.Value, ir.Value], ir.Value]
) -> ir.Value:
    """use(payload, tag) for a key that the dict may hold, or 0; the result is an I32."""
    held = resolve(atom.key.find().type)

    def one_kind(a: Kind, v: ir.Value) -> ir.Value | None:
        if not hashable(f, a):
            return None
        found = key_for(f, held, a, v)
        return use(*found) if found is not None else f.b.i32(0)

    if not held:
        return f.b.i32(0)
    out = f.dispatch(key, type, one_kind, BOOL)
    return out if out is not None else f.b.i32(0)  # where nothing can be hashed, control doesn't come back


def dict_find(
    f: FunctionLowering, origin: hir.Value, atom: DictKind, d: ir.Value, key: ir.Value, type: Type
) -> ir.Value:
    """The address of the value under that key, or 0."""
    if is_object_dict(f, atom):
        position = call_object_keys(f, origin, "find", atom, d, key, type)
        found = f.b.op("i64.ge_s", position, f.b.i64(0))
        return f.merge(found, lambda: f.rt("weft_dict_value_at", d, position), lambda: f.b.i32(0), Rep.I32)
    return with_key(f, atom, key, type, lambda payload, tag: f.rt("weft_dict_find", d, payload, tag))


def dict_delete(
    f: FunctionLowering, origin: hir.Value, atom: DictKind, d: ir.Value, key: ir.Value, type: Type
) -> ir.Value:
    """I32: was the key there?"""
    if is_object_dict(f, atom):
        return call_object_keys(f, origin, "delete", atom, d, key, type)
    return with_key(f, atom, key, type, lambda payload, tag: f.rt("weft_dict_delete", d, payload, tag))


def dict_store(
    f: FunctionLowering,
    origin: hir.Value,
    atom: DictKind,
    d: ir.Value,
    key: ir.Value,
    key_type: Type,
    item: ir.Value,
    item_type: Type,
) -> None:
    held_key, held = resolve(atom.key.find().type), resolve(atom.value.find().type)
    stored = f.convert(item, item_type, held)
    if is_object_dict(f, atom):
        position = call_object_keys(f, origin, "put", atom, d, key, key_type)
        slot = f.rt("weft_dict_value_at", d, position)
    else:
        slot = f.b.op("rt", d, *key_payload(f, key, key_type, held_key), imm="weft_dict_put")
    f.b.op("store", slot, stored, imm=(MEMORY_OF[stored.rep], 0, "dict"))


def key_payload(f: FunctionLowering, key: ir.Value, type: Type, held: Type) -> tuple[ir.Value, ir.Value]:
    """A key of the dict's own kinds as the runtime takes it."""
    wide = f.engine.join(PAIR_TYPE, held) if f.layout.key_kind(held) is KeyKind.PAIR else held
    return f.to_payload(f.convert(key, type, wide), held)


def is_object_dict(f: FunctionLowering, atom: DictKind) -> bool:
    return f.layout.key_kind(atom.key.find().type) is KeyKind.OBJECT


def call_object_keys(
    f: FunctionLowering, origin: hir.Value, name: str, atom: DictKind, d: ir.Value, key: ir.Value, type: Type
) -> ir.Value:
    function = f.engine.library("object_keys", name)
    assert function is not None
    return f.call_function(origin, function, None, [(d, one(atom)), (key, type)])[0]


def hashable(f: FunctionLowering, atom: Kind) -> bool:
    """Raises TypeError for what CPython can't hash."""
    if isinstance(atom, DictKind) or (isinstance(atom, ListKind) and not isinstance(atom, VarTupleKind)):
        name = "dict" if isinstance(atom, DictKind) else "list"
        f.raise_text("TypeError", f"unhashable type: '{name}'")
        return False
    return True


def load_slot(f: FunctionLowering, address: ir.Value, type: Type) -> ir.Value:
    rep = f.layout.rep(type)
    return f.b.op("load", address, imm=(MEMORY_OF[rep], 0, "dict"), rep=rep)


def load_dict_key(f: FunctionLowering, address: ir.Value, type: Type) -> ir.Value:
    if f.layout.key_kind(type) is KeyKind.PAIR:
        return f.convert(load_slot(f, address, PAIR_TYPE), PAIR_TYPE, type)
    return load_slot(f, address, type)


def missing_key(f: FunctionLowering, key: ir.Value, key_type: Type, origin: hir.Value) -> None:
    """raise KeyError(key)."""
    raise_builtin(f, "KeyError", key, key_type, origin)


def dict_lookup(
    f: FunctionLowering, origin: hir.Value, atom: DictKind, d: ir.Value, key: ir.Value, key_type: Type
) -> ir.Value:
    """d[key], or KeyError."""
    b = f.b
    held = resolve(atom.value.find().type)
    slot = dict_find(f, origin, atom, d, key, key_type)
    absent, present = b.new_block(), b.new_block()
    absent.cold = True
    b.branch(slot, present, absent)
    b.at(absent)
    missing_key(f, key, key_type, origin)
    b.at(present)
    return load_slot(f, slot, held)
