"""The methods of int and float, and the module math, against CPython's."""

from __future__ import annotations

import math
import random
import sys
from typing import Any

import pytest

from tests.lib.runtime import load, outcome

ints, floats, maths = load("kinds.int"), load("kinds.float"), load("std.math")
support = load("support.int")
INTS = [0, 1, 2, 3, 7, 8, 255, 256, 2**31, 2**32 - 1, 2**32, 2**53 + 1, 2**60, 2**61 - 1]
FLOATS = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.75,
    2.0,
    3.5,
    1e-9,
    1e9,
    1e300,
    -1e300,
    1e-300,
    5e-324,
    -2.5e-310,
    1.7976931348623157e308,
    math.inf,
    -math.inf,
    math.nan,
    0.1,
    123456.789,
    2.2250738585072014e-308,
]
NUMBERS: list[Any] = [*FLOATS, 0, 1, -1, 5, 10**9, True]


def test_ints() -> None:
    pick = random.Random(1)
    for n in [
        *INTS,
        *(-n for n in INTS),
        *(pick.randrange(2 ** pick.randrange(1, 61)) for _ in range(500)),
        True,
        False,
    ]:
        for name in ("bit_length", "bit_count", "conjugate", "as_integer_ratio"):
            assert outcome(getattr(ints, name), n) == outcome(getattr(int, name), n)
        assert ints.is_integer(n) is True
        for digits in (-30, -19, -18, -17, -10, -3, -2, -1, 0, 1, 20):
            assert support.round_digits(n, digits) == round(n, digits)
    for n in range(-2000, 2000):
        for digits in (-1, -2, -3, -4):
            assert support.round_digits(n, digits) == round(n, digits)


def test_powers_modulo() -> None:
    for base in (0, 1, -1, 2, 7, -12, 10**9, True):
        for exponent in (0, 1, 2, 5, 64, -1, -3):
            for modulus in (1, -1, 2, 7, -7, 12, 0, 1000003, -1000003):
                expected = outcome(pow, base, exponent, modulus)
                assert outcome(support.pow_modulo, base, exponent, modulus) == expected, (
                    base,
                    exponent,
                    modulus,
                )


def test_floats() -> None:
    for x in FLOATS:
        assert floats.is_integer(x) == x.is_integer()
        assert outcome(floats.conjugate, x) == outcome(x.conjugate)
        if not 0 < abs(x) < 1e-12 and not 1e15 < abs(x) < math.inf:
            assert outcome(floats.as_integer_ratio, x) == outcome(x.as_integer_ratio)


ONE = (
    "acos acosh asin asinh atan atanh cbrt ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor "
    "frexp gamma "
    "isfinite isinf isnan lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp"
).split()
TWO = "atan2 copysign fmod log pow remainder nextafter hypot".split()


@pytest.mark.parametrize("name", ONE)
def test_functions_of_one_number(name: str) -> None:
    for x in NUMBERS:
        assert outcome(getattr(maths, name), x) == outcome(getattr(math, name), x), x


@pytest.mark.parametrize("name", TWO)
def test_functions_of_two_numbers(name: str) -> None:
    for x in NUMBERS:
        for y in NUMBERS:
            assert outcome(getattr(maths, name), x, y) == outcome(getattr(math, name), x, y), (x, y)


def test_ldexp() -> None:
    for x in NUMBERS:
        for i in (-3000, -1074, -1, 0, 1, 50, 1024, 3000):
            assert outcome(maths.ldexp, x, i) == outcome(math.ldexp, x, i)


def test_floor_of_large_ints_is_exact() -> None:
    for n in INTS:
        assert maths.floor(n) == maths.ceil(n) == maths.trunc(n) == n
    assert [type(f(True)) for f in (maths.floor, maths.ceil, maths.trunc)] == [int, int, int]


def test_whole_numbers() -> None:
    for name in ("isqrt", "factorial", "perm"):
        for n in (-1, 0, 1, 5, 15):
            assert outcome(getattr(maths, name), n) == outcome(getattr(math, name), n)
    for name in ("comb", "perm"):
        for n in (-1, 0, 1, 5, 15):
            for k in (-1, 0, 1, 4, 20):
                assert outcome(getattr(maths, name), n, k) == outcome(getattr(math, name), n, k)
    assert maths.perm(4, None) == 24
    for args in (
        (),
        (0,),
        (-6,),
        (12, 18),
        (4, -6),
        (0, 0),
        (0, 5),
        (12, 18, 27),
        (2, 3, 5, 7, 0),
        (-4, 6, 10, 15),
    ):
        assert maths.gcd(*args) == math.gcd(*args)
        assert maths.lcm(*args) == math.lcm(*args)


def test_isclose() -> None:
    for a in NUMBERS:
        for b in (*NUMBERS, 1.0 + 1e-10, 1.1):
            for options in (
                {},
                {"rel_tol": 0.2},
                {"abs_tol": 1e-8},
                {"rel_tol": -1.0},
                {"rel_tol": 0.0, "abs_tol": math.inf},
            ):
                expected = outcome(math.isclose, a, b, **options)
                assert outcome(maths.isclose, a, b, **options) == expected, (a, b, options)


