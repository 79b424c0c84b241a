"""Starting tasks, and making channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import SLOT_OF, Slot
from weftc.builtins.table import Call, row
from weftc.hir import hir
from weftc.infer.args import Args
from weftc.infer.binding import Binding, call_written
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, about_view
from weftc.kinds.bound import BoundKind
from weftc.kinds.classes import BuiltinClassKind, ClassKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, held, one, show
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NumberKind
from weftc.kinds.queue import QueueKind
from weftc.lower.entries import entry, failing_entry
from weftc.operations.names import named

if TYPE_CHECKING:
    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


#: library modules of whose functions tasks are named after what these call first
_WRAPPERS = ("weftc.lib.support.permits", "weftc.lib.support.runs", "weftc.lib.std.weft.process.life")


@row("weft.spawn")
def spawn(call: Call) -> Answer:
    """spawn(f, ...): the entry frame of the instance that the call would use is filled with its arguments."""
    if not call.types:
        return call.complain("E0310", "spawn() needs a function")
    site, callee, args = call.site, call.types[0], call.args.rest()
    if call.args.is_spread:
        return call.complain(
            "E0413",
            "* or ** in a call of spawn(): how many arguments there are isn't known when compiling",
            helps=("write the arguments out",),
        )
    result = NEVER
    starts: dict[Kind, Answer] = {}
    for atom in map(find, callee):
        if not atom.is_callable:
            continue
        start = starting(site, atom, args)
        result = site.join(result, start.type)
        if start is not NOTHING:
            starts[atom] = start
    if not starts:
        if any(atom.is_callable for atom in map(find, callee)):
            return NOTHING
        return call.complain("E0311", f"{show(callee)} is not callable")
    made = site.engine.new_task(site)
    site.flow(made.result, result)
    made_type = one(made)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
        def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
            start = starts.get(atom)
            if start is None:
                f.raise_text("TypeError", f"'{atom.class_name}' object is not callable")
                return None
            return start.emit(f, x, values[1:], made)

        return f.dispatch(values[0], callee, one_kind, made_type)

    return Answer(made_type, emit)


def starting(site: Site, atom: Kind, args: Args) -> Answer:
    """The call that a task begins with: the type of what it gives. emit(callee, arguments, the task's kind): the
    handle."""
    if isinstance(atom, BoundKind) and atom.origin is not None:
        binding = call_written(site, find(atom.origin), args.after(site.get(atom.receiver)))

        def start_bound(f: FunctionLowering, v: ir.Value, values: list[ir.Value], task: TaskKind) -> ir.Value:
            assert isinstance(binding, Binding)
            return start(binding, f, atom.code(f, v), [atom.object(f, v), *values], task)

        return Answer(binding.type, start_bound) if isinstance(binding, Binding) else NOTHING
    if isinstance(atom, FunctionKind) and atom.code.module.name in _WRAPPERS:
        return starting_for(site, atom, args)
    if isinstance(atom, FunctionKind):
        binding = call_written(site, atom, args)
    else:
        return starting_within(site, atom, args)
    if isinstance(binding, Binding):
        return Answer(binding.type, partial(start, binding))
    return NOTHING if binding is NOTHING else starting_within(site, atom, args)


def starting_for(site: Site, wrapper: Kind, args: Args) -> Answer:
    """The same of a function of the library that calls its first argument: the task is named after that."""
    callee = args.types[0]
    starts = {
        atom: starting_within(site, wrapper, args.rest().after(one(atom)), name_of(atom))
        for atom in map(find, callee)
        if atom.is_callable
    }
    if not starts:
        return site.complain("E0311", f"{show(callee)} is not callable")

    def start_one(f: FunctionLowering, v: ir.Value, values: list[ir.Value], task: TaskKind) -> ir.Value | None:
        def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
            start = starts.get(atom)
            if start is None:
                f.raise_text("TypeError", f"'{atom.class_name}' object is not callable")
                return None
            return start.emit(f, v, [x, *values[1:]], task)

        return f.dispatch(values[0], callee, one_kind, one(task))

    answers = [start for start in starts.values() if start is not NOTHING]
    return Answer(site.join(*(start.type for start in answers)), start_one) if len(answers) == len(starts) else NOTHING


def name_of(atom: Kind) -> str:
    """Of a task that begins with it."""
    match atom:
        case FunctionKind():
            return atom.code.name
        case BuiltinKind() | BoundKind() | BuiltinClassKind():
            return atom.name.rpartition(".")[2]
        case ClassKind():
            return atom.cls.name
        case _:
            return atom.class_name


def starting_within(site: Site, atom: Kind, args: Args, name: str = "") -> Answer:
    """The same of what is no function of the program, but a class, or built in: the task begins with a function that is
    written out for the number and names of the arguments, and calls it."""
    name = name or name_of(atom)
    given = args.after(one(atom))
    shape = hir.CallShape(len(given.types))
    func = site.engine.written_out("call", (name, len(args.positional), *args.shape.keywords))
    binding = call_written(site, func, Args(given.types, shape, given.operands, []))

    def start_within(f: FunctionLowering, v: ir.Value, values: list[ir.Value], task: TaskKind) -> ir.Value:
        assert isinstance(binding, Binding)
        return start(binding, f, v, [v, *values], task)

    return Answer(binding.type, start_within) if isinstance(binding, Binding) else NOTHING


def start(binding: Binding, f: FunctionLowering, v: ir.Value, args: list[ir.Value], task: TaskKind) -> ir.Value:
    callee = f.program.canonical(binding.callee)
    values = binding.captures(f, v)
    given = binding.arguments(f, v, args)
    values += [f.convert(f.real(x), t, held(cell)) for (x, t), cell in zip(given, callee.params, strict=True)]
    wanted = held(task.result)
    handle = f.layout.type_symbol(task)
    apart = f.program.may_be_brief(callee, f.layout.result_rep(wanted))
    name = entry(f.program, callee, wanted, apart)
    kind = Slot.NONE if f.layout.result_rep(wanted) is ir.Rep.VOID else SLOT_OF[f.layout.rep(wanted)]
    f.program.spawns(name, binding.callee)

    def begin() -> ir.Value:
        with child_path(f):
            return f.b.op("spawn", *values, imm=(name, int(kind), f.program.spawned_globals(name), handle))

    b = f.b
    if not apart:
        return begin()
    asks, at_once, later, join = b.new_block(), b.new_block(), b.new_block(), b.new_block(ir.Rep.REF)
    b.branch(f.program.brief(callee, b), asks, later)
    b.at(asks)
    b.branch(f.rt("weft_spawn_at_once"), at_once, later)
    b.at(at_once)
    call_at_once(f, callee, name, values, wanted, handle, join)
    b.at(later)
    b.jump(join, begin())
    b.at(join)
    return join.params[0]


def call_at_once(
    f: FunctionLowering, callee: Instance, name: str, values: list[ir.Value], result: Type, handle: str, join: ir.Block
) -> None:
    """Where the call has ended its task has, too. If it fails it is a task that does."""
    b = f.b
    outer, outer_args, pos = b.handler, b.handler_args, b.pos
    caught, inside = b.new_block(), b.new_block()
    b.jump(inside)
    inside.handler, inside.handler_args = caught, []
    b.at(inside)
    b.handler, b.handler_args, b.pos = caught, [], f.no_line()
    inner = f.program.functions[f.program.function_name(callee)]
    out = b.op("call", *values, imm=inner.name, rep=inner.result)
    b.handler, b.handler_args, b.pos = outer, outer_args, pos
    b.split()
    if f.engine.asks_path:
        spawns = f.counter_slot("spawns")
        f.store_slot(spawns, b.op("i64.add", f.load_slot(spawns), b.i64(1)))
    payload, kind = b.i64(0), Slot.NONE
    if f.layout.result_rep(result) is not ir.Rep.VOID:
        out = f.convert(out, held(callee.ret), result)
        payload, kind = f.to_payload(out, result)[0], SLOT_OF[out.rep]
    entered = b.op("sym", imm=f"{name}.point.1", rep=ir.Rep.I32)
    b.jump(join, f.rt("weft_spawn_over", payload, b.i32(int(kind)), entered, b.op("sym", imm=handle, rep=ir.Rep.I32)))
    b.at(caught)
    exc = b.op("catch")
    failing = failing_entry(f.program, callee)
    with child_path(f):
        task = b.op("spawn", exc, imm=(failing, int(Slot.NONE), "", handle))
    b.jump(join, task)


@contextmanager
def child_path(f: FunctionLowering) -> Iterator[None]:
    """While a task is spawned the counters of its path are as it is to have them, since it gets a copy."""
    if not f.engine.asks_path:
        yield
        return
    path, spawns = f.counter_slot("path"), f.counter_slot("spawns")
    own, count = f.load_slot(path), f.b.op("i64.add", f.load_slot(spawns), f.b.i64(1))
    f.store_slot(path, mixed(f, own, count))
    f.store_slot(spawns, f.b.i64(0))
    yield
    f.store_slot(path, own)
    f.store_slot(spawns, count)


def mixed(f: FunctionLowering, path: ir.Value, count: ir.Value) -> ir.Value:
    """SplitMix64's last steps, of `path` and the `count` of a spawn; 60 bits. compiler/weft/paths.py does the same."""
    b = f.b
    z = b.op("i64.add", path, b.op("i64.mul", count, b.i64(0x9E3779B97F4A7C15 - 2**64)))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z = b.op("i64.mul", b.op("i64.xor", z, b.op("i64.shr_u", z, b.i64(shift))), b.i64(factor - 2**64))
    return b.op("i64.shr_u", b.op("i64.xor", z, b.op("i64.shr_u", z, b.i64(31))), b.i64(4))


@row("weft.Task", "weft.process.Pid")
def made_by_spawn(call: Call) -> Answer:
    return call.complain("E0311", f"{call.own_name} is not callable: `spawn` makes one")


@row("weft.Channel")
def channel(call: Call) -> Answer:
    if not call.arity(0, 2, ("capacity", "name")):
        return NOTHING
    if (place := call.args.at(1, "name")) is not None:
        return named(call.site, call.site.engine.builtin(call.name), call.own_name, call.args, place)
    made = call.site.make("channel", lambda: ChannelKind(Cell()))
    return new_channel(call, made, "weft_channel_new", "capacity", capacity_of)


@row("weft.Queue")
def queue(call: Call) -> Answer:
    if not call.arity(0, 2, ("maxsize", "name")):
        return NOTHING
    if (place := call.args.at(1, "name")) is not None:
        return named(call.site, call.site.engine.builtin(call.name), call.own_name, call.args, place)
    made = call.site.make("queue", lambda: QueueKind(Cell()))
    return new_channel(call, made, "weft_channel_queue_new", "maxsize", maxsize_of)


def new_channel(
    call: Call, made: ChannelKind, symbol: str, size: str, checked: Callable[[Site, Type], Answer]
) -> Answer:
    """By a call of the runtime that takes its size."""
    place = call.args.at(0, size)
    given = checked(call.site, call.types[place]) if place is not None else None

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
        n = given.value(f, args[place]) if given is not None and place is not None else f.b.word(0)
        return f.rt(symbol, n, f.item_slot(held(made.elem)), f.type_address(made))

    return Answer(one(made), emit)


def capacity_of(site: Site, type: Type) -> Answer:
    """An int that isn't negative; -1 for None. emit(v)."""

    def one_kind(atom: Kind) -> Answer | None:
        if atom is NONE_ATOM:
            return Answer(INT, lambda f, v: f.b.word(-1))
        return site.library("support.channel", "capacity", INT) if atom is INT_ATOM else about_view(one_kind, atom)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"a channel's capacity is an int or None, not {atom.class_name}")

    return site.all_cases(type, one_kind, refuse)


