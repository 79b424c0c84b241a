"""Built-ins that make a value of another kind: numbers, texts, lists, dictionaries, tuples."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.builtins.adaptors import Enumerate
from weftc.builtins.table import Call, row
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration, about_view, never_refused
from weftc.kinds.condition import Known
from weftc.kinds.dict import DictKind, is_mapping, new_dict, pairs_fit
from weftc.kinds.indexing import integer
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Kind, Type, find, held, one, show, viewed
from weftc.kinds.list import SequenceKind
from weftc.kinds.numbers import FLOAT, INT
from weftc.kinds.set import AnySetKind, FrozensetKind, new_set
from weftc.kinds.text import STR, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.loops import list_from, loop
from weftc.lower.sequences import make_tuple, new_list
from weftc.lower.sources import RangeIterator, StrIterator
from weftc.operations.displays import discard, updating
from weftc.operations.text import ascii_of, format_of, repr_of, text_of

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def of_first(answer: Answer) -> Answer:
    """An answer about the first argument alone."""
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[0])))


@row("int")
def int_(call: Call) -> Answer:
    if not call.arity(0, 2, ("base",)):
        return NOTHING
    if not call.types:
        return Answer(INT, lambda f, v, args: f.b.word(0))
    if len(call.types) == 2:
        base = integer(call.site, call.types[1])
        if STR_ATOM not in map(viewed, map(find, call.types[0])):
            return call.complain("E0303", "int() can't convert non-string with explicit base")
        return Answer(INT, partial(int_of_text, call.types[0], base))
    answer = call.site.cases(call.types[0], lambda atom: atom.to_int(call.site), no_int)
    if answer is None:
        return call.complain("E0303", f"int() can't convert {show(call.types[0])}")
    return of_first(answer)


def no_int(f: FunctionLowering, atom: Kind) -> None:
    text = f"int() argument must be a string, a bytes-like object or a real number, not '{atom.class_name}'"
    f.raise_text("TypeError", text)


def int_of_text(type: Type, base: Answer, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
    n = base.emit(f, args[1])
    if n is None:
        return None

    def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
        if viewed(atom) is STR_ATOM:
            return f.rt("weft_str_to_int", f.as_views(x, one(atom), NEVER)[0], n)
        f.raise_text("TypeError", "int() can't convert non-string with explicit base")
        return None

    return f.dispatch(args[0], type, one_kind, INT)


@row("float")
def float_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    if not call.types:
        return Answer(FLOAT, lambda f, v, args: f.b.f64(0.0))
    answer = call.site.cases(call.types[0], lambda atom: atom.to_float(call.site), no_float)
    if answer is None:
        return call.complain("E0303", f"float() can't convert {show(call.types[0])}")
    return of_first(answer)


def no_float(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"float() argument must be a string or a real number, not '{atom.class_name}'")


@row("bool")
def bool_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    if not call.types:
        return Known(False)
    return of_first(call.site.truth(call.types[0]))


@row("str")
def str_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    return of_first(text_of(call.site, call.types[0])) if call.types else Answer(STR, lambda f, v, args: f.string(""))


@row("repr")
def repr_(call: Call) -> Answer:
    return of_first(repr_of(call.site, call.types[0])) if call.arity(1, 1) else NOTHING


@row("ascii")
def ascii_(call: Call) -> Answer:
    return of_first(ascii_of(call.site, call.types[0])) if call.arity(1, 1) else NOTHING


@row("format")
def format_(call: Call) -> Answer:
    if not call.arity(1, 2):
        return NOTHING
    operand = call.args.operands[1] if len(call.types) == 2 else None
    literal = "" if len(call.types) == 1 else None
    if operand is not None and operand.op == "const":
        literal = str(operand.imm)
    if len(call.types) == 2 and call.types[1] != STR:
        return call.complain("E0303", f"format() argument 2 must be str, not {show(call.types[1])}")
    answer = format_of(call.site, call.types[0], literal)

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
        return answer.emit(f, f.real(args[0]), args[1] if len(args) > 1 else f.string(""))

    return Answer(answer.type, emit)


@row("ord")
def ord_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING

    def one_kind(atom: Kind) -> Answer | None:
        if atom is STR_ATOM:
            return Answer(INT, lambda f, v: f.rt("weft_ord", v))
        return about_view(one_kind, atom)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"ord() expected string of length 1, but {atom.class_name} found")

    answer = call.site.cases(call.types[0], one_kind, refuse)
    return of_first(answer) if answer else call.complain("E0303", f"ord() needs a str, not {show(call.types[0])}")


@row("chr")
def chr_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING
    code = integer(call.site, call.types[0])
    if not code.type:
        return call.complain("E0303", f"chr() needs an int, not {show(call.types[0])}")
    return Answer(STR, lambda f, v, args: f.rt("weft_chr", code.value(f, args[0])))


# --- containers -------------------------------------------------------------------------------------------------------


@row("list")
def list_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    if not call.types:
        made = call.site.new_list(NEVER)
        return Answer(one(made), lambda f, v, args: new_list(f, made, 0))
    source = call.items(0)
    if source is None:
        return NOTHING
    made = call.site.new_list(source.item)
    return Answer(one(made), partial(sequence_from, call.types[0], source, made))


def sequence_from(
    type: Type, source: Iteration, made: SequenceKind, f: FunctionLowering, v: ir.Value, args: list[ir.Value]
) -> ir.Value:
    """A list, or a tuple of any length, of what an iterable gives."""
    elem, only = held(made.elem), find(next(iter(type))) if len(type) == 1 else None
    if isinstance(only, SequenceKind) and f.layout.slot(held(only.elem)) is f.layout.slot(elem):
        zero = f.b.i64(0)
        return f.rt("weft_list_slice", args[0], zero, zero, zero, f.b.i32(0), f.type_address(made))
    iterator = source.open(f, args[0])
    if isinstance(iterator, RangeIterator) and elem == INT:
        return f.rt("weft_range_to_list", iterator.first, iterator.stop, iterator.by, f.type_address(made))
    if isinstance(iterator, StrIterator) and not iterator.backwards and elem == STR:
        return f.rt("weft_str_characters", iterator.text, f.type_address(made))
    return list_from(f, iterator, made)


@row("tuple")
def tuple_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    if not call.types:
        empty = call.site.new_tuple([])
        return Answer(one(empty), lambda f, v, args: make_tuple(f, empty, []))
    if len(call.types[0]) == 1 and isinstance(find(next(iter(call.types[0]))), TupleKind):
        return Answer(call.types[0], lambda f, v, args: f.real(args[0]))
    source = call.items(0)
    if source is None:
        return NOTHING
    made = call.site.new_vartuple(source.item)
    return Answer(one(made), partial(sequence_from, call.types[0], source, made))


@row("set", "frozenset")
def set_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    site, given = call.site, call.types[0] if call.types else NEVER
    if call.name == "frozenset" and len(given) == 1 and isinstance(find(next(iter(given))), FrozensetKind):
        return Answer(given, lambda f, v, args: f.real(args[0]))
    made: AnySetKind = site.new_set() if call.name == "set" else site.new_frozenset()
    fill = updating(site, made, given) if call.types else None
    made = find(made)

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        out = new_set(f, made)
        if fill is not None:
            fill.emit(f, out, args[0])
        return out

    return Answer(one(made), emit)


@row("dict")
def dict_(call: Call) -> Answer:
    site, args = call.site, call.args
    if args.is_spread or len(args.positional) > 1:
        return call.complain("E0310", f"dict() takes 1 argument at most ({len(args.positional)} given)")
    made = site.new_dict(NEVER, NEVER)
    fill = None
    if args.positional:
        fill = filled_from(call, made)
        if fill is None:
            return NOTHING
    puts = [made.put(site, STR, type) for type in args.types[len(args.positional) :]]
    made = find(made)
    made.check_keys(site)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        out = new_dict(f, made)
        if fill is not None:
            fill.emit(f, values[0], out)
        given = values[len(args.positional) :]
        for put, name, value in zip(puts, args.shape.keywords, given, strict=True):
            put(f, out, f.string(name), f.real(value))
        return out

    return Answer(one(made), emit)


def filled_from(call: Call, made: DictKind) -> Answer | None:
    """What takes the entries of the argument, a dict or pairs. emit(argument, d)."""
    site, type = call.site, call.types[0]
    if len(type) == 1 and isinstance(other := find(next(iter(type))), DictKind):
        update = made.update(site, other)
        return Answer(NEVER, lambda f, source, d: update(f, d, source))
    is_pairs = not any(is_mapping(find(atom)) for atom in type)
    source = call.items(0) if is_pairs else None
    if is_pairs and source is None:
        return None
    if source is None or not source.item or not all(is_pair(find(atom)) for atom in source.item):
        if not pairs_fit(site, type, "dict"):
            return None
        if source is not None and any(isinstance(find(atom), IteratorKind) for atom in type):
            return filled_in_place(site, made, source)
        taken = site.library("kinds.dict", "update", one(made), type)
        return Answer(NEVER, lambda f, source, d: taken.emit(f, d, f.real(source)))
    pair = site.cases(source.item, lambda atom: put_pair(site, made, atom), never_refused, statement=True)
    assert pair is not None

    def emit(f: FunctionLowering, iterable: ir.Value, d: ir.Value) -> None:
        loop(f, source.open(f, iterable), lambda item: discard(pair.emit(f, item, d)))

    return Answer(NEVER, emit)


def filled_in_place(site: Site, made: DictKind, source: Iteration) -> Answer:
    """From an iterator that no function can be given. emit(iterator, d)."""
    if not source.item:
        return Answer(NEVER, lambda f, iterator, d: loop(f, source.open(f, iterator), lambda item: None))
    numbered = site.new_tuple([INT, source.item], "numbered")
    put = site.library("kinds.dict", "put_numbered", one(made), one(numbered))

    def emit(f: FunctionLowering, iterator: ir.Value, d: ir.Value) -> None:
        counted = Enumerate(source.open(f, iterator), f.b.word(0), INT, one(numbered), numbered)
        loop(f, counted, lambda pair: discard(put.emit(f, d, pair)))

    return Answer(NEVER, emit)


def is_pair(atom: Kind) -> bool:
    return isinstance(atom, TupleKind) and len(atom.items) == 2


def put_pair(site: Site, made: DictKind, atom: Kind) -> Answer:
    """Stores a key and its value. emit(pair, d)."""
    assert isinstance(atom, TupleKind)
    put = made.put(site, site.get(atom.items[0]), site.get(atom.items[1]))

    def emit(f: FunctionLowering, v: ir.Value, d: ir.Value) -> None:
        (key, _), (value, _) = atom.parts(f, v)
        put(f, d, key, value)

    return Answer(NEVER, emit)
