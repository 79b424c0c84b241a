"""Tests of values, and what is left of their types where a test has succeeded or failed: isinstance, patterns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import Tag
from weftc.hir.operands import refinement_of
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.classes import AnyClassKind, BuiltinClassKind, ClassInfo, ClassKind
from weftc.kinds.condition import Known, known_truth
from weftc.kinds.kind import Kind, Type, find, has, ordered, show_atom
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL, NUMBERS
from weftc.kinds.objects import ObjectKind
from weftc.kinds.text import STR
from weftc.kinds.tuple import TupleKind
from weftc.operations.attributes import attribute_of, no_attribute

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def classes_in(site: Site, classes: Type) -> list[Kind]:
    """The classes that a value names: itself, or those in a tuple."""
    out: list[Kind] = []
    for atom in map(find, classes):
        if isinstance(atom, TupleKind):
            for c in atom.items:
                out += classes_in(site, site.get(c))
        else:
            out.append(atom)
    return out


@rule("isinstance")
def isinstance_(site: Site) -> Type:
    operand, classes = site.arg(), classes_in(site, site.arg(1))
    if not operand or not classes:
        return site.decide(NOTHING)
    known: list[AnyClassKind] = []
    for cls in classes:
        if not isinstance(cls, AnyClassKind):
            return site.decide(site.complain("E0307", f"isinstance() needs a class, not {show_atom(cls)}"))
        known.append(cls)
    matched = [atom for atom in ordered(map(find, operand)) if any(cls.has_instance(atom) for cls in known)]
    if not matched or len(matched) == len(operand):
        site.known(bool(matched))
        return site.decide(Known(bool(matched)))
    site.known(None)
    return site.decide(Answer(BOOL, partial(is_one_of, operand, matched, known)))


def is_one_of(
    type: Type, matched: list[Kind], classes: list[AnyClassKind], f: FunctionLowering, value: ir.Value, *_: ir.Value
) -> ir.Value:
    """I32: is the value one of these kinds? Classes are tested by ranges of their numbers."""
    b = f.b
    scalars = [a for a in matched if a in NUMBERS or a is NONE_ATOM]
    references = [a for a in matched if a not in scalars]

    def test_reference(ref: ir.Value) -> ir.Value:
        out: ir.Value | None = None
        for atom in references:
            if atom.class_info is None:
                test = f.is_atom(ref, atom)
                out = test if out is None else b.op("i32.or", out, test)
        if any(a.class_info is not None for a in references):
            number = b.op("class_id", ref)
            for cls in classes:
                if isinstance(cls, ClassKind):
                    low, high = f.layout.class_ids[cls.cls]
                    test = b.op("i32.le_u", b.op("i32.sub", number, b.i32(low)), b.i32(high - low))
                    out = test if out is None else b.op("i32.or", out, test)
        return out if out is not None else b.i32(0)

    every_reference = len(references) == len([a for a in type if a not in NUMBERS and a is not NONE_ATOM])
    if value.rep is Rep.PAIR:
        tag = b.op("pair.tag", value)
        out: ir.Value = b.i32(0)
        for atom in scalars:
            out = b.op("i32.or", out, b.op("i32.eq", tag, b.i32(atom.tag)))
        if references:
            is_ref = b.op("i32.eq", tag, b.i32(Tag.REF))
            if every_reference:
                out = b.op("i32.or", out, is_ref)
            else:
                ref = f.from_payload(b.op("pair.payload", value), Rep.REF)
                out = b.op("i32.or", out, f.merge(is_ref, lambda: test_reference(ref), lambda: b.i32(0), Rep.I32))
        return out
    if NONE_ATOM in type:
        if every_reference and not scalars:
            return b.op("i32.ne", value, b.i32(0))
        if not references:
            return b.op("i32.eqz", value)
        return f.merge(value, lambda: test_reference(value), lambda: b.i32(int(bool(scalars))), Rep.I32)
    return test_reference(value)


@rule("refine")
def refine(site: Site) -> Type:
    kind, positive = refinement_of(site.value)
    operand = site.arg()
    out = refined(site, kind, positive, operand)
    if not out:
        return site.decide(NOTHING)
    return site.decide(Answer(out, lambda f, v, *_: f.convert(v, operand, out)))


def refined(site: Site, kind: str, positive: bool, operand: Type) -> Type:
    match kind:
        case "isinstance":
            classes = [c for c in classes_in(site, site.arg(1)) if isinstance(c, AnyClassKind)]
            return frozenset(a for a in operand if any(c.has_instance(find(a)) for c in classes) == positive)
        case "none":
            return operand & NONE if positive else operand - NONE
        case "truth":
            return frozenset(a for a in operand if known_truth(find(a).truth(site)) in (positive, None))
        case "equal":
            other = site.arg(1)
            if positive and other and not has(operand, ObjectKind):
                if other <= NUMBERS:
                    return operand & NUMBERS
                if other in (STR, NONE):
                    return operand & other
            return operand
    raise AssertionError(kind)


# --- class patterns ---------------------------------------------------------------------------------------------------


@rule("match.attr")
def match_attr(site: Site) -> Type:
    """The attribute that a class pattern binds: by name, or by its position in `__match_args__`."""
    operand, name = site.arg(), site.value.imm
    if not operand:
        return site.decide(NOTHING)
    if isinstance(name, int):
        chosen = match_position(site, name)
        if chosen is None:
            return site.decide(NOTHING)
        if chosen == "":
            return site.decide(Answer(operand, lambda f, v, *_: f.real(v)))
        name = chosen
    answer = attribute_of(site, operand, str(name))
    if answer is None:
        return site.decide(no_attribute(site, operand, str(name)))
    return site.decide(Answer(answer.type, lambda f, v, *_: answer.emit(f, v)))


def match_position(site: Site, position: int) -> str | None:
    """The attribute at a position of a class pattern; "" is the value itself; None after a mistake."""
    for cls in classes_in(site, site.arg(1)):
        if isinstance(cls, BuiltinClassKind) and position == 0:
            return ""
        if isinstance(cls, ClassKind):
            args = match_args(cls.cls)
            if args is None or position >= len(args):
                site.complain(
                    "E0308",
                    f"{cls.cls.name}() accepts {len(args or ())} positional sub-patterns",
                    helps=("give the class __match_args__, or use keyword patterns",),
                )
                return None
            return args[position]
    return None


def match_args(cls: ClassInfo) -> tuple[str, ...] | None:
    for c in cls.mro:
        if c.code is not None and c.code.match_args is not None:
            return c.code.match_args
    return None


@rule("match.has_attr")
def match_has_attr(site: Site) -> Type:
    return site.decide(Known(True))
