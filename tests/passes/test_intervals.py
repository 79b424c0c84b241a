"""The interval that a rule gives holds every result, and is one: its low end is no higher than its high end."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from tests.ir.interpret import SMALL, Trap, wasm
from weftc.ir.wasm_ops import WASM_OPS, WASM_TYPE
from weftc.passes.intervals import RULES, Interval, largest_remainder

_EDGES = [0, 1, 2, 3, 5, 7, 31, 61, 62, 63, 64, 255, 2**31 - 1, 2**31, 2**32, 2**61 - 1, 2**63 - 1]
_WORD_OPS: dict[str, Callable[..., int]] = {
    "int.add": lambda a, b: a + b,
    "int.sub": lambda a, b: a - b,
    "int.mul": lambda a, b: a * b,
    "int.shl": lambda a, b: a << b,
}


def bounds(random: Random, bits: int) -> Interval:
    """An interval of numbers of so many bits; often one that ends where something changes, or holds one number."""
    top = 2 ** (bits - 1)
    ends = [min(max(random.choice([1, -1]) * random.choice(_EDGES), -top), top - 1) for _ in range(2)]
    low = min(ends)
    return (low, low) if random.random() < 0.3 else (low, max(ends))


def members(random: Random, interval: Interval) -> list[int]:
    low, high = interval
    return [low, high, *(n for n in (-1, 0, 1) if low <= n <= high), random.randint(low, high)]


@pytest.mark.parametrize("op", [op for op in RULES if op in WASM_OPS and op != "f64.lt"])
def test_instructions(op: str) -> None:
    random = Random(op)
    reps, result_rep = WASM_OPS[op]
    bits = [32 if WASM_TYPE[rep] == "i" else 64 for rep in reps]
    top = 2 ** (31 if WASM_TYPE[result_rep] == "i" else 63)
    for _ in range(300):
        given = [bounds(random, n) for n in bits]
        low, high = RULES[op](*given)
        assert low <= high, f"{op} of {given}"
        if low < -top or high >= top:
            continue  # nothing is known
        for a in members(random, given[0]):
            for b in members(random, given[-1]):
                try:
                    result = wasm(op, [a, b][: len(given)])
                except Trap:
                    continue
                assert isinstance(result, int) and low <= result <= high, f"{op} of {a}, {b} in {given} is {result}"


@pytest.mark.parametrize("op", _WORD_OPS)
def test_words(op: str) -> None:
    random = Random(op)
    for _ in range(300):
        a = bounds(random, 62)
        b = (0, random.randrange(62)) if op == "int.shl" else bounds(random, 62)
        low, high = RULES[op](a, b)
        assert low <= high
        for x in members(random, a):
            for y in members(random, b):
                result = _WORD_OPS[op](x, y) if y >= 0 or op != "int.shl" else 0
                assert low <= result <= high or result not in SMALL, f"{op} of {x}, {y} in {a}, {b} is {result}"


def test_remainders() -> None:
    for low in range(-4, 5):
        for high in range(low, 5):
            remainders = [abs(x % d) for x in range(-9, 9) for d in range(low, high + 1) if d]
            assert largest_remainder((low, high)) == max(remainders, default=0)
