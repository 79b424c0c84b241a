"""Calls of the runtime from library code (`rt.NAME(...)`), and what it asks of the compiler instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi import numbers
from weftc.abi.calls import TYPES
from weftc.abi.memory import EXCEPTION_SLOTS
from weftc.abi.structs import List
from weftc.infer.args import Args
from weftc.infer.global_keys import PER_TASK
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.runtime import RUNTIME
from weftc.kinds.answer import NOTHING, Answer, never_refused
from weftc.kinds.condition import Known, known_truth, settled
from weftc.kinds.containers import ContainerKind, may_hold_itself
from weftc.kinds.derived import iterates
from weftc.kinds.dict import is_mapping
from weftc.kinds.exceptions import ExceptionKind
from weftc.kinds.extended import ExtendedKind
from weftc.kinds.file import FILE, FILE_ATOM
from weftc.kinds.function import FunctionKind
from weftc.kinds.gate import GATE, CellKind
from weftc.kinds.groups import GroupKind
from weftc.kinds.handle import delivered
from weftc.kinds.keyed import KeyedKind
from weftc.kinds.kind import Cell, Kind, Type, find, held, one, ordered
from weftc.kinds.list import SequenceKind
from weftc.kinds.name import NameKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, FLOAT, INT, NUMBERS
from weftc.kinds.text import STR
from weftc.kinds.tuple import TupleKind
from weftc.lower.sequences import list_element

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

Request = Callable[["Site", Args], Answer]
REQUESTS: dict[str, Request] = {}


def request(name: str) -> Callable[[Request], Request]:
    """Registers what library code asks of the compiler: rt.NAME(...)."""

    def add(function: Request) -> Request:
        REQUESTS[name] = function
        return function

    return add


def runtime_call(site: Site, name: str, args: Args) -> Answer:
    """emit(v, arguments)."""
    if name in REQUESTS:
        return REQUESTS[name](site, args)
    if name in INSTRUCTIONS:
        return Answer(FLOAT, partial(emit_instruction, name, args.types))
    result = result_type(site, RUNTIME[name].returns, args)
    return Answer(result, partial(emit_call, name, args, result))


def result_type(site: Site, returns: str, args: Args) -> Type:
    """What library code gets from a call, by the type in its row."""
    match returns:
        case "None":
            return NONE
        case "int" | "index" | "length" | "hash" | "number" | "stamp":
            return INT
        case "bool":
            return BOOL
        case "float":
            return FLOAT
        case "str":
            return STR
        case "list[str]":
            return one(site.new_list(STR))
        case "same":
            return args.types[0]
        case "gate":
            return GATE
    raise AssertionError(f"library code gets no {returns}")


def emit_call(
    name: str, args: Args, result: Type, f: FunctionLowering, v: ir.Value, values: list[ir.Value]
) -> ir.Value:
    b, row = f.b, RUNTIME[name]
    given = []
    for k, value in enumerate(values):
        wanted = row.parameters[k][1]
        if wanted in TYPES:
            x, type = f.real(value), args.types[k]
            if any(find(atom).view is not None for atom in type):
                x, type = f.as_views(x, type, frozenset())
            given.append(passed(f, x, type, wanted))
        else:
            given.append(b.i32(number(wanted, args, k)))
    if row.returns == "list[str]":
        return f.texts(name, given, result)
    if row.parameters[len(given) :]:  # the type of what is made
        (atom,) = result
        given.append(f.type_address(atom))
    out = b.op("rt", *given, imm=name, rep=row.result)
    if row.result is Rep.VOID:
        return b.none()
    return b.op("i64.extend_i32_s", out) if row.result is Rep.I32 and result == INT else out


def passed(f: FunctionLowering, x: ir.Value, type: Type, wanted: str) -> ir.Value:
    """An argument as a parameter of that type (abi/calls.py) takes it. An int is an `index`: all are small yet."""
    match wanted:
        case "int" | "index" | "length" | "hash":
            return f.convert(x, type, INT)
        case "float":
            return f.convert(x, type, FLOAT)
        case "bool":
            return f.convert(x, type, BOOL)
        case "payload":
            if x.rep is Rep.F64:
                return f.b.op("i64.reinterpret_f64", x)
            return x if x.rep in (Rep.INT, Rep.I64) else f.b.op("i64.extend_i32_u", x)
    return only_reference(f, x, type) if x.rep is Rep.PAIR else x


def number(kind: str, args: Args, k: int) -> int:
    """The number that an argument names: "ascii", where a StrTest is wanted."""
    named = args.operands[k]
    assert named is not None and isinstance(named.imm, str), f"a {kind} is written out"
    return int(getattr(getattr(numbers, kind), named.imm.upper()))


def only_reference(f: FunctionLowering, x: ir.Value, type: Type) -> ir.Value:
    """TypeError for a number, which a method of a built-in kind can be given if it is called through its class."""

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom not in NUMBERS:
            return v
        kind = f.instance.code.module.name.rpartition(".")[2]
        text = f"descriptor '{f.function.display}' for '{kind}' objects doesn't apply to a '{atom.class_name}' object"
        f.raise_text("TypeError", text)
        return None

    return f.dispatch(x, type, one_kind, type - NUMBERS) or f.zero(STR)


#: calls that are an instruction
INSTRUCTIONS = {"weft_math_sqrt": "f64.sqrt", "weft_math_fabs": "f64.abs", "weft_math_copysign": "f64.copysign"}


def emit_instruction(
    name: str, types: list[Type], f: FunctionLowering, v: ir.Value, values: list[ir.Value]
) -> ir.Value:
    args = [f.convert(f.real(x), t, FLOAT) for x, t in zip(values, types, strict=True)]
    if name == "weft_math_sqrt":
        f.guard_text(f.b.op("f64.lt", args[0], f.b.f64(0.0)), "ValueError", "math domain error")
    return f.b.op(INSTRUCTIONS[name], *args)


# --- asked of the compiler --------------------------------------------------------------------------------------------


def decided(site: Site, value: bool) -> Answer:
    """A condition that types decide."""
    site.known(value)
    return Known(value)


def decided_by_kind(site: Site, args: Args, test: Callable[[Kind], bool]) -> Answer:
    """A condition that the kind of the argument decides: when compiling, if all it may be of agree."""
    answer = settled(site.all_cases(args.types[0], lambda atom: Known(test(atom)), never_refused))
    site.known(known_truth(answer))
    return answer if isinstance(answer, Known) else Answer(BOOL, lambda f, v, values: answer.emit(f, values[0]))


#: what the C kernels handle, by name
RAW = {"int": INT, "float": FLOAT, "bool": BOOL, "str": STR}


@request("elements_are")
def elements_are(site: Site, args: Args) -> Answer:
    """elements_are(xs, "str")"""
    want = args.operands[1]
    assert want is not None
    return decided(site, all(elem == RAW[str(want.imm)] for elem in elements(site, args)))


@request("raw_elements")
def raw_elements(site: Site, args: Args) -> Answer:
    """raw_elements(xs): they are plain numbers, so `weft_list_sort` may sort them."""
    return decided(site, all(elem in (INT, FLOAT, BOOL) for elem in elements(site, args)))


@request("ranked")
def ranked(site: Site, args: Args) -> Answer:
    """ranked(xs): they are plain numbers, texts, or tuples of such, so `weft_list_sort_by` may sort by them."""
    return decided(site, all(set(parts_of(site, elem)) <= set(RAW.values()) for elem in elements(site, args)))


@request("has_floats")
def has_floats(site: Site, args: Args) -> Answer:
    """has_floats(xs), of what is ranked: there are floats among them, or in them."""
    return decided(site, any(FLOAT in parts_of(site, elem) for elem in elements(site, args)))


def elements(site: Site, args: Args) -> list[Type]:
    return [site.get(a.elem) for a in map(find, args.types[0]) if isinstance(a, SequenceKind)]


def parts_of(site: Site, type: Type) -> list[Type]:
    """The types of a tuple's items; of what else there is, itself."""
    if len(type) == 1:
        (atom,) = map(find, type)
        if isinstance(atom, TupleKind) and atom.items:
            return [site.get(item) for item in atom.items]
    return [type]


