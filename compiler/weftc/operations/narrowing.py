"""Tests of values, and what is left of their types where a test has succeeded or failed: isinstance, patterns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import Tag
from weftc.hir.operands import refinement_of
from weftc.hir.uses import uses
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, Raises, never_refused
from weftc.kinds.class_info import ClassInfo
from weftc.kinds.classes import AnyClassKind, BuiltinClassKind, ClassKind, same_class
from weftc.kinds.condition import Known, known_truth, settled
from weftc.kinds.fields import flag_of
from weftc.kinds.handle import HandleKind
from weftc.kinds.kind import Kind, Type, find, has, one, ordered, resolve, show
from weftc.kinds.members import class_object
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL, NUMBERS
from weftc.kinds.objects import ObjectKind
from weftc.kinds.text import STR
from weftc.kinds.tuple import TupleKind
from weftc.operations.attributes import attribute_of, unbuilt
from weftc.operations.comparison import compare_of, identical

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Field


def known_classes(site: Site, classes: Type) -> list[AnyClassKind] | None:
    """The classes that a value names, itself or those in a tuple, where all are known when compiling."""
    if len(classes) != 1:
        return None
    atom = find(next(iter(classes)))
    if isinstance(atom, TupleKind):
        parts = [known_classes(site, site.get(c)) for c in atom.items]
        return None if None in parts else [cls for part in parts for cls in part or ()]
    return [atom] if isinstance(atom, AnyClassKind) and atom.is_static else None


@rule("isinstance")
def isinstance_(site: Site) -> Type:
    operand, classes = site.arg(0), site.arg(1)
    if not operand or not classes:
        return site.decide(NOTHING)
    answer = is_of(site, operand, classes, str(site.value.imm or "isinstance"))
    site.known(known_truth(answer))
    return site.decide(answer)


def is_of(site: Site, operand: Type, classes: Type, what: str) -> Answer:
    """Is an object an instance of a class, or (`what`: issubclass) a class derived from one; or does (except) a clause
    catch it? emit(x, class): I32."""
    known = known_classes(site, classes)
    if known is not None and (what != "except" or all(map(is_catchable, known))):
        matched = [atom for atom in ordered(map(find, operand)) if any(admits(cls, atom, what) for cls in known)]
        if not matched or len(matched) == len(operand):
            return Known(bool(matched))
        if what != "issubclass":
            return Answer(BOOL, partial(is_one_of, operand, matched, known))

    def one_kind(atom: Kind) -> Answer | None:
        if isinstance(atom, TupleKind):
            return is_of_any(site, operand, atom, what)
        if not isinstance(atom, AnyClassKind) or (what == "except" and not is_catchable(atom)):
            return None
        return is_of_class(operand, atom, what)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        if what == "except":
            text = "catching classes that do not inherit from BaseException is not allowed"
        else:
            kinds = "a type, a tuple of types" if what == "isinstance" else "a class, a tuple of classes"
            text = f"{what}() arg 2 must be {kinds}, or a union"
        f.raise_text("TypeError", text)

    answer = site.cases(classes, one_kind, refuse)
    if answer is None and what == "except":
        return site.complain("E0307", f"only classes that derive from BaseException are caught, not {show(classes)}")
    if answer is None:
        return site.complain("E0307", f"{what}() needs a class, not {show(classes)}")
    found = settled(answer)
    return Answer(BOOL, lambda f, x, c: found.emit(f, c, x)) if known_truth(found) is None else found


def admits(cls: AnyClassKind, atom: Kind, what: str) -> bool:
    return cls.has_subclass(atom) if what == "issubclass" else cls.has_instance(atom)


def is_catchable(cls: AnyClassKind) -> bool:
    return isinstance(cls, ClassKind) and cls.cls.is_exception


def is_of_class(operand: Type, cls: AnyClassKind, what: str) -> Answer:
    """emit(class, x): I32"""
    matched = [atom for atom in ordered(map(find, operand)) if admits(cls, atom, what)]
    if not matched or (cls.is_static and len(matched) == len(operand)):
        return Known(bool(matched))

    def emit(f: FunctionLowering, c: ir.Value, x: ir.Value) -> ir.Value:
        def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
            if atom not in matched or not isinstance(cls, ClassKind) or cls.is_static:
                return f.b.i32(int(atom in matched))
            made = class_object(f, v, one(atom), cls.cls)
            assert made is not None
            return same_class(cls, f, made, c)

        out = f.dispatch(x, operand, one_kind, BOOL)
        assert out is not None
        return out

    return Answer(BOOL, emit)


def is_of_any(site: Site, operand: Type, atom: TupleKind, what: str) -> Answer:
    """Of one of the classes in a tuple. emit(tuple, x): I32"""
    parts = [is_of(site, operand, site.get(cell), what) for cell in atom.items]
    truths = list(map(known_truth, parts))
    if True in truths or all(truth is False for truth in truths):
        return Known(True in truths)

    def emit(f: FunctionLowering, t: ir.Value, x: ir.Value) -> ir.Value:
        out: ir.Value = f.b.i32(0)
        for part, (cls, _) in zip(parts, atom.parts(f, t), strict=True):
            out = f.b.op("i32.or", out, part.value(f, x, cls))
        return out

    return Answer(BOOL, emit)


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
        written = [a.class_info for a in references if a.class_info is not None]
        if written:
            number = b.op("class_id", ref)
            wanted = [cls.cls for cls in classes if isinstance(cls, ClassKind)]
            # of those whose class derives from a built-in one that is asked for: each by itself
            wanted += [info for info in written if not any(info.is_subclass(cls) for cls in wanted)]
            for info in wanted:
                low, high = f.layout.class_ids[info]
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

                def test_payload() -> ir.Value:
                    left = resolve(type) - NUMBERS - NONE
                    return test_reference(f.narrow(b.op("pair.payload", value), left, (is_ref, True)))

                out = b.op("i32.or", out, f.merge(is_ref, test_payload, lambda: b.i32(0), Rep.I32))
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
    return site.decide(Answer(out, lambda f, v, *_: f.refine(v, operand, out)))


def refined(site: Site, kind: str, positive: bool, operand: Type) -> Type:
    match kind:
        case "isinstance":
            classes = site.arg(1)
            if positive:
                return frozenset(a for a in operand if may_be_of(site, find(a), classes))
            return frozenset(a for a in operand if not must_be_of(site, find(a), classes))
        case "sequence":
            return frozenset(a for a in operand if find(a).is_sequence == positive)
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
        case "waits_on" if not positive:
            return operand
        case "waits_on":
            name, others = match_position(site, 0), site.arg(1)
            return frozenset(a for a in operand if name is None or may_be_held(site, find(a), name, others))
    raise AssertionError(kind)


def may_be_held(site: Site, atom: Kind, name: str, others: Type) -> bool:
    """May what the attribute of such an object refers to be one of `others`? Handles of different kinds are of
    different things."""
    if not isinstance(atom, ObjectKind) or not atom.cls.is_library:
        return True
    own = site.get(atom.field(name))
    return bool(own & others) or not all(isinstance(find(a), HandleKind) for a in own | others)


def may_be_of(site: Site, atom: Kind, classes: Type) -> bool:
    """Can such a value be an instance of what `classes` holds?"""
    for cls in map(find, classes):
        if isinstance(cls, TupleKind):
            if any(may_be_of(site, atom, site.get(cell)) for cell in cls.items):
                return True
        elif isinstance(cls, AnyClassKind) and cls.has_instance(atom):
            return True
    return False


def must_be_of(site: Site, atom: Kind, classes: Type) -> bool:
    """Is each such value an instance, whichever of `classes` it is?"""
    for cls in map(find, classes):
        if isinstance(cls, TupleKind):
            if not any(must_be_of(site, atom, site.get(cell)) for cell in cls.items):
                return False
        elif not isinstance(cls, AnyClassKind) or not cls.is_static or not cls.has_instance(atom):
            return False
    return True


# --- class patterns ---------------------------------------------------------------------------------------------------


@rule("match.attr")
def match_attr(site: Site) -> Type:
    """The attribute that a class pattern binds: by name, or by its position in `__match_args__`."""
    operand, name = site.arg(), site.value.imm
    if not operand:
        return site.decide(NOTHING)
    if not uses(site.instance.code.body()).of(site.value) and all(map(is_outcome, operand)):
        return site.decide(Answer(NONE, lambda f, *_: None))  # whose channels stay apart, since nobody reads them
    if isinstance(name, int):
        chosen = match_position(site, name)
        if chosen is None:
            return site.decide(NOTHING)
        if chosen == "":
            return site.decide(Answer(operand, lambda f, v, *_: f.real(v)))
        name = chosen
    answer = attribute_of(site, operand, str(name))
    if answer is None:  # nothing has it: `match.has_attr` is always false
        return site.decide(NOTHING)
    return site.decide(Answer(answer.type, lambda f, v, *_: answer.emit(f, v)))


def match_position(site: Site, position: int) -> str | None:
    """The attribute at a position of a class pattern; "" is the value itself; None after a mistake."""
    classes = site.type_of(site.value.args[-1])
    if len(classes) != 1:
        if classes:
            site.complain("E0308", "which class the pattern means isn't known when compiling")
        return None
    for cls in map(find, classes):
        if isinstance(cls, BuiltinClassKind) and position == 0:
            return ""
        if isinstance(cls, ClassKind):
            args = match_args(cls.cls)
            if args is None and cls.cls.builtin is not None and position == 0:
                return ""
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
    """Has the subject what `match.attr` reads? A pattern whose class lacks it doesn't match."""
    operand, name = site.arg(), site.value.imm
    if isinstance(name, int):
        chosen = match_position(site, name)
        if chosen is None:
            return site.decide(NOTHING)
        name = chosen
    if not operand:
        return site.decide(NOTHING)
    if name == "":
        answer: Answer = Known(True)
    else:
        answer = settled(site.all_cases(operand, lambda atom: has_attribute(site, atom, str(name)), never_refused))
    site.known(known_truth(answer))
    return site.decide(Answer(answer.type, lambda f, v, *_: answer.emit(f, v)))


