"""Built-ins of numbers: abs, round, divmod, pow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.builtins.conversions import of_first
from weftc.builtins.table import Call, row
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, about_view, never_refused
from weftc.kinds.indexing import integer
from weftc.kinds.kind import NEVER, Kind, Type, find, one, show, viewed
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NUMBERS, NumberKind
from weftc.kinds.objects import ObjectKind
from weftc.lower.sequences import make_tuple
from weftc.operations.arithmetic import binary_of

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering


#: of which pow() takes a modulus
INTS = frozenset({INT_ATOM, BOOL_ATOM})


@row("abs")
def abs_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING

    def one_kind(atom: Kind) -> Answer | None:
        if atom is FLOAT_ATOM:
            return Answer(FLOAT, lambda f, v: f.b.op("f64.abs", v))
        if isinstance(atom, NumberKind):
            return Answer(INT, partial(absolute, atom))
        own = atom.special(call.site, "__abs__") if isinstance(atom, ObjectKind) else None
        return own if own is not None else about_view(one_kind, atom)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"bad operand type for abs(): '{atom.class_name}'")

    answer = call.site.cases(call.types[0], one_kind, refuse)
    return of_first(answer) if answer else call.complain("E0303", f"abs() needs a number, not {show(call.types[0])}")


def absolute(kind: NumberKind, f: FunctionLowering, v: ir.Value) -> ir.Value:
    b, n = f.b, f.as_number(v, kind, INT_ATOM)
    return b.op("select", b.op("int.neg", n), n, b.op("i64.lt_s", n, b.i64(0)))


@row("round")
def round_(call: Call) -> Answer:
    if not call.arity(1, 2, ("ndigits",)):
        return NOTHING
    place = call.args.at(1, "ndigits")
    if place is None:
        return rounded(call, None, NONE) or NOTHING
    type = call.types[place]
    digits = type - NONE
    ways = {part: rounded(call, place, part) for part in (digits, type & NONE) if part}

    def one_kind(atom: Kind) -> Answer | None:
        part = NONE if atom is NONE_ATOM else digits
        way = ways[part]
        if way is None:
            return NOTHING

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
            return way.emit(f, None, [*args[:place], f.convert(v, one(atom), part), *args[place + 1 :]])

        return Answer(way.type, emit)

    answer = call.site.all_cases(type, one_kind, never_refused)
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[place]), args))


def rounded(call: Call, place: int | None, type: Type) -> Answer | None:
    """round(x, digits), where the digits, at `place`, are of `type`, or None. emit(function, arguments); None after a
    mistake."""
    digits = integer(call.site, type) if type - NONE else None

    def one_kind(atom: Kind) -> Answer | None:
        if isinstance(atom, ObjectKind):
            given = [type] if place is not None else []
            answer = atom.special(call.site, "__round__", *given)
            if answer is None:
                return about_view(one_kind, atom)
            return Answer(
                answer.type, lambda f, v, args: answer.emit(f, v, *([args[place]] if place is not None else []))
            )
        if not isinstance(atom, NumberKind):
            return None
        if digits is None:
            if atom is FLOAT_ATOM:
                return Answer(INT, lambda f, v, args: f.rt("weft_float_round", v))
            return Answer(INT, lambda f, v, args: f.as_number(v, atom, INT_ATOM))
        if atom is FLOAT_ATOM:
            return Answer(FLOAT, lambda f, v, args: with_digits(f, v, args))
        rounded = call.site.library("support.int", "round_digits", INT, INT)

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
            return rounded.emit(f, f.as_number(v, atom, INT_ATOM), digits_of(f, args))

        return Answer(INT, emit)

    def digits_of(f: FunctionLowering, args: list[ir.Value]) -> ir.Value:
        assert digits is not None and place is not None
        return digits.value(f, args[place])

    def with_digits(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        return f.rt("weft_float_round_digits", v, digits_of(f, args))

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"type {atom.class_name} doesn't define __round__ method")

    answer = call.site.cases(call.types[0], one_kind, refuse)
    if answer is None:
        call.complain("E0303", f"round() needs a number, not {show(call.types[0])}")
        return None
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[0]), args))


@row("divmod")
def divmod_(call: Call) -> Answer:
    if not call.arity(2, 2):
        return NOTHING
    left, right = (frozenset(map(viewed, map(find, type))) for type in call.types)
    if len(left) != 1 or len(right) != 1 or not all(isinstance(a, NumberKind) for a in left | right):
        return call.complain("E0303", f"divmod() needs two plain numbers, not {show(left)} and {show(right)}")
    quotient, rest = (binary_of(call.site, op, left, right) for op in ("//", "%"))
    assert quotient is not None and rest is not None
    made = call.site.new_tuple([quotient.type, rest.type])
    (b_kind,) = right

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        args = [f.as_views(x, type, NEVER)[0] for x, type in zip(args, call.types, strict=True)]
        if quotient.type == FLOAT:
            divisor = f.as_number(args[1], b_kind, FLOAT_ATOM)
            f.guard_text(f.b.op("f64.eq", divisor, f.b.f64(0.0)), "ZeroDivisionError", "float divmod()")
        parts = [(answer.emit(f, *args), answer.type) for answer in (quotient, rest)]
        return make_tuple(f, made, [(v, t) for v, t in parts if v is not None])

    return Answer(one(made), emit)


def pow_modulo(call: Call) -> Answer:
    """pow(base, exponent, modulus), of ints."""
    site, (_, exponent, modulus) = call.site, call.types
    kinds = [frozenset(map(viewed, map(find, type))) for type in call.types]

    def one_kind(atom: Kind) -> Answer | None:
        if viewed(atom) not in INTS or not all(type <= INTS for type in kinds[1:]):
            return None
        answer = site.library("support.int", "pow_modulo", one(viewed(atom)), exponent, modulus)
        return Answer(answer.type, lambda f, v, args: answer.emit(f, f.as_views(v, one(atom), NEVER)[0], *args[1:]))

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        if all(type <= NUMBERS for type in kinds[1:]) and viewed(atom) in NUMBERS:
            f.raise_text("TypeError", "pow() 3rd argument not allowed unless all arguments are integers")
            return
        names = [atom.class_name, *(next(iter(type)).class_name for type in (exponent, modulus))]
        f.raise_text("TypeError", "unsupported operand type(s) for ** or pow(): " + ", ".join(map(repr, names)))

    answer = site.cases(call.types[0], one_kind, refuse)
    if answer is None:
        return call.complain("E0303", f"pow() with a modulus needs ints, not {', '.join(map(show, call.types))}")
    return Answer(answer.type, lambda f, v, args: answer.emit(f, f.real(args[0]), list(map(f.real, args))))


@row("pow")
def pow_(call: Call) -> Answer:
    if len(call.types) == 3 and not call.args.shape.keywords:
        return pow_modulo(call)
    if not call.arity(2, 2):
        return NOTHING
    left, right = call.types
    power = binary_of(call.site, "**", left, right)
    if power is None:
        return call.complain("E0301", f"cannot apply ** to {show(left)} and {show(right)}")
    return Answer(power.type, lambda f, v, args: power.emit(f, *args))
