"""Tuples that are only unpacked where they were built are not built.

    v2 = new ('t', 24)                          (nothing)
    store ('i64', 8, 'tuple') v2, v0
    store ('i64', 16, 'tuple') v2, v1
    v3 = load ('i64', 16, 'tuple') v2           v3 is v1

The object must not be used but as the base of loads and stores of class "tuple" in the one block: then a
load's value is the store's, since a tuple isn't written after its construction.
"""

from __future__ import annotations

from weftc.ir.ir import Block, Function, Value
from weftc.passes.values import exit_uses, substitute


def unpack_tuples(function: Function) -> None:
    candidates: dict[Value, Block] = {
        value: block for block in function.blocks for value in block.instrs if value.op == "new"
    }
    if not candidates:
        return
    for block in function.blocks:
        for value in block.instrs:
            _use(value, block, candidates)
        for value in exit_uses(block):
            candidates.pop(value, None)
    replaced: dict[Value, Value] = {}
    for block in set(candidates.values()):
        _unpack(block, candidates, replaced)
    substitute(function, replaced)


def _use(value: Value, block: Block, candidates: dict[Value, Block]) -> None:
    """Strikes out what `value` uses otherwise than as a tuple that is built or taken apart here."""
    field = value.op in ("load", "store") and isinstance(value.imm, tuple) and value.imm[2] == "tuple"
    for index, arg in enumerate(value.args):
        if arg.op == "new" and not (field and index == 0 and candidates.get(arg) is block):
            candidates.pop(arg, None)


def _unpack(block: Block, candidates: dict[Value, Block], replaced: dict[Value, Value]) -> None:
    stored: dict[tuple[Value, object], Value] = {}
    missing: set[Value] = set()
    for value in block.instrs:
        if value.op in ("load", "store") and value.args[0] in candidates:
            assert isinstance(value.imm, tuple)
            key = (value.args[0], value.imm[:2])
            if value.op == "store":
                stored[key] = value.args[1]
            elif key not in stored or stored[key].rep is not value.rep:
                missing.add(value.args[0])
    instrs = []
    stored = {}
    for value in block.instrs:
        base = value if value.op == "new" else value.args[0] if value.args else None
        mine = base in candidates and base not in missing and value.op in ("new", "load", "store")
        if not mine:
            instrs.append(value)
        elif value.op != "new":
            assert base is not None and isinstance(value.imm, tuple)
            if value.op == "store":
                stored[base, value.imm[:2]] = value.args[1]
            else:
                replaced[value] = stored[base, value.imm[:2]]
    block.instrs = instrs
