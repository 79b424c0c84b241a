"""Every pass and all of them keep what random programs do: results, logs, what they raise and where."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

import pytest

from tests.ir.interpret import Machine, OutOfTurns
from tests.passes.programs import Generator
from weftc.ir.ir import Function, Program
from weftc.ir.verify import verify
from weftc.passes.effects import find_effects
from weftc.passes.flatten import flatten
from weftc.passes.hoist import hoist
from weftc.passes.inline import inline
from weftc.passes.pipeline import optimise
from weftc.passes.ranges import find_ranges
from weftc.passes.rotate import rotate
from weftc.passes.share import share
from weftc.passes.simplify import simplify

INPUTS = [(0, 0, []), (3, 5, [1, 2, 3]), (-2, 7, list(range(10))), (2**61 - 1, -(2**61), [5] * 4)]


def ignore(_: object) -> None:
    pass


def each(run: Callable[[Function], object]) -> Callable[[Program], None]:
    def over_all(program: Program) -> None:
        for function in program.functions.values():
            run(function)

    return over_all


def with_effects(run: Callable[..., None]) -> Callable[[Program], None]:
    def over_all(program: Program) -> None:
        effects = find_effects(program)
        for function in program.functions.values():
            run(function, effects)

    return over_all


def rotated_and_hoisted(program: Program) -> None:
    each(rotate)(program)
    verify(program)
    each(simplify)(program)
    verify(program)
    with_effects(share)(program)
    verify(program)
    with_effects(hoist)(program)


PASSES: dict[str, Callable[[Program], None]] = {
    "simplify": each(simplify),
    "inline": lambda program: ignore(inline(program)),
    "rotate": each(rotate),
    "share": with_effects(share),
    "hoist": with_effects(hoist),
    "ranges": each(find_ranges),
    "flatten": each(flatten),
    "rotated and hoisted": rotated_and_hoisted,
    "all": lambda program: optimise(program, verify),
}


def behaviour(program: Program, a: int, b: int, elements: list[int]) -> object:
    machine = Machine(program)
    xs = machine.new_list(elements)
    try:
        outcome = machine.run("f0", a, b, xs)
    except (OutOfTurns, RecursionError):
        return None
    log = [entry for entry in machine.log if not isinstance(entry, tuple) or entry[0] is not None]
    return outcome, [_where(entry) for entry in log], machine.heap[xs]


def _where(entry: object) -> object:
    """Without inlining: the line is enough, since each stands for one place of one function."""
    if isinstance(entry, tuple) and len(entry) == 3 and entry[2] is not None:
        return entry[0], entry[1], entry[2].line
    return entry


@pytest.mark.parametrize("name", PASSES)
def test_keeps_behaviour(name: str) -> None:
    for seed in range(SEEDS):
        program = Generator(Random(seed)).program()
        verify(program)
        changed = copy.deepcopy(program)
        PASSES[name](changed)
        verify(changed)
        for a, b, elements in INPUTS:
            before = behaviour(program, a, b, elements)
            after = behaviour(changed, a, b, elements)
            if before is None or after is None or "weft_raise_overflow" in repr(before):
                continue  # arithmetic may turn out to need fewer tests than it had
            assert before == after, f"seed {seed}"


SEEDS = 100