@request("iterable")
def iterable(site: Site, args: Args) -> Answer:
    """iterable(x): can it be gone through?"""
    return decided_by_kind(site, args, lambda atom: atom.iterate(site) is not None)


@request("view")
def view_of(site: Site, args: Args) -> Answer:
    """view(x): x, or, of a class that derives from set, frozenset or dict, what built-in methods make of it. One that
    has an `__iter__` of its own is no dict for them."""

    def one_kind(atom: Kind) -> Answer:
        view = atom.view
        if view is None or not isinstance(view.kind, KeyedKind) or (view.kind.table == "dict" and iterates(atom)):
            return Answer(one(atom), lambda f, v: v)
        return Answer(one(view.kind), view.of)

    (type,) = args.types
    if not any(find(atom).view is not None for atom in type):
        return Answer(type, lambda f, v, values: values[0])
    answer = site.cases(type, one_kind, never_refused)
    return Answer(answer.type, lambda f, v, values: answer.emit(f, values[0])) if answer is not None else NOTHING


@request("is_plain")
def is_plain(site: Site, args: Args) -> Answer:
    """is_plain(x): is it of no class that derives from a built-in one?"""
    return decided_by_kind(site, args, lambda atom: atom.view is None)


@request("has_keys")
def has_keys(site: Site, args: Args) -> Answer:
    """has_keys(x): is it an object with a method `keys`?"""
    return decided_by_kind(site, args, is_mapping)


