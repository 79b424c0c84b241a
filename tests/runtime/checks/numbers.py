"""Numbers: their texts, read and written, and arithmetic."""

from __future__ import annotations

import math

from checks.samples import INT_MAX, INT_MIN, any_float, any_int, rng, text, within
from kernels import check, decode, outcome, run


def check_float_repr() -> None:
    bulk = (
        [any_float() for _ in range(60000)]
        + [float(f"1e{e}") for e in range(-324, 309)]
        + [2.0**e for e in range(-1074, 1024)]
    )
    bulk += [math.nextafter(x, rng.choice([0, math.inf])) for x in bulk[-2000:]]
    check([(("float_to_str", x), repr(x)) for x in bulk])
    check([(("str_to_float", repr(x)), x) for x in bulk])


def check_float_parse() -> None:
    cases = [
        "",
        " ",
        "1",
        " 1.5 ",
        "+1",
        "-1",
        "+-1",
        "1_0",
        "_1",
        "1_",
        "1__0",
        "1_.5",
        "1._5",
        "1e_5",
        "1e1_0",
        "1e1_",
        ".",
        ".5",
        "5.",
        "e5",
        "1e",
        "1e+",
        "1e-5",
        "inf",
        "-Infinity",
        "infinit",
        "nan",
        "+NaN",
        "nanx",
        "1\0",
        "0x10",
        "٣.٤",
        "\u20031\u2003",
        "½",
        "1 2",
        "- 5",
        "\x1c5",
        "\ud800",
        "1e400",
        "-1e400",
        "1e-400",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "0e99999999999",
        "0" * 900 + "1",
        "1" + "0" * 400,
        "0." + "0" * 400 + "1",
        "9" * 1000,
        "9" * 1000 + "e-900",
        "1" * 820 + "e-800",
        "2.4703282292062327208e-324",
        "2.4703282292062328e-324",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "8.98846567431158e307",
        "9007199254740993",
        "9007199254740992.5",
        "9007199254740993." + "0" * 900 + "1",
    ]
    for _ in range(20000):
        x = abs(any_float())
        if x - x != 0:
            continue
        digits = "".join(rng.choice("0123456789") for _ in range(rng.randrange(1, 40)))
        cases.append(f"{digits}e{rng.randrange(-360, 330)}")
        cases.append(f"{x:.{rng.randrange(0, 40)}e}")
        if rng.random() < 0.2 and 0 < x < 1e300:  # exactly between two floats, and a little off
            import fractions

            middle = (fractions.Fraction(x) + fractions.Fraction(math.nextafter(x, math.inf))) / 2
            twos = middle.denominator.bit_length() - 1
            exact = f"{middle.numerator * 5**twos}e-{twos}"
            cases += [
                exact,
                exact.replace("e", "000001e").replace(f"e-{twos}", f"e-{twos + 6}"),
                f"{middle.numerator * 5**twos - 1}e-{twos}",
            ]
    check([(("str_to_float", s), outcome(float, s)) for s in cases])


def check_int_parse() -> None:
    cases = []
    subjects = [
        "",
        " ",
        "1",
        " 12 ",
        "+5",
        "-5",
        "+-5",
        "- 5",
        "1_0",
        "_1",
        "1_",
        "1__0",
        "0x1f",
        "0X1F",
        "0o17",
        "0b101",
        "0x",
        "0x_1",
        "0x_",
        "010",
        "00",
        "0_0",
        "0_1",
        "-0",
        "z",
        "Zz",
        "1.5",
        "1e5",
        "٣_٤",
        "\u20035",
        "½",
        "a" * 300,
        "a\n" * 300,
        "9" * 5000,
        "1_" * 3000 + "1",
        "\x1c5",
        "\ud800",
        "5\0",
        "é",
        "日本",
        "'",
        '"',
        str(INT_MAX),
        str(INT_MIN),
        "0b1",
        "0o8",
        "0xg",
    ]
    for s in subjects + [text(6) for _ in range(500)] + [str(any_int()) for _ in range(500)]:
        for base in [10, 0, 2, 8, 16, 36, 1, 37, -1]:
            expected = outcome(int, s, base)
            if isinstance(expected, int) and not INT_MIN <= expected <= INT_MAX:
                continue
            cases.append((("str_to_int", s, base), expected))
    check(cases)
    lines, _ = run(
        [
            ("str_to_int", str(INT_MAX + 1), 10),
            ("str_to_int", str(INT_MIN - 1), 10),
            ("str_to_int", "9" * 40, 10),
            ("str_to_int", "f" * 16, 16),
        ]
    )
    assert all(decode(line)[0] == "OverflowError" for line in lines)
    check(
        [
            (("int_to_str", i), str(i))
            for i in [any_int() for _ in range(3000)] + [10**k + d for k in range(19) for d in (-1, 0, 1)]
        ]
    )


def check_arithmetic() -> None:
    cases = []
    overflows = []
    for _ in range(20000):
        a, b, x, y = any_int(), any_int(), any_float(), any_float()
        if rng.random() < 0.5:
            y = rng.choice([2.0, 0.5, -1.0, 3.0, -3.0, 1e-3, 0.0])
        if b:
            cases.append((("true_div", a, b), a / b))
        if y:
            cases += [(("float_mod", x, y), x % y), (("floordiv", x, y), x // y)]
        expected = outcome(lambda: x**y)
        if not (x < 0 and math.isfinite(x) and math.isfinite(y) and y != math.floor(y)):
            cases.append((("float_pow", x, y), expected))
        digits = rng.choice([rng.randrange(-5, 20), rng.randrange(-330, 340)])
        cases += [
            (("int_float_cmp", a, x), 2 if x != x else (a > x) - (a < x)),
            (("round_digits", x, digits), outcome(round, x, digits)),
        ]
        cases += [(("int_float_cmp", a, float(a)), (a > float(a)) - (a < float(a)))]
        for call, function, arguments in [
            (("round", x), round, (x,)),
            (("float_to_int", x), int, (x,)),
            (("int_pow", rng.randrange(-9, 9), rng.randrange(60)), None, ()),
        ]:
            expected = within(pow, *call[1:]) if function is None else within(function, *arguments)
            if expected is None:
                overflows.append(call)
            else:
                cases.append((call, expected))
    check(cases)
    lines, _ = run(overflows)
    assert all(decode(line)[0] == "OverflowError" for line in lines)


def check_round_half() -> None:
    check(
        [
            (("round_digits", x, d), round(x, d))
            for x in (0.5, 1.5, 2.5, 2.675, 1.005, 0.125, 0.375, 1e15 + 0.5, 12345.678, 5e-324, 1.7e308)
            for d in range(-6, 20)
        ]
    )
