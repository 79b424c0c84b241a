"""Keys of dicts and items of sets, as the runtime takes them: a payload of 64 bits and a tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weftc.abi.memory import MEMORY_OF, KeyKind, Tag
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import Cell, Kind, Type, as_key, find, one
from weftc.kinds.none import NONE_ATOM
from weftc.kinds.numbers import BOOL, BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM
from weftc.kinds.text import STR_ATOM
from weftc.kinds.tuple import TupleKind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

#: any type that is held as a PAIR
PAIR_TYPE: Type = frozenset({INT_ATOM, NONE_ATOM, STR_ATOM})


def key_kind(type: Type) -> KeyKind | None:
    """How a dict hashes and compares keys of this type; None: it can't."""
    kinds = {find(atom).key_kind() for atom in type}
    if None in kinds:
        return None
    if KeyKind.OBJECT in kinds:
        return KeyKind.OBJECT
    if len(type) > 1:
        return KeyKind.PAIR
    return kinds.pop() if kinds else KeyKind.INT


def same_keys(site: Site, kept: Cell, key: Type) -> None:
    """Looking up adds no key, but a tuple is only found if it is laid out as the keys are."""
    for atom in site.get(kept):
        for k in map(as_key, map(find, key)):
            if isinstance(atom, TupleKind) and isinstance(k, TupleKind) and atom.group == k.group:
                site.engine.unify(atom, k)


def key_for(f: FunctionLowering, kept: Type, atom: Kind, v: ir.Value) -> tuple[ir.Value, ir.Value] | None:
    """(payload, tag) with which the runtime looks up a key of one kind; None: no key of type `kept` can equal it.
    A number of another kind is the key that it equals."""
    b = f.b
    if (view := atom.view) is not None and view.is_key:
        atom, v = view.kind, view.of(f, v)
    type = one(atom)
    if atom.equals_itself_alone:
        return None
    if key_kind(kept) is KeyKind.PAIR:
        return f.to_payload(f.convert(v, type, PAIR_TYPE), PAIR_TYPE) if v.rep.is_reference else f.to_payload(v, type)
    if type == kept:
        return f.to_payload(v, kept)
    if kept == INT and atom is BOOL_ATOM:
        return b.op("i64.extend_i32_u", v), b.i32(Tag.INT)
    if kept == INT and atom is FLOAT_ATOM:
        whole = b.op("i64.trunc_sat_f64_s", v)
        equal = b.op("f64.eq", b.op("f64.convert_i64_s", whole), v)
        return b.op("select", whole, b.i64(1 << 62), equal), b.i32(Tag.INT)  # no int word is 2^62
    if kept == FLOAT and atom in (INT_ATOM, BOOL_ATOM):
        return b.op("i64.reinterpret_f64", f.as_number(v, atom, FLOAT_ATOM)), b.i32(Tag.FLOAT)
    if kept == BOOL and atom in (INT_ATOM, FLOAT_ATOM):
        number = f.as_number(v, atom, FLOAT_ATOM)
        known = b.op("i32.or", b.op("f64.eq", number, b.f64(0.0)), b.op("f64.eq", number, b.f64(1.0)))
        return b.op("select", b.op("i64.trunc_sat_f64_s", number), b.i64(2), known), b.i32(Tag.BOOL)
    if key_kind(kept) is KeyKind.TUPLE and atom.keyed_by_items:
        return f.to_payload(f.real(v), type)  # compared item by item, however they are held
    return None


def is_hashable(atom: Kind) -> bool:
    return atom.is_hashable


def with_key(
    f: FunctionLowering,
    kept: Type,
    key: ir.Value,
    type: Type,
    use: Callable[[ir.Value, ir.Value], ir.Value],
    can_be: Callable[[Kind], bool] = is_hashable,
) -> ir.Value:
    """use(payload, tag) for a key that there may be, or 0; the result is an I32. `can_be`: which kinds can be looked
    up."""

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if not can_be(atom):
            unhashable(f, atom)
            return None
        found = key_for(f, kept, atom, v) if kept else None
        return use(*found) if found is not None else f.b.i32(0)

    out = f.dispatch(key, type, one_kind, BOOL)
    return out if out is not None else f.b.i32(0)  # where nothing can be hashed, control doesn't come back


def unhashable(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"unhashable type: '{atom.class_name}'")


def key_payload(f: FunctionLowering, key: ir.Value, type: Type, kept: Type) -> tuple[ir.Value, ir.Value]:
    """A key of the dict's own kinds as the runtime takes it."""
    return f.to_payload(f.convert(key, type, key_type(f, kept)), kept)


def key_type(f: FunctionLowering, kept: Type) -> Type:
    """Keys of several kinds are always held as pairs, also where references alone would do."""
    return PAIR_TYPE | kept if key_kind(kept) is KeyKind.PAIR else kept


def load_slot(f: FunctionLowering, address: ir.Value, type: Type, alias: str) -> ir.Value:
    rep = f.layout.rep(type)
    return f.b.op("load", address, imm=(MEMORY_OF[rep], 0, alias), rep=rep)


def load_key(f: FunctionLowering, address: ir.Value, type: Type, alias: str) -> ir.Value:
    rep = f.layout.rep(type)
    if key_kind(type) is KeyKind.PAIR and rep is not Rep.PAIR:  # the reference in the pair's payload
        return f.load(address, rep, 8, alias)
    return load_slot(f, address, type, alias)
