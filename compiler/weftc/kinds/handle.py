"""Handles: references to what tasks share, channels, tasks and gates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from weftc.abi.memory import BUILTIN_CLASS_IDS, Tag, TypeKind
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.kind import Cell, Description, Type, held, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.text import STR
from weftc.lower.sources import ChannelIterator

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout

HANDLE_SIZE = 16  # bytes of struct Handle


@dataclass(slots=True, eq=False, repr=False)
class HandleKind(OpaqueKind):
    """Two handles are equal if they refer to the same shared object."""

    own_attributes: ClassVar[tuple[str, ...]]
    own_methods: ClassVar[tuple[str, ...]]
    #: the runtime's call that gives its number
    number: ClassVar[str]

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("weft." + self.class_name)

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.HANDLE, BUILTIN_CLASS_IDS["handle"], HANDLE_SIZE, self.class_name)

    is_static = False
    is_callable = False

    def same(self) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value]:
        return lambda f, x, y: f.rt("weft_same_object", x, y)

    def hash(self, site: Site) -> Answer | None:
        """Its number, which no other of its kind ever has."""
        return Answer(INT, lambda f, v: f.rt(self.number, v))

    def call(self, site: Site, args: Args) -> Answer | None:
        return None

    def attribute_names(self, site: Site) -> Iterable[str]:
        return (*self.own_attributes, *self.own_methods)


@dataclass(slots=True, eq=False, repr=False)
class ChannelKind(HandleKind):
    elem: Cell
    #: has a type where the program may close such a channel
    closes: Cell = field(default_factory=Cell)
    group = "channel"
    number = "weft_channel_number"
    own_attributes = ("capacity", "closed")
    is_plain = True
    own_methods: ClassVar[tuple[str, ...]] = ("send", "recv", "try_send", "try_recv", "close")
    #: what gives a value to it, and what takes one: waiting, and not
    sends: ClassVar[tuple[str, str]] = ("send", "try_send")
    receives: ClassVar[tuple[str, str]] = ("recv", "try_recv")

    def cells(self) -> list[Cell]:
        return [self.elem]

    def marks(self) -> list[Cell]:
        return [self.closes]

    def order_key(self) -> str:
        return "ChannelKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"Channel[{part(self.elem)}]"

    class_name = "Channel"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"ChannelKind[{part(self.elem)}]"

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i64.ne", f.rt("weft_channel_len", v), f.b.i64(0)))

    def length(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.rt("weft_channel_len", v))

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(site.get(self.elem), lambda f, v: ChannelIterator(v, held(self.elem)))

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_channel", one(self))

    def contains(self, site: Site, item: Type) -> Answer | None:
        return site.library("support.compare", "contains", one(self), item)

    def repr(self, site: Site) -> Answer:
        return site.library("support.text", "channel_repr", one(self))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name == "closed":
            return Answer(BOOL, lambda f, v: f.rt("weft_channel_closed", v))
        if name == "capacity":
            return Answer(INT | NONE, capacity)
        return site.bound_builtin(self, name) if name in self.own_methods else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        if name in self.sends:
            waits = name == self.sends[0]
            if not args.arity(site, name, 1, 1 + waits, ("timeout",) if waits else ()):
                return NOTHING
            site.flow(self.elem, args.types[0])
            return Answer(NONE, partial(self.send, waits, args.types[0], site.timeout(args, 1)))
        if name in self.receives:
            waits = name == self.receives[0]
            if not args.arity(site, name, 0, int(waits), ("timeout",) if waits else ()):
                return NOTHING
            return Answer(site.get(self.elem), partial(self.receive, waits, site.timeout(args, 0)))
        if name == "_agree" and site.is_library:
            agree = site.engine.library("support.channel", f"agree_{self.own_attributes[0]}")
            assert agree is not None
            answer = site.call_written(agree, args.after(one(self)))
            return Answer(answer.type, lambda f, v, values: answer.emit(f, None, [v, *values]))
        if name == "close":
            if not args.arity(site, name, 0, 0):
                return NOTHING
            site.flow(self.closes, NONE)
            return Answer(NONE, partial(no_result, "weft_channel_close"))
        return None

    def send(
        self, waits: bool, type: Type, timeout: Answer, f: FunctionLowering, v: ir.Value, args: list[ir.Value]
    ) -> ir.Value:
        elem = held(self.elem)
        payload, tag = f.to_payload(f.convert(args[0], type, elem), elem)
        if waits:
            f.rt("weft_channel_send", v, payload, tag, wait(f, timeout, args))
        else:
            f.rt("weft_channel_try_send", v, payload, tag)
        return f.b.none()

    def receive(self, waits: bool, timeout: Answer, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        if waits:
            f.rt("weft_channel_recv", v, f.item_slot(held(self.elem)), wait(f, timeout, args))
        else:
            f.rt("weft_channel_try_recv", v)
        return delivered(f, held(self.elem))


@dataclass(slots=True, eq=False, repr=False)
class TaskKind(HandleKind):
    result: Cell
    group = "task"
    number = "weft_task_id"
    own_attributes = ("done", "name", "id")
    is_plain = False  # a handle keeps what a join has delivered
    own_methods = ("join", "outcome", "abort")

    def cells(self) -> list[Cell]:
        return [self.result]

    def order_key(self) -> str:
        return "TaskKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"Task[{part(self.result)}]"

    class_name = "Task"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"TaskKind[{part(self.result)}]"

    def repr(self, site: Site) -> Answer:
        return site.library("support.text", "task_repr", one(self))

    def attribute(self, site: Site, name: str) -> Answer | None:
        match name:
            case "done":
                return Answer(BOOL, lambda f, v: f.rt("weft_task_done", v))
            case "id":
                return Answer(INT, lambda f, v: f.rt("weft_task_id", v))
            case "name":
                return Answer(STR, lambda f, v: f.rt("weft_task_name", v))
        return site.bound_builtin(self, name) if name in self.own_methods else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        match name:
            case "join":
                if not args.arity(site, name, 0, 1, ("timeout",)):
                    return NOTHING
                return Answer(site.get(self.result), partial(self.join, site.timeout(args, 0)))
            case "outcome":
                if not args.arity(site, name, 0, 1, ("timeout",)):
                    return NOTHING
                return self.outcome(site, site.timeout(args, 0))
            case "abort":
                if not args.arity(site, name, 0, 0):
                    return NOTHING
                return Answer(NONE, partial(no_result, "weft_task_abort"))
        return None

    def join(self, timeout: Answer, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        f.rt("weft_task_join", v, wait(f, timeout, args))
        return delivered(f, held(self.result))

    def outcome(self, site: Site, timeout: Answer) -> Answer:
        """Ok(value) or Err(error)."""
        parts = {"Ok": site.get(self.result), "Err": site.get(site.engine.raised)}
        made = {name: site.construct_library("std.weft", name, type) for name, type in parts.items() if type}
        result = site.join(*(answer.type for answer in made.values()))

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
            b = f.b
            f.rt("weft_task_outcome", v, wait(f, timeout, args))
            what = b.op("outcome")
            values = {"Ok": delivered(f, held(self.result)), "Err": b.op("result", rep=Rep.REF)}
            good, bad = b.new_block(), b.new_block()
            b.branch(what, bad, good)
            join = b.new_block(f.layout.rep(result))
            for block, name in ((good, "Ok"), (bad, "Err")):
                b.at(block)
                answer = made.get(name)
                if answer is None:
                    b.unreachable()
                elif (out := answer.emit(f, values[name])) is not None:
                    b.jump(join, f.convert(out, answer.type, result))
            b.at(join)
            return join.params[0]

        return Answer(result, emit)


def capacity(f: FunctionLowering, v: ir.Value) -> ir.Value:
    """An int, or None: unbounded."""
    b = f.b
    n = f.rt("weft_channel_capacity", v)
    tag = b.op("select", b.i32(Tag.NONE), b.i32(Tag.INT), b.op("i64.lt_s", n, b.i64(0)))
    payload = b.op("select", b.i64(0), n, b.op("i64.lt_s", n, b.i64(0)), rep=Rep.I64)
    return b.op("pair", tag, payload)


def wait(f: FunctionLowering, timeout: Answer, args: list[ir.Value]) -> ir.Value:
    out = timeout.emit(f, args)
    return out if out is not None else f.b.f64(0.0)


def delivered(f: FunctionLowering, type: Type) -> ir.Value:
    """What the last blocking call brought."""
    return f.b.none() if not type or type == NONE else f.b.op("result", rep=f.layout.rep(type))


def no_result(symbol: str, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
    f.rt(symbol, v)
    return f.b.none()
