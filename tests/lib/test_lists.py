"""weftc/lib/kinds/list.py, but for sorting, and compare.py and text.py, against list and dict."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from tests.lib import runtime
from tests.lib.runtime import load, outcome

lists, compare, text = load("kinds.list"), load("support.compare"), load("support.text")
NUMBERS = [-100, -4, -3, -2, -1, 0, 1, 2, 3, 4, 100]


@pytest.fixture(autouse=True, params=[True, False])
def with_and_without_kernels(request: pytest.FixtureRequest) -> Any:
    runtime.kernels = request.param
    yield
    runtime.kernels = True


def both(name: str, xs: list[Any], *args: Any) -> None:
    """The method and the library's function give the same, and leave the same."""
    mine, theirs = list(xs), list(xs)
    assert outcome(getattr(lists, name), mine, *args) == outcome(getattr(list, name), theirs, *args), (
        name,
        xs,
        args,
    )
    assert mine == theirs


def test_changing() -> None:
    for xs in ([], [1], [1, 2, 3]):
        for i in NUMBERS:
            both("pop", xs, i)
            both("insert", xs, i, 9)
        both("pop", xs)
        for name in ("clear", "copy", "reverse"):
            both(name, xs)
        for items in ([], [4, 5], (6,), "ab", range(2), {7: 8}):
            both("extend", xs, items)
        for x in (1, 2, 3, 4):
            both("remove", xs, x)


def test_extending_by_itself() -> None:
    xs = [1, 2]
    lists.extend(xs, xs)
    assert xs == [1, 2, 1, 2]


def test_searching() -> None:
    nan = math.nan
    for xs in ([], [1, 2, 1, 3], ["a", "b", "a"], [1.0, nan, 1], [[1], [2]], [None, 1, "x"], [True, 0]):
        for x in (1, 2, 9, "a", "z", nan, [2], None, True, 1.0):
            both("count", xs, x)
            both("index", xs, x)
            both("remove", xs, x)
            assert compare.contains(xs, x) == (x in xs)
            for start in NUMBERS:
                both("index", xs, x, start)
                for stop in NUMBERS:
                    both("index", xs, x, start, stop)


class Noted:
    """Notes who is compared with whom."""

    log: list[tuple[object, object]] = []

    def __init__(self, name: object) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, Noted)
        self.log.append((self.name, other.name))
        return self.name == other.name

    def __lt__(self, other: Noted) -> bool:
        self.log.append((self.name, "<", other.name))  # type: ignore[arg-type]
        return str(self.name) < str(other.name)


def noted(action: Any) -> tuple[object, list[tuple[object, object]]]:
    Noted.log = []
    result = outcome(action)
    return result, Noted.log


def test_who_is_compared_with_whom() -> None:
    a, b, c = [Noted(n) for n in "abc"]
    other = Noted("b")
    xs = [a, b, c]
    assert noted(lambda: lists.count(xs, other)) == noted(lambda: xs.count(other))
    assert noted(lambda: lists.index(xs, other)) == noted(lambda: xs.index(other))
    assert noted(lambda: compare.contains(xs, other)) == noted(lambda: other in xs)
    assert noted(lambda: lists.remove(list(xs), other)) == noted(lambda: list(xs).remove(other))
    for ys in ([a, other, c], [a, b], [a, b, c], [b], []):
        assert noted(lambda ys=ys: compare.list_eq(xs, ys)) == noted(lambda ys=ys: xs == ys)
        assert noted(lambda ys=ys: compare.list_lt(xs, ys)) == noted(lambda ys=ys: xs < ys)
    d, e = {1: a, 2: b}, {2: other, 1: a}
    assert noted(lambda: compare.dict_eq(d, e)) == noted(lambda: d == e)


def test_equality_that_changes_the_list() -> None:
    class Shrinks:
        def __init__(self) -> None:
            self.lists: list[list[Any]] = []

        def __eq__(self, other: object) -> bool:
            for xs in self.lists:
                xs.clear()
            return False

    for name in ("count", "index", "remove"):
        results = []
        for function in (getattr(lists, name), getattr(list, name)):
            item = Shrinks()
            xs = [item, item, item]
            item.lists.append(xs)
            results.append((outcome(function, xs, 5)[0], xs))
        assert results[0] == results[1], name


def test_comparing() -> None:
    nan = math.nan
    values: list[list[Any]] = [
        [],
        [1],
        [1, 2],
        [1, 3],
        [2],
        [0, 9, 9],
        ["a"],
        ["a", "b"],
        ["b"],
        [1.0],
        [nan],
        [1.0, nan],
        [True],
        [[1]],
        [[1], [2]],
    ]
    for a in values:
        for b in values:
            assert compare.list_eq(a, b) == (a == b), (a, b)
            assert outcome(compare.list_lt, a, b) == outcome(list.__lt__, a, b), (a, b)


def test_comparing_dicts() -> None:
    nan = math.nan
    values: list[dict[Any, Any]] = [
        {},
        {1: 2},
        {1: 3},
        {2: 2},
        {1: 2, 2: 3},
        {2: 3, 1: 2},
        {1: nan},
        {1: [1]},
        {"a": 1},
        {1.0: 2},
    ]
    for a in values:
        for b in values:
            assert compare.dict_eq(a, b) == (a == b), (a, b)


def test_printing() -> None:
    for xs in ([], [1], [1.5, None, "it's"], [[1], []], [(1,), {2: 3}]):
        assert text.list_repr(xs) == repr(xs)
    for d in ({}, {1: 2}, {"a": [1], (1, 2): {3: 4}}):
        assert text.dict_repr(d) == repr(d)


def test_random_lists() -> None:
    pick = random.Random(3)
    for _ in range(2000):
        xs = [pick.randrange(4) for _ in range(pick.randrange(8))]
        both("index", xs, pick.randrange(5), pick.randrange(-9, 9), pick.randrange(-9, 9))
        both("pop", xs, pick.randrange(-9, 9))
        both("insert", xs, pick.randrange(-9, 9), 7)


def test_every_method_of_list_is_there() -> None:
    public = {name for name in dir(list) if not name.startswith("_")}
    assert {name for name in public if not hasattr(lists, name)} == {"append"}  # which is the compiler's
