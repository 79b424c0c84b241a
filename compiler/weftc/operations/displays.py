"""Displays and comprehensions: (a, b), [a, b], {k: v}, {a, b}."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.dict import DictKind, is_mapping, new_dict
from weftc.kinds.keyed import KeyedKind
from weftc.kinds.kind import NEVER, Kind, Type, find, held, one, show, viewed
from weftc.kinds.list import ListKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import INT
from weftc.kinds.set import AnySetKind, SetKind, VirtualSet, new_set
from weftc.kinds.text import STR
from weftc.kinds.tuple import TupleKind, VirtualTuple
from weftc.lower.loops import list_from, loop
from weftc.lower.sequences import append, make_tuple, new_list, store_element
from weftc.operations.iteration import items_of, no_star
from weftc.operations.variables import constant_type

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@rule("tuple")
def tuple_(site: Site) -> Type:
    items = [site.type_of(a) for a in site.value.args]
    if not all(items):
        return site.decide(NOTHING)
    made = site.new_tuple(items)
    return site.decide(Answer(one(made), partial(make, made, site.value)))


def make(made: TupleKind, origin: hir.Value, f: FunctionLowering, *items: ir.Value) -> ir.Value:
    """Where it is only taken apart, it need not be an object."""
    typed = [(f.real(v), f.type(a)) for v, a in zip(items, origin.args, strict=True)]
    users = f.uses.get(origin.id, [])
    if users and all(isinstance(u, hir.Value) and u.op == "unpack" for u in users):
        return VirtualTuple(made, typed)
    return make_tuple(f, made, typed)


@rule("list")
def list_(site: Site) -> Type:
    if isinstance(site.value.imm, tuple):
        return site.decide(list_of_constants(site, site.value.imm))
    types = [site.type_of(a) for a in site.value.args]
    made = site.new_list(NEVER)
    for type in types:
        site.flow(made.elem, type)
    made = find(made)

    def emit(f: FunctionLowering, *items: ir.Value) -> ir.Value:
        elem = held(made.elem)
        values = [f.convert(f.real(v), t, elem) for v, t in zip(items, types, strict=True)]
        out = new_list(f, made, len(values))
        for k, item in enumerate(values):
            store_element(f, out, f.b.i64(k), item, elem)
        return out

    return site.decide(Answer(one(made), emit))


def list_of_constants(site: Site, items: tuple[object, ...]) -> Answer:
    """A copy of a list in static data."""
    made = site.new_list(NEVER)
    for type in types_of_constants(items):
        site.flow(made.elem, type)
    made = find(made)

    def emit(f: FunctionLowering) -> ir.Value:
        data = f.b.op("sym", imm=f.layout.list_of_constants(made, items), rep=ir.Rep.REF)
        zero = f.b.i64(0)
        return f.rt("weft_list_slice", data, zero, zero, zero, f.b.i32(0), f.type_address(made))

    return Answer(one(made), emit)


def types_of_constants(items: tuple[object, ...]) -> list[Type]:
    return [constant_type(example) for example in {type(item): item for item in items}.values()]


@rule("list.append")
def list_append(site: Site) -> Type:
    (made,), item = site.arg(), site.arg(1)
    made = find(made)
    assert isinstance(made, ListKind)
    site.flow(made.elem, item)

    def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> None:
        elem = held(made.elem)
        append(f, v, f.convert(f.real(x), item, elem), elem)

    site.decide(Answer(NONE, emit))
    return NONE


@rule("list.extend")
def list_extend(site: Site) -> Type:
    (made,), items = site.arg(), site.arg(1)
    made = find(made)
    assert isinstance(made, ListKind)
    source = items_of(site, items, no_star("Value"))
    if source is None:
        site.decide(NOTHING)
        return NONE
    site.flow(made.elem, source.item)

    def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> None:
        made.add_all(f, v, source, x)

    site.decide(Answer(NONE, emit))
    return NONE


@rule("to_tuple")
def to_tuple(site: Site) -> Type:
    source = items_of(site, site.arg())
    if source is None:
        return site.decide(NOTHING)
    made = site.new_vartuple(source.item)
    return site.decide(Answer(one(made), lambda f, v: list_from(f, source.open(f, v), made)))


# --- dictionaries -----------------------------------------------------------------------------------------------------


@rule("dict")
def dict_(site: Site) -> Type:
    types = [site.type_of(a) for a in site.value.args]
    made = site.new_dict(NEVER, NEVER)
    puts = []
    for key, item in zip(types[::2], types[1::2], strict=True):
        if key and item:
            puts.append(made.put(site, key, item))
            made = find(made)
    made.check_keys(site)

    def emit(f: FunctionLowering, *operands: ir.Value) -> ir.Value:
        values = [f.real(v) for v in operands]
        out = new_dict(f, made, len(puts))
        for put, key, item in zip(puts, values[::2], values[1::2], strict=True):
            put(f, out, key, item)
        return out

    return site.decide(Answer(one(made), emit))


@rule("dict.set")
def dict_set(site: Site) -> Type:
    (made,), key, item = site.arg(), site.arg(1), site.arg(2)
    made = find(made)
    assert isinstance(made, DictKind)
    if key and item:
        put = made.put(site, key, item)
        site.decide(Answer(NONE, lambda f, d, k, v: put(f, d, f.real(k), f.real(v))))
    return NONE


@rule("dict.update")
def dict_update(site: Site) -> Type:
    (made,), source = site.arg(), site.arg(1)
    made = find(made)
    assert isinstance(made, DictKind)

    def one_kind(atom: Kind) -> Answer | None:
        if is_mapping(atom):
            taken = site.library("kinds.dict", "update", one(made), one(atom))
            return Answer(NONE, lambda f, other, d: taken.emit(f, d, other))
        if not isinstance(atom, DictKind):
            return None
        update = made.update(site, atom)
        return Answer(NONE, lambda f, other, d: update(f, d, other))

    answer = site.cases(source, one_kind, no_mapping, statement=True)
    if answer is None:
        answer = site.complain("E0303", f"{show(source)} is not a mapping")
    site.decide(Answer(NONE, lambda f, d, other: answer.emit(f, other, d)))
    return NONE


def no_mapping(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object is not a mapping")


# --- sets -------------------------------------------------------------------------------------------------------------


@rule("set")
def set_(site: Site) -> Type:
    """Of constants it comes out as CPython does that, which makes it ahead."""
    made: AnySetKind = site.new_set()
    if isinstance(site.value.imm, tuple):
        return site.decide(set_of_constants(site, made, *site.value.imm))
    types = [site.type_of(a) for a in site.value.args]
    adds = [made.adding(site, type) for type in types]
    made = find(made)
    ahead = _AHEAD.get(str(site.value.imm))
    done = site.library("support.sets", ahead, one(made)) if ahead and all(types) else None

    origin = site.value

    def build(f: FunctionLowering, items: list[ir.Value]) -> ir.Value:
        out = new_set(f, made)
        for add, item in zip(adds, items, strict=True):
            add.emit(f, item, out)
        return out if done is None else done.value(f, out)

    def emit(f: FunctionLowering, *operands: ir.Value) -> ir.Value:
        items = [f.real(v) for v in operands]
        if len(items) <= VirtualSet.MOST and held(made.key) in (INT, STR) and is_only_searched(f, origin):
            return VirtualSet(items, lambda: build(f, items))
        return build(f, items)

    return site.decide(Answer(one(made) if done is None else done.type, emit))


#: of lib/support/sets.py, by how CPython makes a set of constants
_AHEAD = {"made ahead": "rebuilt", "copied": "display"}


def set_of_constants(site: Site, made: AnySetKind, how: str, items: tuple[object, ...]) -> Answer:
    for type in types_of_constants(items):
        made.adding(site, type)
    made = find(made)
    listed = list_of_constants(site, items)
    done = site.library("support.sets", _AHEAD[how] + "_of", one(made), listed.type)
    return Answer(done.type, lambda f: done.value(f, new_set(f, made), listed.value(f)))


def is_only_searched(f: FunctionLowering, origin: hir.Value) -> bool:
    """Is it only asked whether it holds something?"""
    users = f.uses.get(origin.id, [])
    return bool(users) and all(
        isinstance(u, hir.Value) and u.op == "compare" and u.imm in ("in", "not in") and u.args[0] is not origin
        for u in users
    )


@rule("set.add")
def set_add(site: Site) -> Type:
    added = set_of(site).adding(site, site.arg(1))
    site.decide(Answer(NONE, lambda f, s, x: added.emit(f, f.real(x), s)))
    return NONE


@rule("set.update")
def set_update(site: Site) -> Type:
    site.decide(updating(site, set_of(site), site.arg(1)))
    return NONE


def set_of(site: Site) -> SetKind:
    (made,) = site.arg()
    made = find(made)
    assert isinstance(made, SetKind)
    return made


def updating(site: Site, made: AnySetKind, items: Type) -> Answer:
    """What takes all items of an iterable. emit(set, iterable)"""
    if any(isinstance(viewed(find(atom)), KeyedKind) for atom in items):
        return site.library("support.sets", "update", one(made), items)
    source = items_of(site, items)
    if source is None:
        return NOTHING
    added = made.adding(site, source.item)

    def emit(f: FunctionLowering, s: ir.Value, iterable: ir.Value) -> None:
        loop(f, source.open(f, iterable), lambda item: discard(added.emit(f, item, s)))

    return Answer(NONE, emit)


def discard(_: object) -> None:
    """Its value is of no use."""
