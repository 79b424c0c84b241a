"""Iterators over one object: a range, list, text, file, channel, or whatever has `__next__`. `item` is the type of what
comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.ops import NO_WRAP
from weftc.lower.loops import Again, Iterator, Leave, leave_unless
from weftc.lower.sequences import list_element

if TYPE_CHECKING:
    from weftc.kinds.answer import Answer
    from weftc.kinds.kind import Type
    from weftc.lower.function import FunctionLowering


@dataclass
class RangeIterator(Iterator):
    first: ir.Value
    stop: ir.Value
    by: ir.Value
    item: Type

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
    item: Type
    backwards: bool = False

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
class FileIterator(Iterator):
    file: ir.Value
    item: Type

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return []

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        line = f.rt("weft_file_readline", self.file, f.b.word(-1))
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
        f.rt("weft_channel_next", self.channel, f.item_slot(self.item))
        outcome = b.op("outcome")
        item = b.op("result", rep=f.layout.rep(self.item)) if self.item else f.b.none()
        leave_unless(f, b.op("i32.eqz", outcome), leave)
        return item, []


@dataclass
class ProtocolIterator(Iterator):
    """`__next__` until StopIteration; `take` calls it."""

    source: ir.Value
    take: Answer

    def __post_init__(self) -> None:
        self.item = self.take.type

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
        out = self.take.emit(f, self.source)
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
