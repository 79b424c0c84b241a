"""Drops what tests told of references: behind it no pass may move a load.

    v2 = narrow 'list' v1 : ref          (nothing)
    v3 = list.len v2 : i32               v3 = list.len v1 : i32

What is left needs fewer names for the same object, for the passes that compare by name.
"""

from __future__ import annotations

from weftc.ir.ir import Function, Rep, Value
from weftc.passes.values import substitute


def forget_kinds(function: Function) -> None:
    """Afterwards all references are REF. The reference in a pair's payload is still made by `narrow`."""
    function.proven = False
    replaced: dict[Value, Value] = {}
    for value in (*function.params, *function.values()):
        if value.op == "narrow":
            if value.args[0].rep.is_reference:
                replaced[value] = value.args[0]
            else:
                del value.args[1:]
        if value.rep is Rep.ANY:
            value.rep = Rep.REF
    if function.result is Rep.ANY:
        function.result = Rep.REF
    if not replaced:
        return
    for block in function.blocks:
        block.instrs = [value for value in block.instrs if value not in replaced]
    substitute(function, replaced)
