"""Raising and catching."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.binding import call_function
from weftc.infer.classes import construct
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import arg, complain, rule
from weftc.kinds.kind import NEVER, Type, one, show_atom
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import NONE, NONE_ATOM


@rule("catch")
def catch(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.get(engine.raised)


@rule("exc.current")
def exc_current(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.get(engine.raised)


@rule("handling.enter")
def handling_enter(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.join(engine.get(engine.raised), NONE)


@rule("handling.leave")
def handling_leave(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return NONE


@rule("raise")
def raise_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    """`raise x from cause`, at the end of a block: both go to wherever exceptions are caught."""
    for k, _ in enumerate(value.args):
        for atom in arg(instance, value, k):
            if isinstance(atom, ClassKind) and atom.cls.is_exception:
                made = construct(engine, instance, value, atom.cls, [], hir.CallShape(0))
                engine.flow(engine.raised, made)
            elif isinstance(atom, ObjectKind) and atom.cls.is_exception:
                engine.flow(engine.raised, one(atom))
            elif not (k and atom is NONE_ATOM):
                complain(engine, "E0309", value, f"exceptions must derive from BaseException, not {show_atom(atom)}")
    return NEVER


@rule("with.exit")
def with_exit(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    manager = arg(instance, value)
    out = NEVER
    for atom in manager:
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__exit__")):
            exc = arg(instance, value, 1)
            classes = frozenset(a.cls.atom if isinstance(a, ObjectKind) else a for a in exc)
            given = [one(atom), classes, exc, NONE]
            out = engine.join(out, call_function(engine, instance, value, method, given, hir.CallShape(4)))
        elif not isinstance(atom, ObjectKind):
            out = engine.join(out, NONE)
        else:
            complain(engine, "E0304", value, f"{show_atom(atom)} has no __exit__: it can't be used with `with`")
    return out
