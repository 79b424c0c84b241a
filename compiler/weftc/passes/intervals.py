"""Intervals of whole numbers, and what operations make of them: `RULES[op](a, b)` holds every result.

A rule computes as if numbers were unbounded: a result beyond its representation means that nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable

from weftc.ir.ir import Rep, Value

Interval = tuple[int, int]

WORD: Interval = (-(2**63), 2**63 - 1)
HALF: Interval = (-(2**31), 2**31 - 1)
SMALL: Interval = (-(2**61), 2**61 - 1)
BIT: Interval = (0, 1)
#: all that a value may be, by its representation; for whole numbers only
TOP = {Rep.I32: HALF, Rep.I64: WORD, Rep.INT: WORD}


def constant(value: Value) -> Interval:
    assert isinstance(value.imm, int)
    bits = 32 if value.rep in (Rep.I32, Rep.REF, Rep.ANY) else 64
    signed = (value.imm + (1 << (bits - 1))) % (1 << bits) - (1 << (bits - 1))
    return signed, signed


def within(a: Interval, b: Interval) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


def join(a: Interval, b: Interval) -> Interval:
    return min(a[0], b[0]), max(a[1], b[1])


def meet(a: Interval, b: Interval) -> Interval:
    return max(a[0], b[0]), min(a[1], b[1])


def clip(a: Interval, b: Interval) -> Interval:
    """The part of a in b; b where there is none (then the place isn't reached)."""
    met = meet(a, b)
    return met if met[0] <= met[1] else b


# --- intervals of results; beyond the representation they mean: anything


def _add(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def _sub(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def _mul(a: Interval, b: Interval) -> Interval:
    corners = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return min(corners), max(corners)


def _and(a: Interval, b: Interval) -> Interval:
    if a[0] >= 0 and b[0] >= 0:
        return 0, min(a[1], b[1])
    if a[0] >= 0 or b[0] >= 0:
        return 0, a[1] if a[0] >= 0 else b[1]
    return WORD


def _or(a: Interval, b: Interval) -> Interval:
    if a[0] < 0 or b[0] < 0:
        return WORD
    return 0, (1 << max(a[1].bit_length(), b[1].bit_length())) - 1


def _shl(a: Interval, b: Interval) -> Interval:
    if not 0 <= b[0] <= b[1] < 62:
        return WORD[0] * 2, WORD[1] * 2
    return min(a[0] << b[0], a[0] << b[1]), max(a[1] << b[0], a[1] << b[1])


def _shr_s(a: Interval, b: Interval) -> Interval:
    if b[0] != b[1] or not 0 <= b[0] < 64:
        return min(a[0], 0), max(a[1], 0)
    return a[0] >> b[0], a[1] >> b[0]


def _shr_u(a: Interval, b: Interval) -> Interval:
    return _shr_s(a, b) if a[0] >= 0 and b[0] == b[1] else WORD


def largest_remainder(divisor: Interval) -> int:
    """The largest remainder, of either sign. A divisor that can only be 0 has none: there the division isn't reached,
    and any interval is right that is one."""
    return max(abs(divisor[0]), abs(divisor[1]), 1) - 1


def _rem_s(a: Interval, b: Interval) -> Interval:
    most = largest_remainder(b)
    return (-most if a[0] < 0 else 0), min(most, a[1]) if a[0] >= 0 else most


def _div_s(a: Interval, b: Interval) -> Interval:
    if a[0] >= 0 and b[0] > 0:
        return a[0] // b[1], a[1] // b[0]
    return WORD


def _extend_u(a: Interval) -> Interval:
    return a if a[0] >= 0 else (0, 2**32 - 1)


RULES: dict[str, Callable[..., Interval]] = {
    "int.add": _add,
    "int.sub": _sub,
    "int.mul": _mul,
    "int.shl": _shl,
    "i64.shr_s": _shr_s,
    "i64.shr_u": _shr_u,
    "i64.extend_i32_s": lambda a: a,
    "i64.extend_i32_u": _extend_u,
    "i32.wrap_i64": lambda a: a,
    "i32.eqz": lambda a: (1, 1) if a == (0, 0) else (0, 0) if a[0] > 0 or a[1] < 0 else BIT,
    "i64.eqz": lambda a: (1, 1) if a == (0, 0) else (0, 0) if a[0] > 0 or a[1] < 0 else BIT,
    "select": lambda a, b, _: join(a, b),
    "f64.lt": lambda *_: BIT,
}
for _prefix in ("i32", "i64"):
    RULES |= {
        f"{_prefix}.add": _add,
        f"{_prefix}.sub": _sub,
        f"{_prefix}.mul": _mul,
        f"{_prefix}.and": _and,
        f"{_prefix}.or": _or,
        f"{_prefix}.xor": _or,
        f"{_prefix}.rem_s": _rem_s,
        f"{_prefix}.div_s": _div_s,
        f"{_prefix}.clz": lambda _: (0, 64),
        f"{_prefix}.ctz": lambda _: (0, 64),
        f"{_prefix}.popcnt": lambda _: (0, 64),
    }
RULES["i64.shl"] = _shl
