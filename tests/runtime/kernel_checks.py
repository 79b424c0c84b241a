"""Checks of the C kernels against the running interpreter, which must be CPython 3.13. See test_kernels.py."""

from __future__ import annotations

import math
import os
import random
import struct
import sys
import tempfile
from pathlib import Path

from kernels import check, decode, encode, outcome, run

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


# --- strings ------------------------------------------------------------------------------------------------------------


def check_str_basics() -> None:
    cases = []
    for _ in range(6000):
        a, b = text(), text()
        if rng.random() < 0.3:
            b = a + rng.choice(["", "x", "é"])
        n = rng.randrange(-2, 9)
        cases += [
            (("concat", a, b), a + b),
            (("repeat", a, n), a * n),
            (("eq", a, b), int(a == b)),
            (("cmp", a, b), (a > b) - (a < b)),
            (("index", a, n), outcome(lambda: a[n])),
            (("repr", a), repr(a)),
            (("ord", a), outcome(ord, a)),
        ]
        start, stop, step, given, made = slice_arguments(len(a), [1, 2, 3, -1, -2, 7, -7])
        cases.append((("slice", a, start, stop, step, given), a[made]))
    cases += [(("slice", "abc", 0, 1, 0, 4), ValueError("slice step cannot be zero"))]
    cases += [
        (("chr", i), outcome(chr, i)) for i in [*range(0, 0x110000, 997), -1, 0x110000, 0xFF, 0x100, 0xFFFF, 0x10000]
    ]
    long = "".join(chr(97 + i % 26) for i in range(5000))
    cases += [
        (("cmp", long, long + "b"), -1),
        (("cmp", long + "b", long + "a"), 1),
        (("eq", long, long[:-1] + "!"), 0),
        (("repeat", "abc", 1000), "abc" * 1000),
    ]
    check(cases)


def check_str_search() -> None:
    cases = []
    for _ in range(8000):
        s = text(30)
        p, q = part_of(s), text(5)
        lo, hi = rng.randrange(-40, 40), rng.randrange(-40, 40)
        most = rng.randrange(-1, 5)
        cases += [
            (("contains", s, p), int(p in s)),
            (("count", s, p), s.count(p)),
            (("replace", s, p, q, most), s.replace(p, q, most)),
            (("find", s, p, lo, hi, 0), s.find(p, lo, hi)),
            (("find", s, p, lo, hi, 1), s.rfind(p, lo, hi)),
            (("affix", s, p, 0), int(s.startswith(p))),
            (("affix", s, p, 1), int(s.endswith(p))),
            (("remove_affix", s, p, 0), s.removeprefix(p)),
            (("remove_affix", s, p, 1), s.removesuffix(p)),
        ]
    for _ in range(200):  # long ones: the skipping search
        s = "".join(rng.choice("ab") for _ in range(2000))
        p = s[700:][: rng.randrange(1, 60)] + rng.choice(["", "c", "a"])
        cases += [
            (("find", s, p, 0, len(s), 0), s.find(p)),
            (("find", s, p, 0, len(s), 1), s.rfind(p)),
            (("count", s, p), s.count(p)),
            (("replace", s, p, "é", -1), s.replace(p, "é")),
        ]
    check(cases)


def check_str_split() -> None:
    cases = []
    for _ in range(8000):
        s = text(30)
        sep, most = part_of(s), rng.randrange(-1, 5)
        chars, width = rng.choice([None, text(4)]), rng.randrange(-3, 30)
        fill = rng.choice(["*", "é", "日", "😀", "", "ab"])
        cases += [
            (("split", s, sep, most, 0), outcome(s.split, sep, most)),
            (("split", s, sep, most, 1), outcome(s.rsplit, sep, most)),
            (("split", s, None, most, 0), s.split(None, most)),
            (("split", s, None, most, 1), s.rsplit(None, most)),
            (("splitlines", s, 0), s.splitlines()),
            (("splitlines", s, 1), s.splitlines(True)),
            (("strip", s, chars, 1), s.lstrip(chars)),
            (("strip", s, chars, 2), s.rstrip(chars)),
            (("strip", s, chars, 3), s.strip(chars)),
            (("pad", s, width, fill, 0), outcome(s.ljust, width, fill)),
            (("pad", s, width, fill, 1), outcome(s.rjust, width, fill)),
            (("pad", s, width, fill, 2), outcome(s.center, width, fill)),
            (("pad", rng.choice(["", "+", "-"]) + "12", width, None, 3), None),
            (("join", sep, (parts := [text(6) for _ in range(rng.randrange(5))])), sep.join(parts)),
        ]
        cases[-2] = (cases[-2][0], cases[-2][0][1].zfill(width))
    check(cases)


