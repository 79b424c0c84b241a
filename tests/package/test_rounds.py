"""Barrier, Latch, WaitGroup: what happens when enough have come, or are done."""

from __future__ import annotations

import pytest

from weft import Barrier, Cancelled, Channel, Latch, WaitGroup, join, sleep, spawn


def test_a_barrier_is_passed_again_and_again() -> None:
    barrier, passed = Barrier(3), Channel[tuple[int, int]](None)

    def comes() -> None:
        for turn in range(10):
            passed.send((turn, barrier.wait(timeout=60)))

    join([spawn(comes) for _ in range(3)])
    places = [passed.recv() for _ in range(30)]
    assert sorted(places) == [(turn, place) for turn in range(10) for place in range(3)]


def test_who_leaves_a_barrier_has_not_come() -> None:
    barrier = Barrier(2)

    def waits() -> None:
        with pytest.raises(Cancelled):
            barrier.wait()

    with pytest.raises(TimeoutError, match="was not passed within 0.01 seconds"):
        barrier.wait(timeout=0.01)
    task = spawn(waits)
    sleep(0.05)
    task.abort()
    task.join(timeout=60)
    with pytest.raises(TimeoutError):
        barrier.wait(timeout=0)
    other = spawn(barrier.wait)
    assert {barrier.wait(timeout=60), other.join(timeout=60)} == {0, 1}


def test_a_latch_opens_for_good() -> None:
    latch = Latch()
    tasks = [spawn(latch.wait) for _ in range(5)]
    with pytest.raises(TimeoutError, match="was not opened within 0 seconds"):
        latch.wait(0)
    assert not latch.is_open
    latch.open()
    join(tasks, timeout=60)
    latch.open()
    latch.wait(timeout=0)
    assert latch.is_open


def test_a_wait_group_counts_and_is_used_again() -> None:
    group = WaitGroup()
    for _ in range(3):
        group.add(2)
        tasks = [spawn(group.wait), spawn(group.done)]
        with pytest.raises(TimeoutError):
            group.wait(timeout=0.01)
        group.done()
        join(tasks, timeout=60)
        group.wait(timeout=0)


def test_a_wait_group_below_zero_is_refused() -> None:
    group = WaitGroup()
    with pytest.raises(RuntimeError, match="would count -1: more is done than was added"):
        group.done()
    group.add(3)
    with pytest.raises(RuntimeError, match="would count -1"):
        group.add(-4)
    group.add(-3)
    group.wait(timeout=0)
