"""Calls of the runtime from library code (`rt.NAME(...)`), and what it asks of the compiler instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import EXCEPTION_SLOTS
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.runtime import MATH1, MATH2, RUNTIME
from weftc.kinds.answer import Answer
from weftc.kinds.condition import Known
from weftc.kinds.dict import DictKind
from weftc.kinds.exceptions import ExceptionKind
from weftc.kinds.file import FILE, FILE_ATOM
from weftc.kinds.gate import GATE
from weftc.kinds.keys import key_payload, load_key, load_slot
from weftc.kinds.kind import Kind, Type, find, held, one, show
from weftc.kinds.list import SequenceKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, FLOAT, INT, NUMBERS
from weftc.kinds.text import STR
from weftc.lower.sequences import list_element

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

RT_LISTS = ("weft_str_split", "weft_str_splitlines", "weft_argv")  # results: list[str]; the type argument is added
RT_SAME = ("weft_list_slice", "weft_list_repeat", "weft_dict_copy")  # results: of the first argument's type; likewise
RT_BOOL = (
    "weft_task_done", "weft_channel_closed", "weft_same_object", "weft_str_eq", "weft_str_contains", "weft_str_is",
    "weft_str_affix", "weft_list_eq_scalar", "weft_dict_delete", "weft_file_closed", "weft_math_test",
    "weft_dict_values_raw_eq", "weft_gate_try_acquire",
)  # fmt: skip

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
    assert name in RUNTIME, name
    result = result_type(site, name, args)
    if name in ("weft_math1", "weft_math2") and (symbol := math_function(name, args)) is not None:
        return Answer(FLOAT, partial(math_call, symbol, args.types[1:]))
    return Answer(result, partial(emit_call, name, args.types, result))


def result_type(site: Site, name: str, args: Args) -> Type:
    if name in RT_LISTS:
        return one(site.new_list(STR))
    if name in RT_SAME:
        return args.types[0]
    if name == "weft_gate_new":
        return GATE
    match RUNTIME[name].result:
        case Rep.VOID:
            return NONE
        case Rep.INT:
            return INT
        case Rep.F64:
            return FLOAT
        case Rep.I32:
            return BOOL if name in RT_BOOL else INT
    return STR


def emit_call(
    name: str, types: list[Type], result: Type, f: FunctionLowering, v: ir.Value, values: list[ir.Value]
) -> ir.Value:
    b, row = f.b, RUNTIME[name]
    args: list[ir.Value] = []
    for x, type, want in zip(map(f.real, values), types, row.args, strict=False):
        if want is Rep.I32 and x.rep in (Rep.INT, Rep.I64):
            x = b.i32(x.imm) if x.op == "const" and isinstance(x.imm, int) else b.op("i32.wrap_i64", x)
        elif want is Rep.INT and x.rep is Rep.I32:
            x = b.op("i64.extend_i32_u", x)
        elif want is Rep.INT and x.rep is Rep.F64:
            x = b.op("i64.reinterpret_f64", x)
        elif want is Rep.INT and x.rep.is_reference:
            x = b.op("i64.extend_i32_u", x)
        elif want is Rep.F64 and x.rep is not Rep.F64:
            x = f.convert(x, type, FLOAT)
        elif x.rep is Rep.PAIR and want is Rep.REF:
            x = only_reference(f, x, type)
        elif x.rep is Rep.PAIR:
            x = f.convert(x, type, BOOL if want is Rep.I32 else INT)
        args.append(x)
    if name in RT_LISTS:
        return f.texts(name, args, result)
    if name in RT_SAME or name == "weft_gate_new":
        (atom,) = result
        args.append(f.type_address(atom))
    out = b.op("rt", *args, imm=name, rep=row.result)
    if row.result is Rep.VOID:
        return b.none()
    return b.op("i64.extend_i32_s", out) if row.result is Rep.I32 and result == INT else out


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


def math_function(name: str, args: Args) -> str | None:
    """A function of math by its own name, so that only it is linked."""
    table = MATH1 if name == "weft_math1" else MATH2
    first = args.operands[0]
    number = first.imm if first is not None and first.op == "const" else None
    if not isinstance(number, int) or number >= len(table) or table[number] == "-":
        return None
    return table[number]


def math_call(symbol: str, types: list[Type], f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
    """The simplest are instructions."""
    b = f.b
    args = [f.convert(f.real(x), t, FLOAT) for x, t in zip(values[1:], types, strict=True)]
    match symbol:
        case "sqrt":
            f.guard_text(b.op("f64.lt", args[0], b.f64(0.0)), "ValueError", "math domain error")
            return b.op("f64.sqrt", args[0])
        case "fabs":
            return b.op("f64.abs", args[0])
        case "copysign":
            return b.op("f64.copysign", *args)
    return f.rt(f"weft_math_{symbol}", *args)


# --- asked of the compiler --------------------------------------------------------------------------------------------


def decided(site: Site, value: bool) -> Answer:
    """A condition that types decide."""
    site.known(value)
    return Known(value)


@request("elements_are")
def elements_are(site: Site, args: Args) -> Answer:
    """elements_are(xs, "str")"""
    want = args.operands[1]
    assert want is not None
    elems = [site.get(a.elem) for a in map(find, args.types[0]) if isinstance(a, SequenceKind)]
    return decided(site, all(show(elem) == want.imm for elem in elems))


@request("raw_elements")
def raw_elements(site: Site, args: Args) -> Answer:
    """raw_elements(xs): they are plain numbers or texts, so the C kernels may handle them."""
    elems = [site.get(a.elem) for a in map(find, args.types[0]) if isinstance(a, SequenceKind)]
    return decided(site, all(show(elem) in ("int", "float", "bool", "str") for elem in elems))


@request("iterable")
def iterable(site: Site, args: Args) -> Answer:
    """iterable(x): can it be gone through?"""
    return decided(site, all(find(a).iterate(site) is not None for a in args.types[0]))


def exception_of(args: Args) -> ExceptionKind:
    (atom,) = args.types[0]
    atom = find(atom)
    assert isinstance(atom, ExceptionKind)
    return atom


@request("exception_text")
def exception_text(site: Site, args: Args) -> Answer:
    text = exception_of(args).text_of_args(site)
    return Answer(STR, lambda f, v, values: text.emit(f, f.real(values[0])))


@request("exception_repr")
def exception_repr(site: Site, args: Args) -> Answer:
    text = exception_of(args).repr_of_args(site)
    return Answer(STR, lambda f, v, values: text.emit(f, f.real(values[0])))


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
        path, mode, how_read = map(f.real, values)
        return f.rt("weft_file_open", path, mode, f.b.op("i32.wrap_i64", how_read), f.type_address(FILE_ATOM))

    return Answer(FILE, emit)


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
        f.b.op("store", values[0], f.b.op("i32.wrap_i64", n), imm=("i32", 4, "len"))
        return f.b.none()

    return Answer(NONE, emit)


def dict_of(args: Args) -> DictKind:
    (atom,) = args.types[0]
    atom = find(atom)
    assert isinstance(atom, DictKind)
    return atom


@request("key_at")
def key_at(site: Site, args: Args) -> Answer:
    """key_at(d, position): the key of an entry."""
    d = dict_of(args)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        at = f.convert(values[1], args.types[1], INT)
        return load_key(f, f.rt("weft_dict_key_at", values[0], at), held(d.key))

    return Answer(site.get(d.key), emit)


@request("value_at")
def value_at(site: Site, args: Args) -> Answer:
    d = dict_of(args)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        at = f.convert(values[1], args.types[1], INT)
        return load_slot(f, f.rt("weft_dict_value_at", values[0], at), held(d.value))

    return Answer(site.get(d.value), emit)


@request("append_key")
def append_key(site: Site, args: Args) -> Answer:
    """append_key(d, hash, key): the position of a new entry."""
    d = dict_of(args)
    site.flow(d.key, args.types[2])

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        number = f.convert(values[1], args.types[1], INT)
        payload, tag = key_payload(f, values[2], args.types[2], held(d.key))
        return f.rt("weft_dict_append", values[0], number, payload, tag)

    return Answer(INT, emit)


@request("mix_hash")
def mix_hash(site: Site, args: Args) -> Answer:
    """mix_hash(total, hash): of a tuple's items, in turn; any number of 60 bits."""

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        b = f.b
        total, part = (f.convert(x, t, INT) for x, t in zip(values, args.types, strict=True))
        mixed = b.op(
            "i64.mul", b.op("i64.xor", total, part), b.i64(-7046029254386353131)
        )  # 2**64 over the golden ratio
        return b.op("i64.shr_u", mixed, b.i64(4))

    return Answer(INT, emit)
