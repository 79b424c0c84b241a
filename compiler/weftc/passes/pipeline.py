"""The passes over the IR, in order. `optimise` changes the program in place; each stage is one file of this
folder."""

from __future__ import annotations

from collections.abc import Callable

from weftc import limits
from weftc.ir.ir import Function, Program
from weftc.passes.accumulate import accumulate
from weftc.passes.effects import find_effects
from weftc.passes.flatten import flatten
from weftc.passes.forget import forget_kinds
from weftc.passes.handles import forget_handles
from weftc.passes.hoist import hoist
from weftc.passes.inline import inline
from weftc.passes.messages import build_messages
from weftc.passes.ranges import find_ranges
from weftc.passes.rotate import rotate
from weftc.passes.share import share
from weftc.passes.simplify import simplify
from weftc.passes.tuples import unpack_tuples


def optimise(program: Program, check: Callable[[Program], None] | None = None) -> None:
    """`check` is called with the program after every stage: tests give the verifier."""

    def stage(run: Callable[[Function], object]) -> None:
        for function in program.functions.values():
            limits.check()
            run(function)
        if check is not None:
            check(program)

    def straighten(function: Function) -> None:
        if function.name in inlined or any(block.handler is not None for block in function.blocks):
            simplify(function, effects)

    stage(simplify)
    forget_handles(program)
    inlined = inline(program)
    effects = find_effects(program)
    stage(straighten)
    stage(unpack_tuples)
    stage(rotate)
    stage(lambda function: share(function, effects))
    stage(lambda function: hoist(function, effects))
    stage(forget_kinds)
    stage(find_ranges)
    stage(flatten)
    stage(lambda function: simplify(function, effects))
    stage(build_messages)
    accumulate(program, effects)
    if check is not None:
        check(program)
