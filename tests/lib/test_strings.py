"""weftc/lib/kinds/str.py against str."""

from __future__ import annotations

import random
import sys

import pytest

from tests.lib.runtime import load, outcome

strings = load("kinds.str")
PLAIN = (
    "capitalize casefold isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric "
    "isprintable isspace istitle isupper lower lstrip rsplit rstrip split splitlines strip swapcase "
    "title upper expandtabs "
).split()
TEXTS = [
    "",
    "a",
    "abcabc",
    "  spaced out\t",
    "Straße",
    "ǅungla",
    "x\ty\r\n\tz",
    "1²½",
    "_id9",
    "A Title Is",
    "🐍 é\u0301",
    "aXbXc",
]
NUMBERS = [None, -100, -4, -3, -1, 0, 1, 2, 3, 5, 6, 7, 100]


@pytest.mark.parametrize("name", PLAIN)
def test_without_arguments(name: str) -> None:
    for s in TEXTS:
        assert outcome(getattr(strings, name), s) == outcome(getattr(str, name), s), s


@pytest.mark.parametrize("name", "count find index rfind rindex startswith endswith".split())
def test_searching_in_a_part(name: str) -> None:
    for s in ("", "abcabc", "éaaé"):
        for part in ("", "a", "abc", "bca", "aa", "é", "abcabcabc"):
            for start in NUMBERS:
                for end in NUMBERS:
                    expected = outcome(getattr(str, name), s, part, start, end)
                    assert outcome(getattr(strings, name), s, part, start, end) == expected, (
                        s,
                        part,
                        start,
                        end,
                    )
            assert outcome(getattr(strings, name), s, part) == outcome(getattr(str, name), s, part)


@pytest.mark.parametrize("name", ["startswith", "endswith"])
def test_tuples_of_affixes(name: str) -> None:
    for affix in [("a", "c"), (), ("x",), ("x", 1), ("", "z"), ["a"], 3, None]:
        for bounds in [(), (1,), (1, 2), (7,)]:
            assert outcome(getattr(strings, name), "abc", affix, *bounds) == outcome(
                getattr(str, name), "abc", affix, *bounds
            )


@pytest.mark.parametrize("name", "partition rpartition removeprefix removesuffix strip lstrip rstrip".split())
def test_one_text_argument(name: str) -> None:
    for s in TEXTS:
        for part in ("", "a", "X", "bc", " \t", "abcabc"):
            assert outcome(getattr(strings, name), s, part) == outcome(getattr(str, name), s, part), (s, part)


@pytest.mark.parametrize("name", "center ljust rjust".split())
def test_padding(name: str) -> None:
    for s in TEXTS:
        for width in (-1, 0, 3, 10, 11):
            assert outcome(getattr(strings, name), s, width) == outcome(getattr(str, name), s, width)
            for fill in ("", "*", "é", "ab"):
                assert outcome(getattr(strings, name), s, width, fill) == outcome(getattr(str, name), s, width, fill)


def test_zfill_and_expandtabs() -> None:
    for s in ["", "-", "+5", "-12", "x", "a\tbc\t\nd\te", "\t\t", "1\r\t2"]:
        for n in (-1, 0, 1, 3, 4, 8, 9):
            assert strings.zfill(s, n) == s.zfill(n)
            assert strings.expandtabs(s, n) == s.expandtabs(n)
            assert strings.expandtabs(s, tabsize=n) == s.expandtabs(tabsize=n)


def test_splitting() -> None:
    for s in ["", "a,b,,c", " a  b ", ",", "a--b--c", "x\ny\r\nz\n"]:
        for sep in (None, ",", "--", "", "q"):
            for most in (-1, 0, 1, 2, 9):
                for name in ("split", "rsplit"):
                    ours, theirs = getattr(strings, name), getattr(str, name)
                    assert outcome(ours, s, sep, most) == outcome(theirs, s, sep, most)
                    assert outcome(ours, s, sep=sep, maxsplit=most) == outcome(theirs, s, sep=sep, maxsplit=most)
        for keep in (True, False):
            assert strings.splitlines(s, keep) == s.splitlines(keep)
            assert strings.splitlines(s, keepends=keep) == s.splitlines(keepends=keep)


def test_replace() -> None:
    for s in ("", "aaa", "abcabc"):
        for old in ("", "a", "bc", "x"):
            for new in ("", "yy", "é"):
                for count in (-1, 0, 1, 2, 5):
                    assert strings.replace(s, old, new, count) == s.replace(old, new, count)
    assert strings.replace("aab", "a", "c", count=1) == "cab"


def test_translate() -> None:
    for table in [
        {97: 98},
        {97: None, 98: "xy"},
        {},
        {97: 0x110000},
        {97: -1},
        {97: 1.5},
        {"a": "b"},
        {97: True},
    ]:
        assert outcome(strings.translate, "abcé", table) == outcome(str.translate, "abcé", table), table


def test_maketrans() -> None:
    for args in [
        ("abc", "xyz"),
        ("", ""),
        ("a", "bc"),
        ("ab", "cd", "ae"),
        ("a", "b", ""),
        ("a", "b", "c", "d"),
    ]:
        assert outcome(strings.maketrans, *args) == outcome(str.maketrans, *args), args


def test_random_texts() -> None:
    pick = random.Random(7)
    for _ in range(3000):
        s = "".join(pick.choices("abé,\t \n", k=pick.randrange(12)))
        part = "".join(pick.choices("abé, ", k=pick.randrange(3)))
        start, end = pick.randrange(-15, 15), pick.randrange(-15, 15)
        for name in ("count", "find", "rfind", "startswith", "endswith"):
            assert getattr(strings, name)(s, part, start, end) == getattr(s, name)(part, start, end), (
                s,
                part,
                start,
                end,
            )
        assert outcome(strings.partition, s, part) == outcome(s.partition, part)
        assert strings.expandtabs(s, start) == s.expandtabs(start)


def test_every_method_of_str_is_there_or_refused() -> None:
    refused = {"encode", "format", "format_map", "join"}  # join and format are the compiler's
    public = {name for name in dir(str) if not name.startswith("_")}
    assert {name for name in public if not hasattr(strings, name)} == refused, sys.version
