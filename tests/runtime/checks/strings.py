"""Strings: basics, searching, splitting, case, hashes."""

from __future__ import annotations

from checks.samples import part_of, rng, slice_arguments, text
from kernels import check, decode, outcome, run


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


def check_str_append() -> None:
    cases = []
    for _ in range(300):
        parts = [text(rng.choice([1, 2, 9])) for _ in range(rng.randrange(60))]
        cases.append((("append", parts, rng.randrange(5)), "".join(parts)))
    for wide in ("", "€"):  # beyond what a block has room for
        parts = ["0123456789", "a" * 70, wide] * 900
        cases += [(("append", parts, every), "".join(parts)) for every in (0, 1, 7, 900)]
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
            (("characters", s), list(s)),
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
        *("".join(rng.choice("azAZ@[`{m9") for _ in range(n)) + rng.choice(["", "\xe1"]) for n in range(80)),
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


def check_str_by_words() -> None:
    """Around eight bytes a step: every length and place, with what is nearly found beside."""
    cases = []
    for _ in range(1500):
        n = rng.randrange(80)
        s = "".join(rng.choice("abAZz@[`{ \x80\xe1\n") if rng.random() < 0.3 else "x" for _ in range(n))
        p = s[rng.randrange(n + 1) :][: rng.randrange(1, 6)] + rng.choice(["", "", "a", "x"])
        one, other = rng.choice("xab@\xe1"), rng.choice("xyZ\xe1")
        if p:
            cases += [
                (("find", s, p, 0, n, 0), s.find(p)),
                (("find", s, p, 0, n, 1), s.rfind(p)),
                (("count", s, p), s.count(p)),
                (("replace", s, p, "\u20ac", -1), s.replace(p, "\u20ac")),
                (("replace", s, p, "-", 2), s.replace(p, "-", 2)),
            ]
        cases += [
            (("count", s, one), s.count(one)),
            (("replace", s, one, other, -1), s.replace(one, other)),
            (("slice", s, 0, 0, -1, 4), s[::-1]),
            (("splitlines", s, 0), s.splitlines()),
            (("split", s, one, -1, 0), s.split(one)),
            (("split", s, one, 2, 0), s.split(one, 2)),
        ]
    check(cases)
