"""int, float and bool: each is the others' partner in every operator, so they share a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar

from weftc.abi.memory import KeyKind, Tag
from weftc.abi.numbers import Division
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer, Emit
from weftc.kinds.kind import Cell, Kind, SingleKind, Type, one
from weftc.kinds.methods import LibraryKind
from weftc.kinds.refuse import as_repr, no, no_object, unchanging

if TYPE_CHECKING:
    from weftc.hir.hir import Value
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

INT_TESTS = {"<": "i64.lt_s", "<=": "i64.le_s", ">": "i64.gt_s", ">=": "i64.ge_s", "==": "i64.eq", "!=": "i64.ne"}
FLOAT_TESTS = {"<": "f64.lt", "<=": "f64.le", ">": "f64.gt", ">=": "f64.ge", "==": "f64.eq", "!=": "f64.ne"}
SIGN_TESTS = {"<": "i32.lt_s", "<=": "i32.le_s", ">": "i32.gt_s", ">=": "i32.ge_s", "==": "i32.eq", "!=": "i32.ne"}
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
BITS = {"&": "and", "|": "or", "^": "xor"}


@dataclass(slots=True, eq=False, repr=False)
class NumberKind(SingleKind, LibraryKind):
    """What int, float and bool have in common. Each is one atom."""

    name: ClassVar[str]
    order: ClassVar[str]

    def __repr__(self) -> str:
        return self.name

    def order_key(self) -> str:
        return self.order

    def show(self, part: Callable[[Cell], str]) -> str:
        return self.name

    @property
    def class_name(self) -> str:
        return self.name

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin(self.name)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return self.name

    describe = no_object
    is_static = False
    is_plain = True
    changing_methods = unchanging
    is_reversible = False
    is_sequence = False
    is_callable = False
    is_hashable = True

    length = iterate = iterator = next = contains = no
    index = store = delete = slice = store_slice = delete_slice = no
    reflected = inplace = store_attribute = own_method = call = enter = exit = no
    text = as_repr

    def to_int(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.as_number(v, self, INT_ATOM))

    def to_float(self, site: Site) -> Answer | None:
        return Answer(FLOAT, lambda f, v: f.as_number(v, self, FLOAT_ATOM))

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        return comparison(op, self, other) if isinstance(other, NumberKind) else None

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        return arithmetic(op, self, other, power_is_float(site)) if isinstance(other, NumberKind) else None

    def unary(self, site: Site, op: str) -> Answer | None:
        return sign(op, self)

    def hash(self, site: Site) -> Answer | None:
        return site.library("support.hashing", "number_hash", one(self))

    def format(self, site: Site) -> Answer | None:
        assert self.formatter is not None
        return Answer(site.STR, partial(formatted, self.formatter))


class IntKind(NumberKind):
    name, order, library = "int", "2", "kinds.int"
    held_as, tag = Rep.INT, Tag.INT
    own_attributes = ("real", "imag", "numerator", "denominator")
    builder, formatter = "weft_build_int", "weft_build_format_int"

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i64.ne", v, f.b.i64(0)))

    def to_index(self, site: Site) -> Answer | None:
        return Answer(INT, itself)

    def repr(self, site: Site) -> Answer:
        return Answer(site.STR, lambda f, v: f.rt("weft_int_to_str", v))

    def key_kind(self) -> KeyKind | None:
        return KeyKind.INT

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        return whole_attribute(self, name)


class BoolKind(NumberKind):
    name, order, library = "bool", "1", "kinds.int"
    held_as, tag = Rep.I32, Tag.BOOL
    own_attributes = IntKind.own_attributes
    bases = ("int",)
    builder, formatter = "weft_build_bool", "weft_build_format_bool"

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, itself)

    def to_index(self, site: Site) -> Answer | None:
        return self.to_int(site)

    def repr(self, site: Site) -> Answer:
        return Answer(site.STR, lambda f, v: f.b.op("select", f.string("True"), f.string("False"), v))

    def key_kind(self) -> KeyKind | None:
        return KeyKind.BOOL

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        return whole_attribute(self, name)


class FloatKind(NumberKind):
    name, order, library = "float", "3", "kinds.float"
    held_as, tag = Rep.F64, Tag.FLOAT
    own_attributes = ("real", "imag")
    builder, formatter = "weft_build_float", "weft_build_format_float"
    to_index = no

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("f64.ne", v, f.b.f64(0.0)))

    def to_int(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.rt("weft_float_to_int", v))

    def repr(self, site: Site) -> Answer:
        return Answer(site.STR, lambda f, v: f.rt("weft_float_to_str", v))

    def key_kind(self) -> KeyKind | None:
        return KeyKind.FLOAT

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        return Answer(FLOAT, itself if name == "real" else lambda f, v: f.b.f64(0.0))


INT_ATOM, FLOAT_ATOM, BOOL_ATOM = IntKind(), FloatKind(), BoolKind()
INT: Type = one(INT_ATOM)
FLOAT: Type = one(FLOAT_ATOM)
BOOL: Type = one(BOOL_ATOM)
NUMBERS: frozenset[Kind] = frozenset({INT_ATOM, FLOAT_ATOM, BOOL_ATOM})


def itself(f: FunctionLowering, v: ir.Value, *_: object) -> ir.Value:
    return v


def whole_attribute(kind: NumberKind, name: str) -> Answer:
    """Of an int or a bool."""
    if name in ("real", "numerator"):
        return Answer(INT, lambda f, v: f.as_number(v, kind, INT_ATOM))
    return Answer(INT, lambda f, v: f.b.word(int(name == "denominator")))


def formatted(symbol: str, f: FunctionLowering, v: ir.Value, spec: ir.Value) -> ir.Value:
    """format(v, spec)"""
    f.rt("weft_build_begin")
    f.rt(symbol, v, spec)
    return f.rt("weft_build_end")


# --- operators --------------------------------------------------------------------------------------------------------


def power_is_float(site: Site) -> bool:
    """Is the operation a power of ints with a negative exponent, as written?"""
    value = site.value
    if value.op not in ("binary", "inplace") or value.imm != "**":
        return value.op == "call" and len(value.args) > 2 and is_negative(value.args[2])
    return is_negative(value.args[1])


def is_negative(value: Value) -> bool:
    if value.op == "unary" and value.imm == "-":
        return value.args[0].op == "const"
    return value.op == "const" and isinstance(value.imm, int) and value.imm < 0


@cache
def arithmetic(op: str, a: NumberKind, b: NumberKind, float_power: bool) -> Answer | None:
    """An arithmetic operation on two numbers; None if it isn't defined on them."""
    if FLOAT_ATOM in (a, b):
        if op not in ("+", "-", "*", "/", "//", "%", "**"):
            return None
        return Answer(
            FLOAT, lambda f, x, y: float_op(f, op, f.as_number(x, a, FLOAT_ATOM), f.as_number(y, b, FLOAT_ATOM))
        )
    if op == "@":
        return None
    if a is BOOL_ATOM and b is BOOL_ATOM and op in BITS:
        return Answer(BOOL, lambda f, x, y: f.b.op(f"i32.{BITS[op]}", x, y))
    emit: Emit = int_op
    type = FLOAT if op == "/" else INT
    if op == "**" and float_power:
        emit, type = int_to_negative_power, FLOAT
    return Answer(type, lambda f, x, y: emit(f, op, f.as_number(x, a, INT_ATOM), f.as_number(y, b, INT_ATOM)))


