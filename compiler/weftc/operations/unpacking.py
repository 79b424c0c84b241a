"""Unpacking: `a, *b, c = d`, and the sequence patterns of `match`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from weftc.abi.numbers import Given
from weftc.hir.operands import length_test_of, unpacking_of
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Cases, Iteration, never_refused
from weftc.kinds.condition import Known, known_truth
from weftc.kinds.kind import NEVER, Kind, Type, find, held, one, show
from weftc.kinds.list import ListKind
from weftc.kinds.numbers import BOOL
from weftc.kinds.tuple import TupleKind
from weftc.lower.loops import any_item, list_from
from weftc.lower.sequences import append, list_element, list_length, new_list, store_element
from weftc.lower.sources import ListIterator
from weftc.lower.virtual import Virtual
from weftc.operations.iteration import iteration_of

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

Part = tuple[ir.Value, Type]

BOTH_ENDS = Given.START | Given.STOP


class Unpacked(Virtual):
    """The parts of an unpacking; `item` picks one. The starred one is a list."""

    __slots__ = ("parts",)
    is_bodiless = True

    def __init__(self, parts: list[Part]) -> None:
        super().__init__()
        self.parts = parts

    def materialise(self, f: FunctionLowering) -> ir.Value:
        raise AssertionError(self.parts)


class Targets(NamedTuple):
    """How many parts come before the starred one, and after it."""

    before: int
    star: bool
    after: int

    @property
    def names(self) -> int:
        return self.before + self.after

    def fits(self, n: int) -> bool:
        return n == self.names or (self.star and n > self.names)

    def split(self, items: list[Part]) -> tuple[list[Part], list[Part], list[Part]]:
        """The items before the starred one, its own, and those after it."""
        end = len(items) - self.after
        return items[: self.before], items[self.before : end], items[end:]


@rule("unpack")
def unpack(site: Site) -> Type:
    source, targets = site.arg(), Targets(*unpacking_of(site.value))
    if not source:
        return site.decide(NOTHING)
    # asking a tuple how it is gone through would join the types of its items
    tuples = [atom for atom in map(find, source) if isinstance(atom, TupleKind)]
    iterable = [atom for atom in map(find, source) if atom in tuples or atom.iterate(site) is not None]
    if not iterable:
        return site.decide(site.complain("E0303", f"cannot unpack {show(source)}"))
    if len(tuples) < len(iterable):
        return site.decide(unpack_list(site, source, targets))
    if len(source) == 1 and not targets.fits(n := len(tuples[0].items)):
        return site.decide(site.complain("E0306", f"cannot unpack {n} values into {targets.names} names"))
    return site.decide(unpack_tuples(site, source, [t for t in tuples if targets.fits(len(t.items))], targets))


def no_values(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"cannot unpack non-iterable {atom.class_name} object")


def unpack_tuples(site: Site, source: Type, fitting: list[TupleKind], targets: Targets) -> Answer:
    """Of known lengths: each part has its own type."""
    rows = [[site.get(cell) for cell in atom.items] for atom in fitting]
    starts = [[row[k] for row in rows] for k in range(targets.before)]
    ends = [[row[len(row) - targets.after + k] for row in rows] for k in range(targets.after)]
    middle = [type for row in rows for type in row[targets.before : len(row) - targets.after]] if targets.star else []
    made = site.new_list(site.join(*middle), "starred") if targets.star else None
    types = [site.join(*column) for column in starts]
    types += [one(made)] if made is not None else []
    types += [site.join(*column) for column in ends]
    site.instance.parts[site.value.id] = types

    def parts(f: FunctionLowering, items: list[Part]) -> list[Part]:
        first, rest, last = targets.split(items)
        return [*first, *([(list_of(f, made, rest), one(made))] if made is not None else []), *last]

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
        if len(source) == 1:
            return Unpacked(parts(f, fitting[0].parts(f, v)))
        b = f.b
        join = b.new_block(*(f.layout.rep(type) for type in types))

        def one_kind(atom: Kind, x: ir.Value) -> None:
            if not isinstance(atom, TupleKind):
                no_values(f, atom)
            elif not targets.fits(n := len(atom.items)):
                wrong_count(f, targets, n)
            else:
                values = parts(f, atom.parts(f, x))
                b.jump(join, *(f.convert(*part, type) for part, type in zip(values, types, strict=True)))

        f.dispatch(v, source, one_kind, None)
        b.at(join)
        return Unpacked(list(zip(join.params, types, strict=True)))

    return Answer(source, emit)


def list_of(f: FunctionLowering, made: ListKind, items: list[Part]) -> ir.Value:
    elem = held(made.elem)
    out = new_list(f, made, len(items))
    for k, (item, type) in enumerate(items):
        store_element(f, out, f.b.i64(k), f.convert(item, type, elem), elem)
    return out


def wrong_count(f: FunctionLowering, targets: Targets, n: int) -> None:
    if n > targets.names:
        f.raise_text("ValueError", f"too many values to unpack (expected {targets.names})")
    else:
        at_least = "at least " if targets.star else ""
        f.raise_text("ValueError", f"not enough values to unpack (expected {at_least}{targets.names}, got {n})")


def unpack_list(site: Site, source: Type, targets: Targets) -> Answer:
    """Any other iterable, by way of a list: all parts have the type of what comes."""
    way = iteration_of(site, source, no_values)
    assert way is not None
    taken = site.new_list(way.item, "taken")
    made = site.new_list(way.item, "starred") if targets.star else None
    types = [way.item] * targets.names
    if made is not None:
        types.insert(targets.before, one(made))
    site.instance.parts[site.value.id] = types
    return Answer(source, partial(take_list, way, taken, made, targets))


def take_list(
    way: Iteration, taken: ListKind, made: ListKind | None, targets: Targets, f: FunctionLowering, v: ir.Value
) -> ir.Value:
    b = f.b
    iterator, want, before, after = way.open(f, v), targets.names, targets.before, targets.after
    if isinstance(iterator, ListIterator):
        xs, elem = iterator.xs, iterator.elem
    elif made is not None:
        xs, elem = list_from(f, iterator, taken), held(taken.elem)
    else:
        xs, elem = new_list(f, taken, 0), held(taken.elem)

        def enough_taken(item: ir.Value, type: Type) -> ir.Value:
            append(f, xs, f.convert(item, type, elem), elem)
            return b.op("i32.gt_u", b.op("list.len", xs), b.i32(want))

        any_item(f, iterator, enough_taken)  # one too many is enough: it may go on without end
    n = list_length(f, xs)
    few, enough = b.new_block(), b.new_block()
    b.branch(b.op("i64.lt_s", n, b.i64(want)), few, enough)
    b.at(few)
    at_least = "at least " if made is not None else ""
    f.raise_built("ValueError", f"not enough values to unpack (expected {at_least}{want}, got ", n, ")")
    b.at(enough)
    if made is None:
        many = b.op("i64.gt_s", n, b.i64(want))
        f.guard_text(many, "ValueError", f"too many values to unpack (expected {want})")
        return Unpacked([(list_element(f, xs, b.i64(k), elem), elem) for k in range(want)])
    end = b.op("i64.sub", n, b.i64(after))
    middle = slice_as(f, xs, elem, b.i64(before), end, made)
    out = [(list_element(f, xs, b.i64(k), elem), elem) for k in range(before)]
    out.append((middle, one(made)))
    return Unpacked(out + [(list_element(f, xs, b.op("i64.add", end, b.i64(k)), elem), elem) for k in range(after)])


def slice_as(f: FunctionLowering, xs: ir.Value, elem: Type, start: ir.Value, end: ir.Value, made: ListKind) -> ir.Value:
    """xs[start:end] of a list, or tuple of any length, as a list of its own."""
    if f.layout.slot(held(made.elem)) is f.layout.slot(elem):
        return f.rt("weft_list_slice", xs, start, end, f.b.i64(1), f.b.i32(BOTH_ENDS), f.type_address(made))
    part = f.rt("weft_list_slice", xs, start, end, f.b.i64(1), f.b.i32(BOTH_ENDS), f.b.op("type_of", xs))
    return list_from(f, ListIterator(part, elem, elem), made)


@rule("item")
def item(site: Site) -> Type:
    """One part of an unpacking, as `unpack` decided it."""
    position = site.value.imm
    assert isinstance(position, int)
    types = site.instance.parts.get(site.value.args[0].id, [])
    out = types[position] if position < len(types) else NEVER
    return site.decide(Answer(out, lambda f, v: pick(f, v, position, out)))


def pick(f: FunctionLowering, v: ir.Value, position: int, result: Type) -> ir.Value | None:
    assert isinstance(v, Unpacked)
    item, type = v.parts[position]
    return f.convert(item, type, result)


# --- patterns ---------------------------------------------------------------------------------------------------------


@rule("match.sequence")
def match_sequence(site: Site) -> Type:
    minimum, exact = length_test_of(site.value)

    def one_kind(atom: Kind) -> Answer:
        if not atom.is_sequence:
            return Known(False)
        if isinstance(atom, TupleKind):
            n = len(atom.items)
            return Known(n == minimum if exact else n >= minimum)
        length = atom.length(site)
        assert length is not None
        test = "i64.eq" if exact else "i64.ge_s"
        return Answer(BOOL, lambda f, v: f.b.op(test, length.emit(f, v), f.b.i64(minimum)))

    answer = site.cases(site.arg(), one_kind, never_refused)
    if answer is None:
        site.known(None)
        site.decide(NOTHING)
        return BOOL
    answers = answer.answers.values() if isinstance(answer, Cases) else [answer]
    known = set(map(known_truth, answers))
    site.known(known.pop() if len(known) == 1 else None)
    site.decide(answer)
    return BOOL
