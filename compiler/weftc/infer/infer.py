"""Types for a whole program: `infer(program, sink)` gives the engine in its final state, or None after errors.

In: a `hir.Program`, names checked. Out: `Engine`: instances with a type for every value that is reached.
Always holds: each value that can be reached at run time has a type that covers every value it may take.
"""

from __future__ import annotations

from collections.abc import Iterator

from weftc.builtins import rows  # noqa: F401  the tables of built-ins and of rules fill themselves in
from weftc.diagnostics import Diagnostic, DiagnosticSink
from weftc.hir import hir
from weftc.infer.engine import Engine, Instance, LoadLibrary
from weftc.infer.exceptions import ALIASES, BUILTIN_EXCEPTIONS, RUNTIME_RAISES, SECOND_BASE, short_name
from weftc.infer.rules import RULES
from weftc.kinds.exceptions import ExceptionKind
from weftc.kinds.kind import find, held, one, restart_serials
from weftc.operations import rules  # noqa: F401


def infer(program: hir.Program, sink: DiagnosticSink, load_library: LoadLibrary) -> tuple[Engine, Instance] | None:
    restart_serials()
    engine = Engine(program, load_library)
    engine.rules = RULES
    define_exceptions(engine)
    assert program.main.code is not None
    main = Instance(engine.plain_function(program.main.code), [], 0)
    engine.instances["main"] = main
    engine.worklist.add(main)
    engine.run()
    if not all(atom.is_told for atom in exceptions(engine)):
        engine.describe_raised()
        engine.run()
    engine.report()
    if engine.complaints:
        from weftc.infer.reasons import Reasons  # only few programs need it, and it is large

        reasons = Reasons(engine)
        for complaint in engine.complaints.values():
            sink.add(reasons.explained(complaint))
    elif not sink.has_errors:
        for diagnostic in warnings(engine):
            sink.add(diagnostic)
    return None if sink.has_errors else (engine, main)


def warnings(engine: Engine) -> Iterator[Diagnostic]:
    """Of a program without errors. (Only few programs need these files.)"""
    if engine.tasks:
        from weftc.infer.lost import lost_changes

        yield from lost_changes(engine)
    if engine.names:
        from weftc.infer.arrivals import unhandled_arrivals

        yield from unhandled_arrivals(engine)


def exceptions(engine: Engine) -> Iterator[ExceptionKind]:
    """What may be raised."""
    for atom in held(engine.raised):
        atom = find(atom)
        assert isinstance(atom, ExceptionKind)
        yield atom


def define_exceptions(engine: Engine) -> None:
    """The built-in exception classes; what the runtime raises may come anywhere."""
    for name, base in BUILTIN_EXCEPTIONS:
        info = engine.new_class(short_name(name), None, engine.builtin_classes[base] if base else None)
        engine.builtin_classes[name] = info
        info.module = name.rpartition(".")[0]
    for name, second in SECOND_BASE.items():
        engine.builtin_classes[name].mro.insert(2, engine.builtin_classes[second])
    for alias, name in ALIASES.items():
        engine.builtin_classes[alias] = engine.builtin_classes[name]
    for name in RUNTIME_RAISES:
        info = engine.builtin_classes[name]
        atom = info.variants[None] = ExceptionKind(info)
        engine.flow(engine.raised, one(atom))
