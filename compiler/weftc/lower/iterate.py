"""Which iterator a value has: of those that exist only while compiling, or an object with `__next__`."""

from __future__ import annotations

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.infer.iteration import is_iterable, item_type, iterator_maker, iterator_type
from weftc.ir import ir
from weftc.kinds.dict import DictKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Cell, Kind, Type, find, one, resolve, show, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import FILE_ATOM, NONE_ATOM, RANGE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.loops import Iterator, list_from
from weftc.lower.ranges import VirtualRange, range_fields
from weftc.lower.sequences import new_list, store_element
from weftc.lower.sources import (
    ChannelIterator,
    DictIterator,
    FileIterator,
    ListIterator,
    ProtocolIterator,
    RangeIterator,
    StrIterator,
)


@lower("iter")
def iter_(f: FunctionLowering, value: hir.Value) -> None:
    f.virtual[value.id] = iterator_of(f, value.args[0], value)


def iterator_of(f: FunctionLowering, value: hir.Value, origin: hir.Value) -> Iterator:
    """The iterator of an operand of `origin`: made of those before it, or of the object."""
    held = f.virtual.get(value.id)
    if isinstance(held, Iterator):
        return held
    if isinstance(held, VirtualRange):
        return RangeIterator(*held.parts)
    if any(isinstance(a, IteratorKind) for a in f.type(value)):
        f.program.sink.add(
            error(
                "E0415",
                "a view of a dict can't be kept in a variable that changes",
                value.span,
                helps=("make a list of it: list(...)",),
            )
        )
    return iterator_over(f, f.get(value), f.type(value), origin)


def iterator_over(f: FunctionLowering, v: ir.Value, type: Type, origin: hir.Value) -> Iterator:
    if any(isinstance(find(a), ObjectKind) for a in type):
        return ProtocolIterator(
            *iterator_value(f, v, type, origin), item_type(f.engine, f.instance, origin, type), origin
        )
    iterables = [a for a in type if is_iterable(a)]
    if len(iterables) == 1 and len(type) == 1:
        return iterator_of_atom(f, find(iterables[0]), v, type)
    # several kinds (or None, which raises): each is made a list of the common item type
    items = item_type(f.engine, f.instance, origin, type)
    made = ListKind(Cell(items))

    def to_list(atom: Kind, narrowed: ir.Value) -> ir.Value | None:
        if not is_iterable(atom):
            not_iterable(f, atom)
            return None
        return list_from(f, iterator_of_atom(f, atom, narrowed, one(atom)), made)

    out = f.dispatch(v, type, to_list, one(made))
    assert out is not None
    return ListIterator(out, items, items)


def not_iterable(f: FunctionLowering, atom: Kind) -> None:
    name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
    f.raise_text("TypeError", f"'{name}' object is not iterable")


def iterator_value(f: FunctionLowering, v: ir.Value, type: Type, origin: hir.Value) -> tuple[ir.Value, Type]:
    """iter(v): an object with `__next__`."""
    result = iterator_type(f.engine, f.instance, origin, type)

    def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__iter__")) is not None:
            out, made = f.call_function(origin, method, None, [(x, one(atom))])
        elif (maker := iterator_maker(atom)) is not None:
            function = f.engine.library("iterators", maker)
            assert function is not None
            out, made = f.call_function(origin, function, None, [(x, one(atom))])
        else:
            not_iterable(f, atom)
            return None
        return f.convert(out, made, result)

    out = f.dispatch(v, type, one_kind, result)
    return (out if out is not None else f.b.none()), result


def iterator_of_atom(f: FunctionLowering, atom: Kind, v: ir.Value, type: Type) -> Iterator:
    match atom:
        case ListKind(elem=elem):
            held = resolve(elem.find().type)
            return ListIterator(v, held, held)
        case DictKind():
            return DictIterator(v, atom, "keys", resolve(atom.key.find().type))
        case TupleKind():
            items = f.engine.join_all([resolve(c.find().type) for c in atom.items])
            made = ListKind(Cell(items))
            out = new_list(f, made, len(atom.items))
            for k, field in enumerate(f.layout.fields(atom)[0]):
                store_element(f, out, f.b.i64(k), f.convert(f.load_field(v, field, "tuple"), field.type, items), items)
            return ListIterator(out, items, items)
        case ChannelKind(elem=elem):
            return ChannelIterator(v, resolve(elem.find().type))
        case _ if atom is RANGE_ATOM:
            return RangeIterator(*range_fields(f, v))
        case _ if atom is STR_ATOM:
            return StrIterator(v)
        case _ if atom is FILE_ATOM:
            return FileIterator(v)
    raise AssertionError(show(type))