def text_of_first(site: Site, args: Args, one_kind: Callable[[Kind], Answer]) -> Answer:
    """The text that is made of the only argument, for each kind that it may be of: kinds that are alike as far as
    instances are told apart come together."""
    text = site.cases(args.types[0], one_kind, never_refused)
    return Answer(STR, lambda f, v, values: text.emit(f, f.real(values[0]))) if text is not None else NOTHING


@request("exception_text")
def exception_text(site: Site, args: Args) -> Answer:
    def one_kind(atom: Kind) -> Answer:
        assert isinstance(atom, ExceptionKind)
        return atom.text_of_args(site)

    return text_of_first(site, args, one_kind)


@request("exception_repr")
def exception_repr(site: Site, args: Args) -> Answer:
    def one_kind(atom: Kind) -> Answer:
        assert isinstance(atom, ExceptionKind)
        return atom.repr_of_args(site)

    return text_of_first(site, args, one_kind)


@request("whole_repr")
def whole_repr(site: Site, args: Args) -> Answer:
    """whole_repr(x): of a container, whatever is being told."""

    def one_kind(atom: Kind) -> Answer:
        assert isinstance(atom, ContainerKind | ExtendedKind)
        return atom.whole_repr(site)

    return text_of_first(site, args, one_kind)


@request("begin_telling")
def begin_telling(site: Site, args: Args) -> Answer:
    """begin_telling(x), for modules of the library: is x not being told already? Only of what may hold itself, since
    all that is being told comes together in one list, and objects of a class that meet are of one type from then on."""
    if not any(may_hold_itself(site, atom) for atom in args.types[0]):
        return Answer(BOOL, lambda f, v, values: f.b.i32(1))
    begun = site.library("support.text", "begin_telling", *args.types)
    return Answer(begun.type, lambda f, v, values: begun.emit(f, *map(f.real, values)))


@request("end_telling")
def end_telling(site: Site, args: Args) -> Answer:
    """end_telling(x)"""
    if not any(may_hold_itself(site, atom) for atom in args.types[0]):
        return Answer(NONE, lambda f, v, values: f.b.none())
    ended = site.library("support.text", "end_telling")
    return Answer(ended.type, lambda f, v, values: ended.emit(f))


@request("may_be_group")
def may_be_group(site: Site, args: Args) -> Answer:
    """may_be_group(e): has the program groups that may be raised?"""
    return decided(site, any(isinstance(find(atom), GroupKind) for atom in args.types[0]))


