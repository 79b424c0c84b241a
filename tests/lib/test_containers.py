"""The methods of dict, tuple, range and files, and the modules sys and time, against CPython's."""

from __future__ import annotations

import io
import sys
import time
from typing import Any

import pytest

from tests.lib.runtime import load, outcome

dicts, tuples, ranges, files = load("kinds.dict"), load("kinds.tuple"), load("kinds.range"), load("kinds.file")


def both(name: str, d: dict[Any, Any], *args: Any, **keywords: Any) -> None:
    """The method and the library's function give the same, and leave the same, in the same order."""
    mine, theirs = dict(d), dict(d)
    expected = outcome(getattr(dict, name), theirs, *args, **keywords)
    assert outcome(getattr(dicts, name), mine, *args, **keywords) == expected, (name, d, args)
    assert list(mine.items()) == list(theirs.items())


def test_dicts() -> None:
    for d in ({}, {1: "a"}, {"x": 1, "y": None, (1, 2): [3]}):
        for key in (1, "x", "y", (1, 2), None, 1.0):
            for name in ("get", "setdefault"):
                both(name, d, key)
                both(name, d, key, 7)
            both("pop", d, key)
            both("pop", d, key, None)
            both("pop", d, key, None, 3)
        for name in ("clear", "copy", "popitem"):
            both(name, d)
        for other in (
            {},
            {1: "b", 9: 9},
            [("x", 2), ["q", 3]],
            [],
            [(1, 2, 3)],
            zip("ab", range(2), strict=True),
        ):
            if not isinstance(other, zip):
                both("update", d, other)
    made: dict[Any, Any] = {}
    dicts.update(made, zip("ab", range(2), strict=True))
    assert made == {"a": 0, "b": 1}
    dicts.update(made, made)
    assert made == {"a": 0, "b": 1}


def test_every_method_of_dict_is_there_or_refused() -> None:
    public = {name for name in dir(dict) if not name.startswith("_")}
    assert {name for name in public if not hasattr(dicts, name)} == {"keys", "values", "items"}


def test_tuples() -> None:
    nan = float("nan")
    for t in ((), (1, 2, 1), ("a", None, 1.5), (nan, 1)):
        for x in (1, 2, "a", None, nan, 1.5):
            assert tuples.count(t, x) == t.count(x)
            assert outcome(tuples.index, t, x) == outcome(tuple.index, t, x)
            for start in (-9, -2, -1, 0, 1, 2, 9):
                assert outcome(tuples.index, t, x, start) == outcome(tuple.index, t, x, start)
                for stop in (-9, -2, -1, 0, 1, 2, 9):
                    assert outcome(tuples.index, t, x, start, stop) == outcome(tuple.index, t, x, start, stop)


def test_ranges() -> None:
    for r in (range(0), range(5), range(2, 11, 3), range(5, -5, -2), range(1, 1)):
        for x in (*range(-6, 12), True, 2.0, 2.5, "a", None):
            assert ranges.count(r, x) == r.count(x)
            assert outcome(ranges.index, r, x) == outcome(range.index, r, x)


def test_reading() -> None:
    content = "first\nsecond é\n\nlast"
    cases: dict[str, list[tuple[Any, ...]]] = {
        "read": [(), (0,), (3,), (100,), (-1,), (None,)],
        "readline": [(), (0,), (3,), (6,), (100,), (-1,)],
        "readlines": [(), (0,), (1,), (6,), (7,), (None,), (-1,)],
    }
    for name, argument_lists in cases.items():
        for args in argument_lists:
            mine, theirs = io.StringIO(content), io.StringIO(content)
            for _ in range(5):
                expected = outcome(getattr(theirs, name), *args)
                assert outcome(getattr(files, name), mine, *args) == expected
            assert mine.tell() == theirs.tell()


def test_writing() -> None:
    f = io.StringIO()
    assert files.write(f, "ab") == 2
    files.writelines(f, ["c\n", "d"])
    files.writelines(f, ())
    files.flush(f)
    assert f.getvalue() == "abc\nd"
    files.close(f)
    files.close(f)
    assert f.closed
    g = io.StringIO()
    assert files.__exit__(g, None, None, None) is None
    assert g.closed


def test_exit() -> None:
    exit_ = load("std.sys").exit
    for args in [(), (None,), (3,), ("text",), (0,), (True,)]:
        caught = []
        for function in (exit_, sys.exit):
            with pytest.raises(SystemExit) as info:
                function(*args)
            caught.append((info.value.args, info.value.code))
        assert caught[0] == caught[1]
    assert outcome(load("std.sys").setrecursionlimit, 0) == outcome(sys.setrecursionlimit, 0)
    assert load("std.sys").setrecursionlimit(10**6) is None


def test_clocks() -> None:
    clocks = load("std.time")
    for name in ("time", "monotonic", "perf_counter", "process_time"):
        before = getattr(time, name)()
        assert before <= getattr(clocks, name)() <= getattr(time, name)()
        assert type(getattr(clocks, name)()) is float
        assert type(getattr(clocks, name + "_ns")()) is int
    for seconds in (0, 0.5, -1, -0.5, float("nan"), True):
        expected = ("value", "None") if seconds in (0, 0.5, True) else outcome(time.sleep, seconds)
        assert outcome(clocks.sleep, seconds) == expected
