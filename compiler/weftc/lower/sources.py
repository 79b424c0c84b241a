"""Iterators over one object: a range, list, text, dict, file, channel, or whatever has `__next__`."""

from __future__ import annotations

from dataclasses import dataclass

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.ops import NO_WRAP
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Kind, Type, one, resolve
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import INT, NONE, STR
from weftc.kinds.tuple import TupleKind
from weftc.lower.function import FunctionLowering
from weftc.lower.loops import Again, Iterator, Leave, leave_unless
from weftc.lower.sequences import list_element, make_tuple


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
    atom: DictKind
    what: str  # keys, values, items; or positions, which aren't looked up
    item: Type
    pair: TupleKind | None = None

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

        def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
            assert isinstance(atom, ObjectKind)
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
