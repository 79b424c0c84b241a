"""range(), iter(), next(), and the built-ins that make iterators of others.

What is gone through at once, by an operation beside it, exists only while compiling (adaptors.py); what is kept is an
object of lib/support/iterators.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weftc.builtins.adaptors import Enumerate, Filter, Map, Zip
from weftc.builtins.table import STARRED, Call, row
from weftc.hir import hir
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration, about_view
from weftc.kinds.dict import DictKind
from weftc.kinds.indexing import integer
from weftc.kinds.iterator import VirtualIterator
from weftc.kinds.kind import NEVER, Kind, Type, find, one, show
from weftc.kinds.list import ListKind
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import INT
from weftc.kinds.range import RANGE, VirtualRange, range_length
from weftc.lower.loops import list_from
from weftc.lower.sources import ListIterator, RangeIterator, ReversedList, StrIterator
from weftc.operations.calls import not_callable
from weftc.operations.iteration import iterator_of, next_of, no_iterator

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering


@row("range")
def range_(call: Call) -> Answer:
    if not call.arity(1, 3):
        return NOTHING
    parts = [integer(call.site, type) for type in call.types]
    for part, type in zip(parts, call.types, strict=True):
        if not part.type:
            return call.complain("E0303", f"range() needs ints, not {show(type)}")
    return Answer(RANGE, partial(make_range, call.site.value, parts))


def make_range(
    origin: hir.Value, parts: list[Answer], f: FunctionLowering, v: ir.Value, args: list[ir.Value]
) -> ir.Value | None:
    b = f.b
    numbers: list[ir.Value] = []
    for part, arg in zip(parts, args, strict=True):
        n = part.emit(f, arg)
        if n is None:
            return None
        numbers.append(n)
    match numbers:
        case [stop]:
            held = VirtualRange((b.word(0), stop, b.word(1)))
        case [start, stop]:
            held = VirtualRange((start, stop, b.word(1)))
        case [start, stop, step]:
            if not (step.op == "const" and step.imm):
                f.guard_text(b.op("i64.eqz", step), "ValueError", "range() arg 3 must not be zero")
            held = VirtualRange((start, stop, step))
    keep = all(isinstance(u, hir.Value) and takes_parts(u, origin) for u in f.uses.get(origin.id, []))
    return held if keep else held.materialise(f)


def takes_parts(user: hir.Value, made: hir.Value) -> bool:
    """Does the operation need no object of a range?"""
    if user.op == "compare":
        return user.imm in ("in", "not in") and user.args[1] is made
    return user.op in ("iter", "index", "call")


@row("iter")
def iter_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING
    answer = iterator_of(call.site, call.types[0])
    if answer is None:
        return call.complain("E0303", f"{show(call.types[0])} is not iterable")
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[0])))


@row("next")
def next_(call: Call) -> Answer:
    if not call.arity(1, 2):
        return NOTHING
    site, type = call.site, call.types[0]
    if len(call.types) == 1:
        answer = next_of(site, type)
    else:

        def one_kind(atom: Kind) -> Answer | None:
            if atom.next(site) is None:
                return None
            return site.library("support.iterators", "next_or", one(atom), call.types[1])

        answer = site.cases(type, one_kind, no_iterator)
    if answer is None:
        helps = ("make one: iter(...)",)
        return call.complain("E0303", f"next() needs an iterator, not {show(type)}", helps=helps)
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[0]), *map(f.real, args[1:])))


# --- iterators of iterators -------------------------------------------------------------------------------------------


def kept(call: Call, types: list[Type], values: Callable[[FunctionLowering, list[ir.Value]], list[ir.Value]]) -> Answer:
    """An iterator as an object, by the library, of `types`."""
    function = call.site.engine.library("support.iterators", f"make_{call.name}")
    assert function is not None
    made = call.site.call_written(function, Args.plain(types))
    return Answer(made.type, lambda f, v, args: made.emit(f, None, values(f, args)))


def sources(call: Call, first: int, last: int) -> list[Answer] | None:
    """iter() of the arguments from `first` to `last`."""
    out: list[Answer] = []
    for type in call.types[first:last]:
        answer = iterator_of(call.site, type)
        if answer is None:
            call.complain("E0303", f"{show(type)} is not iterable")
            return None
        out.append(answer)
    return out if all(answer.type for answer in out) else None


def opened(answers: list[Answer], first: int, f: FunctionLowering, args: list[ir.Value]) -> list[ir.Value]:
    """The arguments, those from `first` on as their iterators."""
    out = [f.real(v) for v in args]
    for k, answer in enumerate(answers, first):
        out[k] = answer.value(f, out[k])
    return out


@row("enumerate")
def enumerate_(call: Call) -> Answer:
    if not call.arity(1, 2, ("start",)):
        return NOTHING
    site, source = call.site, call.items(0)
    if source is None:
        return NOTHING
    place = call.args.at(1, "start")
    start = integer(site, call.types[place]) if place is not None else None

    def first(f: FunctionLowering, args: list[ir.Value]) -> ir.Value:
        return start.value(f, args[place]) if start is not None and place is not None else f.b.word(0)

    if not site.in_place():
        inner = sources(call, 0, 1)
        if inner is None:
            return NOTHING
        return kept(call, [inner[0].type, INT], lambda f, args: [opened(inner, 0, f, args[:1])[0], first(f, args)])
    pair = site.new_tuple([INT, source.item], "enumerate") if source.item else None
    item = one(pair) if pair is not None else NEVER

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        inner = source.open(f, args[0])
        assert pair is not None
        return VirtualIterator(Enumerate(inner, first(f, args), INT, item, pair))

    if pair is None:  # nothing ever comes
        return site.iterator("enumerate", NEVER, lambda f, v, args: VirtualIterator(source.open(f, args[0])))
    return site.iterator("enumerate", item, emit)


@row("zip")
def zip_(call: Call) -> Answer:
    site, args = call.site, call.args
    if args.shape.stars and STARRED["zip"](args.types, args.shape):
        rows = site.library("support.tuple", "zip_rows", args.types[0])
        return Answer(rows.type, lambda f, v, values: rows.emit(f, values[0]))
    n = len(args.positional)
    if not call.arity(0, n, ("strict",)):
        return NOTHING
    strict = is_strict(args)
    if strict is None:
        return call.complain("E0402", "zip(strict=) needs True or False, written out")
    ways = [call.items(k) for k in range(n)]
    found = [way for way in ways if way is not None]
    if len(found) < n:
        return NOTHING
    if not site.in_place():
        if strict:
            helps = ("make a list of it",)
            return call.complain("E0402", "a zip(strict=True) that is kept isn't built", helps=helps)
        if n > 4:
            return call.complain("E0402", "a zip of so many that is kept isn't built", helps=("make a list of it",))
        inner = sources(call, 0, n)
        if inner is None:
            return NOTHING
        return kept(call, [a.type for a in inner], lambda f, values: opened(inner, 0, f, values[:n]))
    items = [way.item for way in found]
    pair = site.new_tuple(items, "zip") if all(items) else None
    item = one(pair) if pair is not None else NEVER

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        parts = [way.open(f, value) for way, value in zip(found, values, strict=False)]
        return VirtualIterator(Zip(parts, item, pair, strict))

    return site.iterator("zip", item, emit)


STARRED["zip"] = lambda types, shape: len(types) == 1 and all(isinstance(find(r), ListKind) for r in types[0])


def is_strict(args: Args) -> bool | None:
    """zip(strict=): None if it isn't a literal."""
    place = args.place("strict")
    if place is None:
        return False
    given = args.operands[place]
    return given.imm if given is not None and given.op == "const" and isinstance(given.imm, bool) else None


