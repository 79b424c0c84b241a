"""Spawned functions that are over at once: `brief`.

Such a function has no loop, calls only such functions, does little, and neither waits nor looks at what is its task's
own. Whether it runs before its spawn returns or later, nobody can tell: so it is called where it is spawned, and its
handle is that of a task that has ended. Its arguments aren't copied, since nothing can change them: values, and the
library's objects of which all state is a gate's (lib/support/handle.py).

In: the functions of a program after lowering, with their globals laid out; the constants that stand for the answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from weftc.infer.changes import reached_atoms
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.gate import CellKind, GateKind
from weftc.kinds.kind import Kind, Type, resolve
from weftc.kinds.objects import ObjectKind
from weftc.lower.computing import VALUES, uses_own_global

if TYPE_CHECKING:
    from weftc.infer.engine import Instance

#: operations, those of what it calls included
_MOST = 400
#: the runtime's calls, each done in a few steps, after which nothing but an atomic's value has changed
_CALLS = frozenset(
    """
    weft_alloc_slow weft_raise weft_raise_hint weft_raise_text weft_raise_ref weft_reraise weft_raise_zero
    weft_raise_overflow weft_raise_power weft_traceback weft_catch weft_exc_follow weft_exc_follows
    weft_gate_load weft_gate_store weft_gate_add weft_gate_swap weft_gate_compare_exchange
    weft_int_true_div weft_int_pow weft_int_float_cmp weft_float_to_int weft_float_pow weft_float_mod
    weft_float_floordiv weft_float_round weft_ord weft_chr
    """.split()
)


def may_be_brief(instance: Instance, result: Rep) -> bool:
    """As far as its arguments and its result tell."""
    given = [resolve(cell.find().type) for cell in (*instance.func.captures, *instance.params)]
    return result in (Rep.VOID, Rep.INT, Rep.F64, Rep.I32) and all(map(_may_be_shared, given))


def _may_be_shared(type: Type) -> bool:
    return all(isinstance(atom, (*VALUES, GateKind, CellKind)) or _is_handle(atom) for atom in reached_atoms(type))


def _is_handle(atom: Kind) -> bool:
    """Is it an object of the library that is the same in all tasks?"""
    cls = atom.cls if isinstance(atom, ObjectKind) else None
    while cls is not None and cls.code is not None and cls.code.module.library:
        if cls.name == "Handle":
            return True
        cls = cls.base
    return False


def mark_brief(functions: dict[str, ir.Function], asked: Iterable[tuple[ir.Value, str]]) -> None:
    """Gives each constant its value: whether the function of that name is brief."""
    costs: dict[str, int] = {}
    for constant, name in asked:
        constant.imm = int(_cost(name, functions, costs) <= _MOST)


def _cost(name: str, functions: dict[str, ir.Function], costs: dict[str, int]) -> int:
    """How many operations it runs at most; more than are allowed for what isn't brief, and while it is being found, as
    of what calls itself."""
    if name not in costs:
        costs[name] = _MOST + 1
        function = functions[name]
        if not _has_loop(function) and not any(_is_long(value) for value in function.values()):
            cost = sum(1 for _ in function.values())
            for value in function.values():
                if value.op == "call" and cost <= _MOST:
                    cost += _cost(str(value.imm), functions, costs)
            costs[name] = min(cost, _MOST + 1)
    return costs[name]


def _is_long(value: ir.Value) -> bool:
    if value.op in ("gload", "gstore"):
        return uses_own_global(value)
    return value.op == "spawn" or (value.op == "rt" and value.imm not in _CALLS)


def _has_loop(function: ir.Function) -> bool:
    done: set[ir.Block] = set()
    under_way: set[ir.Block] = set()
    stack = [(function.blocks[0], False)]
    while stack:
        block, left = stack.pop()
        if left:
            under_way.discard(block)
            done.add(block)
        elif block in under_way:
            return True
        elif block not in done:
            under_way.add(block)
            stack.append((block, True))
            for successor in block.successors():
                if successor in under_way:
                    return True
                stack.append((successor, False))
    return False
