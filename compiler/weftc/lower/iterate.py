"""Going through things: iterators that exist only while compiling.

An iterator is a few values of state; `start` gives them before the loop, `step` in the loop's header takes the next
item: it leaves for the exit when there is none and gives (item, state for the next turn). zip, enumerate, map and
filter are made of others, so `for i, (a, b) in enumerate(zip(xs, ys))` allocates nothing that isn't looked at.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.infer.calls import call_atom
from weftc.infer.iteration import is_iterable, item_type, iterator_maker, iterator_type
from weftc.infer.types import (
    BOOL,
    FILE_ATOM,
    INT,
    NEVER,
    NONE,
    NONE_ATOM,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    Atom,
    BuiltinAtom,
    Cell,
    ChannelAtom,
    ClassAtom,
    DictAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    TupleAtom,
    Type,
    find,
    one,
    resolve,
    show,
    show_atom,
)
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.ops import NO_WRAP
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.variables import truth_of

Leave = Callable[[], tuple[ir.Block, list[ir.Value]]]
Again = Callable[[list[ir.Value]], tuple[ir.Block, list[ir.Value]]]


class Iterator(ABC):
    """`item` is the type of what comes."""

    item: Type

    @abstractmethod
    def start(self, f: FunctionLowering) -> list[ir.Value]:
        """Emits the state before the first turn."""

    @abstractmethod
    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        """Emits, at the cursor, the test for an end and the taking of an item. `again(state)` goes on with the next
        turn without an item (filter)."""


def leave_unless(f: FunctionLowering, cond: ir.Value, leave: Leave) -> None:
    b = f.b
    target, args = leave()
    go_on = b.new_block()
    b.branch(cond, go_on, target, [], args)
    b.at(go_on)


@dataclass
class RangeIterator(Iterator):
    first: ir.Value
    stop: ir.Value
    by: ir.Value
    item: Type = INT

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [self.first]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (i,) = f.b, state
        if self.by.op == "const" and isinstance(self.by.imm, int):
            test = b.op("i64.lt_s" if self.by.imm > 0 else "i64.gt_s", i, self.stop)
        else:
            up = b.op("i64.gt_s", self.by, b.i64(0))
            test = b.op("select", b.op("i64.lt_s", i, self.stop), b.op("i64.gt_s", i, self.stop), up)
        leave_unless(f, test, leave)
        # the counter is only compared: past the end it may leave the small range, but not 64 bits
        return i, [b.op("i64.add", i, self.by, imm=NO_WRAP, rep=Rep.INT)]


@dataclass
class ListIterator(Iterator):
    """Looks at the length each turn, as Python does: a list may grow while it is gone through."""

    xs: ir.Value
    item: Type
    elem: Type

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [f.b.i64(0)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (i,) = f.b, state
        leave_unless(f, b.op("i64.lt_u", i, b.op("i64.extend_i32_u", b.op("list.len", self.xs))), leave)
        item = list_element(f, self.xs, i, self.elem)
        return f.convert(item, self.elem, self.item), [b.op("i64.add", i, b.i64(1))]


def list_element(f: FunctionLowering, xs: ir.Value, i: ir.Value, elem: Type) -> ir.Value:
    """An element without a bounds test."""
    memory = f.layout.element_memory(elem)
    return f.b.op("load_elem", f.b.op("list.data", xs), i, imm=(memory, 8, f"elem:{memory}"), rep=f.layout.rep(elem))


@dataclass
class ReversedList(Iterator):
    xs: ir.Value
    item: Type

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [f.b.op("i64.extend_i32_u", f.b.op("list.len", self.xs))]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (left,) = f.b, state
        i = b.op("i64.sub", left, b.i64(1))
        # ends too when the list has shrunk below
        leave_unless(f, b.op("i64.lt_u", i, b.op("i64.extend_i32_u", b.op("list.len", self.xs))), leave)
        return list_element(f, self.xs, i, self.item), [i]


@dataclass
class StrIterator(Iterator):
    text: ir.Value
    backwards: bool = False
    item: Type = STR

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [f.b.op("i64.extend_i32_u", f.b.op("str.len", self.text)) if self.backwards else f.b.i64(0)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (i,) = f.b, state
        if self.backwards:
            i = b.op("i64.sub", i, b.i64(1))
            leave_unless(f, b.op("i64.ge_s", i, b.i64(0)), leave)
            return f.rt("weft_str_index", self.text, i), [i]
        leave_unless(f, b.op("i64.lt_u", i, b.op("i64.extend_i32_u", b.op("str.len", self.text))), leave)
        return f.rt("weft_str_index", self.text, i), [b.op("i64.add", i, b.i64(1))]


@dataclass
class DictIterator(Iterator):
    """By position in the order of insertion. A change of size while it runs is an error."""

    d: ir.Value
    atom: DictAtom
    what: str  # keys, values, items; or positions, which aren't looked up
    item: Type
    pair: TupleAtom | None = None

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [f.b.i64(0), f.b.op("dict.len", self.d)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (position, size) = f.b, state
        f.guard_text(
            b.op("i32.ne", b.op("dict.len", self.d), size),
            "RuntimeError",
            "dictionary changed size during iteration",
        )
        at = f.rt("weft_dict_next", self.d, position)
        leave_unless(f, b.op("i64.ge_s", at, b.i64(0)), leave)
        out = self.entry(f, at)
        return out, [b.op("i64.add", at, b.i64(1)), size]

    def entry(self, f: FunctionLowering, at: ir.Value) -> ir.Value:
        from weftc.lower.dicts import load_dict_key, load_slot

        if self.what == "positions":
            return at
        b = f.b
        key_type, value_type = resolve(self.atom.key.find().type), resolve(self.atom.value.find().type)
        if self.what == "keys":
            return load_dict_key(f, b.op("rt", self.d, at, imm="weft_dict_key_at"), key_type)
        if self.what == "values":
            return load_slot(f, b.op("rt", self.d, at, imm="weft_dict_value_at"), value_type)
        key = load_dict_key(f, b.op("rt", self.d, at, imm="weft_dict_key_at"), key_type)
        value = load_slot(f, b.op("rt", self.d, at, imm="weft_dict_value_at"), value_type)
        assert self.pair is not None
        return make_tuple(f, self.pair, [(key, key_type), (value, value_type)])


def make_tuple(f: FunctionLowering, atom: Atom, items: list[tuple[ir.Value, Type]]) -> ir.Value:
    return f.new_object(atom, {str(k): item for k, item in enumerate(items)})


@dataclass
class FileIterator(Iterator):
    file: ir.Value
    item: Type = STR

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return []

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        line = f.rt("weft_file_readline", self.file)
        leave_unless(f, f.b.op("str.len", line), leave)
        return line, []


@dataclass
class ChannelIterator(Iterator):
    channel: ir.Value
    item: Type

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return []

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b = f.b
        f.rt("weft_channel_next", self.channel)
        outcome = b.op("outcome")
        item = b.op("result", rep=f.layout.rep(self.item)) if self.item else f.zero(NONE)
        leave_unless(f, b.op("i32.eqz", outcome), leave)
        return item, []


@dataclass
class Enumerate(Iterator):
    inner: Iterator
    first: ir.Value
    item: Type
    pair: TupleAtom

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [self.first, *self.inner.start(f)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        count, *rest = state
        item, rest = self.inner.step(f, rest, leave, lambda s: again([count, *s]))
        if item is None:
            return None, []
        made = make_tuple(f, self.pair, [(count, INT), (item, self.inner.item)])
        return made, [f.b.op("int.add", count, f.b.word(1)), *rest]


@dataclass
class Zip(Iterator):
    inner: list[Iterator]
    item: Type
    pair: TupleAtom | None
    strict: bool = False

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        self.sizes: list[int] = []
        out: list[ir.Value] = []
        for iterator in self.inner:
            state = iterator.start(f)
            self.sizes.append(len(state))
            out += state
        return out

    def parts(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[list[ir.Value] | None, list[ir.Value]]:
        items: list[ir.Value] = []
        new: list[ir.Value] = []
        for k, (iterator, size) in enumerate(zip(self.inner, self.sizes, strict=True)):
            mine, state = state[:size], state[size:]
            rest, before = state, list(new)
            ends = partial(self.ends, f, k, mine, rest, leave, again) if self.strict else leave
            item, after = iterator.step(f, mine, ends, partial(resumed, again, before, rest))
            if item is None:
                return None, []
            items.append(item)
            new += after
        return items, new

    def ends(
        self, f: FunctionLowering, k: int, first: list[ir.Value], rest: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Block, list[ir.Value]]:
        """zip(strict=True) where iterator k has ended: it must be the first, and all others must end with it."""
        b = f.b
        here, out = b.block, b.new_block()
        b.at(out)
        if k:
            f.raise_text("ValueError", f"zip() argument {k + 1} is shorter than {first_arguments(k)}")
            b.at(here)
            return out, []
        for number, (iterator, size) in enumerate(zip(self.inner[1:], self.sizes[1:], strict=True), 1):
            mine, rest = rest[:size], rest[size:]
            following = b.new_block()
            item, _ = iterator.step(f, mine, partial(no_values, following), partial(resumed, again, first, rest))
            if item is not None:
                f.raise_text("ValueError", f"zip() argument {number + 1} is longer than {first_arguments(number)}")
            b.at(following)
            first = [*first, *mine]
        target, args = leave()
        b.jump(target, *args)
        b.at(here)
        return out, []

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        if not self.inner:
            target, args = leave()
            f.b.jump(target, *args)
            f.dead()
            return None, []
        items, new = self.parts(f, state, leave, again)
        if items is None or self.pair is None:
            return None, []
        return make_tuple(f, self.pair, [(v, it.item) for v, it in zip(items, self.inner, strict=True)]), new


def no_values(block: ir.Block) -> tuple[ir.Block, list[ir.Value]]:
    return block, []


def resumed(
    again: Again, before: list[ir.Value], rest: list[ir.Value], state: list[ir.Value]
) -> tuple[ir.Block, list[ir.Value]]:
    """The next turn, with the state of one part among those of the others."""
    return again([*before, *state, *rest])


def first_arguments(n: int) -> str:
    return "argument 1" if n == 1 else f"arguments 1-{n}"


@dataclass
class Map(Iterator):
    function: ir.Value
    function_type: Type
    source: Zip
    item: Type
    origin: hir.Value

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return self.source.start(f)

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        from weftc.lower.calls import call_value

        items, new = self.source.parts(f, state, leave, again)
        if items is None:
            return None, []
        args = [(v, it.item) for v, it in zip(items, self.source.inner, strict=True)]
        out = call_value(f, self.origin, self.function, self.function_type, args, hir.CallShape(len(args)), self.item)
        return out, new


@dataclass
class Filter(Iterator):
    function: ir.Value
    function_type: Type
    source: Iterator
    item: Type
    origin: hir.Value

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return self.source.start(f)

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        from weftc.lower.calls import call_value

        b = f.b
        item, new = self.source.step(f, state, leave, again)
        if item is None:
            return None, []

        def one_function(atom: Atom, function: ir.Value) -> ir.Value:
            if atom is NONE_ATOM:
                return truth_of(f, item, self.source.item, self.origin)
            sites = f.instance.sites.items()
            instances = [i for (v, _), site in sites if v == self.origin.id for i in site]
            out_type = f.engine.join_all([resolve(i.ret.find().type) for i in instances]) or BOOL
            if isinstance(atom, BuiltinAtom | ClassAtom):
                out_type = builtin_result(f, self.origin, atom, self.source.item)
            out = call_value(
                f, self.origin, function, one(atom), [(item, self.source.item)], hir.CallShape(1), out_type
            )
            return truth_of(f, out, out_type, self.origin) if out is not None else b.i32(0)

        keep = f.dispatch(self.function, self.function_type, one_function, BOOL)
        assert keep is not None
        target, args = again(new)
        go_on = b.new_block()
        b.branch(keep, go_on, target, [], args)
        b.at(go_on)
        return f.convert(item, self.source.item, self.item), new


def builtin_result(f: FunctionLowering, origin: hir.Value, atom: Atom, item: Type) -> Type:
    return call_atom(f.engine, f.instance, origin, atom, [item], hir.CallShape(1)) or NEVER


# --- which iterator a value has ---------------------------------------------------------------------------------------


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
    if any(isinstance(a, IterAtom) for a in f.type(value)):
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
    if any(isinstance(find(a), InstAtom) for a in type):
        return ProtocolIterator(
            *iterator_value(f, v, type, origin), item_type(f.engine, f.instance, origin, type), origin
        )
    iterables = [a for a in type if is_iterable(a)]
    if len(iterables) == 1 and len(type) == 1:
        return iterator_of_atom(f, find(iterables[0]), v, type)
    # several kinds (or None, which raises): each is made a list of the common item type
    items = item_type(f.engine, f.instance, origin, type)
    made = ListAtom(Cell(items))

    def to_list(atom: Atom, narrowed: ir.Value) -> ir.Value | None:
        if not is_iterable(atom):
            not_iterable(f, atom)
            return None
        return list_from(f, iterator_of_atom(f, atom, narrowed, one(atom)), made)

    out = f.dispatch(v, type, to_list, one(made))
    assert out is not None
    return ListIterator(out, items, items)


def not_iterable(f: FunctionLowering, atom: Atom) -> None:
    name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
    f.raise_text("TypeError", f"'{name}' object is not iterable")


def iterator_value(f: FunctionLowering, v: ir.Value, type: Type, origin: hir.Value) -> tuple[ir.Value, Type]:
    """iter(v): an object with `__next__`."""
    result = iterator_type(f.engine, f.instance, origin, type)

    def one_kind(atom: Atom, x: ir.Value) -> ir.Value | None:
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__iter__")) is not None:
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


@dataclass
class ProtocolIterator(Iterator):
    """`__next__` until StopIteration."""

    source: ir.Value
    source_type: Type
    item: Type
    origin: hir.Value

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return []

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        b = f.b
        outer, outer_args = b.handler, b.handler_args
        caught, inside, after = b.new_block(), b.new_block(), b.new_block(f.layout.rep(self.item))
        b.jump(inside)
        inside.handler, inside.handler_args = caught, []
        b.at(inside)
        b.handler, b.handler_args = caught, []

        def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
            assert isinstance(atom, InstAtom)
            method = atom.cls.method("__next__")
            assert method is not None
            out, type = f.call_function(self.origin, method, None, [(v, one(atom))])
            return f.convert(out, type, self.item) if type else None

        out = f.dispatch(self.source, self.source_type, one_kind, self.item)
        b.handler, b.handler_args = outer, outer_args
        if out is not None:
            b.jump(after, out)
        b.at(caught)
        exc = b.op("catch")
        low, high = f.layout.class_ids[f.engine.builtin_classes["StopIteration"]]
        number = b.op("class_id", exc)
        ends = b.op("i32.le_u", b.op("i32.sub", number, b.i32(low)), b.i32(high - low))
        target, args = leave()
        other = b.new_block()
        b.branch(ends, target, other, args, [])
        b.at(other)
        pos, b.pos = b.pos, f.no_line()
        b.throw("weft_reraise", exc)
        b.pos = pos
        b.at(after)
        return after.params[0], []


def iterator_of_atom(f: FunctionLowering, atom: Atom, v: ir.Value, type: Type) -> Iterator:
    match atom:
        case ListAtom(elem=elem):
            held = resolve(elem.find().type)
            return ListIterator(v, held, held)
        case DictAtom():
            return DictIterator(v, atom, "keys", resolve(atom.key.find().type))
        case TupleAtom():
            items = f.engine.join_all([resolve(c.find().type) for c in atom.items])
            made = ListAtom(Cell(items))
            out = new_list(f, made, len(atom.items))
            for k, field in enumerate(f.layout.fields(atom)[0]):
                store_element(f, out, f.b.i64(k), f.convert(f.load_field(v, field, "tuple"), field.type, items), items)
            return ListIterator(out, items, items)
        case ChannelAtom(elem=elem):
            return ChannelIterator(v, resolve(elem.find().type))
        case _ if atom is RANGE_ATOM:
            return RangeIterator(*range_fields(f, v))
        case _ if atom is STR_ATOM:
            return StrIterator(v)
        case _ if atom is FILE_ATOM:
            return FileIterator(v)
    raise AssertionError(show(type))


def new_list(f: FunctionLowering, atom: ListAtom, length: int | ir.Value) -> ir.Value:
    n = f.b.i64(length) if isinstance(length, int) else length
    return f.rt("weft_list_new", f.type_address(atom), n)


def store_element(f: FunctionLowering, xs: ir.Value, i: ir.Value, value: ir.Value, elem: Type) -> None:
    memory = f.layout.element_memory(elem)
    f.b.op("store_elem", f.b.op("list.data", xs), i, value, imm=(memory, 8, f"elem:{memory}"))


def append(f: FunctionLowering, xs: ir.Value, value: ir.Value, elem: Type) -> None:
    """Stores at the end, growing the storage when it is full."""
    b = f.b
    n = b.op("list.len", xs)
    full = b.op("i32.eq", n, b.op("load", xs, imm=("i32", 12, "len"), rep=Rep.I32))
    grow, store = b.new_block(), b.new_block()
    grow.cold = True
    b.branch(full, grow, store)
    b.at(grow)
    f.rt("weft_list_grow", xs)
    b.jump(store)
    b.at(store)
    memory = f.layout.element_memory(elem)
    b.op("store_elem", b.op("list.data", xs), n, value, imm=(memory, 8, f"elem:{memory}"))
    b.op("store", xs, b.op("i32.add", n, b.i32(1)), imm=("i32", 4, "len"))


def loop(
    f: FunctionLowering, iterator: Iterator, body: Callable[[ir.Value], None], carried: list[ir.Value] | None = None
) -> None:
    """A whole loop at the cursor: `body(item)` each turn; goes on behind it."""
    b = f.b
    state = iterator.start(f)
    header = b.new_block(*(v.rep for v in state))
    done = b.new_block()
    b.jump(header, *state)
    b.at(header)
    item, next_state = iterator.step(f, list(header.params), lambda: (done, []), lambda s: (header, s))
    if item is not None:
        body(item)
        if isinstance(b.block.term, ir.Unreachable):
            b.jump(header, *next_state)
    else:
        b.unreachable()
    b.at(done)


def list_from(f: FunctionLowering, iterator: Iterator, atom: ListAtom) -> ir.Value:
    """A new list of all that comes."""
    elem = resolve(atom.elem.find().type)
    out = new_list(f, atom, 0)
    loop(f, iterator, lambda item: append(f, out, f.convert(item, iterator.item, elem), elem))
    return out


def any_item(f: FunctionLowering, iterator: Iterator, test: Callable[[ir.Value, Type], ir.Value]) -> ir.Value:
    """I32: does any item pass?"""
    b = f.b
    found = b.new_block(Rep.I32)

    def body(item: ir.Value) -> None:
        go_on = b.new_block()
        b.branch(test(item, iterator.item), found, go_on, [b.i32(1)], [])
        b.at(go_on)

    loop(f, iterator, body)
    b.jump(found, b.i32(0))
    b.at(found)
    return found.params[0]


# --- ranges -----------------------------------------------------------------------------------------------------------


@dataclass
class VirtualRange:
    """range(...) that hasn't been made an object."""

    parts: tuple[ir.Value, ir.Value, ir.Value]

    def materialise(self, f: FunctionLowering) -> ir.Value:
        out = f.b.op("new", imm=(f.layout.type_symbol(RANGE_ATOM), 32))
        for offset, part in zip((8, 16, 24), self.parts, strict=True):
            f.store(out, part, offset, "tuple")
        return out


def range_parts(f: FunctionLowering, value: hir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
    held = f.virtual.get(value.id)
    if isinstance(held, VirtualRange):
        return held.parts
    return range_fields(f, f.get(value))


def range_fields(f: FunctionLowering, v: ir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
    start, stop, step = (f.load(v, Rep.INT, offset, "tuple") for offset in (8, 16, 24))
    return start, stop, step


def range_length(f: FunctionLowering, start: ir.Value, stop: ir.Value, step: ir.Value) -> ir.Value:
    """max(0, ceil((stop - start) / step))."""
    b = f.b
    up = b.op("i64.gt_s", step, b.i64(0))
    distance = b.op("select", b.op("i64.sub", stop, start), b.op("i64.sub", start, stop), up)
    stride = b.op("select", step, b.op("i64.sub", b.i64(0), step), up)
    count = b.op("i64.add", b.op("i64.div_s", b.op("i64.sub", distance, b.i64(1)), stride), b.i64(1))
    return b.op("select", count, b.i64(0), b.op("i64.gt_s", distance, b.i64(0)), rep=Rep.INT)


__all__ = ["NONE", "iterator_of"]
