"""The type of each operation of the untyped form, a rule each.

RULES is filled in by the files beside this one, each for a family of operations. Most have the names of those in lower/
that say what the operations become.

A rule looks at the types of its arguments and gives the type of its value; it may make instances of what it calls.
Where some atoms of a union support an operation and others don't, the result comes from those that do: the others
raise TypeError at run time, as in CPython. Only where nothing supports it is there a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.infer.blame import operands_of
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import NEVER, Type, resolve

if TYPE_CHECKING:
    from weftc.infer.engine import Engine, Instance

Rule: TypeAlias = "Callable[[Engine, Instance, hir.Value], Type]"
RULES: dict[str, Rule] = {}


def rule(*ops: str) -> Callable[[Rule], Rule]:
    def add(function: Rule) -> Rule:
        for op in ops:
            RULES[op] = function
        return function

    return add


def arg(instance: Instance, value: hir.Value, k: int = 0) -> Type:
    return resolve(instance.types.get(value.args[k].id, NEVER))


def complain(
    engine: Engine, code: str, value: hir.Value, message: str, label: str = "", helps: tuple[str, ...] = ()
) -> Type:
    """Reports an error in the last round; the value has no type."""
    if engine.reporting:
        engine.error(error(code, message, value.span, label, helps=helps), operands_of(code, value))
    return NEVER


def set_known(instance: Instance, value: hir.Value, known: bool | None) -> None:
    """What a condition always is, as far as types tell; None: either."""
    if known is None:
        instance.known.pop(value.id, None)
    else:
        instance.known[value.id] = known


def invoke(engine: Engine, instance: Instance, value: hir.Value, func: FunctionKind, args: list[Type]) -> Type:
    """Calls `func` with exactly these parameters; defaults fill in what is missing at the end."""
    if (missing := len(func.code.parameters) - len(args)) > 0:
        args = [*args, *(engine.get(c) for c in func.defaults[len(func.defaults) - missing :])]
    callee = engine.call(instance, value, func, args)
    return engine.get(callee.ret) if callee is not None else NEVER
