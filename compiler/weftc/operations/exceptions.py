"""Raising and catching."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weftc.abi.memory import EXCEPTION_SLOTS
from weftc.abi.structs import Exc
from weftc.hir import hir
from weftc.infer.args import Args
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.classes import ClassKind
from weftc.kinds.exceptions import SUPPRESS_CONTEXT, ExceptionKind, load_flags
from weftc.kinds.groups import is_group
from weftc.kinds.kind import NEVER, Kind, Type, find, one, show_atom
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import itself
from weftc.kinds.tuple import TupleKind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@rule("catch")
def catch(site: Site) -> Type:
    """Lowering makes it where the handler's block begins."""
    return site.get(site.engine.raised)


@rule("exc.current")
def exc_current(site: Site) -> Type:
    type = site.get(site.engine.raised)

    def emit(f: FunctionLowering) -> ir.Value:
        out = f.b.op("handling", rep=f.layout.rep(type))
        f.guard_text(f.b.op("i32.eqz", out), "RuntimeError", "No active exception to reraise")
        return out

    return site.decide(Answer(type, emit))


@rule("handling.enter")
def handling_enter(site: Site) -> Type:
    type = site.join(site.get(site.engine.raised), NONE)

    def emit(f: FunctionLowering, exc: ir.Value) -> ir.Value:
        before = f.b.op("handling", rep=f.layout.rep(type))
        f.b.op("set_handling", exc)
        return before

    return site.decide(Answer(type, emit))


@rule("handling.leave")
def handling_leave(site: Site) -> Type:
    site.decide(Answer(NONE, lambda f, exc: f.b.op("set_handling", exc)))
    return NONE


@rule("star.match")
def star_match(site: Site) -> Type:
    rest, classes = site.arg(0), site.arg(1)
    if not rest or not classes:
        return site.decide(NOTHING)

    texts = {atom: uncatchable(site, atom) for atom in map(find, classes)}

    def one_kind(atom: Kind) -> Answer | None:
        if texts[atom] is not None:
            return None
        matched = site.library("support.groups", "match", rest, one(atom))
        return Answer(matched.type, lambda f, c, r: matched.emit(f, r, c))

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", texts[atom] or "")

    answer = site.all_cases(classes, one_kind, refuse)
    return site.decide(Answer(answer.type, lambda f, r, c: answer.emit(f, f.real(c), r)))


def uncatchable(site: Site, atom: Kind) -> str | None:
    """Why a clause of `except*` can't catch a class, or those of a tuple."""
    if isinstance(atom, TupleKind):
        texts = [uncatchable(site, find(item)) for cell in atom.items for item in site.get(cell)]
        return next((text for text in texts if text is not None), None)
    if not isinstance(atom, ClassKind) or not atom.cls.is_exception:
        return "catching classes that do not inherit from BaseException is not allowed"
    if is_group(atom.cls):
        return "catching ExceptionGroup with except* is not allowed. Use except instead."
    return None


@rule("star.end")
def star_end(site: Site) -> Type:
    types = [site.arg(k) for k in range(3)]
    if not all(types):
        return site.decide(NOTHING)
    return site.decide(site.library("support.groups", "going_on", *types))


@rule("raise")
def raise_(site: Site) -> Type:
    """`raise x from cause`, at the end of a block: both go to wherever exceptions are caught. emit of the answers of
    the two: the exception object."""
    answers = []
    for k, operand in enumerate(site.value.args):
        type = site.type_of(operand)
        answer = raised_object(site, type, is_cause=k > 0)
        site.flow(site.engine.raised, answer.type - NONE)
        answers.append(answer)
    site.instance.raises[site.value.id] = answers
    return NEVER


def raised_object(site: Site, type: Type, is_cause: bool) -> Answer:
    """The exception that a value stands for: itself, or an object of a class."""
    if type and all(isinstance(find(atom), ExceptionKind) for atom in type):
        return Answer(type, itself)

    def one_kind(atom: Kind) -> Answer | None:
        if isinstance(atom, ExceptionKind):
            return Answer(one(atom), itself)
        if isinstance(atom, ClassKind) and atom.cls.is_exception:
            made = site.construct(atom.cls, Args.plain([]))
            return Answer(made.type, lambda f, v: made.emit(f, v, []))
        if is_cause and atom is NONE_ATOM:
            return Answer(NONE, itself)
        site.complain("E0309", f"exceptions must derive from BaseException, not {show_atom(atom)}")
        return None

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        what = "exception causes" if is_cause else "exceptions"
        f.raise_text("TypeError", f"{what} must derive from BaseException")

    answer = site.cases(type, one_kind, refuse) if type else None
    return answer if answer is not None else NOTHING


def lower_raise(f: FunctionLowering, term: hir.Raise) -> None:
    b = f.b
    exc_answer, *rest = f.instance.raises[-1 - term.exc.id]
    exc = exc_answer.emit(f, f.get(term.exc))
    if exc is None:
        return
    if term.cause is not None:
        cause = rest[0].emit(f, f.get(term.cause))
        if cause is None:
            return
        f.store(exc, cause, EXCEPTION_SLOTS["cause"], "exception")
        flags = b.op("i32.or", load_flags(f, exc), b.i32(SUPPRESS_CONTEXT))
        b.op("store", exc, flags, imm=("i32", Exc.flags, "exception"))
    if term.reraise:
        # as it was: no new context
        b.pos = f.no_line()
        b.throw("weft_reraise", exc)
    else:
        b.throw("weft_raise_ref", exc)


def raising(site: Site, name: str, type: Type) -> Callable[[FunctionLowering, ir.Value], None]:
    """raise Name(v) of a built-in exception that takes one argument; what follows isn't reached."""
    made = site.construct(site.engine.builtin_classes[name], Args.plain([type]))
    site.flow(site.engine.raised, made.type)

    def emit(f: FunctionLowering, v: ir.Value) -> None:
        exc = made.emit(f, None, [v])
        if exc is not None:
            f.b.throw("weft_raise_ref", exc)
            f.dead()

    return emit
