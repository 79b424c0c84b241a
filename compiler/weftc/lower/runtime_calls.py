"""Calls of the runtime from library code (`rt.NAME(...)`), and what it asks of the compiler instead."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.runtime_calls import RT_LISTS, RT_SAME
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.runtime import MATH1, MATH2, RUNTIME
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Cell, Type, find, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import BOOL, FLOAT, INT, NONE, STR
from weftc.lower.builtins import Arg
from weftc.lower.dicts import key_payload, load_dict_key, load_slot
from weftc.lower.function import FunctionLowering
from weftc.lower.loops import list_from
from weftc.lower.sequences import list_element
from weftc.lower.sources import ListIterator


def runtime_call(f: FunctionLowering, value: hir.Value, name: str, operands: list[hir.Value]) -> Arg | None:
    b = f.b
    known = f.instance.known.get(value.id)
    if known is not None:
        return b.i32(int(known)), BOOL
    result = f.type(value)
    match name:
        case "unchecked":
            (atom,) = f.type(operands[0])
            atom = find(atom)
            assert isinstance(atom, ListKind)
            held = resolve(atom.elem.find().type)
            return list_element(f, f.get(operands[0]), f.get_as(operands[1], INT), held), held
        case "truncate":
            b.op("store", f.get(operands[0]), b.op("i32.wrap_i64", f.get_as(operands[1], INT)), imm=("i32", 4, "len"))
            return b.none(), NONE
        case "key_at" | "value_at" | "append_key":
            return dict_entry(f, name, operands)
        case "mix_hash":
            return mix_hash(f, f.get_as(operands[0], INT), f.get_as(operands[1], INT)), INT
        case "class_name":
            return str_class_name(f, operands[0]), STR
    if name in ("weft_math1", "weft_math2") and (out := math_call(f, name, operands)) is not None:
        return out, FLOAT
    call = RUNTIME[name]
    args: list[ir.Value] = []
    for operand, want in zip(operands, call.args, strict=False):
        v = f.get(operand)
        if want is Rep.I32 and v.rep in (Rep.INT, Rep.I64):
            v = b.i32(v.imm) if v.op == "const" and isinstance(v.imm, int) else b.op("i32.wrap_i64", v)
        elif want is Rep.INT and v.rep is Rep.I32:
            v = b.op("i64.extend_i32_u", v)
        elif want is Rep.INT and v.rep is Rep.F64:
            v = b.op("i64.reinterpret_f64", v)
        elif want is Rep.INT and v.rep is Rep.REF:
            v = b.op("i64.extend_i32_u", v)
        elif want is Rep.F64 and v.rep is not Rep.F64:
            v = f.convert(v, f.type(operand), FLOAT)
        elif v.rep is Rep.PAIR:
            v = f.from_payload(b.op("pair.payload", v), want)
        args.append(v)
    if name in RT_LISTS:
        return texts(f, name, args, result), result
    elif name in RT_SAME:
        (atom,) = f.type(operands[0])
        args.append(f.type_address(atom))
    out = b.op("rt", *args, imm=name, rep=call.result)
    if call.result is Rep.VOID:
        return b.none(), NONE
    if call.result is Rep.I32 and result == INT:
        return b.op("i64.extend_i32_s", out), INT
    return out, result


def mix_hash(f: FunctionLowering, total: ir.Value, part: ir.Value) -> ir.Value:
    """The hash of a tuple so far, and of its next item: any number of 60 bits."""
    b = f.b
    mixed = b.op("i64.mul", b.op("i64.xor", total, part), b.i64(-7046029254386353131))  # 2**64 over the golden ratio
    return b.op("i64.shr_u", mixed, b.i64(4))


def dict_entry(f: FunctionLowering, name: str, operands: list[hir.Value]) -> Arg:
    (atom,) = f.type(operands[0])
    atom = find(atom)
    assert isinstance(atom, DictKind)
    d, held = f.get(operands[0]), resolve(atom.key.find().type)
    number = f.get_as(operands[1], INT)
    if name == "key_at":
        return load_dict_key(f, f.rt("weft_dict_key_at", d, number), held), held
    if name == "value_at":
        value = resolve(atom.value.find().type)
        return load_slot(f, f.rt("weft_dict_value_at", d, number), value), value
    payload = key_payload(f, f.get(operands[2]), f.type(operands[2]), held)
    return f.rt("weft_dict_append", d, number, *payload), INT


def math_call(f: FunctionLowering, name: str, operands: list[hir.Value]) -> ir.Value | None:
    """A function of math by its own name, so that only it is linked; the simplest are instructions."""
    b = f.b
    table = MATH1 if name == "weft_math1" else MATH2
    number = operands[0].imm
    if operands[0].op != "const" or not isinstance(number, int) or number >= len(table) or table[number] == "-":
        return None
    args = [f.get_as(a, FLOAT) for a in operands[1:]]
    match table[number]:
        case "sqrt":
            f.guard_text(b.op("f64.lt", args[0], b.f64(0.0)), "ValueError", "math domain error")
            return b.op("f64.sqrt", args[0])
        case "fabs":
            return b.op("f64.abs", args[0])
        case "copysign":
            return b.op("f64.copysign", *args)
        case other:
            return f.rt(f"weft_math_{other}", *args)


def texts(f: FunctionLowering, name: str, args: list[ir.Value], result: Type) -> ir.Value:
    """A list[str] from the runtime; where the list was inferred to hold more, its items are widened."""
    (atom,) = result
    atom = find(atom)
    assert isinstance(atom, ListKind)
    if resolve(atom.elem.find().type) == STR:
        return f.rt(name, *args, f.type_address(atom))
    plain = ListKind(Cell(STR))
    made = f.rt(name, *args, f.type_address(plain))
    return list_from(f, ListIterator(made, STR, STR), atom)


def str_class_name(f: FunctionLowering, operand: hir.Value) -> ir.Value:
    out = f.dispatch(f.get(operand), f.type(operand), lambda a, v: f.string(show_atom(a, 0).split("[")[0]), STR)
    assert out is not None
    return out
