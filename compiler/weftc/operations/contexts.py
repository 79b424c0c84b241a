"""`with`: what its manager's methods are called with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, never_refused
from weftc.kinds.kind import Kind, Type, show_atom
from weftc.kinds.members import class_type, class_value
from weftc.kinds.none import NONE
from weftc.kinds.objects import ObjectKind
from weftc.operations.attributes import missing

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
    has_error = error != NONE
    # of many kinds apart, by a function: a dispatch at every `with` would be most of its code
    kind = site.library("support.errors", "class_of", error) if len(error) > 1 else own_class(error)
    traceback = site.construct_library("support.errors", "traceback") if has_error else Answer(NONE, no_traceback)
    answer = atom.special(site, "__exit__", kind.type, error, traceback.type)
    if answer is None:
        return None

    def emit(f: FunctionLowering, v: ir.Value, exc: ir.Value) -> ir.Value | None:
        return answer.emit(f, v, kind.value(f, exc), exc, traceback.value(f))

    return Answer(answer.type, emit)


def own_class(error: Type) -> Answer:
    return Answer(class_type(error), lambda f, exc: class_value(f, exc, error))


def no_traceback(f: FunctionLowering) -> ir.Value:
    return f.b.none()
