"""`select`: arms, what comes of them, and the cases that a `match` of it must have.

`recv(channel)`, `send(channel, value)` and `done(task)` are objects of the library's classes, so they can be kept in a
list. The value of a send arm has the type of the channel's items: the runtime reads it there. Arms that are written in
the call are told to the runtime one by one; in a list they are objects. From weft_select_begin to weft_select_wait
nothing may suspend, so it is the runtime that goes through the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weftc.builtins.table import STARRED, Call, row
from weftc.builtins.tasks import timeout_of
from weftc.diagnostics import error
from weftc.hir import hir
from weftc.hir.operands import covered_of, method_of
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.function import BuiltinKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, held, one, ordered, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL
from weftc.kinds.objects import ObjectKind
from weftc.lower.loops import loop
from weftc.lower.sequences import append, list_element, new_list
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

Arg = tuple[ir.Value, Type]

#: what the classes that `select` gives stand for, as a message says it
CASES = {
    "Recv": "Recv(channel, value)",
    "Sent": "Sent(channel)",
    "Done": "Done(task)",
    "ClosedArm": "ClosedArm(channel)",
    "Timeout": "Timeout()",
    "Default": "Default()",
}
STARRED["weft.select"] = lambda types, shape: True
MODULE = "std.weft"


#: what an arm of each class waits on: the name of its field, and the kind
WAITS_ON: dict[str, tuple[str, type[Kind], str]] = {
    "RecvArm": ("channel", ChannelKind, "a Channel or a Queue"),
    "SendArm": ("channel", ChannelKind, "a Channel or a Queue"),
    "DoneArm": ("task", TaskKind, "a Task"),
}
ARMS = {"recv": "RecvArm", "send": "SendArm", "done": "DoneArm"}


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
        if not isinstance(subject, wanted):
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


@row("weft.select")
def select(call: Call) -> Answer:
    site, args = call.site, call.args
    for keyword in args.shape.keywords:
        if keyword not in ("timeout", "default"):
            return call.complain("E0310", f"select() got an unexpected keyword argument '{keyword}'")
    sources: list[Iteration | None] = []
    arms = NEVER
    for k, type in enumerate(args.positional):
        source = call.items(k) if k in args.shape.stars else None
        if k in args.shape.stars and source is None:
            return NOTHING
        sources.append(source)
        arms = site.join(arms, source.item if source is not None else type)
    listed = site.new_list(arms, "arms")
    subjects: dict[str, Type] = {}
    for atom in ordered(arms):
        kind, inst = arm_class(atom), find(atom)
        if kind is None:
            text = f"an arm of select() is recv(channel), send(channel, value) or done(task), not {show_atom(atom)}"
            return call.complain("E0303", text)
        assert isinstance(inst, ObjectKind)
        subjects[kind] = site.get(inst.field(WAITS_ON[kind][0]))
    received, sent = subjects.get("RecvArm", NEVER), subjects.get("SendArm", NEVER)
    one_item_type(site, received)
    results: dict[str, Answer] = {}
    for kind, name, *types in (
        ("RecvArm", "Recv", received, item_type(site, received)),
        ("SendArm", "Sent", sent),
        ("DoneArm", "Done", subjects.get("DoneArm", NEVER)),
        ("RecvArm", "ClosedArm", closing(site, received)),
        ("SendArm", "ClosedArm", closing(site, sent)),
    ):
        if all(types):
            results[f"{name} {kind}"] = site.construct_library(MODULE, name, *types)
    for keyword, name in (("timeout", "Timeout"), ("default", "Default")):
        if args.place(keyword) is not None:
            results[name] = site.construct_library(MODULE, name)
    type = site.join(*(answer.type for answer in results.values()))
    settings = Settings(call)
    return Answer(type, partial(emit_select, call, settings, listed, sources, subjects, results, type))


def one_item_type(site: Site, channels: Type) -> None:
    """What is received is read without asking whence it came: so channels and queues have items of one type here."""
    first, *others = [c.elem for c in map(find, ordered(channels)) if isinstance(c, ChannelKind)] or [Cell()]
    for other in others:
        site.engine.merge(first, other)


def item_type(site: Site, channels: Type) -> Type:
    return site.join(*(site.get(c.elem) for c in map(find, channels) if isinstance(c, ChannelKind)))


def closing(site: Site, channels: Type) -> Type:
    """These channels, if the program may close one of them."""
    closed = [site.get(c.closes) for c in map(find, channels) if isinstance(c, ChannelKind)]
    return channels if any(closed) else NEVER


def item_of(channels: Type) -> Type:
    """The same once inference is done."""
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


def emit_select(
    call: Call, settings: Settings, listed: ListKind, sources: list[Iteration | None], subjects: dict[str, Type],
    results: dict[str, Answer], type: Type, f: FunctionLowering, v: ir.Value, args: list[ir.Value],
) -> ir.Value:  # fmt: skip
    arms = [a for a in args[: len(sources)] if isinstance(a, VirtualArm)]
    if call.args.shape.stars or len(arms) < len(sources):
        return select_among(call, settings, listed, sources, subjects, results, type, f, args)
    wait, has_default = settings.emit(f, args)
    f.rt("weft_select_begin")
    for a in arms:
        if a.value is not None:
            elem = item_of(a.subject[1])
            f.rt("weft_select_send", a.subject[0], *f.to_payload(f.convert(*a.value, elem), elem))
        else:
            f.rt("weft_select_recv" if a.kind == "RecvArm" else "weft_select_done", a.subject[0])
    f.rt("weft_select_wait", wait, has_default)
    outcome = Outcome(f, results, type, subjects)

    def happened(closed: bool) -> None:
        b = f.b
        targets = [b.new_block() for _ in arms]
        if not targets:
            b.unreachable()
            return
        b.block.term = ir.Switch(outcome.arm, [ir.Jump(t, []) for t in targets[:-1]], ir.Jump(targets[-1], []))
        for target, a in zip(targets, arms, strict=True):
            b.at(target)
            outcome.of_arm(closed, a.kind, *a.subject)

    return outcome.finish(happened)


def select_among(
    call: Call, settings: Settings, listed: ListKind, sources: list[Iteration | None], subjects: dict[str, Type],
    results: dict[str, Answer], type: Type, f: FunctionLowering, args: list[ir.Value],
) -> ir.Value:  # fmt: skip
    """select of arms whose number isn't known when compiling."""
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
    outcome = Outcome(f, results, type, subjects)

    def happened(closed: bool) -> None:
        def one_kind(a: Kind, v: ir.Value) -> None:
            kind = arm_class(a)
            assert kind is not None
            field = WAITS_ON[kind][0]
            place = f.layout.field(a, field)
            assert place is not None
            outcome.of_arm(closed, kind, f.load_field(v, place, f"field:{field}"), place.type)

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

    def __init__(
        self, f: FunctionLowering, results: dict[str, Answer], type: Type, subjects: dict[str, Type]
    ) -> None:
        self.f, self.results, self.type = f, results, type
        self.subjects = {kind: resolve(waits_on) for kind, waits_on in subjects.items()}
        received = subjects.get("RecvArm", NEVER)
        b = f.b
        self.kind, self.arm = b.op("outcome"), b.op("arm")
        # the payload must be read before anything else runs
        item = item_of(received) if received else NONE
        self.item = b.op("result", rep=f.layout.rep(item)) if item and item != NONE else b.none()
        self.join = b.new_block(f.layout.rep(type))

    def give(self, name: str, *values: ir.Value) -> None:
        answer = self.results.get(name)
        out = answer.emit(self.f, *values) if answer is not None else None
        if answer is None or out is None:
            self.f.b.unreachable()
        else:
            self.f.b.jump(self.join, self.f.convert(out, answer.type, self.type))

    def of_arm(self, closed: bool, kind: str, subject: ir.Value, type: Type) -> None:
        subject = self.f.convert(subject, type, self.subjects[kind])
        if closed:
            self.give(f"ClosedArm {kind}", subject)
        elif kind == "RecvArm":
            self.give("Recv RecvArm", subject, self.item)
        else:
            self.give("Sent SendArm" if kind == "SendArm" else "Done DoneArm", subject)

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
            self.give(name)
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


