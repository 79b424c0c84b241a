"""Tasks and channels."""

from __future__ import annotations

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.infer import binding as typing
from weftc.infer.engine import Instance
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.function import BoundKind, FunctionKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import Kind, Type, find, one, resolve, show_atom
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NONE, NONE_ATOM, STR
from weftc.lower.builtins import Call, row
from weftc.lower.function import FunctionLowering
from weftc.lower.layout import SLOT_OF, Slot

Arg = tuple[ir.Value, Type]


def seconds(f: FunctionLowering, value: hir.Value | None) -> ir.Value:
    """A timeout for the runtime: negative waits for ever."""
    if value is None:
        return f.b.f64(-1.0)
    return seconds_value(f, f.get(value), f.type(value))


def seconds_value(f: FunctionLowering, v: ir.Value, t: Type) -> ir.Value:
    def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
        if atom is NONE_ATOM:
            return f.b.f64(-1.0)
        if atom in (INT_ATOM, BOOL_ATOM, FLOAT_ATOM):
            return f.b.op("f64.max", f.as_number(x, atom, FLOAT_ATOM), f.b.f64(0.0))
        f.raise_text("TypeError", f"a timeout is a number of seconds, not {show_atom(atom, 0)}")
        return None

    out = f.dispatch(v, t, one_kind, FLOAT)
    assert out is not None
    return out


@row("weft.spawn")
def spawn(call: Call) -> ir.Value | None:
    """spawn(f, ...): the entry frame of the instance that the call would use is filled with its arguments."""
    f = call.f
    (task,) = call.result
    handle = f.layout.type_symbol(task)
    args = [(f.get(a), f.type(a)) for a in call.operands[1:]]
    shape = hir.CallShape(len(call.positional) - 1, call.shape.keywords)

    def one_callee(atom: Kind, v: ir.Value) -> ir.Value | None:
        return spawn_atom(f, call.value, find(atom), v, args, shape, handle, find(task))

    return f.dispatch(call.arg(0), call.type(0), one_callee, call.result)


def spawn_atom(
    f: FunctionLowering,
    origin: hir.Value,
    atom: Kind,
    v: ir.Value,
    args: list[Arg],
    shape: hir.CallShape,
    handle: str,
    task: Kind,
) -> ir.Value | None:
    from weftc.lower.calls import default, vararg_tuple

    func: FunctionKind | None = None
    closure: ir.Value | None = v
    match atom:
        case FunctionKind():
            func = atom
        case BoundKind(name=name, receiver=receiver):
            held = resolve(receiver.find().type)
            base = f.load_field(v, f.layout.fields(atom)[0][0], "captured")
            targets = list(held)
            if (
                len(targets) == 1
                and isinstance(target := find(targets[0]), ObjectKind)
                and (method := target.cls.method(name))
            ):
                func, closure, args, shape = method, None, [(base, held), *args], typing.with_self(shape)
        case ObjectKind() if method := atom.cls.method("__call__"):
            func, closure, args, shape = method, None, [(v, one(atom)), *args], typing.with_self(shape)
    if func is None:
        f.program.sink.add(
            error("E0403", f"spawn() of {show_atom(atom)} isn't built", origin.span, helps=("wrap it in a function",))
        )
        return f.b.none()
    slots = typing.match_arguments(func.code, len(args) - len(shape.keywords), shape)
    assert not isinstance(slots, str)
    bound: list[Arg] = []
    for name, slot in zip(typing.all_parameters(func.code), slots, strict=True):
        match slot:
            case int():
                bound.append(args[slot])
            case list():
                bound.append(vararg_tuple(f, origin, [args[k] for k in slot]))
            case None:
                bound.append(default(f, func, closure, name))
    callee = f.engine.call(f.instance, origin, func, [t for _, t in bound])
    if callee is None:
        f.b.unreachable()
        f.dead()
        return f.b.none()
    callee = f.program.canonical(callee)
    values = f.captures(func, closure)
    values += [f.convert(x, t, resolve(cell.find().type)) for (x, t), cell in zip(bound, callee.params, strict=True)]
    result = resolve(callee.ret.find().type)
    kind = Slot.NONE if f.layout.result_rep(result) is Rep.VOID else SLOT_OF[f.layout.rep(result)]
    if isinstance(task, TaskKind):
        wanted = resolve(task.result.find().type)
        if f.layout.result_rep(wanted) is not f.layout.result_rep(result):
            return spawn_converted(f, origin, callee, values, handle, task)
    globals_type = f.program.spawned_globals(callee)
    return f.b.op("spawn", *values, imm=(f.program.function_name(callee), int(kind), globals_type, handle))


def spawn_converted(
    f: FunctionLowering, origin: hir.Value, callee: Instance, values: list[ir.Value], handle: str, task: TaskKind
) -> ir.Value:
    """The tasks of several functions meet in one variable: a stub gives the result the common representation."""
    wanted = resolve(task.result.find().type)
    name = f"{f.program.function_name(callee)} as {f.layout.rep(wanted).value}"
    if name not in f.program.functions:
        inner = f.program.functions[f.program.function_name(callee)]
        stub = ir.Function(name, inner.display, inner.file, [], f.layout.result_rep(wanted), library=inner.library)
        stub.params = [stub.new_value("param", [], None, p.rep, None) for p in inner.params]
        stub.new_block()
        g = FunctionLowering(f.program, callee, stub)
        result = resolve(callee.ret.find().type)
        out = g.b.op("call", *stub.params, imm=inner.name, rep=inner.result)  # without a position: no traceback line
        g.b.pos = g.pos(callee.code.span)  # names the task
        g.b.ret(g.convert(out if inner.result is not Rep.VOID else g.b.none(), result or NONE, wanted))
        f.program.functions[name] = stub
    globals_type = f.program.spawned_globals(callee)
    return f.b.op("spawn", *values, imm=(name, int(SLOT_OF[f.layout.rep(wanted)]), globals_type, handle))


