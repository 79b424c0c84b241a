"""Names: one object for all who ask for it, and what is given compared with what there is."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from weft import (
    Atomic,
    Barrier,
    Channel,
    Condition,
    Event,
    Latch,
    Mutex,
    Once,
    Queue,
    RWLock,
    Semaphore,
    Shared,
    WaitGroup,
    drop_name,
    join,
    spawn,
)

#: each kind, and what it takes to make one
KINDS: dict[Any, tuple[object, ...]] = {
    Atomic: (),
    Barrier: (2,),
    Channel: (),
    Condition: (),
    Event: (),
    Latch: (),
    Mutex: (),
    Once: (int,),
    Queue: (),
    RWLock: (),
    Semaphore: (2,),
    Shared: (1,),
    WaitGroup: (),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_one_object_of_its_kind(kind: Any) -> None:
    args = KINDS[kind]
    made = kind(*args, name="one object")
    try:
        assert kind(name="one object") is made
        assert kind(*args, name="one object") is made
        assert kind(*args) is not made
        assert kind(*args, name=None) is not made
        assert spawn(kind, name="one object").join() is made
    finally:
        assert drop_name(kind, "one object")
    assert not drop_name(kind, "one object")
    assert kind(*args, name="one object") is not made
    drop_name(kind, "one object")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind]])
def test_what_must_be_given_is_needed_by_the_first(kind: Any) -> None:
    with pytest.raises(ValueError, match=f"there is no {kind.__name__} named 'nothing', and .* is lacking to make one"):
        kind(name="nothing")
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        kind()


@pytest.mark.parametrize(
    ("kind", "first", "second", "text"),
    [
        (Semaphore, 2, 3, "the Semaphore named 'given' has 2 permits, not 3"),
        (Barrier, 2, 3, "the Barrier named 'given' has 2 parties, not 3"),
        (Channel, 2, None, "the Channel named 'given' has capacity 2, not None"),
        (Channel, None, 0, "the Channel named 'given' has capacity None, not 0"),
        (Queue, 2, 0, "the Queue named 'given' has maxsize 2, not 0"),
    ],
)
def test_what_is_given_must_agree(kind: Any, first: object, second: object, text: str) -> None:
    made = kind(first, name="given")
    try:
        with pytest.raises(ValueError, match=text):
            kind(second, name="given")
        assert kind(first, name="given") is kind(name="given") is made
    finally:
        drop_name(kind, "given")


def test_a_condition_has_one_lock() -> None:
    lock = Mutex[None]()
    made = Condition(lock, name="given")
    assert Condition(None, name="given") is Condition(lock, name="given") is made
    with pytest.raises(ValueError, match="the Condition named 'given' has the lock <Mutex"):
        Condition(Mutex(), name="given")
    drop_name(Condition, "given")


def test_a_value_is_of_who_makes_the_object() -> None:
    assert Shared([1], name="value").get() == [1]
    assert Shared([2], name="value").get() == [1]
    assert Atomic(3, name="value").get() == 3
    assert Atomic(4, name="value").get() == 3
    assert Once(lambda: 5, name="value").get() == Once(lambda: 6, name="value").get() == 5
    for kind in (Shared, Atomic, Once):
        assert drop_name(kind, "value")


def test_what_can_not_be_made_has_no_name() -> None:
    with pytest.raises(ValueError, match="needs a permit at least"):
        Semaphore(0, name="failed")
    with pytest.raises(TypeError, match="unexpected keyword argument 'size'"):
        Semaphore(1, size=2, name="failed")  # type: ignore[call-arg]
    assert not drop_name(Semaphore, "failed")


@pytest.mark.parametrize("wrong", [5, True, ["x"]])
def test_a_name_is_a_str(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"a name is a str, not {type(wrong).__name__}"):
        Mutex(name=wrong)
    with pytest.raises(TypeError, match=f"a name is a str, not {type(wrong).__name__}"):
        drop_name(Mutex, wrong)


@pytest.mark.parametrize(("wrong", "told"), [(int, "int"), ("Mutex", "str"), (threading.Lock(), "lock")])
def test_only_kinds_have_names(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError, match=f"needs a class whose objects can have names, not {told}"):
        drop_name(wrong, "x")


def test_tasks_that_race_get_one_object() -> None:
    def ask(start: Barrier) -> tuple[int, Mutex[None]]:
        start.wait()
        return Atomic(name="raced").add(), Mutex(name="raced")

    start = Barrier(16)
    found = join([spawn(ask, start) for _ in range(16)])
    assert sorted(count for count, _ in found) == list(range(1, 17))
    assert {lock for _, lock in found} == {Mutex(name="raced")}
    for kind in (Atomic, Mutex):
        assert drop_name(kind, "raced")
