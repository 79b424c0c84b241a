"""`select`: arms, and what comes of them.

`recv(channel)`, `send(channel, value)` and `done(task)` are objects of the library's classes, so they can be kept in a
list. The value of a send arm has the type of the channel's items: the runtime reads it there. Arms that are written in
the call are told to the runtime one by one; in a list they are objects. From weft_select_begin to weft_select_wait
nothing may suspend, so it is the runtime that goes through the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from weftc.builtins.table import STARRED, Call, row
from weftc.builtins.tasks import timeout_of
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.function import BuiltinKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import NEVER, Kind, Type, find, held, one, ordered, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL
from weftc.kinds.objects import ObjectKind
from weftc.kinds.pid import PidKind
from weftc.lower.loops import loop
from weftc.lower.sequences import append, list_element, new_list
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

Arg = tuple[ir.Value, Type]

STARRED["weft.select"] = lambda types, shape: True
MODULE = "std.weft"


#: what an arm of each class waits on: the name of its field, and the kind
WAITS_ON: dict[str, tuple[str, type[Kind], str]] = {
    "RecvArm": ("channel", ChannelKind, "a Channel or a Queue"),
    "SendArm": ("channel", ChannelKind, "a Channel or a Queue"),
    "DoneArm": ("task", TaskKind, "a Task"),
}
ARMS = {"recv": "RecvArm", "send": "SendArm", "done": "DoneArm"}
#: the class of what each gives when it happens, and of what comes of no arm
GIVES = {"RecvArm": "Recv", "SendArm": "Sent", "DoneArm": "Done"}
UNASKED = ("Timeout", "Default")


class VirtualArm(Virtual):
    """An arm that stands in the call of `select`: no object. `subject`: what it waits on."""

    __slots__ = ("atom", "kind", "subject", "value")

    def __init__(self, atom: ObjectKind, kind: str, subject: Arg, value: Arg | None) -> None:
        super().__init__()
        self.atom, self.kind, self.subject, self.value = atom, kind, subject, value

    def materialise(self, f: FunctionLowering) -> ir.Value:
        given = {WAITS_ON[self.kind][0]: self.subject} | ({} if self.value is None else {"value": self.value})
        return f.new_object(self.atom, given)


@row("weft.recv", "weft.send", "weft.done")
def arm(call: Call) -> Answer:
    site, sends, kind = call.site, call.own_name == "send", ARMS[call.own_name]
    if not call.arity(1 + sends, 1 + sends):
        return NOTHING
    cls = site.engine.library_class(MODULE, kind)
    assert cls is not None
    made = site.make("arm", lambda: ObjectKind(cls))
    field, wanted, named = WAITS_ON[kind]
    site.flow(made.field(field), call.types[0])
    for subject in map(find, call.types[0]):
        if not isinstance(subject, wanted) or isinstance(subject, PidKind):
            text = f"{call.own_name}() as an arm of select() needs {named}, not {show_atom(subject)}"
            return call.complain("E0303", text)
        if sends:
            assert isinstance(subject, ChannelKind)
            channel = subject
            site.flow(channel.elem, call.types[1])
            site.engine.merge(channel.elem, made.field("value"))
    made = find(made)
    return Answer(one(made), partial(make_arm, site.value, made, kind, call.types))


def make_arm(
    origin: hir.Value, made: ObjectKind, kind: str, types: list[Type], f: FunctionLowering, v: ir.Value,
    args: list[ir.Value],
) -> ir.Value:  # fmt: skip
    subject, *value = [(f.real(a), t) for a, t in zip(args, types, strict=True)]
    out = VirtualArm(made, kind, subject, value[0] if value else None)
    users = f.uses.get(origin.id, [])
    if all(isinstance(u, hir.Value) and is_select(f.instance, u) for u in users):
        return out
    return out.materialise(f)


def arm_class(atom: Kind) -> str | None:
    """Of WAITS_ON, if the atom is an arm."""
    cls = find(atom).class_info
    if cls is not None and cls.code is not None and cls.code.module.name == f"weftc.lib.{MODULE}":
        return cls.name if cls.name in WAITS_ON else None
    return None


class ArmType(NamedTuple):
    """What is known of an arm: its class, what it waits on, and what it may give: the object for what happens, and the
    one for a closed channel."""

    kind: str
    on: Type
    given: ObjectKind | None
    closed: ObjectKind | None

    @property
    def type(self) -> Type:
        return frozenset(find(made) for made in (self.given, self.closed) if made is not None)


@row("weft.select")
def select(call: Call) -> Answer:
    site, args = call.site, call.args
    for keyword in args.shape.keywords:
        if keyword not in ("timeout", "default"):
            return call.complain("E0310", f"select() got an unexpected keyword argument '{keyword}'")
    sources: list[Iteration | None] = []
    types: list[Type] = []
    for k, type in enumerate(args.positional):
        source = call.items(k) if k in args.shape.stars else None
        if k in args.shape.stars and source is None:
            return NOTHING
        sources.append(source)
        types.append(source.item if source is not None else type)
    listed = None
    if any(sources) or any(len(type) > 1 for type in types):  # which arms there are, is known at run time
        listed = site.new_list(site.join(*types), "arms")
        types = [one(atom) for atom in ordered(site.get(listed.elem))]
    arms: list[ArmType | None] = []
    for type in types:
        for atom in map(find, type):
            kind = arm_class(atom)
            if kind is None:
                text = f"an arm of select() is recv(channel), send(channel, value) or done(task), not {show_atom(atom)}"
                return call.complain("E0303", text)
            assert isinstance(atom, ObjectKind)
            arms.append(arm_type(site, kind, site.get(atom.field(WAITS_ON[kind][0])), arms))
        if not type:
            arms.append(None)
    answers = {name: site.construct_library(MODULE, name) for name in UNASKED if args.place(name.lower()) is not None}
    type = site.join(*(a.type for a in arms if a is not None), *(answer.type for answer in answers.values()))
    settings = Settings(call)
    if listed is None:
        return Answer(type, partial(emit_select, call, settings, arms, answers, type))
    return Answer(type, partial(select_among, call, settings, listed, sources, arms, answers, type))


def arm_type(site: Site, kind: str, on: Type, before: list[ArmType | None]) -> ArmType | None:
    """What arms on different channels give stays apart: so a case by channel tells what was received. `before`: those
    of the arms before it."""
    alike = next((a for a in before if a is not None and (a.kind, a.on) == (kind, on)), None)
    channels = [c for c in map(find, ordered(on)) if isinstance(c, ChannelKind)]
    if alike is not None or not (channels or kind == "DoneArm"):
        return alike
    for other in channels[1:]:  # a channel and a queue: what is received is read without asking whence it came
        site.engine.merge(channels[0].elem, other.elem)

    def made(name: str, given: dict[str, Type]) -> ObjectKind:
        cls = site.engine.library_class(MODULE, name)
        assert cls is not None
        place = site.instance, site.value.id, len(before)
        atom = site.make((name, len(before)), lambda: ObjectKind(cls, apart=place))
        for field, type in given.items():
            site.flow(atom.field(field), type)
        return find(atom)

    parts = {WAITS_ON[kind][0]: on}
    closed = made("ClosedArm", parts) if may_close(site, on) else None
    if kind == "RecvArm":
        parts["value"] = site.get(channels[0].elem)
    return ArmType(kind, on, made(GIVES[kind], parts) if all(parts.values()) else None, closed)


def may_close(site: Site, channels: Type) -> bool:
    """May the program close one of them?"""
    return any(site.get(c.closes) for c in map(find, channels) if isinstance(c, ChannelKind))


def item_of(channels: Type) -> Type:
    """What is received from them, once inference is done."""
    channel = find(next(iter(channels)))
    assert isinstance(channel, ChannelKind)
    return held(channel.elem)


class Settings:
    """`timeout=` and `default=`."""

    def __init__(self, call: Call) -> None:
        site, args = call.site, call.args
        self.default, self.timeout = args.place("default"), args.place("timeout")
        self.has_default = site.truth(args.types[self.default]) if self.default is not None else None
        self.seconds = timeout_of(site, args, len(args.types))
        self.timeout_type = args.types[self.timeout] if self.timeout is not None else NONE

    def emit(self, f: FunctionLowering, args: list[ir.Value]) -> tuple[ir.Value, ir.Value]:
        """(seconds to wait, whether not to wait at all)."""
        b = f.b
        flag = self.has_default.emit(f, args[self.default]) if self.has_default and self.default is not None else None
        if flag is None:
            flag = b.i32(0)
        if self.default is not None and self.timeout is not None:

            def is_given(atom: Kind, _: ir.Value) -> ir.Value:
                return b.i32(int(atom is not NONE_ATOM))

            given = f.dispatch(args[self.timeout], self.timeout_type, is_given, BOOL)
            assert given is not None
            both = b.op("i32.and", flag, given)
            f.guard_text(both, "ValueError", "select takes timeout= or default=True, not both")
        return self.seconds.value(f, args), flag


class Waiting(NamedTuple):
    """An arm that is waited on. `value`: what is sent."""

    type: ArmType
    on: Arg
    value: Arg | None

    def tell(self, f: FunctionLowering) -> None:
        """The runtime, between weft_select_begin and weft_select_wait."""
        if self.value is not None:
            item = item_of(self.type.on)
            f.rt("weft_select_send", self.on[0], *f.to_payload(f.convert(*self.value, item), item))
        else:
            f.rt("weft_select_recv" if self.type.kind == "RecvArm" else "weft_select_done", self.on[0])


def waiting(f: FunctionLowering, type: ArmType, arm: ir.Value, atoms: Type) -> Waiting:
    if isinstance(arm, VirtualArm):
        return Waiting(type, arm.subject, arm.value)
    atom = find(next(iter(atoms)))
    value = load_part(f, atom, arm, "value") if type.kind == "SendArm" else None
    return Waiting(type, load_part(f, atom, arm, WAITS_ON[type.kind][0]), value)


def load_part(f: FunctionLowering, arm: Kind, v: ir.Value, field: str) -> Arg:
    place = f.layout.known_field(arm, field)
    return f.load_field(v, place, f"field:{field}"), place.type


def emit_select(
    call: Call, settings: Settings, arms: list[ArmType | None], answers: dict[str, Answer], type: Type,
    f: FunctionLowering, v: ir.Value, args: list[ir.Value],
) -> ir.Value:  # fmt: skip
    """select of arms that are written in the call."""
    given = [waiting(f, a, x, t) for a, x, t in zip(arms, args, call.types, strict=False) if a is not None]
    wait, has_default = settings.emit(f, args)
    f.rt("weft_select_begin")
    for arm in given:
        arm.tell(f)
    f.rt("weft_select_wait", wait, has_default)
    outcome = Outcome(f, answers, type)

    def happened(closed: bool) -> None:
        b = f.b
        targets = [b.new_block() for _ in given]
        if not targets:
            b.unreachable()
            return
        b.block.term = ir.Switch(outcome.arm, [ir.Jump(t, []) for t in targets[:-1]], ir.Jump(targets[-1], []))
        for target, arm in zip(targets, given, strict=True):
            b.at(target)
            outcome.of_arm(closed, arm.type, arm.on)

    return outcome.finish(happened)


def select_among(
    call: Call, settings: Settings, listed: ListKind, sources: list[Iteration | None], arms: list[ArmType | None],
    answers: dict[str, Answer], type: Type, f: FunctionLowering, v: ir.Value, args: list[ir.Value],
) -> ir.Value:  # fmt: skip
    """select of arms that are told apart at run time: their number isn't known when compiling, or of what class one
    is."""
    elem = held(listed.elem)
    xs = new_list(f, listed, 0)
    for source, value, given in zip(sources, args, call.types, strict=False):
        if source is None:
            append(f, xs, f.convert(f.real(value), given, elem), elem)
        else:
            loop(f, source.open(f, value), partial(append_converted, f, xs, source.item, elem))
    kinds = {name: find(a) for a in elem if (name := arm_class(a)) is not None}
    wait, has_default = settings.emit(f, args)
    types = [f.type_address(kinds[name]) if name in kinds else f.b.i32(0) for name in ("SendArm", "DoneArm")]
    f.rt("weft_select_begin")
    f.rt("weft_select_arms", xs, *types)
    f.rt("weft_select_wait", wait, has_default)
    outcome = Outcome(f, answers, type)
    by_kind = {a.kind: a for a in arms if a is not None}

    def happened(closed: bool) -> None:
        def one_kind(a: Kind, v: ir.Value) -> None:
            kind = arm_class(a)
            assert kind is not None
            outcome.of_arm(closed, by_kind[kind], load_part(f, a, v, WAITS_ON[kind][0]))

        if not elem:
            f.b.unreachable()
            return
        chosen = list_element(f, xs, f.b.op("i64.extend_i32_u", outcome.arm), elem)
        f.dispatch(chosen, elem, one_kind, None)

    return outcome.finish(happened)


def append_converted(f: FunctionLowering, xs: ir.Value, source: Type, elem: Type, item: ir.Value) -> None:
    append(f, xs, f.convert(item, source, elem), elem)


class Outcome:
    """What the wait brought, as the object that the program gets."""

    def __init__(self, f: FunctionLowering, answers: dict[str, Answer], type: Type) -> None:
        self.f, self.answers, self.type = f, answers, type
        self.kind, self.arm = f.b.op("outcome"), f.b.op("arm")
        self.join = f.b.new_block(f.layout.rep(type))

    def give(self, out: ir.Value, type: Type) -> None:
        self.f.b.jump(self.join, self.f.convert(out, type, self.type))

    def of_arm(self, closed: bool, arm: ArmType, on: Arg) -> None:
        made, f = arm.closed if closed else arm.given, self.f
        if made is None:
            f.b.unreachable()
            return
        fields = {WAITS_ON[arm.kind][0]: on}
        if arm.kind == "RecvArm" and not closed:
            # the payload must be read before anything else runs
            item = item_of(arm.on)
            fields["value"] = f.b.none() if item == NONE else f.b.op("result", rep=f.layout.rep(item)), item
        made = find(made)
        self.give(f.new_object(made, fields), one(made))

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
            answer = self.answers.get(name)
            out = answer.emit(self.f) if answer is not None else None
            if answer is None or out is None:
                b.unreachable()
            else:
                self.give(out, answer.type)
        b.at(self.join)
        return self.join.params[0]


def is_select(instance: Instance, value: hir.Value) -> bool:
    """Is this value what a call of `select` gives?"""
    if value.op not in ("call", "call_method"):
        return False
    for atom in map(find, resolve(instance.types.get(value.args[0].id, NEVER))):
        if value.op == "call":
            return isinstance(atom, BuiltinKind) and atom.name == "weft.select"
        return isinstance(atom, ModuleKind) and atom.name == "weft" and method_of(value)[0] == "select"
    return False
