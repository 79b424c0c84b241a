"""Atomic: steps that are whole, and waiting for them."""

from __future__ import annotations

import pytest

from weft import Atomic, Cancelled, Channel, join, sleep, spawn


def test_steps_of_many_tasks_are_whole() -> None:
    total, tickets = Atomic(0), Channel[int](None)

    def adds() -> None:
        for _ in range(200):
            tickets.send(total.add(2))

    join([spawn(adds) for _ in range(8)])
    assert total.load() == 3200
    assert sorted(tickets.recv() for _ in range(1600)) == list(range(2, 3201, 2))


def test_what_its_methods_give() -> None:
    atomic = Atomic(3)
    assert (atomic.swap(5), atomic.load()) == (3, 5)
    assert (atomic.compare_exchange(4, 9), atomic.load()) == (5, 5)
    assert (atomic.compare_exchange(5, 9), atomic.load()) == (5, 9)
    assert (atomic.max(7), atomic.max(11), atomic.min(12), atomic.min(2)) == (9, 11, 11, 2)


def test_an_overflow_leaves_it_as_it_was() -> None:
    atomic = Atomic(2**61 - 1)
    with pytest.raises(OverflowError, match=r"<Atomic \d+> holds ints from -2\*\*61 to 2\*\*61 - 1"):
        atomic.add()
    with pytest.raises(OverflowError):
        atomic.swap(-(2**61) - 1)
    assert atomic.load() == 2**61 - 1
    with pytest.raises(OverflowError):
        Atomic(2**61)


@pytest.mark.parametrize("value", [True, 1.0, "1", None])
def test_it_holds_ints_only(value: int) -> None:
    with pytest.raises(TypeError, match="an atomic holds an int, not"):
        Atomic(value)
    with pytest.raises(TypeError, match="an atomic holds an int, not"):
        Atomic(0).add(value)


def test_who_waits_is_notified_in_order() -> None:
    atomic, order = Atomic(0), Channel[int](None)

    def waits(number: int) -> None:
        atomic.wait(0)
        order.send(number)

    tasks = []
    for number in range(3):
        tasks.append(spawn(waits, number))
        sleep(0.05)
    atomic.store(1)
    assert len(order) == 0  # a change alone wakes nobody
    atomic.wait(0)  # and who comes later doesn't wait
    for number in range(3):
        assert atomic.notify() == 1
        assert order.recv(timeout=60) == number
    join(tasks)
    assert atomic.notify() == 0


def test_who_leaves_is_not_notified() -> None:
    atomic = Atomic(0)

    def waits() -> None:
        with pytest.raises(Cancelled):
            atomic.wait(0)

    task = spawn(waits)
    sleep(0.05)
    with pytest.raises(TimeoutError, match=r"<Atomic \d+> was not notified within 0.01 seconds"):
        atomic.wait(0, timeout=0.01)
    task.abort()
    task.join(timeout=60)
    assert atomic.notify(5) == 0
