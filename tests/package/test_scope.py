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


def fails_when_aborted(begun: Channel[None], error: Exception) -> None:
    begun.send(None)
    try:
        Event().wait()
    finally:
        raise error


def test_further_failures_come_out_in_a_group() -> None:
    def block() -> None:
        with scope() as s:
            begun = Channel[None]()
            for number in range(2):
                s.spawn(fails_when_aborted, begun, KeyError(number))
                begun.recv()
            s.spawn(fails)
            Event().wait()

    with pytest.raises(ExceptionGroup, match="unhandled errors in a scope") as caught:
        block()
    first, *others = caught.value.exceptions
    assert isinstance(first, ValueError)
    assert sorted(error.args for error in others) == [(0,), (1,)]
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(("error", "kind"), [(OSError("block"), ExceptionGroup), (SystemExit(3), BaseExceptionGroup)])
def test_the_error_of_the_block_is_one_of_them(error: BaseException, kind: type[BaseException]) -> None:
    def block() -> None:
        with scope() as s:
            begun = Channel[None]()
            s.spawn(fails_when_aborted, begun, KeyError("child"))
            begun.recv()
            raise error

    with pytest.raises(BaseExceptionGroup) as caught:
        block()
    assert type(caught.value) is kind
    assert caught.value.exceptions[0] is error
    assert isinstance(caught.value.exceptions[1], KeyError)


def test_a_failure_in_the_cleanup_of_an_abort_is_not_lost() -> None:
    def block() -> None:
        with scope() as s:
            begun = Channel[None]()
            s.spawn(fails_when_aborted, begun, KeyError("child"))
            begun.recv()
            ready.send(None)
            Event().wait()

    ready = Channel[None]()
    task = spawn(block)
    ready.recv()
    task.abort()
    with pytest.raises(KeyError, match="child"):
        task.join()


def test_a_child_is_aborted_once() -> None:
    def survives() -> None:
        begun.send(None)
        try:
            Event().wait()
        except Cancelled:
            done.send("aborted")
            done.send("once")

    def block() -> None:
        with scope() as s:
            s.spawn(survives)
            begun.recv()
            raise KeyError("block")

    begun, done = Channel[None](), Channel[str](2)
    with pytest.raises(KeyError):
        block()
    assert [done.recv(), done.recv()] == ["aborted", "once"]
