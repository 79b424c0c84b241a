"""Random values that the checks share. WEFT_SEED gives others."""

from __future__ import annotations

import math
import os
import random
import struct

from kernels import outcome

rng = random.Random(int(os.environ.get("WEFT_SEED", "1")))
ALPHABETS = [
    "ab",
    "abc ,;",
    "aé\xff ß",
    "aβσΣς\u0345 ",
    "日本a\u2028",
    "a😀\U0001d54f é",
    "ǅǆĲﬁŉİıſ'’-",
    "\n\r\x0b\x85\u2029x",
    "\ud800\udc00a",
]
INT_MIN, INT_MAX = -(2**61), 2**61 - 1


def text(most: int = 12) -> str:
    alphabet = rng.choice(ALPHABETS)
    if rng.random() < 0.1:
        return "".join(
            chr(rng.choice([rng.randrange(0x80), rng.randrange(0x3000), rng.randrange(0x110000)]))
            for _ in range(rng.randrange(most))
        )
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(most)))


def part_of(s: str) -> str:
    if rng.random() < 0.3 or not s:
        return text(4)
    i = rng.randrange(len(s))
    return s[i : i + rng.randrange(4)]


def any_float() -> float:
    kind = rng.randrange(8)
    if kind < 2:
        return struct.unpack("<d", struct.pack("<Q", rng.getrandbits(64)))[0]
    if kind == 2:
        return float(rng.randrange(-(10**6), 10**6))
    if kind == 3:
        return rng.randrange(-(10**7), 10**7) / 10 ** rng.randrange(8)
    if kind == 4:
        return rng.choice(
            [
                0.0,
                -0.0,
                math.inf,
                -math.inf,
                math.nan,
                1e16,
                1e-4,
                9.5,
                0.5,
                1.5,
                2.5,
                1e22,
                1e23,
                5e-324,
                1.7976931348623157e308,
                2.0**61,
                -(2.0**61),
                2.0**53,
            ]
        )
    if kind == 5:
        return rng.randrange(1, 4096) / 2 ** rng.randrange(12) * rng.choice([1, -1])
    return rng.gauss(0, 1) * 10 ** rng.randrange(-20, 20)


def any_int() -> int:
    return rng.choice(
        [
            rng.randrange(-20, 20),
            rng.randrange(-(10**6), 10**6),
            rng.randrange(INT_MIN, INT_MAX + 1),
            INT_MIN,
            INT_MAX,
            2 ** rng.randrange(61),
            -(2 ** rng.randrange(61)),
        ]
    )


def slice_arguments(length: int, steps: list[int]) -> tuple[int, int, int, int, slice]:
    start, stop = (rng.randrange(-length - 3, length + 4) for _ in range(2))
    step, given = rng.choice(steps), rng.randrange(8)
    made = slice(start if given & 1 else None, stop if given & 2 else None, step if given & 4 else None)
    return start, stop, step, given, made


def within(function, *arguments):
    """Python's result; an OverflowError if it leaves the int word."""
    result = outcome(function, *arguments)
    return None if isinstance(result, int) and not INT_MIN <= result <= INT_MAX else result