def has_attribute(site: Site, atom: Kind, name: str) -> Answer:
    """Would reading the attribute give something? emit(v)."""
    answer = atom.attribute(site, name) or unbuilt(site, name, atom)
    if answer is None or isinstance(answer, Raises):
        return Known(False)
    if isinstance(atom, ObjectKind) and atom.cls.member(name) is None and atom.may_lack(name):
        return Answer(BOOL, partial(is_set, atom, name))
    return Known(True)


def is_set(atom: ObjectKind, name: str, f: FunctionLowering, v: ir.Value) -> ir.Value:
    flag = flag_of(atom, name)
    return f.b.i32(1) if flag is None else f.b.op("i32.ne", flag.test(f, atom, v), f.b.i32(0))


def is_outcome(atom: Kind) -> bool:
    """Is it one of those that `select` gives, whose attributes are fields that are always set?"""
    atom = find(atom)
    return isinstance(atom, ObjectKind) and atom.apart is not None


@rule("match.waits_on")
def match_waits_on(site: Site) -> Type:
    """Is what a class pattern binds first the object in args[1]? Each kind of subject answers for itself, so that
    what waited on different channels isn't taken for one."""
    operand, other, op = site.arg(), site.arg(1), str(site.value.imm)
    name = match_position(site, 0)
    if not operand or not other or name is None:
        return site.decide(NOTHING)

    def one_kind(atom: Kind) -> Answer | None:
        held_there = attribute_of(site, one(atom), name)
        if held_there is None:
            return None
        same = identical(site, held_there.type, other) if op == "is" else compare_of(site, op, held_there.type, other)
        if same is None:
            return None
        truth = site.truth(same.type)
        return Answer(BOOL, lambda f, v, x: truth.emit(f, same.value(f, held_there.value(f, v), x)))

    answers = site.all_cases(operand, one_kind, never_refused)

    def emit(f: FunctionLowering, v: ir.Value, x: ir.Value, *_: ir.Value) -> ir.Value | None:
        place = place_of_handles(f, operand, name, other)
        if place is None:
            return answers.emit(f, v, x)
        return f.rt("weft_same_object", f.load_field(f.as_one(v, operand), place, f"field:{name}"), x)

    return site.decide(Answer(BOOL, emit))


def place_of_handles(f: FunctionLowering, type: Type, name: str, other: Type) -> Field | None:
    """Where all that `select` gave hold a handle to be compared with one: no dispatch then."""
    places = [f.layout.field(find(a), name) for a in type] if all(map(is_outcome, type)) else []
    types = [other, *(place.type for place in places if place is not None)]
    if any(len(type) != 1 or not isinstance(find(next(iter(type))), HandleKind) for type in types):
        return None
    return places[0] if len({place and (place.offset, place.rep) for place in places}) == 1 else None
