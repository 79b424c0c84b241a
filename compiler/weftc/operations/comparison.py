"""Comparisons: ==, !=, <, <=, >, >= as the two operands' kinds define them, in the order in which CPython asks them;
and `is`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.classes import ClassKind
from weftc.kinds.condition import Known, negated
from weftc.kinds.kind import Kind, Type, find, is_of, one, show
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, FLOAT_ATOM, MIRROR, NumberKind, comparison
from weftc.operations.membership import contains
from weftc.operations.pairs import asked, first_answer, pairs_of

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def compare_of(site: Site, op: str, left: Type, right: Type) -> Answer | None:
    """left < right, and the like. emit(x, y). None if no pair of kinds can be compared so."""
    if len(left) == len(right) == 1:
        (a,), (b,) = left, right
        if isinstance(a, NumberKind) and isinstance(b, NumberKind):
            return comparison(op, a, b)
    return pairs_of(site, left, right, partial(compare_kinds, site, op), partial(not_comparable, op))


def compare_kinds(site: Site, op: str, a: Kind, b: Kind) -> Answer | None:
    """For one pair: the left operand's answer, then the right one's; a subclass is asked first."""
    mine = partial(asked, a, partial(a.compare, site, op), b)
    theirs = partial(asked, b, partial(b.compare, site, MIRROR[op]), a)
    attempts = [(theirs, True), (mine, False)] if derives(b, a) else [(mine, False), (theirs, True)]
    if a is b and a.class_info is None:
        attempts = attempts[:1]
    return first_answer(site, attempts, partial(by_identity, op, a, b), lambda f: not_comparable(op, f, a, b))


def derives(b: Kind, a: Kind) -> bool:
    """Is b's class a proper subclass of a's?"""
    if b.class_info is not None and a.class_info is not None:
        return b.class_info is not a.class_info and b.class_info.is_subclass(a.class_info)
    return b.view is not None and is_of(a, b.view.kind.class_name)


def by_identity(op: str, a: Kind, b: Kind) -> Answer | None:
    """What equality means where neither operand defines it; there is no such order."""
    if op not in ("==", "!="):
        return None
    same = same_of(a, b)
    if same is not None:
        return Answer(BOOL, same) if op == "==" else negated(Answer(BOOL, same))
    if a is not b:
        return Known(op == "!=")
    test = "i32.eq" if op == "==" else "i32.ne"
    return Answer(BOOL, lambda f, x, y: f.b.op(test, x, y))


def not_comparable(op: str, f: FunctionLowering, a: Kind, b: Kind) -> None:
    text = f"'{op}' not supported between instances of '{a.class_name}' and '{b.class_name}'"
    f.raise_text("TypeError", text)


def same_or_equal(site: Site, left: Type, right: Type) -> Answer:
    """`x is y or x == y`, as containers compare their items: a NaN is itself. emit(x, y): I32."""
    equal = compare_of(site, "==", left, right)
    if equal is None:
        return NOTHING
    truth = site.truth(equal.type)
    same = identical(site, left, right)
    is_certain = not any(a is FLOAT_ATOM or a.class_info is not None for a in map(find, left & right))

    def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value | None:
        def by_value() -> ir.Value:
            return truth.value(f, equal.value(f, x, y))

        return by_value() if is_certain else f.merge(same.value(f, x, y), lambda: f.b.i32(1), by_value, Rep.I32)

    return Answer(BOOL, emit)


# --- identity ---------------------------------------------------------------------------------------------------------


def known_identity(left: Type, right: Type) -> bool | None:
    """What `is` gives, if that is certain."""
    if not (left & right) and not any(a.group is not None and a.group == b.group for a in left for b in right):
        return False
    return True if left == right and is_one_object(left) else None


def is_one_object(type: Type) -> bool:
    """Is there one value of the type only: None, or a class that is made once?"""
    return type == NONE or (len(type) == 1 and isinstance(cls := find(next(iter(type))), ClassKind) and cls.is_static)


def same_of(a: Kind, b: Kind) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value] | None:
    """Where values of these kinds may be references to one thing that aren't equal: what compares them."""
    return a.same() if a is b or (a.group is not None and a.group == b.group) else None


def identical(site: Site, left: Type, right: Type) -> Answer:
    """`is`: None and references by address, or by what they stand for, scalars by kind and value. emit(x, y): I32."""
    both = left | right  # of which nothing is read, so what is laid out unlike may stand side by side
    plain = partial(emit_identity, left, right, both)
    if not any(same_of(a, b) for a in map(find, left) for b in map(find, right)):
        return Answer(BOOL, plain)

    def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value | None:
        def of_left(a: Kind, u: ir.Value) -> ir.Value | None:
            if a.same() is None:
                return emit_identity(one(a), right, both, f, u, y)

            def of_right(b: Kind, v: ir.Value) -> ir.Value:
                same = same_of(a, b)
                return same(f, u, v) if same is not None else f.b.i32(0)

            return f.dispatch(y, right, of_right, BOOL)

        return f.dispatch(x, left, of_left, BOOL)

    return Answer(BOOL, emit)


def emit_identity(left: Type, right: Type, both: Type, f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
    e = f.b
    if x.rep.is_reference and y.rep.is_reference:
        return e.op("i32.eq", x, y)
    x, y = f.convert(x, left, both), f.convert(y, right, both)
    match x.rep:
        case Rep.PAIR:
            if right == NONE:
                return e.op("i32.eqz", e.op("pair.tag", x))
            if left == NONE:
                return e.op("i32.eqz", e.op("pair.tag", y))
            tags = e.op("i32.eq", e.op("pair.tag", x), e.op("pair.tag", y))
            return e.op("i32.and", tags, e.op("i64.eq", e.op("pair.payload", x), e.op("pair.payload", y)))
        case Rep.I32:
            return e.op("i32.eq", x, y)
        case Rep.F64:  # by bits: a NaN is itself
            return e.op("i64.eq", e.op("i64.reinterpret_f64", x), e.op("i64.reinterpret_f64", y))
        case _:
            return e.op("i64.eq", x, y)


# --- the operation ----------------------------------------------------------------------------------------------------


@rule("compare")
def compare(site: Site) -> Type:
    op, left, right = str(site.value.imm), site.arg(0), site.arg(1)
    site.known(None)
    if not left or not right:
        return site.decide(NOTHING)
    if op in ("is", "is not"):
        same = identical(site, left, right)
        known = known_identity(left, right)
        if known is not None:
            site.known(known == (op == "is"))
        if op == "is":
            return site.decide(same)
        return site.decide(Answer(BOOL, lambda f, x, y: f.b.op("i32.eqz", same.emit(f, x, y))))
    if op in ("in", "not in"):
        return site.decide(contains(site, left, right, negate=op == "not in"))
    x, y = (number_of(site, a) for a in site.value.args)
    if x is not None and y is not None:
        site.known({"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[op])
    answer = compare_of(site, op, left, right)
    if answer is None:
        answer = site.complain("E0301", f"'{op}' not supported between {show(left)} and {show(right)}")
    elif isinstance(answer, Known):
        site.known(answer.is_true)
    return site.decide(answer)


def number_of(site: Site, value: hir.Value) -> int | None:
    """The int that a value is known to be: the length of a tuple, or a literal beside one."""
    if value.op == "const" and isinstance(value.imm, int) and not isinstance(value.imm, bool):
        return value.imm
    return site.instance.numbers.get(value.id)
