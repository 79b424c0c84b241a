"""Tasks and channels."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.builtins import Call, row
from weftc.infer.calls import call_atom
from weftc.infer.classes import construct
from weftc.infer.intrinsics import method
from weftc.infer.types import (
    NEVER,
    NONE,
    Atom,
    BuiltinAtom,
    Cell,
    ChannelAtom,
    TaskAtom,
    Type,
    find,
    one,
    show,
    show_atom,
)


@row("weft.spawn")
def spawn(call: Call) -> Type:
    if not call.args:
        return call.complain("E0310", "spawn() needs a function")
    keywords = call.shape.keywords
    if not all(call.args):
        return NEVER
    result, valid = NEVER, False
    for atom in call.positional[0]:
        type = call_atom(
            call.engine,
            call.instance,
            call.value,
            atom,
            call.args[1:],
            hir.CallShape(len(call.positional) - 1, keywords),
        )
        if isinstance(find(atom), BuiltinAtom):
            return call.complain(
                "E0403", f"spawn() of the {show_atom(atom)}", helps=("wrap it in a function of your own",)
            )
        if type is not None:
            valid = True
            result = call.engine.join(result, type)
    if not valid:
        return call.complain("E0311", f"{show(call.positional[0])} is not callable")
    made = call.engine.make(call.instance, call.value, "task", lambda: TaskAtom(Cell()))
    assert isinstance(made, TaskAtom)
    call.engine.flow(made.result, result)
    if call.engine.any_task is not None:
        call.engine.unify(call.engine.any_task, made)
    call.engine.tasks.append(made)
    return one(find(made))


@row("weft.Channel")
def channel(call: Call) -> Type:
    if "name" in call.shape.keywords:
        return call.complain("E0404", "Channel(name=) isn't built")
    if not call.arity(0, 1, ("capacity",)):
        return NEVER
    made = call.engine.make(call.instance, call.value, "channel", lambda: ChannelAtom(Cell()))
    return one(find(made))


@row("weft.current")
def current(call: Call) -> Type:
    """The running task may be any: all tasks are of one type then. Joining main gives None."""
    engine = call.engine
    if engine.any_task is None:
        engine.any_task = TaskAtom(Cell(NONE))
        for task in engine.tasks:
            engine.unify(engine.any_task, task)
    return one(find(engine.any_task))


@method(ChannelAtom, "send")
def send(call: Call, channel: Atom) -> Type:
    assert isinstance(channel, ChannelAtom)
    if call.arity(1, 2, ("timeout",)):
        call.engine.flow(channel.elem, call.args[0])
    return NONE


@method(ChannelAtom, "try_send")
def try_send(call: Call, channel: Atom) -> Type:
    assert isinstance(channel, ChannelAtom)
    if call.arity(1, 1):
        call.engine.flow(channel.elem, call.args[0])
    return NONE


@method(ChannelAtom, "recv")
def recv(call: Call, channel: Atom) -> Type:
    assert isinstance(channel, ChannelAtom)
    return call.engine.get(channel.elem) if call.arity(0, 1, ("timeout",)) else NEVER


@method(ChannelAtom, "try_recv")
def try_recv(call: Call, channel: Atom) -> Type:
    assert isinstance(channel, ChannelAtom)
    return call.engine.get(channel.elem) if call.arity(0, 0) else NEVER


@method(ChannelAtom, "close")
@method(TaskAtom, "abort")
def nothing(call: Call, handle: Atom) -> Type:
    return NONE


@method(TaskAtom, "join")
def join(call: Call, task: Atom) -> Type:
    assert isinstance(task, TaskAtom)
    return call.engine.get(task.result) if call.arity(0, 1, ("timeout",)) else NEVER


@method(TaskAtom, "outcome")
def outcome(call: Call, task: Atom) -> Type:
    assert isinstance(task, TaskAtom)
    if not call.arity(0, 1, ("timeout",)):
        return NEVER
    engine, out = call.engine, NEVER
    for name, type in (("Ok", engine.get(task.result)), ("Err", engine.get(engine.raised))):
        cls = engine.library_class("weft", name)
        assert cls is not None
        if type:
            made = construct(engine, call.instance, call.value, cls, [type], hir.CallShape(1))
            out = engine.join(out, made)
    return out