@row("weft.Channel")
def channel(call: Call) -> ir.Value:
    f, b = call.f, call.f.b
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, ChannelKind)
    operand = call.positional[0] if call.positional else call.keyword("capacity")
    capacity: ir.Value = b.word(0)
    if operand is not None:

        def one_kind(a: Kind, v: ir.Value) -> ir.Value | None:
            if a is NONE_ATOM:
                return b.word(-1)
            if a is INT_ATOM or a is BOOL_ATOM:
                n = f.as_number(v, a, INT_ATOM)
                f.guard_text(b.op("i64.lt_s", n, b.i64(0)), "ValueError", "capacity must not be negative")
                return n
            f.raise_text("TypeError", f"capacity must be an int or None, not {show_atom(a, 0)}")
            return None

        out = f.dispatch(f.get(operand), f.type(operand), one_kind, INT)
        assert out is not None
        capacity = out
    elem = resolve(atom.elem.find().type)
    slot = f.layout.slot(elem) if elem else Slot.NONE
    return f.rt("weft_channel_new", capacity, b.i32(slot), f.type_address(atom))


@row("weft.current")
def current(call: Call) -> ir.Value:
    (atom,) = call.result
    return call.f.rt("weft_task_current", call.f.type_address(atom))


def delivered(f: FunctionLowering, type: Type) -> ir.Value:
    """What the last blocking call brought."""
    if not type or type == NONE:
        return f.b.none()
    return f.b.op("result", rep=f.layout.rep(type))


def handle_method(
    f: FunctionLowering, origin: hir.Value, atom: Kind, v: ir.Value, name: str, args: list[Arg], shape: hir.CallShape
) -> Arg | None:
    """Methods of channels and tasks."""
    b = f.b
    names = {"send": ["value", "timeout"], "join": ["timeout"], "outcome": ["timeout"], "recv": ["timeout"]}.get(
        name, ["value"]
    )
    given = dict(zip(names, args[: len(args) - len(shape.keywords)], strict=False))
    given.update(zip(shape.keywords, args[len(args) - len(shape.keywords) :], strict=True))

    def wait() -> ir.Value:
        return seconds_value(f, *given["timeout"]) if "timeout" in given else b.f64(-1.0)

    if isinstance(atom, ChannelKind):
        elem = resolve(atom.elem.find().type)
        match name:
            case "send" | "try_send":
                payload, tag = f.to_payload(f.convert(*given["value"], elem), elem)
                if name == "send":
                    f.rt("weft_channel_send", v, payload, tag, wait())
                else:
                    f.rt("weft_channel_try_send", v, payload, tag)
                return b.none(), NONE
            case "recv":
                f.rt("weft_channel_recv", v, wait())
                return delivered(f, elem), elem
            case "try_recv":
                f.rt("weft_channel_try_recv", v)
                return delivered(f, elem), elem
            case "close":
                f.rt("weft_channel_close", v)
                return b.none(), NONE
    if isinstance(atom, TaskKind):
        result = resolve(atom.result.find().type)
        match name:
            case "join":
                f.rt("weft_task_join", v, wait())
                return delivered(f, result), result
            case "abort":
                f.rt("weft_task_abort", v)
                return b.none(), NONE
            case "outcome":
                return outcome(f, origin, v, result, wait())
    kind = "Channel" if isinstance(atom, ChannelKind) else "Task"
    f.raise_text("AttributeError", f"'{kind}' object has no attribute '{name}'")
    return None


def outcome(f: FunctionLowering, origin: hir.Value, task: ir.Value, result: Type, wait: ir.Value) -> Arg:
    """Ok(value) or Err(error)."""
    from weftc.lower.calls import construct

    b = f.b
    f.rt("weft_task_outcome", task, wait)
    what = b.op("outcome")
    value = delivered(f, result)
    error = b.op("result", rep=Rep.REF)
    raised = resolve(f.engine.raised.find().type)
    made: list[Arg] = []
    good, bad = b.new_block(), b.new_block()
    b.branch(what, bad, good)
    ends = []
    for block, name, arg in ((good, "Ok", (value, result)), (bad, "Err", (error, raised))):
        b.at(block)
        cls = f.engine.library_class("weft", name)
        assert cls is not None
        if arg[1]:
            made.append(construct(f, origin, cls, [arg], hir.CallShape(1)))
            ends.append((b.block, made[-1]))
        else:
            b.unreachable()
    both = f.engine.join_all([t for _, t in made])
    join = b.new_block(f.layout.rep(both))
    for block, (x, t) in ends:
        b.at(block)
        b.jump(join, f.convert(x, t, both))
    b.at(join)
    return join.params[0], both


def handle_attribute(f: FunctionLowering, atom: Kind, v: ir.Value, name: str) -> Arg | None:
    b = f.b
    if isinstance(atom, ChannelKind):
        if name == "closed":
            return f.rt("weft_channel_closed", v), BOOL
        if name == "capacity":
            n = f.rt("weft_channel_capacity", v)
            both = f.engine.join(INT, NONE)
            tag = b.op("select", b.i32(0), b.i32(2), b.op("i64.lt_s", n, b.i64(0)))
            payload = b.op("select", b.i64(0), n, b.op("i64.lt_s", n, b.i64(0)), rep=Rep.I64)
            return b.op("pair", tag, payload), both
    if isinstance(atom, TaskKind):
        if name == "done":
            return f.rt("weft_task_done", v), BOOL
        if name == "id":
            return f.rt("weft_task_id", v), INT
        if name == "name":
            return f.rt("weft_task_name", v), STR
    return None


__all__ = ["ClassKind"]
