"""The module math: exactly, or to some digits where libraries differ."""

from __future__ import annotations

import math

from checks.samples import INT_MAX, any_float, any_int, rng, within
from kernels import check, decode, encode, outcome, run

from weftc.abi.numbers import Whole

MATH1 = "acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 fabs log log10 log1p log2 sin sinh sqrt tan tanh gamma lgamma degrees radians ulp".split()
MATH2 = "atan2 hypot pow fmod copysign log_base remainder ldexp nextafter".split()


def close(calls: list[tuple], expected: list[object], digits: float = 0.0) -> None:
    lines, _ = run(calls)
    for call, line, wanted in zip(calls, lines, expected):
        got = decode(line)
        if isinstance(wanted, Exception):
            assert got == (type(wanted).__name__, str(wanted)), (call, got, wanted)
        elif isinstance(wanted, float) and digits and math.isfinite(wanted):
            assert math.isclose(got, wanted, rel_tol=digits, abs_tol=1e-300), (call, got, wanted)
        else:
            assert encode(got) == encode(wanted) or got != got and wanted != wanted, (call, got, wanted)


def check_math_one() -> None:
    specials = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        2.0,
        0.5,
        -0.5,
        3.0,
        10.0,
        22.0,
        23.0,
        24.0,
        170.5,
        171.7,
        200.5,
        -150.5,
        -170.3,
        1e-21,
        -1e-30,
        1e308,
        -1e308,
        5e-324,
        709.0,
        710.0,
        1000.0,
        -1000.0,
        math.inf,
        -math.inf,
        math.nan,
        1e17,
    ]
    for name in MATH1:
        arguments = (
            specials
            + [rng.gauss(0, 1) for _ in range(500)]
            + [rng.gauss(0, 100) for _ in range(500)]
            + [any_float() for _ in range(300)]
        )
        exact = name in ("fabs", "sqrt", "degrees", "radians", "ulp")
        close(
            [("math", name, x) for x in arguments],
            [outcome(getattr(math, name), x) for x in arguments],
            0 if exact else 1e-14,
        )
    values = [any_float() for _ in range(1000)] + specials
    close([("math", "fraction", x) for x in values], [math.modf(x)[0] for x in values])
    close([("math", "whole", x) for x in values], [math.modf(x)[1] for x in values])
    close([("math", "mantissa", x) for x in values], [math.frexp(x)[0] for x in values])
    finite = [x for x in values if math.isfinite(x)]
    check([(("math_int", x, Whole.EXPONENT), math.frexp(x)[1]) for x in finite])
    for to, function in ((Whole.FLOOR, math.floor), (Whole.CEIL, math.ceil), (Whole.TRUNC, math.trunc)):
        check([(("math_int", x, to), wanted) for x in values if (wanted := within(function, x)) is not None])


def check_math_two() -> None:
    specials = [0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 3.0, -3.0, 1e300, 1e-300, 5e-324, math.inf, -math.inf, math.nan]
    pairs = (
        [(x, y) for x in specials for y in specials]
        + [(any_float(), any_float()) for _ in range(3000)]
        + [(rng.gauss(0, 10), rng.gauss(0, 10)) for _ in range(3000)]
    )
    for name in MATH2:
        if name == "ldexp":
            shifts = (
                [(x, rng.randrange(-2200, 2200)) for x, _ in pairs]
                + [(1.5, e) for e in range(-1090, -1000)]
                + [(math.nextafter(1.0, 2.0), -1074), (0.75, -1074)]
            )
            close([("math", name, x, float(e)) for x, e in shifts], [outcome(math.ldexp, x, e) for x, e in shifts])
            continue
        exact = name in ("hypot", "fmod", "copysign", "remainder", "nextafter")
        close(
            [("math", name, x, y) for x, y in pairs],
            [outcome(getattr(math, name.removesuffix("_base")), x, y) for x, y in pairs],
            0 if exact else 1e-13,
        )


def check_math_integers() -> None:
    cases = [
        (("isqrt", n), outcome(math.isqrt, n))
        for n in [
            *range(-2, 300),
            INT_MAX,
            *((k * k + d) for k in (10**9, 2**30, 1518500249) for d in (-1, 0, 1)),
            *(rng.randrange(2**61) for _ in range(2000)),
        ]
    ]
    overflows = []
    for _ in range(3000):
        a, b = any_int(), any_int()
        if math.gcd(a, b) <= INT_MAX:
            cases.append((("gcd", a, b), math.gcd(a, b)))
        n, k = rng.randrange(-2, 70), rng.randrange(-2, 40)
        for name, function, arguments in (
            ("comb", math.comb, (n, k)),
            ("perm", math.perm, (n, k)),
            ("factorial", math.factorial, (n,)),
            ("comb", math.comb, (a, min(k, 3))),
        ):
            wanted = within(function, *arguments)
            if wanted is None:
                overflows.append((name, *arguments))
            else:
                cases.append(((name, *arguments), wanted))
    check(cases)
    lines, _ = run(overflows)
    assert all(decode(line)[0] == "OverflowError" for line in lines)