def check_str_case() -> None:
    methods = [str.lower, str.upper, str.title, str.capitalize, str.swapcase, str.casefold]
    tests = [
        str.isalpha,
        str.isdigit,
        str.isalnum,
        str.isspace,
        str.isupper,
        str.islower,
        str.isdecimal,
        str.isnumeric,
        str.isidentifier,
        str.isprintable,
        str.isascii,
        str.istitle,
    ]
    subjects = [text() for _ in range(3000)] + [
        "",
        "ΑΣ",
        "ΑΣ.",
        "ΑΣΑ",
        "Σ",
        "aΣ\u0345",
        "'Σ a",
        "ﬁ ﬂ",
        "ǆ ǅ Ǆ",
        "HeLLo WoRLD's",
        "a\u00ad\u03a3b",
    ]
    check([(("case", s, i), method(s)) for s in subjects for i, method in enumerate(methods)])
    check([(("is", s, i), int(test(s))) for s in subjects for i, test in enumerate(tests)])
    every = [
        chr(i)
        for i in range(0x110000)
        if i < 0x3400 or 0xA000 <= i < 0xAC00 or 0xF900 <= i < 0x20000 or i % 61 == 0 or i >= 0xE0000 and i % 7 == 0
    ]
    for i, method in enumerate(methods[:2] + methods[5:]):
        check([(("case", c + "a", [0, 1, 5][i]), method(c + "a")) for c in every])
    for i, test in enumerate(tests):
        check([(("is", c, i), int(test(c))) for c in every])
    check([(("repr", c), repr(c)) for c in every])


def check_str_hash() -> None:
    words = list({text(20) for _ in range(5000)} | {f"k{i}" for i in range(20000)})
    lines, _ = run([("hash", w) for w in words])
    hashes = [decode(line) for line in lines]
    assert len(set(hashes)) > 0.999 * len(words)
    assert len({h & 0x3FF for h in hashes}) == 0x400  # the low bits are spread, too
    again, _ = run([("hash", w) for w in words])
    assert lines == again


# --- numbers --------------------------------------------------------------------------------------------------------------


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


def within(function, *arguments):
    """Python's result; an OverflowError if it leaves the int word."""
    result = outcome(function, *arguments)
    return None if isinstance(result, int) and not INT_MIN <= result <= INT_MAX else result


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


# --- formats ----------------------------------------------------------------------------------------------------------------


def any_spec(types: str) -> str:
    spec = (
        rng.choice(["", "", "<", ">", "^", "=", "*<", "é^", "0=", "日>", "😀="])
        + rng.choice(["", "", "+", "-", " "])
        + rng.choice(["", "", "", "z"])
        + rng.choice(["", "", "#"])
    )
    spec += (
        rng.choice(["", "", "0"])
        + rng.choice(["", str(rng.randrange(40)), str(rng.randrange(12))])
        + rng.choice(["", "", ",", "_"])
    )
    spec += rng.choice(["", "", f".{rng.randrange(8)}", f".{rng.randrange(40)}"]) + rng.choice(types)
    if rng.random() < 0.03:
        spec += rng.choice(["x", "!", "é", ".", ",_", "\x01", "99999999999999999999"])
    return spec