def maxsize_of(site: Site, type: Type) -> Answer:
    """An int. emit(v)."""

    def one_kind(atom: Kind) -> Answer | None:
        return Answer(INT, lambda f, v: v) if atom is INT_ATOM else about_view(one_kind, atom)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"a queue's maxsize is an int, not {atom.class_name}")

    return site.all_cases(type, one_kind, refuse)


@row("weft.current")
def current(call: Call) -> Answer:
    """The running task may be any: all tasks are of one type then. Joining main gives None."""
    if not call.arity(0, 0):
        return NOTHING
    engine = call.site.engine
    if engine.any_task is None:
        engine.any_task = TaskKind(Cell(NONE))
        for task in engine.tasks:
            engine.unify(engine.any_task, task)
    atom = find(engine.any_task)
    return Answer(one(atom), lambda f, v, args: f.rt("weft_task_current", f.type_address(atom)))


def timeout_of(site: Site, args: Args, position: int) -> Answer:
    """The seconds that a blocking call may take, of its argument `timeout`: negative waits for ever.
    emit(arguments): F64."""
    place = args.at(position, "timeout")
    if place is None:
        return Answer(FLOAT, lambda f, values: f.b.f64(-1.0))

    def one_kind(atom: Kind) -> Answer | None:
        if atom is NONE_ATOM:
            return Answer(FLOAT, lambda f, v: f.b.f64(-1.0))
        if not isinstance(atom, NumberKind) or atom is BOOL_ATOM:
            return about_view(one_kind, atom)
        return Answer(FLOAT, lambda f, v: f.b.op("f64.max", f.as_number(v, atom, FLOAT_ATOM), f.b.f64(0.0)))

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"timeout must be a number of seconds or None, not {atom.class_name}")

    answer = site.all_cases(args.types[place], one_kind, refuse)
    return Answer(answer.type, lambda f, values: answer.emit(f, values[place]))