@row("map")
def map_(call: Call) -> Answer:
    if not call.arity(2, 9):
        return NOTHING
    site, n = call.site, len(call.types)
    found = [way for way in (call.items(k) for k in range(1, n)) if way is not None]
    if len(found) < n - 1:
        return NOTHING
    if not site.in_place():
        if n > 3:
            return call.complain("E0402", "a map of so many that is kept isn't built", helps=("make a list of it",))
        inner = sources(call, 1, n)
        if inner is None:
            return NOTHING
        types = [call.types[0], *(a.type for a in inner)]
        return kept(call, types, lambda f, args: opened(inner, 1, f, args))
    items = [way.item for way in found]
    called = site.call_value(call.types[0], Args.plain(items)) if all(items) else NOTHING
    if called is None:
        return call.complain("E0311", f"{show(call.types[0])} is not callable")

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        source = Zip([way.open(f, arg) for way, arg in zip(found, args[1:], strict=True)], NONE, None)
        return VirtualIterator(Map(args[0], source, called))

    return site.iterator("map", called.type, emit)


@row("filter")
def filter_(call: Call) -> Answer:
    if not call.arity(2, 2):
        return NOTHING
    site, source = call.site, call.items(1)
    if source is None:
        return NOTHING
    if not site.in_place():
        inner = sources(call, 1, 2)
        if inner is None:
            return NOTHING
        return kept(call, [call.types[0], inner[0].type], lambda f, args: opened(inner, 1, f, args))
    keep = site.cases(call.types[0], partial(keeps, call, source.item), not_callable)
    if keep is None:
        return call.complain("E0311", f"{show(call.types[0])} is not callable")
    item = source.item - NONE if call.types[0] == NONE else source.item

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        return VirtualIterator(Filter(args[0], source.open(f, args[1]), item, keep))

    return site.iterator("filter", item, emit)


