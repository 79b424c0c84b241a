"""sum(): what it adds."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.arithmetic import binary_atoms
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import arg, complain, rule
from weftc.kinds.kind import NEVER, Type, find, show
from weftc.kinds.scalars import FLOAT, INT, STR_ATOM


@rule("sum.add")
def sum_add(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    total, new, out = arg(instance, value), arg(instance, value, 2), NEVER
    for a in total:
        for b in new:
            type = binary_atoms(engine, instance, value, "+", find(a), find(b), False)
            out = engine.join(out, type or NEVER)
    if not out and total and new:
        return complain(
            engine,
            "E0301",
            value,
            f"cannot sum {show(new)}" + (" (start is an int)" if total == INT else ""),
            helps=("to join texts write ''.join(parts)",) if STR_ATOM in new else (),
        )
    return out


@rule("sum.correct")
def sum_correct(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return FLOAT


@rule("sum.end")
def sum_end(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return arg(instance, value)