def has_case_of_each(site: Site, call: hir.Value, name: str) -> bool:
    """Whether each arm that may give an object of the class has a case by what it waits on."""
    covered = dict(covered_of(site.value)).get(name, ())
    shape = method_of(call)[1] if call.op == "call_method" else call.imm
    if not covered or (isinstance(shape, hir.CallShape) and shape.stars):
        return False
    for number, arm in enumerate(call.args[1:]):
        for atom in map(find, site.type_of(arm)):
            kind = arm_class(atom)
            if kind is None or number in covered or not name_given(site, atom, kind, name):
                continue
            return False
    return True


def name_given(site: Site, arm: Kind, kind: str, name: str) -> bool:
    """Whether an arm of the kind may give an object of the class."""
    if name == "ClosedArm":
        assert isinstance(arm, ObjectKind)
        return kind != "DoneArm" and bool(closing(site, site.get(arm.field("channel"))))
    return (kind, name) in (("RecvArm", "Recv"), ("SendArm", "Sent"), ("DoneArm", "Done"))


@rule("match.end")
def match_end(site: Site) -> Type:
    """What gets here has no case. Of `select` that is a mistake: what it waited for would be lost."""
    subject, left = site.value.args
    site.decide(Answer(NONE, lambda f, *_: None))
    if site.engine.reporting and is_select(site.instance, subject):
        names = [a.class_info.name for a in ordered(site.type_of(left)) if a.class_info is not None]
        names = [name for name in names if not has_case_of_each(site, subject, name)]
        if not names:
            return NONE
        lacking = [text for name, text in CASES.items() if name in names]
        site.engine.error(
            error(
                "E0313",
                f"`match select(...)` has no case for {' and '.join(lacking)}",
                site.value.span,
                "this can give " + " and ".join(name for name in CASES if name in names),
                helps=(f"add `case {lacking[0]}:`, or `case _:` for all others",),
            )
        )
    return NONE