def int_op(f: FunctionLowering, op: str, x: ir.Value, y: ir.Value) -> ir.Value:
    e = f.b
    match op:
        case "+" | "-" | "*":
            return e.op({"+": "int.add", "-": "int.sub", "*": "int.mul"}[op], x, y)
        case "/":
            guard_zero(f, e.op("i64.eqz", y), Division.INT)
            return f.rt("weft_int_true_div", x, y)
        case "//" | "%":
            guard_zero(f, e.op("i64.eqz", y), Division.INT_FLOOR if op == "//" else Division.INT_MOD)
            return e.op("int.floordiv" if op == "//" else "int.mod", x, y)
        case "&" | "|" | "^":
            return e.op(f"i64.{BITS[op]}", x, y, rep=Rep.INT)
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
            if y.op == "const" and y.imm == 2:
                return e.op("int.mul", x, x)
            e.op("guard", e.op("i64.lt_s", y, e.i64(0)), imm=("weft_raise_power", ()))
            return f.rt("weft_int_pow", x, y)
    raise AssertionError(op)


def int_to_negative_power(f: FunctionLowering, op: str, x: ir.Value, y: ir.Value) -> ir.Value:
    return float_op(f, op, f.b.op("f64.convert_i64_s", x), f.b.op("f64.convert_i64_s", y))


