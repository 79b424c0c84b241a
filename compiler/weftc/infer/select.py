"""`select`: arms, what comes of them, and the cases that a `match` of it must have.

`recv(channel)` and `send(channel, value)` are objects of the library's classes, so they can be kept in a list. The
value of a send arm has the type of the channel's items: the runtime reads it there.
"""

from __future__ import annotations

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.builtins import Call, row, starred
from weftc.infer.classes import construct
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import is_iterable, item_type
from weftc.infer.rules import rule
from weftc.kinds.function import BuiltinKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one, ordered, resolve, show_atom
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import NONE

#: what the classes that `select` gives stand for, as a message says it
CASES = {
    "Recv": "Recv(channel, value)",
    "Sent": "Sent(channel)",
    "ClosedArm": "ClosedArm(channel)",
    "Timeout": "Timeout()",
    "Default": "Default()",
}


@row("weft.recv", "weft.send")
def arm(call: Call) -> Type:
    sends = call.name == "weft.send"
    if not call.arity(1 + sends, 1 + sends):
        return NEVER
    cls = call.engine.library_class("weft", "SendArm" if sends else "RecvArm")
    assert cls is not None
    made = call.engine.make(call.instance, call.value, "arm", lambda: ObjectKind(cls))
    assert isinstance(made, ObjectKind)
    call.engine.flow(made.field("channel"), call.args[0])
    for channel in call.args[0]:
        if not isinstance(channel, ChannelKind):
            return call.complain("E0303", f"an arm of select() needs a Channel, not {show_atom(channel)}")
        if sends:
            call.engine.flow(channel.elem, call.args[1])
            call.engine.merge(channel.elem, made.field("value"))
    return one(find(made))


def arm_class(atom: Kind) -> str | None:
    """RecvArm or SendArm, if the atom is an arm."""
    atom = find(atom)
    if isinstance(atom, ObjectKind) and atom.cls.code is not None and atom.cls.code.module.name == "weftc.lib.weft":
        return atom.cls.name if atom.cls.name in ("RecvArm", "SendArm") else None
    return None


@starred("weft.select")
@row("weft.select")
def select(call: Call) -> Type:
    engine, instance, value = call.engine, call.instance, call.value
    for keyword in call.shape.keywords:
        if keyword not in ("timeout", "default"):
            return call.complain("E0310", f"select() got an unexpected keyword argument '{keyword}'")
    if not all(call.args):
        return NEVER
    arms = NEVER
    for k, type in enumerate(call.positional):
        if k in call.shape.stars:
            for atom in type:
                if not is_iterable(atom):
                    return call.complain("E0303", f"{show_atom(atom)} is not iterable")
            type = item_type(engine, instance, value, type)
        arms = engine.join(arms, type)
    engine.new_list(instance, value, arms, "arms")
    out = NEVER

    def result(name: str, *args: Type) -> None:
        nonlocal out
        cls = engine.library_class("weft", name)
        assert cls is not None
        if all(args):
            made = construct(engine, instance, value, cls, list(args), hir.CallShape(len(args)))
            out = engine.join(out, made)

    for atom in ordered(arms):
        kind = arm_class(atom)
        if kind is None:
            return call.complain(
                "E0303", f"an arm of select() is recv(channel) or send(channel, value), not {show_atom(atom)}"
            )
        inst = find(atom)
        assert isinstance(inst, ObjectKind)
        channels = engine.get(inst.field("channel"))
        if kind == "SendArm":
            result("Sent", channels)
        for c in channels:
            if kind == "RecvArm" and isinstance(c, ChannelKind):
                result("Recv", channels, engine.get(c.elem))
        result("ClosedArm", channels)
    if call.keyword("timeout") is not None:
        result("Timeout")
    if call.keyword("default") is not None:
        result("Default")
    return out


def is_select(instance: Instance, value: hir.Value) -> bool:
    """Is this value what a call of `select` gives?"""
    if value.op not in ("call", "call_method"):
        return False
    for atom in resolve(instance.types.get(value.args[0].id, NEVER)):
        if value.op == "call":
            return isinstance(atom, BuiltinKind) and atom.name == "weft.select"
        return isinstance(atom, ModuleKind) and atom.name == "weft" and method_of(value)[0] == "select"
    return False


@rule("match.end")
def match_end(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    """What gets here has no case. Of `select` that is a mistake: what it waited for would be lost."""
    subject, left = value.args
    if engine.reporting and is_select(instance, subject):
        names = [a.cls.name for a in ordered(resolve(instance.types.get(left.id, NEVER))) if isinstance(a, ObjectKind)]
        lacking = [text for name, text in CASES.items() if name in names]
        engine.error(
            error(
                "E0313",
                f"`match select(...)` has no case for {' and '.join(lacking)}",
                value.span,
                "this can give " + " and ".join(name for name in CASES if name in names),
                helps=(f"add `case {lacking[0]}:`, or `case _:` for all others",),
            )
        )
    return NONE
