"""Globals and class variables in memory, and the test that a variable has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.numbers import Unbound
from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.kind import Type, held
from weftc.kinds.none import NONE
from weftc.lower.hints import Hint, HintedCall, name_hints, raise_hinted

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering


def guard_bound(f: FunctionLowering, flag: ir.Value, name: str, kind: Unbound, value: hir.Value) -> None:
    def call(hint: str) -> HintedCall:
        return "weft_raise_unbound", (f.layout.string(name), kind, f.layout.cstring(hint) if hint else 0)

    hints = [Hint(None, "")] if kind is Unbound.LOCAL else name_hints(f, value, name)
    raise_hinted(f, f.b.op("i32.eqz", flag), call, hints)


def load_global(
    f: FunctionLowering, value: hir.Value, module: hir.Module, name: str, type: Type, member: bool = False
) -> ir.Value:
    """The value of a module's global; if it has none yet NameError, or AttributeError for `module.name`."""
    b = f.b
    if name in module.constants:
        return f.constant(module.constants[name])
    if f.program.static_global(module, name) is not None:
        return f.zero(type)
    out = f.load_slot(f.program.global_slot(module.name, name))
    if name not in module.bound:
        flag = f.program.bound_flag(module, name)
        bound = out if flag is None else f.load_slot(f.program.global_slot(*flag))
        if member:
            f.guard_text(b.op("i32.eqz", bound), "AttributeError", f"module '{module.name}' has no attribute '{name}'")
        else:
            guard_bound(f, bound, name, Unbound.GLOBAL, value)
    return out


def store_global(f: FunctionLowering, module: hir.Module, name: str, v: ir.Value, type: Type) -> None:
    if name in module.constants or f.program.static_global(module, name) is not None:
        return
    cell = f.engine.globals.get((module.name, name))
    kept = held(cell) if cell is not None else NONE
    f.store_slot(f.program.global_slot(module.name, name), f.convert(v, type, kept))
    mark_bound(f, module, name, 1)


def delete_global(f: FunctionLowering, module: hir.Module, name: str) -> None:
    slot = f.program.global_slot(module.name, name)
    f.store_slot(slot, f.zero_rep(slot.rep))
    mark_bound(f, module, name, 0)


def mark_bound(f: FunctionLowering, module: hir.Module, name: str, bound: int) -> None:
    flag = f.program.bound_flag(module, name)
    if flag is not None:
        f.store_slot(f.program.global_slot(*flag), f.b.i32(bound))
