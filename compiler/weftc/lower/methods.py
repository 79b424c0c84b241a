"""Pattern matching's attributes."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.narrowing import class_atoms, match_args
from weftc.ir import ir
from weftc.kinds.function import BuiltinKind
from weftc.kinds.objects import ClassKind
from weftc.lower.attributes import attribute
from weftc.lower.function import FunctionLowering, lower


@lower("match.attr")
def match_attr(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    name = value.imm
    if isinstance(name, int):
        for cls in class_atoms(f.engine, f.type(value.args[1])):
            if isinstance(cls, BuiltinKind):
                return f.get_as(value.args[0], f.type(value))
            if isinstance(cls, ClassKind):
                args = match_args(cls.cls)
                assert args is not None
                name = args[name]
                break
    return attribute(f, value, value.args[0], str(name), f.type(value))


@lower("match.end")
def match_end(f: FunctionLowering, value: hir.Value) -> None:
    """Inference's alone."""


@lower("match.has_attr")
def match_has_attr(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return f.b.i32(1)