def check_format_float() -> None:
    types = ["", *"eEfFgGn%", "f", "f", "e", "g", "s", "d"]
    cases = [(x, any_spec(types)) for x in (any_float() for _ in range(60000))]
    cases += [
        (x, f".{p}{t}")
        for x in (1.7976931348623157e308, 5e-324, 0.1, 1e23, 123456.789, 9.5, 0.05, 0.0, 2.5)
        for p in (0, 1, 5, 17, 60, 400, 1100)
        for t in "efg%"
    ]
    cases += [(1.5, ".3000000000f"), (1.5, ".9999999999999f"), (1.5, "."), (1.5, ".99999999999999999999f")]
    check([(("format_float", x, spec), outcome(format, x, spec)) for x, spec in cases])


def check_format_int() -> None:
    types = ["", *"bcdoxXn", "d", "x", "eEfFgG%"[rng.randrange(7)], "s", "e", "f", "%"]
    cases = []
    for _ in range(40000):
        i, spec = any_int(), any_spec(types)
        if spec.endswith("c") and rng.random() < 0.8:
            i = rng.randrange(0x110000)
        cases.append((i, spec))
    check([(("format_int", i, spec), outcome(format, i, spec)) for i, spec in cases])
    check(
        [
            (("format_bool", b, spec), outcome(format, b, spec))
            for b in (True, False)
            for spec in ["", *(any_spec(types) for _ in range(2000))]
        ]
    )


def check_format_str() -> None:
    check(
        [
            (("format_str", s, spec), outcome(format, s, spec))
            for s, spec in ((text(), any_spec(["", "s", "s", "d"])) for _ in range(30000))
        ]
    )


def check_build() -> None:
    values = [(text(), any_int(), any_float(), rng.random() < 0.5, text(40)) for _ in range(3000)] + [
        ("é" * 70000, 1, 1.5, True, "😀" * 70000)
    ]
    check([(("build", a, i, x, b, z), f"{a}{i}{x}{b}None{z}") for a, i, x, b, z in values])


# --- lists ------------------------------------------------------------------------------------------------------------------


def any_list(most: int = 12) -> list:
    n, kind = rng.randrange(most), rng.randrange(4)
    return [[rng.randrange(9), float(rng.randrange(9)), text(3), rng.random() < 0.5][kind] for _ in range(n)]


def mutated(values: list, change) -> object:
    copy = list(values)
    result = outcome(change, copy)
    return result if isinstance(result, Exception) else copy


def check_list_slices() -> None:
    cases = []
    for _ in range(20000):
        a = any_list()
        start, stop, step, given, made = slice_arguments(len(a), [1, 1, 2, 3, -1, -2, 7, -7])
        cases.append((("list_slice", a, start, stop, step, given), a[made]))
        cases.append((("list_slice_del", a, start, stop, step, given), mutated(a, lambda c: c.__delitem__(made))))
        b = [rng.randrange(100) for _ in range(rng.randrange(1, 7))]
        a = [rng.randrange(9) for _ in range(rng.randrange(12))]
        if rng.random() < 0.5 and len(a[made]):
            b = b[:1] * len(a[made])
        if rng.random() < 0.1:
            cases.append(
                (("list_slice_set", a, start, stop, step, given, None), mutated(a, lambda c: c.__setitem__(made, c)))
            )
        cases.append((("list_slice_set", a, start, stop, step, given, b), mutated(a, lambda c: c.__setitem__(made, b))))
    cases.append((("list_slice", [1], 0, 0, 0, 4), ValueError("slice step cannot be zero")))
    check(cases)


