"""The store: copies by keys, updates that are whole, and times to live."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from weft import Event, join, spawn, store


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    for key in list(store.keys()):
        store.delete(key)


def test_copies_go_in_and_out() -> None:
    value = [1]
    store.share("k", value)
    value.append(2)
    got = store.fetch("k")
    got.append(3)
    assert store.fetch("k") == [1]
    assert spawn(store.fetch, "k").join() == [1]


def test_without_a_value_there_is_the_default_or_an_error() -> None:
    assert store.fetch("none", None) is None
    assert store.fetch("none", default=5) == 5
    for use in (
        lambda: store.fetch("none"),
        lambda: store.update("none", lambda x: x),
        lambda: store.compare_and_set("none", None, 1),
    ):
        with pytest.raises(KeyError, match="none"):
            use()
    assert not store.delete("none")
    assert store.keys() == []


def test_keys_are_sorted() -> None:
    for key in ("b", "", "a"):
        store.share(key, key)
    assert store.keys() == ["", "a", "b"]
    assert store.delete("a")
    assert store.keys() == ["", "b"]


def test_no_update_is_lost() -> None:
    store.share("n", 0)

    def count() -> None:
        for _ in range(50):
            store.update("n", lambda n: n + 1)

    join([spawn(count) for _ in range(10)])
    assert store.fetch("n") == 500


def test_one_of_many_sets_what_was_compared() -> None:
    store.share("n", 0)
    won = join([spawn(store.compare_and_set, "n", 0, k) for k in range(1, 11)])
    assert sum(won) == 1
    assert store.fetch("n") == won.index(True) + 1


def test_an_error_leaves_the_value_as_it_was() -> None:
    store.share("xs", [1])

    def fail(xs: list[int]) -> list[int]:
        xs.append(2)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.update("xs", fail)
    assert store.fetch("xs") == [1]


def test_an_update_does_not_use_its_own_key() -> None:
    store.share("n", 1)
    store.share("other", 1)

    def use(f: Any) -> None:
        with pytest.raises(RuntimeError, match="this task is updating 'n' already"):
            store.update("n", lambda n: f() or n)

    use(lambda: store.fetch("n"))
    use(lambda: store.fetch("n", 2))
    use(lambda: store.share("n", 2))
    use(lambda: store.delete("n"))
    use(lambda: store.update("n", lambda n: n))
    use(lambda: store.compare_and_set("n", 1, 2))
    assert store.update("n", lambda n: n + store.fetch("other")) == 2


def test_who_fetches_waits_for_an_update_and_who_shares_does_not(until_parked: Any) -> None:
    store.share("n", 1)
    go = Event()

    def wait(n: int) -> int:
        go.wait()
        return n + 1

    updating = spawn(store.update, "n", wait)
    until_parked(updating)
    with pytest.raises(TimeoutError):
        store.fetch("n", timeout=0.01)
    store.share("n", 10)
    assert store.fetch("n") == 10
    go.set()
    assert updating.join() == 2
    assert store.fetch("n") == 10


def test_what_dies_is_gone() -> None:
    store.share("short", 1, ttl=0.01)
    store.share("long", 2, ttl=1000)
    store.share("kept", 3, 0.01)
    store.share("kept", 3)
    time.sleep(0.02)
    assert store.fetch("short", None) is None
    assert not store.delete("short")
    assert store.keys() == ["kept", "long"]


def test_the_dead_take_no_memory() -> None:
    for n in range(5000):
        store.share(f"key {n}", n, ttl=1e-9)
    assert len(store._table._stored) < 100


@pytest.mark.parametrize("ttl", [0, -1.5, float("nan")])
def test_a_time_to_live_is_positive(ttl: float) -> None:
    with pytest.raises(ValueError, match="ttl must be positive"):
        store.share("n", 1, ttl)


@pytest.mark.parametrize("wrong", [True, "5", []])
def test_a_time_to_live_is_a_number(wrong: Any) -> None:
    with pytest.raises(TypeError, match="ttl must be a number of seconds or None"):
        store.share("n", 1, wrong)


@pytest.mark.parametrize("wrong", [5, None, ["n"]])
def test_a_key_is_a_str(wrong: Any) -> None:
    for use in (store.fetch, store.delete, lambda key: store.share(key, 1)):
        with pytest.raises(TypeError, match="a key of the store is a str"):
            use(wrong)
