"""`select`. Arms that are written in the call are told to the runtime one by one; in a list they are objects.

From weft_select_begin to weft_select_wait nothing may suspend, so it is the runtime that goes through the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from weftc.hir import hir
from weftc.infer.select import arm_class, is_select
from weftc.ir import ir
from weftc.kinds.handle import ChannelKind
from weftc.kinds.kind import Kind, Type, find, resolve
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, NONE, NONE_ATOM
from weftc.lower.builtins import Call, row
from weftc.lower.function import FunctionLowering
from weftc.lower.iterate import iterator_of
from weftc.lower.loops import loop
from weftc.lower.sequences import append, list_element, new_list
from weftc.lower.sync import Arg, seconds
from weftc.lower.variables import truth_of


@dataclass
class Arm:
    """recv(channel) or send(channel, value): an object only where it doesn't stand in the call of `select`."""

    atom: ObjectKind
    channel: Arg
    value: Arg | None

    def materialise(self, f: FunctionLowering) -> ir.Value:
        given = {"channel": self.channel} | ({} if self.value is None else {"value": self.value})
        return f.new_object(self.atom, given)


@row("weft.recv", "weft.send")
def arm(call: Call) -> None:
    f = call.f
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, ObjectKind)
    channel, *value = [(f.get(a), f.type(a)) for a in call.operands]
    held = Arm(atom, channel, value[0] if value else None)
    users = f.uses.get(call.value.id, [])
    if all(isinstance(u, hir.Value) and is_select(f.instance, u) for u in users):
        f.virtual[call.value.id] = held
    else:
        f.values[call.value.id] = held.materialise(f)


def channel_of(type: Type) -> ChannelKind:
    (atom,) = type
    atom = find(atom)
    assert isinstance(atom, ChannelKind)
    return atom


def item_of(channel: Type) -> Type:
    return resolve(channel_of(channel).elem.find().type)


@row("weft.select")
def select(call: Call) -> ir.Value:
    f = call.f
    arms = [held for a in call.positional if isinstance(held := f.virtual.get(a.id), Arm)]
    if call.shape.stars or len(arms) < len(call.positional):
        return select_among(call, list_of_arms(call))
    wait, has_default = settings(call)
    f.rt("weft_select_begin")
    for a in arms:
        if a.value is None:
            f.rt("weft_select_recv", a.channel[0])
        else:
            elem = item_of(a.channel[1])
            f.rt("weft_select_send", a.channel[0], *f.to_payload(f.convert(*a.value, elem), elem))
    f.rt("weft_select_wait", wait, has_default)
    outcome = Outcome(call, [a.channel[1] for a in arms if a.value is None])

    def happened(closed: bool) -> None:
        b = f.b
        targets = [b.new_block() for _ in arms]
        if not targets:
            b.unreachable()
            return
        b.block.term = ir.Switch(outcome.arm, [ir.Jump(t, []) for t in targets[:-1]], ir.Jump(targets[-1], []))
        for target, a in zip(targets, arms, strict=True):
            b.at(target)
            outcome.of_arm(closed, a.value is not None, a.channel)

    return outcome.finish(happened)


def settings(call: Call) -> tuple[ir.Value, ir.Value]:
    """(seconds to wait, whether not to wait at all)."""
    f, b = call.f, call.f.b
    default, timeout = call.keyword("default"), call.keyword("timeout")
    has_default = truth_of(f, f.get(default), f.type(default), call.value) if default is not None else b.i32(0)
    if default is not None and timeout is not None:

        def is_given(atom: Kind, _: ir.Value) -> ir.Value:
            return b.i32(int(atom is not NONE_ATOM))

        given = f.dispatch(f.get(timeout), f.type(timeout), is_given, BOOL)
        assert given is not None
        both = b.op("i32.and", has_default, given)
        f.guard_text(both, "ValueError", "select takes timeout= or default=True, not both")
    return seconds(f, timeout), has_default


def append_converted(f: FunctionLowering, xs: ir.Value, source: Type, elem: Type, item: ir.Value) -> None:
    append(f, xs, f.convert(item, source, elem), elem)


