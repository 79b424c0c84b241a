"""Shared: copies of one value."""

from __future__ import annotations

import threading

import pytest

from weft import Aborted, Cancelled, Channel, Shared, join, sleep, spawn


def test_updates_of_many_tasks_are_whole() -> None:
    numbers = Shared[list[int]]([])

    def adds(me: int) -> None:
        for _ in range(50):
            numbers.update(lambda xs: [*xs, me])

    join([spawn(adds, me) for me in range(6)])
    assert sorted(numbers.get()) == sorted(me for me in range(6) for _ in range(50))


def test_nobody_holds_the_value_itself() -> None:
    rows = [[1], [2]]
    shared = Shared(rows)
    rows[0].append(9)
    got = shared.get()
    got[1].append(9)
    assert shared.get() == [[1], [2]]
    made = shared.update(lambda xs: [*xs, [3]])
    made.clear()
    assert shared.get() == [[1], [2], [3]]


def test_sharing_inside_the_value_is_kept() -> None:
    row = [1]
    shared = Shared([row, row])
    first, second = shared.get()
    assert first is second and first is not row


def test_functions_see_the_globals_of_who_gets_them() -> None:
    shared = Shared(helper)
    task = spawn(calls_with, shared, 5)
    assert task.join() == 5
    assert shared.get()() == 1


counter = 1


def helper() -> int:
    return counter


def calls_with(shared: Shared[object], value: int) -> int:
    global counter
    counter = value
    f = shared.get()
    assert callable(f)
    result = f()
    assert isinstance(result, int)
    return result


def test_an_error_in_an_update_leaves_the_value() -> None:
    shared = Shared([1])

    def fails(xs: list[int]) -> list[int]:
        xs.append(2)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        shared.update(fails)
    assert shared.get(timeout=0) == [1]
    with pytest.raises(TypeError, match="can't cross"):
        shared.set(threading.Lock())  # type: ignore[arg-type]
    assert shared.get(timeout=0) == [1]


def test_an_update_does_not_wait_for_itself() -> None:
    shared = Shared(1)
    with pytest.raises(RuntimeError, match=r"this task holds <Shared \d+> already"):
        shared.update(lambda n: shared.get())
    with pytest.raises(RuntimeError):
        shared.update(lambda n: shared.update(lambda m: m))
    assert shared.get() == 1


def test_who_waits_too_long_or_is_aborted_leaves_no_trace() -> None:
    shared, started, go = Shared(1), Channel[None](None), Channel[None](None)

    def slow(n: int) -> int:
        started.send(None)
        go.recv()
        return n + 1

    def waits() -> None:
        with pytest.raises(Cancelled):
            shared.get()

    task = spawn(shared.update, slow)
    started.recv()
    waiter = spawn(waits)
    sleep(0.05)
    with pytest.raises(TimeoutError, match=r"<Shared \d+> was not free within 0.01 seconds"):
        shared.set(9, timeout=0.01)
    waiter.abort()
    waiter.join(timeout=60)
    go.send(None)
    assert task.join(timeout=60) == 2
    task = spawn(shared.update, slow)
    started.recv()
    task.abort()
    with pytest.raises(Aborted):
        task.join(timeout=60)
    assert shared.get(timeout=60) == 2
