"""range(), iter(), next(), and the built-ins that make iterators of others."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.iterators import is_strict
from weftc.ir import ir
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Cell, Kind, find, one, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import INT, NONE, NONE_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.adaptors import Enumerate, Filter, Map, Zip
from weftc.lower.builtins import Arg, Call, row
from weftc.lower.containers import int_index
from weftc.lower.iterate import iterator_of, iterator_value
from weftc.lower.loops import list_from
from weftc.lower.ranges import VirtualRange, range_length
from weftc.lower.sources import DictIterator, ListIterator, RangeIterator, ReversedList, StrIterator


@row("range")
def range_(call: Call) -> None:
    f, b = call.f, call.f.b
    numbers = [int_index(f, call.arg(k), call.type(k), "range") for k in range(len(call.operands))]
    if len(numbers) == 1:
        parts = (b.word(0), numbers[0], b.word(1))
    elif len(numbers) == 2:
        parts = (numbers[0], numbers[1], b.word(1))
    else:
        parts = (numbers[0], numbers[1], numbers[2])
        step = numbers[2]
        if not (step.op == "const" and step.imm):
            f.guard_text(b.op("i64.eqz", step), "ValueError", "range() arg 3 must not be zero")
    held = VirtualRange(parts)
    keep = all(
        isinstance(u, hir.Value)
        and (
            u.op in ("iter", "index")
            or (u.op == "compare" and u.imm in ("in", "not in") and u.args[1] is call.value)
            or u.op == "call"
        )
        for u in f.uses.get(call.value.id, [])
    )
    if keep:
        f.virtual[call.value.id] = held
    else:
        f.values[call.value.id] = held.materialise(f)


def is_kept(call: Call) -> bool:
    """Is this iterator an object, since more is done with it than going through it at once?"""
    return not any(isinstance(a, IteratorKind) for a in call.result)


def iterator_object(call: Call, first: int = 0, last: int | None = None, *more: Arg) -> ir.Value | None:
    """An object of lib/iterators.py; operands from `first` to `last` are gone through."""
    from weftc.lower.calls import call_func

    f = call.f
    function = f.engine.library("iterators", call.name)
    assert function is not None
    args: list[Arg] = [(f.get(a), f.type(a)) for a in call.operands[:first]]
    for a in call.operands[first:last]:
        args.append(operand_iterator(call, a))
    args += more
    out, type = call_func(f, call.value, function, None, args, hir.CallShape(len(args)))
    return f.convert(out, type, call.result) if type else None


def operand_iterator(call: Call, operand: hir.Value) -> Arg:
    """iter(operand)."""
    f = call.f
    view = f.virtual.get(operand.id)
    if not isinstance(view, DictIterator):
        return iterator_value(f, f.get(operand), f.type(operand), call.value)
    function = f.engine.library("iterators", f"over_{view.what}")
    assert function is not None
    return f.call_function(call.value, function, None, [(view.d, one(view.atom))])


@row("iter")
def iter_(call: Call) -> ir.Value:
    out, type = operand_iterator(call, call.operands[0])
    return call.f.convert(out, type, call.result)


@row("next")
def next_(call: Call) -> ir.Value | None:
    f = call.f
    function = f.engine.library("iterators", "next_or")
    assert function is not None

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if not isinstance(atom, ObjectKind) or (method := atom.cls.method("__next__")) is None:
            name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
            f.raise_text("TypeError", f"'{name}' object is not an iterator")
            return None
        if len(call.operands) == 2:
            default = (call.arg(1), call.type(1))
            out, type = f.call_function(call.value, function, None, [(v, one(atom)), default])
        else:
            out, type = f.call_function(call.value, method, None, [(v, one(atom))])
        return f.convert(out, type, call.result) if type else None

    return call.each(0, one_kind, call.result)


@row("enumerate")
def enumerate_(call: Call) -> ir.Value | None:
    f = call.f
    if is_kept(call):
        start = call.keyword("start") or (call.positional[1] if len(call.positional) > 1 else None)
        first = f.get_as(start, INT) if start is not None else f.b.word(0)
        return iterator_object(call, 0, 1, (first, INT))
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, IteratorKind)
    start = call.keyword("start") or (call.positional[1] if len(call.positional) > 1 else None)
    first = f.get_as(start, INT) if start is not None else f.b.word(0)
    item = resolve(atom.item.find().type)
    pair = find(next(iter(item))) if item else TupleKind([])
    assert isinstance(pair, TupleKind)
    f.virtual[call.value.id] = Enumerate(iterator_of(f, call.operands[0], call.value), first, item, pair)
    return None


@row("zip")
def zip_(call: Call) -> ir.Value | None:
    f = call.f
    if is_kept(call):
        return iterator_object(call, 0, len(call.positional))
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, IteratorKind)
    item = resolve(atom.item.find().type)
    pair = find(next(iter(item))) if item else None
    assert pair is None or isinstance(pair, TupleKind)
    inner = [iterator_of(f, a, call.value) for a in call.positional]
    f.virtual[call.value.id] = Zip(inner, item, pair, bool(is_strict(call.value, call.shape)))
    return None


@row("map")
def map_(call: Call) -> ir.Value | None:
    f = call.f
    if is_kept(call):
        return iterator_object(call, 1)
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, IteratorKind)
    source = Zip([iterator_of(f, a, call.value) for a in call.operands[1:]], NONE, None)
    f.virtual[call.value.id] = Map(call.arg(0), call.type(0), source, resolve(atom.item.find().type), call.value)
    return None


@row("filter")
def filter_(call: Call) -> ir.Value | None:
    f = call.f
    if is_kept(call):
        return iterator_object(call, 1)
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, IteratorKind)
    source, item = iterator_of(f, call.operands[1], call.value), resolve(atom.item.find().type)
    f.virtual[call.value.id] = Filter(call.arg(0), call.type(0), source, item, call.value)
    return None


@row("reversed")
def reversed_(call: Call) -> ir.Value | None:
    f, b = call.f, call.f.b
    if is_kept(call):
        return reversed_object(call)
    source = iterator_of(f, call.operands[0], call.value)
    out: object
    match source:
        case RangeIterator(first=start, stop=stop, by=step):
            n = range_length(f, start, stop, step)
            last = b.op("i64.add", start, b.op("i64.mul", b.op("i64.sub", n, b.i64(1)), step))
            back: ir.Value = (
                b.i64(-step.imm)
                if step.op == "const" and isinstance(step.imm, int)
                else b.op("i64.sub", b.i64(0), step)
            )
            out = RangeIterator(last, b.op("i64.sub", start, step), back)
        case ListIterator(xs=xs, elem=elem):
            out = ReversedList(xs, elem)
        case StrIterator(text=text):
            out = StrIterator(text, True)
        case _:
            made = ListKind(Cell(source.item))
            out = ReversedList(list_from(f, source, made), source.item)
    f.virtual[call.value.id] = out
    return None


def reversed_object(call: Call) -> ir.Value | None:
    f = call.f
    function = f.engine.library("iterators", "reversed")
    assert function is not None

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        method = atom.cls.method("__reversed__") if isinstance(atom, ObjectKind) else None
        out, type = f.call_function(call.value, method or function, None, [(v, one(atom))])
        return f.convert(out, type, call.result) if type else None

    return call.each(0, one_kind, call.result)