def list_of_arms(call: Call) -> tuple[ListKind, ir.Value]:
    f = call.f
    atom = find(f.instance.made[call.value.id, ("list", "arms")])
    assert isinstance(atom, ListKind)
    elem = resolve(atom.elem.find().type)
    out = new_list(f, atom, 0)
    for k, a in enumerate(call.positional):
        if k in call.shape.stars:
            iterator = iterator_of(f, a, call.value)
            loop(f, iterator, partial(append_converted, f, out, iterator.item, elem))
        else:
            append(f, out, f.get_as(a, elem), elem)
    return atom, out


def select_among(call: Call, arms: tuple[ListKind, ir.Value]) -> ir.Value:
    """select of arms whose number isn't known when compiling."""
    f = call.f
    atom, xs = arms
    elem = resolve(atom.elem.find().type)
    kinds = {name: find(a) for a in elem if (name := arm_class(a)) is not None}
    wait, has_default = settings(call)
    sends = f.type_address(kinds["SendArm"]) if "SendArm" in kinds else f.b.i32(0)
    f.rt("weft_select_begin")
    f.rt("weft_select_arms", xs, sends)
    f.rt("weft_select_wait", wait, has_default)
    received = [channel_type(f, a) for name, a in kinds.items() if name == "RecvArm"]
    outcome = Outcome(call, received)

    def happened(closed: bool) -> None:
        def one_kind(a: Kind, v: ir.Value) -> None:
            field = f.layout.field(a, "channel")
            assert field is not None
            outcome.of_arm(closed, arm_class(a) == "SendArm", (f.load_field(v, field, "field:channel"), field.type))

        if not elem:
            f.b.unreachable()
            return
        chosen = list_element(f, xs, f.b.op("i64.extend_i32_u", outcome.arm), elem)
        f.dispatch(chosen, elem, one_kind, None)

    return outcome.finish(happened)


def channel_type(f: FunctionLowering, arm: Kind) -> Type:
    field = f.layout.field(arm, "channel")
    assert field is not None
    return field.type


class Outcome:
    """What the wait brought, as the object that the program gets."""

    def __init__(self, call: Call, received: list[Type]) -> None:
        self.call, self.f = call, call.f
        f, b = call.f, call.f.b
        self.kind, self.arm = b.op("outcome"), b.op("arm")
        # the payload must be read before anything else runs; each arm takes it in its own representation
        reps = {f.layout.rep(t) for c in received if (t := item_of(c)) and t != NONE}
        self.taken = {rep: b.op("result", rep=rep) for rep in sorted(reps, key=lambda r: r.value)}
        self.join = b.new_block(f.layout.rep(call.result))

    def give(self, name: str, args: list[Arg]) -> None:
        """The result is `name(*args)`."""
        from weftc.lower.calls import construct

        f = self.f
        cls = f.engine.library_class("weft", name)
        assert cls is not None
        if any(not t for _, t in args):
            f.b.unreachable()
            return
        made, type = construct(f, self.call.value, cls, args, hir.CallShape(len(args)))
        f.b.jump(self.join, f.convert(made, type, self.call.result))

    def of_arm(self, closed: bool, sent: bool, channel: Arg) -> None:
        if closed or sent:
            self.give("ClosedArm" if closed else "Sent", [channel])
            return
        item = item_of(channel[1])
        value = self.taken[self.f.layout.rep(item)] if item and item != NONE else self.f.b.none()
        self.give("Recv", [channel, (value, item)])

    def finish(self, happened: Callable[[bool], None]) -> ir.Value:
        """`happened(closed)` gives the result for the arm."""
        b = self.f.b
        blocks = [b.new_block() for _ in range(4)]
        b.block.term = ir.Switch(self.kind, [ir.Jump(x, []) for x in blocks[:3]], ir.Jump(blocks[3], []))
        for closed in (False, True):
            b.at(blocks[int(closed)])
            happened(closed)
        for block, name in ((blocks[2], "Timeout"), (blocks[3], "Default")):
            b.at(block)
            if self.call.keyword(name.lower()) is not None:
                self.give(name, [])
            else:
                b.unreachable()
        b.at(self.join)
        return self.join.params[0]