@request("keep_text")
def keep_text(site: Site, args: Args) -> Answer:
    """keep_text(e, text): what the runtime tells of it."""
    kinds = args.types[0]

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        exception, text = map(f.real, values)
        f.store(f.as_one(exception, kinds), text, EXCEPTION_SLOTS["text"], "exception")
        return f.b.none()

    return Answer(NONE, emit)


@request("open_file")
def open_file(site: Site, args: Args) -> Answer:
    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        path, mode, about, reading = map(f.real, values)
        bits = f.b.op("i32.wrap_i64", reading)
        return f.rt("weft_file_open", path, mode, about, bits, f.type_address(FILE_ATOM))

    return Answer(FILE, emit)


@request("named")
def named_number(site: Site, args: Args) -> Answer:
    """named("Merge", "keys"): a number of abi/numbers.py."""
    kind = args.operands[0]
    assert kind is not None and isinstance(kind.imm, str)
    found = number(kind.imm, args, 1)
    return Answer(INT, lambda f, v, values: f.b.word(found))


@request("class_name")
def class_name(site: Site, args: Args) -> Answer:
    type = args.types[0]

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
        return f.dispatch(values[0], type, lambda atom, _: f.string(atom.class_name), STR)

    return Answer(STR, emit)


@request("seconds")
def seconds(site: Site, args: Args) -> Answer:
    """seconds(timeout): how long a call may block; negative: for ever."""
    timeout = site.timeout(args, 0)
    return Answer(timeout.type, lambda f, v, values: timeout.emit(f, values))


@request("cell_new")
def cell_new(site: Site, args: Args) -> Answer:
    """cell_new(x): a cell with a copy of x; cell_new(): one with nothing yet."""
    made = site.make("cell", lambda: CellKind(Cell(), Cell()))
    stored = [store(site, made, type) for type in args.types]

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        cell = f.rt("weft_cell_new", f.item_slot(held(made.elem)), f.type_address(made))
        for put, value in zip(stored, values, strict=True):
            put(f, cell, value)
        return cell

    return Answer(one(made), emit)


@request("cell_set")
def cell_set(site: Site, args: Args) -> Answer:
    """cell_set(cell, x): a copy of x is in the cell."""
    cell = the_cell(args)
    if cell is None:
        return NOTHING
    stored = store(site, cell, args.types[1])

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        stored(f, *values)
        return f.b.none()

    return Answer(NONE, emit)


@request("cell_get")
def cell_get(site: Site, args: Args) -> Answer:
    """cell_get(cell): a copy of what is in it."""
    cell = the_cell(args)
    if cell is None:
        return NOTHING

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        f.rt("weft_cell_get", values[0])
        return delivered(f, held(cell.elem))

    return Answer(site.get(cell.elem), emit)


@request("name_find")
def name_find(site: Site, args: Args) -> Answer:
    """name_find(NAME, key): the cell that was kept under the key; None: there is none."""
    kept = site.get(kept_under(site, args))
    if not kept:
        return Answer(NONE, lambda f, v, values: f.b.none())
    (cell,) = kept
    found = site.join(kept, NONE)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        now = f.rt("weft_monotonic")
        return f.convert(f.rt("weft_names_find", values[1], now, f.type_address(find(cell))), found, found)

    return Answer(found, emit)


@request("name_keep")
def name_keep(site: Site, args: Args) -> Answer:
    """name_keep(NAME, key, cell): it is found under the key from now on. A fourth: until then (weft_monotonic)."""
    site.flow(kept_under(site, args), args.types[2])

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        until = f.convert(values[3], args.types[3], FLOAT) if values[3:] else f.b.f64(-1.0)
        f.rt("weft_names_put", values[1], values[2], until, f.rt("weft_monotonic"))
        return f.b.none()

    return Answer(NONE, emit)


def kept_under(site: Site, args: Args) -> Cell:
    """What holds the cell of a name; of several, which share an instance where there are many, it is the same."""
    first, *others = [atom.kept for atom in map(find, ordered(args.types[0])) if isinstance(atom, NameKind)]
    for other in others:
        site.engine.merge(first, other)
    return first


