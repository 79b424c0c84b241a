"""Items and slices: `x[key]`, `x[start:stop:step]`, read, stored and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weftc.abi.numbers import Given
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.handle import HandleKind
from weftc.kinds.indexing import constant_index
from weftc.kinds.kind import Kind, Type, find, show
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL, INT, NumberKind
from weftc.kinds.tuple import TupleKind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


# --- items ------------------------------------------------------------------------------------------------------------


@rule("index")
def index(site: Site) -> Type:
    obj, key = site.arg(0), site.arg(1)
    if not obj or not key:
        return site.decide(NOTHING)
    literal = constant_index(site.value.args[1])
    answer = site.cases(obj, lambda atom: atom.index(site, key, literal), no_items)
    if answer is None:
        tuples = [atom for atom in map(find, obj) if isinstance(atom, TupleKind)]
        if literal is not None and len(tuples) == len(obj):
            longest = max(len(atom.items) for atom in tuples)
            answer = site.complain("E0305", f"index {literal} is out of range for a tuple of {longest}")
        else:
            answer = site.complain("E0303", f"{show(obj)} can't be indexed with {show(key)}")
    return site.decide(answer)


def no_items(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object is not subscriptable")


@rule("index.set")
def index_set(site: Site) -> Type:
    obj, key, item = site.arg(0), site.arg(1), site.arg(2)
    if not obj or not key or not item:
        return site.decide(NOTHING)
    answer = site.cases(obj, lambda atom: atom.store(site, key, item), no_item_assignment, statement=True)
    if answer is None:
        answer = site.complain("E0303", f"{show(obj)} doesn't support item assignment")
    site.decide(answer)
    return NONE


def no_item_assignment(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object does not support item assignment")


@rule("index.del")
def index_del(site: Site) -> Type:
    obj, key = site.arg(0), site.arg(1)
    if not obj or not key:
        return site.decide(NOTHING)
    refuse = no_item_at if key <= INT | BOOL else no_item_deletion
    answer = site.cases(obj, lambda atom: atom.delete(site, key), refuse, statement=True)
    if answer is None:
        answer = site.complain("E0303", f"{show(obj)} doesn't support item deletion")
    site.decide(answer)
    return NONE


def no_item_deletion(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object does not support item deletion")


def no_item_at(f: FunctionLowering, atom: Kind) -> None:
    """By an index: CPython tells sequences apart from what has no order."""
    is_library = isinstance(atom, LibraryKind | HandleKind) and not isinstance(atom, NumberKind)
    if is_library or atom.class_info is not None:
        f.raise_text("TypeError", f"'{atom.class_name}' object doesn't support item deletion")
    else:
        no_item_deletion(f, atom)


# --- slices -----------------------------------------------------------------------------------------------------------


class Bounds(NamedTuple):
    """The types of a slice's start, stop and step; how each becomes an int; what the slice is where all parts are
    written out."""

    types: tuple[Type, ...]
    answers: tuple[Answer | None, ...]
    literal: slice | None

    def emit(self, f: FunctionLowering, *parts: ir.Value) -> tuple[list[ir.Value], ir.Value]:
        """(start, stop, step as ints, bits of those that are given)."""
        b = f.b
        out: list[ir.Value] = []
        given: ir.Value = b.i32(0)
        for k, (part, type, answer) in enumerate(zip(parts, self.types, self.answers, strict=True)):
            if answer is None:
                out.append(b.i64(0))
                continue
            number = answer.emit(f, part)
            out.append(number if number is not None else b.i64(0))
            bit: ir.Value = b.i32((Given.START, Given.STOP, Given.STEP)[k])
            if NONE_ATOM in type:
                bit = b.op("select", b.i32(0), bit, is_none(f, part))
            given = bit if given.op == "const" and not given.imm else b.op("i32.or", given, bit)
        return out, given


def is_none(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.b.op("i32.eqz", f.b.op("pair.tag", v) if v.rep is ir.Rep.PAIR else v)


def bounds_of(site: Site, first: int = 1) -> Bounds | None:
    """Of the operands from `first` on; None while one has no type."""
    values = site.value.args[first : first + 3]
    types = tuple(map(site.type_of, values))
    if not all(types):
        return None
    literals = [constant_index(v) for v in values]
    written = all(n is not None or (v.op == "const" and v.imm is None) for n, v in zip(literals, values, strict=True))

    answers = tuple(None if t == NONE else slice_part(site, t) for t in types)
    return Bounds(types, answers, slice(*literals) if written else None)


def slice_part(site: Site, type: Type) -> Answer:
    """What a start, a stop or a step stands for; None is left out, so any int does. emit(v)."""

    def one_kind(atom: Kind) -> Answer | None:
        return Answer(INT, lambda f, v: f.b.i64(0)) if atom is NONE_ATOM else atom.to_index(site)

    return site.all_cases(type, one_kind, no_slice_part)


def no_slice_part(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", "slice indices must be integers or None or have an __index__ method")


@rule("slice")
def slice_(site: Site) -> Type:
    obj, bounds = site.arg(0), bounds_of(site)
    if not obj or bounds is None:
        return site.decide(NOTHING)
    answer = site.cases(obj, lambda atom: atom.slice(site, bounds), no_items)
    if answer is None:
        answer = site.complain("E0303", f"{show(obj)} can't be sliced")
    return site.decide(answer)


@rule("slice.set")
def slice_set(site: Site) -> Type:
    obj, bounds, items = site.arg(0), bounds_of(site), site.arg(4)
    if not obj or bounds is None or not items:
        return site.decide(NOTHING)
    answer = site.cases(obj, lambda atom: atom.store_slice(site, bounds, items), no_item_assignment, statement=True)
    if answer is None:
        answer = site.complain("E0303", f"{show(obj)} doesn't support slice assignment")
    site.decide(answer)
    return NONE


@rule("slice.del")
def slice_del(site: Site) -> Type:
    obj, bounds = site.arg(0), bounds_of(site)
    if not obj or bounds is None:
        return site.decide(NOTHING)
    answer = site.cases(obj, lambda atom: atom.delete_slice(site, bounds), no_item_deletion, statement=True)
    if answer is None:
        answer = site.complain("E0303", f"{show(obj)} doesn't support slice deletion")
    site.decide(answer)
    return NONE
