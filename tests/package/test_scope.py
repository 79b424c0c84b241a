"""Scopes: tasks that end before the block is left, whatever happens."""

from __future__ import annotations

import pytest

from weft import Aborted, Cancelled, Channel, Event, Task, WaitGroup, scope, sleep, spawn


def fails() -> None:
    raise ValueError("a child failed")


def test_all_have_ended_when_it_is_left() -> None:
    with scope() as s:
        tasks = [s.spawn(sleep, 0.01 * n) for n in range(4)]
    assert all(task.done for task in tasks)
    with pytest.raises(RuntimeError, match="has been left, and starts nothing"):
        s.spawn(fails)


def test_the_first_failure_aborts_children_and_block() -> None:
    cleaned, never = Channel[str](None), Event()

    def waits() -> None:
        try:
            never.wait()
        finally:
            cleaned.send("child")

    def block() -> None:
        with scope() as s:
            siblings.append(s.spawn(waits))
            sleep(0.02)
            s.spawn(fails)
            try:
                never.wait()
            finally:
                cleaned.send("block")

    siblings: list[Task[None]] = []
    with pytest.raises(ValueError, match="a child failed"):
        block()
    assert sorted(cleaned.recv() for _ in range(2)) == ["block", "child"]
    with pytest.raises(Aborted):
        siblings[0].join()


def test_an_error_of_the_block_aborts_the_children() -> None:
    def block() -> None:
        with scope() as s:
            tasks.append(s.spawn(Event().wait))
            raise KeyError("block")

    tasks: list[Task[None]] = []
    with pytest.raises(KeyError):
        block()
    with pytest.raises(Aborted):
        tasks[0].join()


def test_an_abort_from_outside_reaches_all() -> None:
    ready, cleaned = Channel[int](None), Channel[int](None)

    def waits() -> None:
        try:
            ready.send(1)
            Event().wait()
        finally:
            cleaned.send(1)

    def block() -> None:
        with scope() as outer:
            outer.spawn(waits)
            with scope() as inner:
                inner.spawn(waits)
                waits()

    task = spawn(block)
    for _ in range(3):
        ready.recv()
    task.abort()
    with pytest.raises(Aborted):
        task.join(timeout=60)
    assert len(cleaned) == 3


def test_a_failure_that_is_caught_leaves_what_is_around_alone() -> None:
    def block() -> None:
        with scope() as inner:
            inner.spawn(fails)
            Event().wait()

    with scope() as outer:
        task = outer.spawn(sleep, 0.05)
        with pytest.raises(ValueError, match="a child failed"):
            block()
        assert not task.done
        sleep(0)  # nothing is left to be raised
    assert task.join() is None


def test_a_cancelled_of_ones_own_is_no_scopes() -> None:
    with pytest.raises(Cancelled), scope():
        raise Cancelled


def test_a_group_is_told_of_ends_however() -> None:
    group = WaitGroup()
    tasks = [group.spawn(fails), group.spawn(sleep, 0.01), group.spawn(Event().wait)]
    tasks[2].abort()
    group.wait(timeout=60)
    assert all(task.done for task in tasks)
    for task in (tasks[0], tasks[2]):
        with pytest.raises((ValueError, Aborted)):
            task.join()
