"""Tasks and channels."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.builtins import Call, row
from weftc.infer.calls import call_atom
from weftc.infer.classes import construct
from weftc.infer.intrinsics import method
from weftc.kinds.function import BuiltinKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, one, show, show_atom
from weftc.kinds.scalars import NONE


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
        if isinstance(find(atom), BuiltinKind):
            return call.complain(
                "E0403", f"spawn() of the {show_atom(atom)}", helps=("wrap it in a function of your own",)
            )
        if type is not None:
            valid = True
            result = call.engine.join(result, type)
    if not valid:
        return call.complain("E0311", f"{show(call.positional[0])} is not callable")
    made = call.engine.make(call.instance, call.value, "task", lambda: TaskKind(Cell()))
    assert isinstance(made, TaskKind)
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
    made = call.engine.make(call.instance, call.value, "channel", lambda: ChannelKind(Cell()))
    return one(find(made))


@row("weft.current")
def current(call: Call) -> Type:
    """The running task may be any: all tasks are of one type then. Joining main gives None."""
    engine = call.engine
    if engine.any_task is None:
        engine.any_task = TaskKind(Cell(NONE))
        for task in engine.tasks:
            engine.unify(engine.any_task, task)
    return one(find(engine.any_task))


@method(ChannelKind, "send")
def send(call: Call, channel: Kind) -> Type:
    assert isinstance(channel, ChannelKind)
    if call.arity(1, 2, ("timeout",)):
        call.engine.flow(channel.elem, call.args[0])
    return NONE


@method(ChannelKind, "try_send")
def try_send(call: Call, channel: Kind) -> Type:
    assert isinstance(channel, ChannelKind)
    if call.arity(1, 1):
        call.engine.flow(channel.elem, call.args[0])
    return NONE


@method(ChannelKind, "recv")
def recv(call: Call, channel: Kind) -> Type:
    assert isinstance(channel, ChannelKind)
    return call.engine.get(channel.elem) if call.arity(0, 1, ("timeout",)) else NEVER


@method(ChannelKind, "try_recv")
def try_recv(call: Call, channel: Kind) -> Type:
    assert isinstance(channel, ChannelKind)
    return call.engine.get(channel.elem) if call.arity(0, 0) else NEVER


@method(ChannelKind, "close")
@method(TaskKind, "abort")
def nothing(call: Call, handle: Kind) -> Type:
    return NONE


@method(TaskKind, "join")
def join(call: Call, task: Kind) -> Type:
    assert isinstance(task, TaskKind)
    return call.engine.get(task.result) if call.arity(0, 1, ("timeout",)) else NEVER


@method(TaskKind, "outcome")
def outcome(call: Call, task: Kind) -> Type:
    assert isinstance(task, TaskKind)
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
