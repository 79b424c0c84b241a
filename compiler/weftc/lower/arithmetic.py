"""Arithmetic: what the binary and unary operators do, for each pair of kinds."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer import arithmetic as typing
from weftc.infer.iteration import is_iterable
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Kind, Type, find, one, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NUMBERS, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.containers import extend
from weftc.lower.dicts import dict_update
from weftc.lower.function import FunctionLowering
from weftc.lower.iterate import iterator_of_atom
from weftc.lower.loops import list_from
from weftc.lower.sequences import make_tuple

SYMBOLS_OF_ERRORS = {"**": "** or pow()"}
UNARY_DUNDERS = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}


def type_error(f: FunctionLowering, op: str, a: Kind, b: Kind) -> None:
    names = [show_atom(atom, 0).split("[")[0] for atom in (a, b)]
    names = ["NoneType" if n == "None" else n for n in names]
    if op == "+" and a is STR_ATOM:
        f.raise_text("TypeError", f'can only concatenate str (not "{names[1]}") to str')
    elif op == "+" and isinstance(a, ListKind):
        f.raise_text("TypeError", f'can only concatenate list (not "{names[1]}") to list')
    else:
        f.raise_text(
            "TypeError",
            f"unsupported operand type(s) for {SYMBOLS_OF_ERRORS.get(op, op)}: '{names[0]}' and '{names[1]}'",
        )


def binary_values(
    f: FunctionLowering,
    value: hir.Value,
    op: str,
    lv: ir.Value,
    lt: Type,
    rv: ir.Value,
    rt: Type,
    result: Type,
    inplace: bool,
) -> ir.Value | None:
    def with_left(a: Kind, x: ir.Value) -> ir.Value | None:
        def with_right(b: Kind, y: ir.Value) -> ir.Value | None:
            made = binary_atoms(f, value, op, a, x, b, y, inplace)
            if made is None:
                return None
            out, type = made
            return f.convert(out, type, result)

        return f.dispatch(rv, rt, with_right, result)

    return f.dispatch(lv, lt, with_left, result)


def binary_atoms(
    f: FunctionLowering, value: hir.Value, op: str, a: Kind, x: ir.Value, b: Kind, y: ir.Value, inplace: bool
) -> tuple[ir.Value, Type] | None:
    """One pair of kinds; None: raised TypeError."""
    if a in NUMBERS and b in NUMBERS:
        type = typing.numeric(op, a, b, value)
        if type is None:
            type_error(f, op, a, b)
            return None
        return numeric(f, value, op, a, x, b, y, type), type
    if isinstance(a, ObjectKind) or isinstance(b, ObjectKind):
        name = typing.DUNDERS[op]
        if isinstance(a, ObjectKind):
            for n in ([f"__i{name}__"] if inplace else []) + [f"__{name}__"]:
                if (method := a.cls.method(n)) is not None:
                    return f.call_function(value, method, None, [(x, one(a)), (y, one(b))])
        if isinstance(b, ObjectKind) and (method := b.cls.method(f"__r{name}__")) is not None:
            return f.call_function(value, method, None, [(y, one(b)), (x, one(a))])
        if not (inplace and isinstance(a, ListKind)):
            type_error(f, op, a, b)
            return None
    integral = (INT_ATOM, BOOL_ATOM)
    if op == "+":
        if a is STR_ATOM and b is STR_ATOM:
            return f.rt("weft_str_concat", x, y), one(a)
        if (
            isinstance(a, ListKind)
            and isinstance(b, ListKind)
            and isinstance(a, VarTupleKind) == isinstance(b, VarTupleKind)
        ):
            if inplace and not isinstance(a, VarTupleKind):
                extend(f, a, x, b, y, value)
                return x, one(a)
            return f.rt("weft_list_concat", x, y, f.type_address(a)), one(a)
        if isinstance(a, ListKind) and not isinstance(a, VarTupleKind) and inplace:
            if is_iterable(b):
                extend(f, a, x, b, y, value)
                return x, one(a)
        if isinstance(a, TupleKind | VarTupleKind) and isinstance(b, TupleKind | VarTupleKind):
            key = (value.id, ("tuple", len(a.cells()) + len(b.cells()), (a, b)))
            if isinstance(a, VarTupleKind) or isinstance(b, VarTupleKind) or key not in f.instance.made:
                whole = find(f.instance.made[value.id, ("tuple of any length", None)])
                assert isinstance(whole, ListKind)
                parts = [list_from(f, iterator_of_atom(f, atom, v, one(atom)), whole) for atom, v in ((a, x), (b, y))]
                return f.rt("weft_list_concat", *parts, f.type_address(whole)), one(whole)
            made = find(f.instance.made[key])
            given: dict[str, tuple[ir.Value, Type]] = {}
            for base, source, first in ((x, a, 0), (y, b, len(a.items))):
                for k, field in enumerate(f.layout.fields(source)[0]):
                    given[str(first + k)] = (f.load_field(base, field, "tuple"), field.type)
            return f.new_object(made, given), one(made)
    if op == "*":
        if b in integral and (a is STR_ATOM or isinstance(a, ListKind | TupleKind)):
            pass
        elif a in integral and (b is STR_ATOM or isinstance(b, ListKind | TupleKind)):
            a, x, b, y = b, y, a, x
        else:
            type_error(f, op, a, b)
            return None
        count = f.as_number(y, b, INT_ATOM)
        if a is STR_ATOM:
            return f.rt("weft_str_repeat", x, count), one(a)
        if isinstance(a, TupleKind):
            return repeat_tuple(f, value, a, x, count)
        if inplace and not isinstance(a, VarTupleKind):
            f.rt("weft_list_repeat_in_place", x, count)
            return x, one(a)
        return f.rt("weft_list_repeat", x, count, f.type_address(a)), one(a)
    if op == "|" and isinstance(a, DictKind) and isinstance(b, DictKind):
        base = x if inplace else f.rt("weft_dict_copy", x, f.type_address(a))
        dict_update(f, value, a, base, b, y)
        return base, one(a)
    type_error(f, op, a, b)
    return None


def unary_atom(f: FunctionLowering, value: hir.Value, op: str, atom: Kind, x: ir.Value) -> tuple[ir.Value, Type] | None:
    """The operator for one kind; None: raised TypeError."""
    e = f.b
    if atom is FLOAT_ATOM and op != "~":
        return (e.op("f64.neg", x) if op == "-" else x), FLOAT
    if atom is INT_ATOM or atom is BOOL_ATOM:
        x = f.as_number(x, atom, INT_ATOM)
        if op == "-":
            x = e.op("int.neg", x)
        elif op == "~":
            x = e.op("i64.xor", x, e.i64(-1), rep=Rep.INT)
        return x, INT
    if isinstance(atom, ObjectKind) and (method := atom.cls.method(UNARY_DUNDERS[op])):
        return f.call_function(value, method, None, [(x, one(atom))])
    f.raise_text("TypeError", f"bad operand type for unary {op}: '{show_atom(atom, 0)}'")
    return None


def repeat_tuple(
    f: FunctionLowering, value: hir.Value, a: TupleKind, x: ir.Value, count: ir.Value
) -> tuple[ir.Value, Type]:
    made = f.instance.made_as(value, "tuple", "tuple of any length")
    if isinstance(made, TupleKind):
        items = [(f.load_field(x, field, "tuple"), field.type) for field in f.layout.fields(a)[0]]
        times = len(made.items) // len(items) if items else 0
        return make_tuple(f, made, items * times), one(made)
    assert isinstance(made, ListKind)
    whole = list_from(f, iterator_of_atom(f, a, x, one(a)), made)
    return f.rt("weft_list_repeat", whole, count, f.type_address(made)), one(made)


def numeric(
    f: FunctionLowering, value: hir.Value, op: str, a: Kind, x: ir.Value, b: Kind, y: ir.Value, type: Type
) -> ir.Value:
    e = f.b
    if type == BOOL:
        return e.op({"&": "i32.and", "|": "i32.or", "^": "i32.xor"}[op], x, y)
    if type == FLOAT and (op != "/" or FLOAT_ATOM in (a, b)):
        return float_op(f, op, f.as_number(x, a, FLOAT_ATOM), f.as_number(y, b, FLOAT_ATOM))
    x, y = f.as_number(x, a, INT_ATOM), f.as_number(y, b, INT_ATOM)
    match op:
        case "+" | "-" | "*":
            return e.op({"+": "int.add", "-": "int.sub", "*": "int.mul"}[op], x, y)
        case "/":
            guard_zero(f, e.op("i64.eqz", y), 0)
            return f.rt("weft_int_true_div", x, y)
        case "//" | "%":
            guard_zero(f, e.op("i64.eqz", y), 1 if op == "//" else 2)
            return e.op("int.floordiv" if op == "//" else "int.mod", x, y)
        case "&" | "|" | "^":
            return e.op({"&": "i64.and", "|": "i64.or", "^": "i64.xor"}[op], x, y, rep=Rep.INT)
        case "<<":
            if not (y.op == "const" and isinstance(y.imm, int) and 0 <= y.imm < 62):
                f.guard_text(e.op("i64.lt_s", y, e.i64(0)), "ValueError", "negative shift count")
                too_far = e.op("i32.and", e.op("i64.gt_s", y, e.i64(61)), e.op("i64.ne", x, e.i64(0)))
                e.op("guard", too_far, imm=("weft_raise_overflow", ()))
                y = e.op("select", y, e.i64(0), e.op("i64.le_s", y, e.i64(61)))
            return e.op("int.shl", x, y)
        case ">>":
            if not (y.op == "const" and isinstance(y.imm, int) and 0 <= y.imm < 64):
                f.guard_text(e.op("i64.lt_s", y, e.i64(0)), "ValueError", "negative shift count")
                y = e.op("select", y, e.i64(63), e.op("i64.lt_s", y, e.i64(63)))
            return e.op("i64.shr_s", x, y, rep=Rep.INT)
        case "**":
            if type == FLOAT:
                return float_op(f, op, e.op("f64.convert_i64_s", x), e.op("f64.convert_i64_s", y))
            if y.op == "const" and y.imm == 2:
                return e.op("int.mul", x, x)
            f.guard_text(
                e.op("i64.lt_s", y, e.i64(0)),
                "ValueError",
                "an int to a negative power that isn't a constant isn't built: write float(x) ** n",
            )
            return f.rt("weft_int_pow", x, y, e.i32(0))
    raise AssertionError(op)


def guard_zero(f: FunctionLowering, cond: ir.Value, what: int) -> None:
    f.b.op("guard", cond, imm=("weft_raise_zero", (what,)))


def float_op(f: FunctionLowering, op: str, x: ir.Value, y: ir.Value) -> ir.Value:
    e = f.b
    simple = {"+": "f64.add", "-": "f64.sub", "*": "f64.mul"}
    if op in simple:
        return e.op(simple[op], x, y)
    if op == "**":
        return f.rt("weft_float_pow", x, y)
    if not (y.op == "const" and y.imm):
        guard_zero(f, e.op("f64.eq", y, e.f64(0.0)), {"/": 3, "//": 4, "%": 5}[op])
    if op == "/":
        return e.op("f64.div", x, y)
    return f.rt("weft_float_floordiv" if op == "//" else "weft_float_mod", x, y)