def guard_zero(f: FunctionLowering, cond: ir.Value, of: int) -> None:
    """`of` is a Division."""
    f.b.op("guard", cond, imm=("weft_raise_zero", (of,)))


#: by operator
FLOAT_DIVISIONS = {"/": Division.FLOAT, "//": Division.FLOAT_FLOOR, "%": Division.FLOAT_MOD}


def float_op(f: FunctionLowering, op: str, x: ir.Value, y: ir.Value) -> ir.Value:
    e = f.b
    simple = {"+": "f64.add", "-": "f64.sub", "*": "f64.mul"}
    if op in simple:
        return e.op(simple[op], x, y)
    if op == "**":
        return f.rt("weft_float_pow", x, y)
    if not (y.op == "const" and y.imm):
        guard_zero(f, e.op("f64.eq", y, e.f64(0.0)), FLOAT_DIVISIONS[op])
    if op == "/":
        return e.op("f64.div", x, y)
    return f.rt("weft_float_floordiv" if op == "//" else "weft_float_mod", x, y)


@cache
def sign(op: str, kind: NumberKind) -> Answer | None:
    """-x, +x, ~x"""
    if kind is FLOAT_ATOM:
        if op == "~":
            return None
        return Answer(FLOAT, (lambda f, x: f.b.op("f64.neg", x)) if op == "-" else itself)

    def emit(f: FunctionLowering, x: ir.Value) -> ir.Value:
        x = f.as_number(x, kind, INT_ATOM)
        if op == "-":
            return f.b.op("int.neg", x)
        return f.b.op("i64.xor", x, f.b.i64(-1), rep=Rep.INT) if op == "~" else x

    return Answer(INT, emit)


@cache
def comparison(op: str, a: NumberKind, b: NumberKind) -> Answer:
    return Answer(BOOL, lambda f, x, y: compare_numbers(f, op, a, x, b, y))


def compare_numbers(f: FunctionLowering, op: str, a: Kind, x: ir.Value, b: Kind, y: ir.Value) -> ir.Value:
    e = f.b
    if a is FLOAT_ATOM and b is FLOAT_ATOM:
        return e.op(FLOAT_TESTS[op], x, y)
    if a is BOOL_ATOM and b is BOOL_ATOM and op in ("==", "!="):
        return e.op(SIGN_TESTS[op], x, y)
    if a is FLOAT_ATOM:
        return compare_numbers(f, MIRROR[op], b, y, a, x)
    x = f.as_number(x, a, INT_ATOM)
    if b is not FLOAT_ATOM:
        return e.op(INT_TESTS[op], x, f.as_number(y, b, INT_ATOM))
    if x.op == "const" and isinstance(x.imm, int) and abs(x.imm) < 2**53:
        return e.op(FLOAT_TESTS[op], e.f64(float(x.imm)), y)
    # exact: -1, 0, 1, or 2 when the float is not a number
    order = f.rt("weft_int_float_cmp", x, y)
    test = e.op(SIGN_TESTS[op], order, e.i32(0))
    comparable = e.op("i32.ne", order, e.i32(2))
    return e.op("i32.or", test, e.op("i32.eqz", comparable)) if op == "!=" else e.op("i32.and", test, comparable)
