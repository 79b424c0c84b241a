"""Which spawned functions only compute.

Such a function takes and gives values that nothing can change, reads and writes no global of its task's own, and asks
the runtime for nothing that other tasks or the host can see. So nobody can tell whether its calls were a task each, or
ran one after the other in one task, as `parallel_map` has many do (lib/support/runs.py). What the runtime's calls do
their rows say (abi/calls.py): refused is what waits, is seen outside, or takes or gives what tasks share.

In: the functions of a program after lowering, with their globals laid out; by the name of each function that tasks
begin with the one to judge. Out: `Function.computes` of the former.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from weftc.infer.changes import reached_atoms
from weftc.ir import ir
from weftc.ir.ops import Effect
from weftc.ir.runtime import RUNTIME
from weftc.kinds.classes import BuiltinClassKind
from weftc.kinds.function import BuiltinKind
from weftc.kinds.kind import resolve
from weftc.kinds.none import NoneKind
from weftc.kinds.numbers import NumberKind
from weftc.kinds.range import RangeKind
from weftc.kinds.text import StrKind
from weftc.kinds.tuple import TupleKind, VarTupleKind

if TYPE_CHECKING:
    from weftc.infer.engine import Instance

VALUES = (
    NumberKind, StrKind, NoneKind, TupleKind, VarTupleKind, RangeKind, BuiltinKind, BuiltinClassKind
)  # fmt: skip
#: of the runtime's types: what tasks share
_SHARED = frozenset("task channel gate cell file handle".split())
#: they put a text together in an area of the worker's, which only `weft_build_print` shows
_BUILDING = frozenset(
    [f"weft_build_{what}" for what in "begin str int float bool none end".split()]
    + [f"weft_build_format_{what}" for what in "int float str bool".split()]
)


def takes_and_gives_values(instance: Instance) -> bool:
    """Nothing can change what it is given, has captured and gives."""
    cells = [*instance.func.captures, *instance.params, instance.ret]
    return all(isinstance(atom, VALUES) for cell in cells for atom in reached_atoms(resolve(cell.find().type)))


def mark_computing(functions: dict[str, ir.Function], begun: Mapping[str, str]) -> None:
    for entry, name in begun.items():
        functions[entry].computes = _only_computes(name, functions)


def _only_computes(name: str, functions: dict[str, ir.Function]) -> bool:
    seen, stack = {name}, [name]
    while stack:
        for value in functions[stack.pop()].values():
            if value.op in ("gload", "gstore"):
                if uses_own_global(value):
                    return False
            elif value.op == "spawn" or (value.op == "rt" and not _computes(str(value.imm))):
                return False
            elif value.op == "call" and value.imm not in seen:
                seen.add(str(value.imm))
                stack.append(str(value.imm))
    return True


def uses_own_global(access: ir.Value) -> bool:
    """Once globals are laid out."""
    assert isinstance(access.imm, tuple)
    return bool(access.imm[2] != "shared")


def _computes(symbol: str) -> bool:
    call = RUNTIME[symbol]
    types = {call.returns, *(type for _, type in call.parameters)}
    if call.effect & Effect.SUSPENDS or call.stalls or types & _SHARED:
        return False
    return symbol in _BUILDING or call.writes.isdisjoint({"*", "outside"})