@request("cell_keep")
def cell_keep(site: Site, args: Args) -> Answer:
    """cell_keep(cell, gate, x): x, which refers to the gate, is kept while this task holds that."""
    cell = the_cell(args)
    if cell is None:
        return NOTHING
    site.flow(cell.kept, args.types[2])

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        f.rt("weft_gate_keep", values[1], f.convert(values[2], args.types[2], held(cell.kept)))
        return f.b.none()

    return Answer(NONE, emit)


@request("cell_kept")
def cell_kept(site: Site, args: Args) -> Answer:
    """cell_kept(cell, gate): what is kept."""
    cell = the_cell(args)
    return Answer(site.get(cell.kept), lambda f, v, values: f.rt("weft_gate_kept", values[1])) if cell else NOTHING


def the_cell(args: Args) -> CellKind | None:
    return next((atom for atom in map(find, args.types[0]) if isinstance(atom, CellKind)), None)


def store(site: Site, cell: CellKind, type: Type) -> Callable[[FunctionLowering, ir.Value, ir.Value], None]:
    """The code that stores a copy of a value of that type: it takes the cell and the value."""
    site.flow(cell.elem, type)

    def emit(f: FunctionLowering, at: ir.Value, value: ir.Value) -> None:
        elem = held(cell.elem)
        f.rt("weft_cell_set", at, *f.to_payload(f.convert(f.real(value), type, elem), elem))

    return emit


@request("unchecked")
def unchecked(site: Site, args: Args) -> Answer:
    """unchecked(xs, i): an element without a bounds test."""
    (atom,) = args.types[0]
    atom = find(atom)
    assert isinstance(atom, SequenceKind)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        return list_element(f, values[0], f.convert(values[1], args.types[1], INT), held(atom.elem))

    return Answer(site.get(atom.elem), emit)


@request("truncate")
def truncate(site: Site, args: Args) -> Answer:
    """truncate(xs, n): sets the length, n <= len(xs)."""

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        n = f.convert(values[1], args.types[1], INT)
        f.b.op("store", values[0], f.b.op("i32.wrap_i64", n), imm=("i32", List.len, "len"))
        return f.b.none()

    return Answer(NONE, emit)


@request("per_task")
def per_task(site: Site, args: Args) -> Answer:
    """per_task(make): what the function gave when this task asked first. A spawn doesn't copy it."""
    (function,) = args.types[0]
    assert isinstance(function, FunctionKind)
    made = site.call_value(args.types[0], Args.plain([]))
    assert made is not None
    key = PER_TASK, f"{function.code.module.name}.{function.code.qualname}"
    cell = site.engine.globals.setdefault(key, Cell())
    site.flow(cell, made.type)
    type = site.get(cell)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        slot = f.program.globals.slot(key, copied=False)
        assert slot.rep is Rep.REF, "0 says that it isn't made"
        kept = f.load_slot(slot)

        def make() -> ir.Value:
            fresh = f.convert(made.value(f, values[0], []), made.type, type)
            f.store_slot(slot, fresh)
            return fresh

        return f.merge(kept, lambda: kept, make, Rep.REF)

    return Answer(type, emit)


@request("count_spawns")
def count_spawns(site: Site, args: Args) -> Answer:
    """count_spawns(n): numbers and paths of tasks go on as if n had been spawned."""

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        n = f.convert(values[0], args.types[0], INT)
        f.rt("weft_spawn_ids", n)
        if f.engine.asks_path:
            slot = f.counter_slot("spawns")
            f.store_slot(slot, f.b.op("i64.add", f.load_slot(slot), n))
        return f.b.none()

    return Answer(NONE, emit)


@request("task_path")
def task_path(site: Site, args: Args) -> Answer:
    """task_path(): where the task is among all spawns: 0 for main, else a number of 60 bits that its spawner's path and
    its place among the spawner's spawns decide."""
    site.engine.asks_path = True
    return Answer(INT, lambda f, v, values: f.load_slot(f.counter_slot("path")))