def spread_numbers(pick: random.Random, n: int, width: int) -> list[float]:
    return [pick.uniform(-1, 1) * 2.0 ** pick.randrange(-width, width + 1) for _ in range(n)]


def test_fsum() -> None:
    pick = random.Random(6)
    cases: list[list[Any]] = [
        [],
        [0.0],
        [-0.0],
        [1e100, 1.0, -1e100],
        [1, 2, 0.5],
        [math.inf, 1.0],
        [math.inf, -math.inf],
        [math.nan, math.inf],
        [1e308, 1e308],
        [1e308, 1e308, -1e308],
        [2.0**53, 1.0, 2.0**-100],
        [2.0**53, -0.5, -(2.0**-54)],
        [0.1] * 10,
        [1.0, 2.0**-53, 2.0**-106],
        [math.inf, math.inf],
        [-math.inf, math.nan],
    ]
    cases += [spread_numbers(pick, pick.randrange(20), width) for width in (1, 10, 60, 500) for _ in range(100)]
    for case in cases:
        assert outcome(maths.fsum, case) == outcome(math.fsum, case), case


def test_prod() -> None:
    for case in ([], [1, 2, 3], [0.5, 4], [1.5] * 3):
        assert outcome(maths.prod, case) == outcome(math.prod, case)
        assert outcome(maths.prod, case, start=2.0) == outcome(math.prod, case, start=2.0)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="its algorithm is that of 3.12")
def test_hypot_and_dist() -> None:
    pick = random.Random(9)
    cases: list[list[Any]] = [
        [],
        [3],
        [-3.5],
        [math.nan],
        [math.inf, math.nan, 1.0],
        [1, 2, math.nan],
        [0, 0, 0],
        [-0.0, 0.0, 0.0],
        [1, 2, 2],
        [1e308, 1e308, 1e308],
        [1e200, 1e200, 1.0],
        [5e-324, 5e-324, 5e-324],
        [1e-320, 2e-310, 3e-309],
        [2.0**1023, 2.0**1023, 1.0],
    ]
    cases += [spread_numbers(pick, pick.randrange(1, 8), width) for width in (0, 3, 30, 400) for _ in range(300)]
    for case in cases:
        assert outcome(maths.hypot, *case) == outcome(math.hypot, *case), case
        other = [pick.uniform(-1, 1) for _ in case]
        assert outcome(maths.dist, case, other) == outcome(math.dist, case, other), case
    assert outcome(maths.dist, (1,), (1, 2)) == outcome(math.dist, (1,), (1, 2))
    assert maths.dist((0, 0), (3, 4)) == 5.0


@pytest.mark.skipif(sys.version_info < (3, 12), reason="new in 3.12")
def test_sumprod_and_steps() -> None:
    pick = random.Random(10)
    cases: list[tuple[list[Any], list[Any]]] = [
        ([], []),
        ([1, 2], [3, 4]),
        ([1.5], [2]),
        ([1], [1, 2]),
        ([True, 2.0], [3, 4]),
        ([10.0**16, 1.0, -(10.0**16)], [1, 1, 1]),
    ]
    cases += [
        (spread_numbers(pick, 10, width), spread_numbers(pick, 10, width)) for width in (0, 3, 20) for _ in range(100)
    ]
    for p, q in cases:
        assert outcome(maths.sumprod, p, q) == outcome(vars(math)["sumprod"], p, q), (p, q)
    for x in FLOATS:
        for y in FLOATS:
            for steps in (-1, 0, 1, 3, 100):
                expected = outcome(math.nextafter, x, y, steps=steps)
                assert outcome(maths.nextafter, x, y, steps=steps) == expected, (x, y, steps)


@pytest.mark.skipif(sys.version_info < (3, 13), reason="new in 3.13")
def test_fma() -> None:
    pick = random.Random(12)
    for x in FLOATS:
        for y in FLOATS:
            for z in FLOATS:
                assert outcome(maths.fma, x, y, z) == outcome(vars(math)["fma"], x, y, z), (x, y, z)
    for width in (0, 5, 60, 300, 520):
        for _ in range(2000):
            x, y, z = spread_numbers(pick, 3, width)
            if pick.random() < 0.3:
                z = -x * y * pick.choice([1.0, 1.0 + 2**-52, 2.0**-53, 0.5])
            assert outcome(maths.fma, x, y, z) == outcome(vars(math)["fma"], x, y, z), (
                x.hex(),
                y.hex(),
                z.hex(),
            )
    for _ in range(3000):  # results with few digits
        x = pick.uniform(-1, 1) * 2.0 ** pick.randrange(-540, -500)
        y = pick.uniform(-1, 1) * 2.0 ** pick.randrange(-540, -500)
        z = pick.choice([0.0, 5e-324, pick.uniform(-1, 1) * 2.0 ** pick.randrange(-1074, -1000)])
        assert outcome(maths.fma, x, y, z) == outcome(vars(math)["fma"], x, y, z), (
            x.hex(),
            y.hex(),
            z.hex(),
        )


def test_every_function_of_math_is_there() -> None:
    public = {name for name in dir(math) if not name.startswith("_") and callable(getattr(math, name))}
    assert {name for name in public if not hasattr(maths, name)} == set()
