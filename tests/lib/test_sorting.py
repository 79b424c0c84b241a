"""list.sort, sorted, min and max of the library against CPython's."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

import pytest

from tests.lib import runtime
from tests.lib.runtime import load, outcome

lists, built = load("kinds.list"), load("std.builtins")
KEYS: list[Callable[[Any], Any] | None] = [
    None,
    lambda x: x % 7,
    lambda x: -x,
    lambda x: (x % 3, str(x)),
    lambda x: 0,
]


@pytest.fixture(autouse=True, params=[True, False])
def with_and_without_kernels(request: pytest.FixtureRequest) -> Any:
    runtime.kernels = request.param
    yield
    runtime.kernels = True


def shapes(n: int, pick: random.Random) -> list[list[int]]:
    """Orders that sorts like to trip over."""
    up = list(range(n))
    nearly = up[:]
    for _ in range(n // 20 + 1 if n else 0):
        i, j = pick.randrange(n), pick.randrange(n)
        nearly[i], nearly[j] = nearly[j], nearly[i]
    return [
        up,
        up[::-1],
        nearly,
        [pick.randrange(n + 1) for _ in up],
        [pick.randrange(4) for _ in up],
        [7] * n,
        up[: n // 3] + up[n // 4 :],
        [x // 5 for x in up[::-1]],
        up[n // 2 :] + up[: n // 2],
        [x % 10 for x in up],
    ]


@pytest.mark.parametrize("reverse", [False, True])
def test_sort(reverse: bool) -> None:
    pick = random.Random(11)
    for n in [0, 1, 2, 3, 10, 63, 64, 65, 129, 1000]:
        for xs in shapes(n, pick):
            for key in KEYS:
                mine = xs[:]
                assert lists.sort(mine, key=key, reverse=reverse) is None
                assert mine == sorted(xs, key=key, reverse=reverse)
                assert built.sorted(iter(xs), key=key, reverse=reverse) == mine


def test_equal_items_keep_their_order() -> None:
    pick = random.Random(5)
    for n in (10, 100, 700):
        for xs in shapes(n, pick):
            pairs = [(x % 5, i) for i, x in enumerate(xs)]
            for reverse in (False, True):
                mine = pairs[:]
                lists.sort(mine, key=lambda p: p[0], reverse=reverse)
                assert mine == sorted(pairs, key=lambda p: p[0], reverse=reverse)


def comparisons(sort: Callable[..., Any], xs: list[int], **options: Any) -> list[tuple[int, int]]:
    log: list[tuple[int, int]] = []

    def compare(a: int, b: int) -> int:
        log.append((a, b))
        return a // 10 - b // 10

    sort(list(xs), key=cmp_to_key(compare), **options)
    return log


@pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="other versions compare in another order")
def test_short_lists_are_compared_as_cpython_compares_them() -> None:
    pick = random.Random(2)
    for n in range(64):
        for xs in [
            *shapes(n, pick),
            [x * 10 for x in range(n, 0, -1)],
            [pick.randrange(200) for _ in range(n)],
        ]:
            for reverse in (False, True):
                assert comparisons(built.sorted, xs, reverse=reverse) == comparisons(sorted, xs, reverse=reverse)


def test_few_comparisons() -> None:
    """Not more than CPython, but for what its galloping saves, and none too many for orders that are
    there."""
    pick = random.Random(4)
    for n in (100, 1000):
        for xs in shapes(n, pick):
            assert len(comparisons(built.sorted, xs)) <= 1.1 * len(comparisons(sorted, xs)) + 2 * n // 3 + 40
        assert len(comparisons(built.sorted, [10 * x for x in range(n)])) == n - 1
        assert len(comparisons(built.sorted, [10 * x for x in range(n, 0, -1)])) <= n + 1


def test_errors_leave_the_list() -> None:
    def bad(x: int) -> int:
        return 1 // (x - 3)

    xs = [5, 4, 3, 2]
    assert outcome(lists.sort, xs, key=bad) == outcome([5, 4, 3].sort, key=bad)
    assert xs == [5, 4, 3, 2]
    mixed = [1, "a"]
    assert outcome(lists.sort, mixed)[0] == "TypeError"

    class Grows:
        def __lt__(self, other: object) -> bool:
            items.append(self)
            return False

    items = [Grows(), Grows()]
    with pytest.raises(ValueError, match="^list modified during sort$"):
        lists.sort(items)


@pytest.mark.parametrize("name", ["min", "max"])
def test_least_and_greatest(name: str) -> None:
    ours, theirs, with_default = (
        getattr(built, name),
        {"min": min, "max": max}[name],
        getattr(built, name + "_or_default"),
    )
    nan = float("nan")
    for items in (
        [],
        [3, 1, 2],
        [1.0, 1, True],
        [nan, 1.0],
        [1.0, nan],
        "hello",
        "",
        {3: 0, 5: 1},
        range(4),
        ["b", "a"],
        [[2], [1, 5]],
    ):
        for key in (None, lambda x: 0, lambda x: str(x)):
            assert outcome(ours, items, key=key) == outcome(theirs, items, key=key), (items, key)
            for default in (None, 7):
                expected = outcome(theirs, items, key=key, default=default)
                assert outcome(with_default, items, key=key, default=default) == expected
    for several in (
        [1, 2],
        [2, 1, 3],
        [1.0, 1],
        [1, 1.0, True],
        [nan, 1.0],
        [1.0, nan],
        ["b", "a"],
        [5, 5.0, 4, 9, 1],
    ):
        for key in (None, lambda x: 0, lambda x: str(x)):
            assert outcome(ours, *several, key=key) == outcome(theirs, *several, key=key)
    assert outcome(with_default, 1, 2, default=3) == outcome(theirs, 1, 2, default=3)


def test_folds_as_values() -> None:
    pick = random.Random(8)
    for items in (
        [],
        [1, 2],
        [0.1] * 10,
        [1, 0.5, 2],
        [1e308, 1e308, -1e308],
        [float("inf"), 1.0],
        [True, False],
        [0, ""],
    ):
        assert built.all(items) == all(items)
        assert built.any(items) == any(items)
        assert outcome(built.sum, items)[0] == outcome(sum, items)[0]
    assert outcome(built.sum, [], "") == outcome(sum, [], "")
    assert built.sum([[1], [2]], []) == [1, 2]
    if sys.version_info >= (3, 12):
        for _ in range(500):
            numbers: list[float] = [
                pick.choice([pick.randrange(9), pick.uniform(-1, 1) * 10 ** pick.randrange(-9, 17)]) for _ in range(9)
            ]
            assert repr(built.sum(numbers)) == repr(sum(numbers)), numbers
            assert repr(built.sum(numbers, 0.5)) == repr(sum(numbers, 0.5))


def test_digits_in_other_bases() -> None:
    for n in (0, 1, -1, 255, -256, 2**60, True, False):
        assert (built.bin(n), built.hex(n), built.oct(n)) == (bin(n), hex(n), oct(n))