def check_list_methods() -> None:
    cases = []
    for _ in range(6000):
        a, n, i = any_list(), rng.randrange(-2, 5), rng.randrange(-15, 15)
        b = [type(a[0])(x) if not isinstance(a[0], str) else str(x) for x in range(n)] if a else []
        ints = [rng.randrange(9) for _ in range(rng.randrange(12))]
        cases += [
            (("list_concat", a, b or a), a + (b or a)),
            (("list_extend", a, b or a), a + (b or a)),
            (("list_extend", a, None), a + a),
            (("list_repeat", a, n), a * n),
            (("list_repeat_in_place", a, n), a * n),
            (("list_reverse", a), a[::-1]),
            (("list_clear", a), []),
            (("list_insert", ints, i, 77), mutated(ints, lambda c: c.insert(i, 77))),
            (("range", i, n * 3, rng.choice([1, 2, -1, -3, 5])), None),
            (("list_eq", a, list(a), int(bool(a) and isinstance(a[0], str))), 1),
            (("list_eq", a, a + a[:1], int(bool(a) and isinstance(a[0], str))), int(not a)),
        ]
        _, lo, hi, step = cases[-3][0]
        cases[-3] = (cases[-3][0], list(range(lo, hi, step)))
        if a:
            k = rng.randrange(len(a))
            other = list(a)
            other[k] = (
                type(a[0])(not a[k]) if isinstance(a[0], bool) else a[k] + a[k] if isinstance(a[0], str) else a[k] + 1
            )
            cases += [
                (("list_remove_at", a, k), a[:k] + a[k + 1 :]),
                (("list_eq", a, other, int(isinstance(a[0], str))), int(a == other)),
            ]
            wanted = rng.choice(a + other)
            found = next((j for j in range(n if n > 0 else 0, len(a)) if a[j] == wanted), -1)
            cases.append((("list_find", a, wanted, int(isinstance(wanted, str)), max(n, 0)), found))
    cases += [
        (("range", 0, 5, 0), ValueError("range() arg 3 must not be zero")),
        (("range", 0, 2**60, 1), MemoryError()),
    ]
    lines, _ = run([cases.pop()[0]])
    assert decode(lines[0])[0] == "MemoryError"
    check(cases)