def keeps(call: Call, item: Type, atom: Kind) -> Answer | None:
    """Is an item kept? emit(function, item)."""
    site = call.site
    if atom is NONE_ATOM:
        truth = site.truth(item)
        return Answer(truth.type, lambda f, v, x: truth.emit(f, x))
    called = site.call_value(one(atom), Args.plain([item])) if item else NOTHING
    if called is None:
        return None
    truth = site.truth(called.type)
    return Answer(truth.type, lambda f, v, x: truth.emit(f, called.value(f, v, [x])))


@row("reversed")
def reversed_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING
    site, type = call.site, call.types[0]
    own = any(find(a).class_info is not None for a in type)
    source = call.items(0) if not own else None
    if source is None and not own:
        return NOTHING
    if source is not None and site.in_place() and all(find(a).is_reversible for a in type):
        made = site.new_list(source.item, "reversed")
        return site.iterator("reversed", source.item, partial(backwards, source, made))

    def one_kind(atom: Kind) -> Answer | None:
        if not atom.is_reversible:
            return None
        method = atom.class_info.method("__reversed__") if atom.class_info is not None else None
        if method is not None:
            return site.call(method, one(atom))
        if atom.view is not None and isinstance(atom.view.kind, ListKind | DictKind):  # by their `__reversed__`
            return about_view(one_kind, atom)
        return site.library("support.iterators", "make_reversed", one(atom))

    answer = site.cases(type, one_kind, not_reversible)
    if answer is None:
        return call.complain("E0303", f"{show(type)} is not reversible")
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[0])))


def not_reversible(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object is not reversible")


def backwards(way: Iteration, made: ListKind, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
    b = f.b
    match way.open(f, args[0]):
        case RangeIterator(first=start, stop=stop, by=step, item=item):
            n = range_length(f, start, stop, step)
            last = b.op("i64.add", start, b.op("i64.mul", b.op("i64.sub", n, b.i64(1)), step))
            back: ir.Value = (
                b.i64(-step.imm)
                if step.op == "const" and isinstance(step.imm, int)
                else b.op("i64.sub", b.i64(0), step)
            )
            return VirtualIterator(RangeIterator(last, b.op("i64.sub", start, step), back, item))
        case ListIterator(xs=xs, elem=elem):
            return VirtualIterator(ReversedList(xs, elem))
        case StrIterator(text=text, item=item):
            return VirtualIterator(StrIterator(text, item, True))
        case source:
            return VirtualIterator(ReversedList(list_from(f, source, made), source.item))
