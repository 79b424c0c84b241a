"""Calls of functions, classes, methods, whatever the callee is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.builtins import table
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.args import Args
from weftc.infer.binding import match_arguments
from weftc.infer.rules import rule
from weftc.infer.spread import plan_of
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Around, Raises, never_refused
from weftc.kinds.class_info import full_name
from weftc.kinds.classes import ClassKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import Kind, Type, find, show
from weftc.kinds.module import ModuleKind
from weftc.operations.attributes import missing, no_attribute, unbuilt

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def call_of(site: Site, callee: Type, args: Args) -> Answer | None:
    """Calls a value of the type. emit(v, arguments). None if nothing of it can be called."""

    def one_kind(atom: Kind) -> Answer | None:
        if len(callee) > 1 and isinstance(atom, FunctionKind) and (mistake := mismatch(atom, args)) is not None:
            return Raises(lambda f, v, values: f.raise_text("TypeError", mistake))  # another kind of callee fits
        return atom.call(site, args)

    return site.cases(callee, one_kind, not_callable)


def not_callable(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object is not callable")


def mismatch(func: FunctionKind, args: Args) -> str | None:
    found: object
    if args.is_spread:
        found = plan_of(func.code, args.shape) if func.code.kwarg is None else None  # call_spread says that it can't
    else:
        found = match_arguments(func.code, len(args.positional), args.shape)
    return found if isinstance(found, str) else None


def method_of_type(site: Site, obj: Type, name: str, args: Args) -> Answer | None:
    """x.name(...) of a value of the type. emit(v, arguments). None if no kind of it has such a method."""

    def one_kind(atom: Kind) -> Answer:
        return (
            atom.method(site, name, args)
            or unbuilt(site, name, atom)
            or Raises(partial(missing_method, site, name, atom))
        )

    return site.cases(obj, one_kind, never_refused)


def missing_method(site: Site, name: str, atom: Kind, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> None:
    with f.at_name(site.value):
        missing(site, name, atom).emit(f, v)


@rule("call")
def call(site: Site) -> Type:
    shape = site.value.imm
    assert isinstance(shape, hir.CallShape)
    callee = site.arg()
    if not callee:
        return site.decide(NOTHING)
    args = Args.written(site, 1, shape, takes_stars(site, callee, shape), title(callee) if shape.stars else "")
    if args is None:
        return site.decide(NOTHING)
    answer = call_of(site, callee, args)
    if answer is None:
        answer = site.complain("E0311", f"{show(callee)} is not callable")
    return site.decide(written(answer, args))


def written(answer: Answer, args: Args) -> Answer:
    """The same with arguments from the operands. emit(callee or object, operands...)."""
    return Around(answer, lambda f, v, *_: answer.emit(f, v, args.values(f)))


def title(callee: Type) -> str:
    """As CPython's messages name what is called; "" if that is known at run time only."""
    match [*map(find, callee)]:
        case [FunctionKind(code=code)]:
            return f"{full_name(code)}()"
        case [BuiltinKind(name=name)]:
            return f"{name}()"
        case [ClassKind(cls=cls)]:
            return f"{cls.full_name}()"
    return ""


def takes_stars(site: Site, callee: Type, shape: hir.CallShape) -> bool:
    """Is it a built-in that goes through starred arguments itself?"""
    if not shape.stars or len(callee) != 1:
        return False
    (atom,) = callee
    types = [site.type_of(a) for a in site.value.args[1:]]
    return isinstance(atom, BuiltinKind) and table.takes_stars(atom.name, types, shape)


@rule("call_method")
def call_method(site: Site) -> Type:
    name, shape = method_of(site.value)
    obj = site.arg()
    if not obj:
        return site.decide(NOTHING)
    raw = False
    if shape.stars and len(obj) == 1 and isinstance(module := find(next(iter(obj))), ModuleKind):
        member = module.attribute(site, name)
        raw = member is not None and takes_stars(site, member.type, shape)
    args = Args.written(site, 1, shape, raw=raw)
    if args is None:
        return site.decide(NOTHING)
    answer = method_of_type(site, obj, name, args)
    if answer is None:
        answer = no_attribute(site, obj, name)
    return site.decide(written(answer, args))