def check_list_sort() -> None:
    cases = []
    for _ in range(1500):
        n = rng.choice([rng.randrange(10), rng.randrange(100), rng.randrange(1500)])
        shape = rng.randrange(6)
        ints = [rng.randrange(10 ** rng.randrange(1, 15)) - 50 for _ in range(n)]
        if shape == 1:
            ints.sort()
        elif shape == 2:
            ints.sort(reverse=True)
        elif shape == 3:
            ints = sorted(ints[: n // 2]) + sorted(ints[n // 2 :])
        elif shape == 4:
            ints = sorted(ints) + ints[:3]
        elif shape == 5:
            ints = [i % 4 for i in ints]
        for values in (
            ints,
            [float(i) if i % 7 else rng.choice([0.0, -0.0]) for i in ints],
            [str(i) for i in ints[:300]],
            [text(5) for _ in range(n % 50)],
            [i % 2 == 0 for i in ints],
        ):
            for reverse in (False, True):
                cases.append((("list_sort", values, int(reverse)), sorted(values, reverse=reverse)))
    lines, _ = run([call for call, _ in cases])
    for (call, expected), line in zip(cases, lines):  # signs of zeros tell whether it is stable
        assert [str(x) for x in decode(line)] == [str(int(x)) if isinstance(x, bool) else str(x) for x in expected], (
            call[1][:20]
        )


# --- dictionaries --------------------------------------------------------------------------------------------------------------

KEY_INT, KEY_STR, KEY_FLOAT, KEY_BOOL, KEY_PAIR, KEY_TUPLE = range(6)
RAW4, RAW8, REF, INT, PAIR, RAW1, NONE = range(7)


def model_run(key: int, elem: int, value: int, keys: list, steps: int) -> None:
    """Random operations beside a Python dict."""
    model: dict = {}
    calls: list[tuple] = [("dict_new", key, elem, value, rng.choice([0, 0, 5, 100]))]
    expected: list[object] = [None]
    kept = {NONE: lambda i: 0}.get(value, lambda i: i)
    shown = (lambda k: encode(k[0])) if key == KEY_TUPLE else encode

    def dump() -> str:
        return "".join(f"{shown(k)}={encode(v)};" for k, v in model.items())

    bias = 0.5
    for step in range(steps):
        if step % 200 == 0:
            bias = rng.choice([0.2, 0.5, 0.8])
        k = rng.choice(keys)
        arguments = k if key == KEY_TUPLE else (k,)
        what = rng.random()
        if what < bias:
            calls.append(("dict_put", step, *arguments))
            expected.append(encode(int(k not in model)))
            model[k] = kept(step)
        elif what < 0.85:
            calls.append(("dict_delete", *arguments))
            expected.append(encode(int(k in model)))
            model.pop(k, None)
        elif what < 0.97:
            calls.append(("dict_find", *arguments))
            expected.append(encode(model.get(k)) if k in model else "n")
        elif what < 0.98:
            calls.append(("dict_last",))
            expected.append(shown(list(model)[-1]) if model else "n")
        elif what < 0.99:
            calls.append(("dict_copy_dump",))
            expected.append("i1" + dump())
        elif what < 0.995:
            calls.append(("dict_dump",))
            expected.append(dump())
        elif what < 0.9953:
            calls.append(("dict_clear",))
            expected.append("")
            model.clear()
    calls += [("dict_len",), ("dict_dump",)]
    expected += [encode(len(model)), dump()]
    lines, _ = run(calls)
    for call, line, wanted in zip(calls, lines, expected):
        assert wanted is None or line == wanted, (call, line, wanted)


def check_dict_int() -> None:
    for keys in (
        list(range(7)),
        list(range(300)),
        [i << 40 for i in range(-200, 200)],
        [any_int() for _ in range(500)],
        [i * 1024 for i in range(1000)],
    ):
        model_run(KEY_INT, INT, INT, keys, 6000)


def check_dict_str() -> None:
    for keys in ([text(4) for _ in range(10)], [f"key{i}" for i in range(400)], [text(20) for _ in range(2000)]):
        for value in (INT, RAW4, NONE):
            model_run(KEY_STR, REF, value, keys, 6000)


def check_dict_float_and_bool() -> None:
    model_run(KEY_FLOAT, RAW8, INT, [x for x in (any_float() for _ in range(300)) if x == x and str(x) != "-0.0"], 6000)
    model_run(KEY_FLOAT, RAW8, RAW4, [i / 8 for i in range(-300, 300)], 6000)
    model_run(KEY_BOOL, RAW4, INT, [0, 1], 500)


def check_dict_pair() -> None:
    keys = [
        None,
        *range(-50, 50),
        *(float(i) for i in range(-50, 50)),
        *(i / 2 for i in range(99)),
        *(text(3) for _ in range(50)),
        2**60,
        2.0**60,
        2**53 + 1,
        float(2**53),
        math.inf,
    ]
    model_run(KEY_PAIR, PAIR, INT, [k for k in keys if str(k) != "-0.0"], 12000)
    model_run(KEY_PAIR, PAIR, RAW4, keys[:20] + [float(k) for k in keys[1:20]], 3000)


def check_dict_tuple() -> None:
    keys = [(i, x, s) for i in range(8) for x in (0.5, 1.0, 2.0**40) for s in ("", "a", "éé", "a" * 30)]
    model_run(KEY_TUPLE, REF, INT, keys, 6000)


def check_dict_stack() -> None:
    """Putting and taking at the end neither grows nor slows: positions at the end are given back."""
    calls: list[tuple] = [("dict_new", KEY_INT, INT, INT, 0)] + [("dict_put", 0, i) for i in range(20)]
    for i in range(100, 60100):
        calls += [("dict_put", 0, i), ("dict_delete", i)]
    lines, _ = run([*calls, ("dict_len",)])
    assert lines[-1] == "i20"


def check_dict_version() -> None:
    calls = [
        ("dict_new", KEY_INT, INT, INT, 0),
        ("dict_version",),
        ("dict_put", 1, 5),
        ("dict_version",),
        ("dict_put", 2, 5),
        ("dict_version",),
        ("dict_delete", 5),
        ("dict_version",),
    ]
    lines, _ = run(calls)
    assert lines[1] != lines[3] == lines[5] != lines[7]


# --- math ------------------------------------------------------------------------------------------------------------------------

MATH1 = "acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 fabs log log10 log1p log2 sin sinh sqrt tan tanh gamma lgamma degrees radians ulp".split()
MATH2 = "atan2 hypot pow fmod copysign log - remainder ldexp nextafter".split()


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
    for i, name in enumerate(MATH1):
        arguments = (
            specials
            + [rng.gauss(0, 1) for _ in range(500)]
            + [rng.gauss(0, 100) for _ in range(500)]
            + [any_float() for _ in range(300)]
        )
        exact = name in ("fabs", "sqrt", "degrees", "radians", "ulp")
        close(
            [("math1", i, x) for x in arguments],
            [outcome(getattr(math, name), x) for x in arguments],
            0 if exact else 1e-14,
        )
    values = [any_float() for _ in range(1000)] + specials
    close([("math1", len(MATH1), x) for x in values], [math.modf(x)[0] for x in values])
    close([("math1", len(MATH1) + 1, x) for x in values], [math.modf(x)[1] for x in values])
    close([("math1", len(MATH1) + 2, x) for x in values], [math.frexp(x)[0] for x in values])
    finite = [x for x in values if math.isfinite(x)]
    check([(("math_int", 3, x), math.frexp(x)[1]) for x in finite])
    for i, function in enumerate([math.floor, math.ceil, math.trunc]):
        check([(("math_int", i, x), wanted) for x in values if (wanted := within(function, x)) is not None])
    for i, function in enumerate([math.isnan, math.isinf, math.isfinite]):
        check([(("math_test", i, x), int(function(x))) for x in values])


def check_math_two() -> None:
    specials = [0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 3.0, -3.0, 1e300, 1e-300, 5e-324, math.inf, -math.inf, math.nan]
    pairs = (
        [(x, y) for x in specials for y in specials]
        + [(any_float(), any_float()) for _ in range(3000)]
        + [(rng.gauss(0, 10), rng.gauss(0, 10)) for _ in range(3000)]
    )
    for i, name in enumerate(MATH2):
        if name == "-":
            continue
        if name == "ldexp":
            shifts = (
                [(x, rng.randrange(-2200, 2200)) for x, _ in pairs]
                + [(1.5, e) for e in range(-1090, -1000)]
                + [(math.nextafter(1.0, 2.0), -1074), (0.75, -1074)]
            )
            close([("math2", i, x, float(e)) for x, e in shifts], [outcome(math.ldexp, x, e) for x, e in shifts])
            continue
        exact = name in ("hypot", "fmod", "copysign", "remainder", "nextafter")
        close(
            [("math2", i, x, y) for x, y in pairs],
            [outcome(getattr(math, name), x, y) for x, y in pairs],
            0 if exact else 1e-13,
        )
    close([("math2", 6, 1.5, 4.0)], [2.5])


def check_math_lists() -> None:
    lists = [[any_float() for _ in range(rng.randrange(1, 20))] for _ in range(3000)] + [
        [1e16, 1.0, 1e-16, -1e16],
        [0.1] * 10,
        [1e308, 1e308],
        [math.inf, -math.inf],
        [math.inf, 1.0],
        [math.nan],
    ]
    lists += [
        [rng.gauss(0, 1) * 10 ** rng.randrange(-30, 30) for _ in range(rng.randrange(1, 60))] for _ in range(2000)
    ] + [[5e-324, 1e-320], [1.7e308] * 3]
    for values in lists[:1000]:
        values += [-x for x in values if x == x]
    close([("fsum", v) for v in lists], [outcome(math.fsum, v) for v in lists])
    close([("norm", v) for v in lists], [math.hypot(*v) for v in lists])
    close([("distance", v, v[::-1]) for v in lists], [math.dist(v, v[::-1]) for v in lists])
    close([("distance", [1.0], [1.0, 2.0])], [outcome(math.dist, [1], [1, 2])])


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


# --- input and output ------------------------------------------------------------------------------------------------------------


def check_print() -> None:
    pieces = [
        rng.choice(["x\n", "é\n", "日本\n", "😀", "", "a" * 5000, "é" * 30000, "日" * 70000, "b" * 200000])
        for _ in range(200)
    ]
    _, process = run([("print", p, 1, int(rng.random() < 0.1)) for p in pieces])
    assert process.stdout == "".join(pieces).encode()
    _, process = run([("print", p, 2, 0) for p in pieces])
    assert process.stderr == "".join(pieces).encode()
    lines, process = run([("print", "a\ud800b", 1, 0), ("print", "\ud800\ud801", 2, 0), ("print", "ok", 1, 0)])
    assert decode(lines[0]) == ("UnicodeEncodeError", str(outcome("a\ud800b".encode))) and decode(lines[1]) == (
        "UnicodeEncodeError",
        str(outcome("\ud800\ud801".encode)),
    )
    assert process.stdout == b"ok"


def check_output_errors() -> None:
    with open("/dev/full", "wb") as full:
        lines, process = run([("print", "x", 1, 1), ("print", "y", 1, 0)], stdout=full)
    assert decode(lines[0]) == ("OSError", "[Errno 28] No space left on device")
    assert process.returncode == 120 and b"OSError: [Errno 28] No space left on device" in process.stderr
    with open("/dev/full", "wb") as full:
        lines, _ = run([("print", "a" * 100000, 1, 0)], stdout=full)
    assert decode(lines[0]) == ("OSError", "[Errno 28] No space left on device")
    reader, writer = os.pipe()
    os.close(reader)
    lines, _ = run(
        [("print", "x", 1, 1)],
        stdout=writer,
        preexec_fn=lambda: __import__("signal").signal(13, __import__("signal").SIG_IGN),
    )
    os.close(writer)
    assert decode(lines[0]) == ("BrokenPipeError", "[Errno 32] Broken pipe")


def check_input() -> None:
    lines, process = run(
        [("input", "name? "), ("input", None), ("input", None), ("input", None), ("input", None)],
        stdin="Zoë\r\n\nlast".encode(),
    )
    assert [decode(line) for line in lines] == [
        "Zoë",
        "",
        "last",
        ("EOFError", "EOF when reading a line"),
        ("EOFError", "EOF when reading a line"),
    ]
    assert process.stdout == b"name? "
    lines, _ = run([("input", None)], stdin=b"ab\xff\n")
    assert decode(lines[0]) == (
        "UnicodeDecodeError",
        "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte",
    )
    many = "".join(f"line {i} é\n" for i in range(20000))
    lines, _ = run([("input", None)] * 20000, stdin=many.encode())
    assert [decode(line) for line in lines] == many.splitlines()


def check_argv() -> None:
    lines, _ = run([("argv",)], arguments=["prog", "a b", "é日", ""])
    assert decode(lines[0]) == ["prog", "a b", "é日", ""]


def check_files() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "é.txt")
        content = "one\ntwo é\n日本😀\n" * 5000
        calls = [
            ("open", 0, path, "w"),
            ("write", 0, content),
            ("write", 0, ""),
            ("flush", 0),
            ("close", 0),
            ("close", 0),
            ("closed", 0),
            ("open", 1, path, "r"),
            ("read", 1, 7),
            ("readline", 1),
            ("read", 1, -1),
            ("read", 1, -1),
            ("readline", 1),
            ("closed", 1),
            ("open", 2, path, "a"),
            ("write", 2, "end"),
            ("close", 2),
            ("write", 2, "x"),
            ("write", 1, "x"),
            ("open", 3, path, "x"),
            ("open", 3, folder, "r"),
            ("open", 3, path + "/x", "r"),
            ("open", 3, os.path.join(folder, "none"), "r"),
            ("open", 3, path, "w"),
            ("read", 3, 1),
        ]
        lines, _ = run(calls[:-2])
        got = [decode(line) for line in lines]
        assert (
            got[1] == len(content)
            and got[6] == 1
            and got[8] == content[:7]
            and got[9] == content[7:].split("\n")[0] + "\n"
        )
        assert (
            got[10] == content[7:].split("\n", 1)[1]
            and got[11] == ""
            and got[12] == ""
            and got[13] == 0
            and got[15] == 3
        )
        assert got[17] == ("ValueError", "I/O operation on closed file.") and got[18] == ("OSError", "not writable")
        for answer, arguments in zip(
            got[19:], [(path, "x"), (folder, "r"), (path + "/x", "r"), (os.path.join(folder, "none"), "r")]
        ):
            error = outcome(open, *arguments)
            assert answer == (type(error).__name__, str(error)), (answer, error)
        assert Path(path).read_text(encoding="utf-8") == content + "end"
        lines, _ = run(calls[-2:])
        assert decode(lines[1]) == ("OSError", "not readable")
        modes = ["rw", "", "q", "r+r", "r++", "tt", "t", "U"]
        check(
            [(("open", 0, path, mode), outcome(open, path, mode)) for mode in modes]
            + [(("open", 0, "a\0", "r"), ValueError("embedded null byte"))]
        )
        data = b"a\r\nb\rc\n\r\r\nd\xc3\xa9\r"
        with open(path, "wb") as file:
            file.write(data * 9000)
        with open(path, encoding="utf-8") as file:
            wanted = file.read()
        lines, _ = run(
            [("open", 0, path, "r"), ("read", 0, -1), ("open", 1, path, "r")]
            + [("readline", 1)] * 3000
            + [("open", 2, path, "r")]
            + [("read", 2, 5)] * 3000
        )
        got = [decode(line) for line in lines]
        assert (
            got[1] == wanted and got[3:3003] == wanted.splitlines(True)[:3000] and "".join(got[3004:]) == wanted[:15000]
        )
        for bad in (
            b"ab\xff",
            b"ab\xe2\x82",
            b"\xe2\x82z",
            b"\xe2z",
            b"\xed\xa0\x80",
            b"\xf0\x9f\x98",
            b"\xc0\x80",
            b"\xf4\x90\x80\x80",
            b"x\x80",
        ):
            with open(path, "wb") as file:
                file.write(bad)
            check([(("open", 0, path, "r"), None), (("read", 0, -1), ("UnicodeDecodeError", str(outcome(bad.decode))))])
        lines, _ = run(
            [
                ("open", 0, path, "w+"),
                ("write", 0, "abc"),
                ("read", 0, -1),
                ("close", 0),
                ("open", 0, path, "r+"),
                ("read", 0, 1),
                ("write", 0, "Z"),
                ("close", 0),
            ]
        )
        assert decode(lines[2]) == "" and Path(path).read_text() == "abcZ"


def check_standard_files() -> None:
    _, process = run(
        [
            ("std", 0, 1),
            ("std", 1, 2),
            ("write", 0, "out é\n"),
            ("write", 1, "err\n"),
            ("print", "p\n", 1, 0),
            ("flush", 0),
        ]
    )
    assert process.stdout == "out é\np\n".encode() and process.stderr == b"err\n"
    lines, _ = run([("std", 0, 0), ("readline", 0), ("read", 0, -1)], stdin=b"a\nb\nc")
    assert [decode(line) for line in lines[1:]] == ["a\n", "b\nc"]


def check_generated_tables() -> None:
    """The committed tables are what the scripts beside them write."""
    import subprocess

    from kernels import RUNTIME

    for name in ("unicode_tables", "power_tables"):
        made = subprocess.run(
            [sys.executable, str(RUNTIME / f"{name}.py")], capture_output=True, text=True, check=True
        ).stdout
        assert made == (RUNTIME / f"{name}.c").read_text(), name


def check_clocks() -> None:
    lines, _ = run([("clocks",)])
    assert lines == ["i1"]


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 13), "the oracle is CPython 3.13"
    for name in sys.argv[1:] or [n for n in dict(globals()) if n.startswith("check_")]:
        globals()[name]()
        print(name, "ok")
