"""Handles that nobody keeps.

    v2 = spawn ('f', ..., 'type') v1      ->    v2 = spawn ('f', ..., '') v1
    v3 = rt weft_spawn_over ... type      ->    v3 = rt weft_spawn_over ... 0

where v2 and v3 aren't used. A function that spawns, such as `scope.spawn`, returns nothing to speak of where none of
its callers uses what it returns. In: the program once unused values are gone from each function.
"""

from __future__ import annotations

from collections.abc import Iterable

from weftc.graphs import reachable
from weftc.ir.ir import Function, Program, Rep, Return, Value
from weftc.passes.simplify import simplify
from weftc.passes.values import exit_uses


def forget_handles(program: Program) -> None:
    functions = program.functions
    spawning = {name for name, function in functions.items() if any(map(_makes_handle, function.values()))}
    if not spawning:
        return
    callers: dict[str, list[str]] = {name: [] for name in functions}
    kept = {program.main}
    for name, function in functions.items():
        for value in function.values():
            if value.op == "call":
                callers[str(value.imm)].append(name)
            elif value.op == "spawn":
                assert isinstance(value.imm, tuple)
                kept.add(value.imm[0])
    reaching = reachable(spawning, callers.__getitem__)
    left = {name for name in reaching - kept if functions[name].result is Rep.REF}
    while unused := left - _used_results(functions[name] for name in reaching):
        for name in unused:
            _return_nothing(functions[name])
            simplify(functions[name])
        left -= unused
    for name in spawning:
        _forget_unused(functions[name])


def _makes_handle(value: Value) -> bool:
    return value.op == "spawn" or (value.op == "rt" and value.imm == "weft_spawn_over")


def _used(function: Function) -> set[Value]:
    used = {arg for value in function.values() for arg in value.args}
    for block in function.blocks:
        used.update(exit_uses(block))
    return used


def _used_results(functions: Iterable[Function]) -> set[str]:
    """The functions of which one of these uses what they return."""
    out: set[str] = set()
    for function in functions:
        used = _used(function)
        out.update(str(value.imm) for value in function.values() if value.op == "call" and value in used)
    return out


def _return_nothing(function: Function) -> None:
    for block in function.blocks:
        if isinstance(block.term, Return):
            nothing = function.new_value("const", [], 0, Rep.REF, None)
            block.instrs.append(nothing)
            block.term = Return(nothing)


def _forget_unused(function: Function) -> None:
    used = _used(function)
    for block in function.blocks:
        for value in [value for value in block.instrs if value not in used and _makes_handle(value)]:
            if value.op == "spawn":
                assert isinstance(value.imm, tuple)
                value.imm = (*value.imm[:3], "")
            else:
                value.args[-1] = function.new_value("const", [], 0, Rep.I32, None)
                block.instrs.insert(block.instrs.index(value), value.args[-1])
