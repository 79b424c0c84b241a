"""`with`: what its manager's methods are called with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.kind import Kind, Type, one, show_atom
from weftc.kinds.none import NONE
from weftc.kinds.objects import ObjectKind
from weftc.operations.attributes import missing
from weftc.operations.truth import never_refused

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@rule("with.exit")
def with_exit(site: Site) -> Type:
    manager, error = site.arg(0), site.arg(1)

    def one_kind(atom: Kind) -> Answer | None:
        answer = atom.exit(site, error)
        if answer is None:
            site.complain("E0304", f"{show_atom(atom)} has no __exit__: it can't be used with `with`")
            return missing(site, "__exit__", atom)
        return answer

    answer = site.cases(manager, one_kind, never_refused) if manager and error else None
    return site.decide(answer if answer is not None else NOTHING)


def call_exit(site: Site, atom: ObjectKind, error: Type) -> Answer | None:
    """atom.__exit__(type(error), error, traceback), or with three Nones. emit(v, error)."""
    classes = frozenset(a.class_info.atom if a.class_info is not None else a for a in error)
    answer = atom.special(site, "__exit__", classes, error, NONE)
    if answer is None:
        return None

    def emit(f: FunctionLowering, v: ir.Value, exc: ir.Value) -> ir.Value | None:
        return answer.emit(f, v, class_of(f, exc, error, classes), exc, f.b.none())

    return Answer(answer.type, emit)


def class_of(f: FunctionLowering, exc: ir.Value, type: Type, classes: Type) -> ir.Value:
    """type(e), or None."""
    if type == NONE:
        return f.b.none()

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
        return f.zero(one(atom.class_info.atom)) if atom.class_info is not None else f.b.none()

    out = f.dispatch(exc, type, one_kind, classes)
    return out if out is not None else f.b.none()
