"""Arithmetic: what the binary, in-place and unary operators give, in the order in which CPython asks the operands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.infer.rules import rule
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.class_info import Variable
from weftc.kinds.derived import inplace_of
from weftc.kinds.kind import Kind, Type, show, viewed
from weftc.kinds.list import ListKind
from weftc.kinds.numbers import NumberKind, arithmetic, power_is_float
from weftc.kinds.objects import DUNDERS
from weftc.kinds.text import STR_ATOM, StrKind
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.operations.comparison import derives
from weftc.operations.pairs import Attempt, asked, first_answer, pairs_of

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

#: an operator as TypeError names it
NAMES = {"**": "** or pow()"}
VERBS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


def binary_of(site: Site, op: str, left: Type, right: Type, inplace: bool = False) -> Answer | None:
    """left + right, and the like. emit(x, y). None if no pair of kinds supports it."""
    if len(left) == len(right) == 1:
        (a,), (b,) = left, right
        if isinstance(a, NumberKind) and isinstance(b, NumberKind):
            return arithmetic(op, a, b, op == "**" and power_is_float(site))
    refuse = partial(operand_error, op, inplace)
    return pairs_of(site, left, right, partial(binary_kinds, site, op, inplace), refuse)


def binary_kinds(site: Site, op: str, inplace: bool, a: Kind, b: Kind) -> Answer | None:
    mine = partial(asked, a, partial(a.binary, site, op), b)
    theirs = partial(asked, b, partial(b.reflected, site, op), a)
    attempts: list[Attempt] = [(mine, False), (theirs, True)]
    if derives(b, a) and overrides(b, a, f"__r{DUNDERS[op]}__"):
        attempts.reverse()
    if a is b and a.class_info is not None:
        attempts = [(mine, False)]
    if inplace:
        own = partial(a.inplace, site, op, b) if a.class_info is not None else partial(inplace_of, site, op, a, b)
        # a list takes any iterable, but what knows how to be added to a list is asked first
        is_asked_first = is_sequence(a) and b.class_info is not None
        attempts = [(theirs, True), (own, False)] if is_asked_first else [(own, False), *attempts]
    refuse = partial(operand_error, op, inplace)
    return first_answer(site, attempts, lambda: None, lambda f: refuse(f, a, b))


def is_sequence(atom: Kind) -> bool:
    return isinstance(atom, ListKind)


def overrides(b: Kind, a: Kind, name: str) -> bool:
    """Has b's class another method of that name than a's?"""
    assert b.class_info is not None
    if a.class_info is None:
        return b.class_info.member(name) is not None
    mine, theirs = a.class_info.member(name), b.class_info.member(name)
    if isinstance(mine, Variable) and isinstance(theirs, Variable):
        return mine.cell is not theirs.cell
    return mine != theirs


def operand_error(op: str, inplace: bool, f: FunctionLowering, a: Kind, b: Kind) -> None:
    """TypeError, in CPython's words."""
    if op == "+" and inplace and isinstance(viewed(a), ListKind):
        f.raise_text("TypeError", f"'{b.class_name}' object is not iterable")
        return
    if op == "+" and isinstance(viewed(a), StrKind | ListKind | TupleKind | VarTupleKind):
        name = viewed(a).class_name
        f.raise_text("TypeError", f'can only concatenate {name} (not "{b.class_name}") to {name}')
        return
    if op == "*":
        for sequence, other in ((a, b), (b, a)):
            if isinstance(viewed(sequence), StrKind | ListKind | TupleKind | VarTupleKind):
                f.raise_text("TypeError", f"can't multiply sequence by non-int of type '{other.class_name}'")
                return
    name = f"{op}=" if inplace else NAMES.get(op, op)
    f.raise_text("TypeError", f"unsupported operand type(s) for {name}: '{a.class_name}' and '{b.class_name}'")


@rule("binary", "inplace")
def binary(site: Site) -> Type:
    op, left, right = str(site.value.imm), site.arg(0), site.arg(1)
    if not left or not right:
        return site.decide(NOTHING)
    answer = binary_of(site, op, left, right, site.value.op == "inplace")
    if answer is not None:
        return site.decide(answer)
    if STR_ATOM in left and op == "%":
        return site.decide(
            site.complain("E0410", "the % operator on strings isn't built", helps=("write an f-string: f'{x:.2f}'",))
        )
    message = f"cannot {VERBS.get(op, 'apply ' + op + ' to')} {show(left)} and {show(right)}"
    helps = ("convert one side, as in str(x) or int(text)",) if STR_ATOM in left | right else ()
    return site.decide(site.complain("E0301", message, f"{show(left)} {op} {show(right)}", helps))


@rule("unary")
def unary(site: Site) -> Type:
    op, operand = str(site.value.imm), site.arg()
    if not operand:
        return site.decide(NOTHING)
    answer = site.cases(operand, lambda atom: atom.unary(site, op), partial(bad_operand, op))
    if answer is None:
        return site.decide(site.complain("E0301", f"bad operand type for unary {op}: {show(operand)}"))
    source = site.value.args[0]
    if source.op == "const" and op == "-" and type(source.imm) in (int, float):
        number = source.imm
        assert isinstance(number, int | float)
        answer = Answer(answer.type, lambda f, v: f.constant(-number))
    return site.decide(answer)


def bad_operand(op: str, f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"bad operand type for unary {op}: '{atom.class_name}'")
