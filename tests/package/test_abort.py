"""Aborting a task: where Cancelled arrives, what it leaves, how it can be survived."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from weft import (
    Aborted,
    Cancelled,
    Channel,
    Default,
    Err,
    Full,
    current,
    join,
    recv,
    select,
    send,
    sleep,
    spawn,
    yield_now,
)


def blocks_in_recv(ch: Channel[int]) -> None:
    ch.recv()


def blocks_in_send(ch: Channel[int]) -> None:
    ch.send(1)


def blocks_in_select(ch: Channel[int]) -> None:
    select(recv(ch), send(Channel[int](), 1))


def blocks_in_sleep(_: Channel[int]) -> None:
    sleep(1000)


def blocks_in_join(ch: Channel[int]) -> None:
    spawn(lambda: list(ch)).join()


@pytest.mark.parametrize(
    "f",
    [blocks_in_recv, blocks_in_send, blocks_in_select, blocks_in_sleep, blocks_in_join],
    ids=lambda f: f.__name__,
)
def test_a_parked_task_is_aborted_and_leaves_no_trace(f: Any, until_parked: Any) -> None:
    ch = Channel[int]()
    log = Channel[str](None)

    def body() -> None:
        try:
            f(ch)
        except Exception:
            log.send("taken for an Exception")
        finally:
            log.send("cleanup")

    task = spawn(body)
    until_parked(task)
    task.abort()
    with pytest.raises(Aborted):
        task.join()
    assert [log.recv(), len(log)] == ["cleanup", 0]
    if f is not blocks_in_join:
        with pytest.raises(Full):
            ch.try_send(1)
        assert select(recv(ch), default=True) == Default()
    ch.close()


def test_outcome_of_an_aborted_task(until_parked: Any) -> None:
    task = spawn(Channel[int]().recv)
    until_parked(task)
    task.abort()
    match task.outcome():
        case Err(Aborted() as error):
            assert "recv" in str(error)
        case other:
            pytest.fail(str(other))


def test_a_running_task_is_aborted_at_its_next_blocking_call() -> None:
    started = Channel[None]()

    def body() -> None:
        started.send(None)
        while True:
            yield_now()

    task = spawn(body)
    started.recv()
    task.abort()
    with pytest.raises(Aborted):
        task.join()


@pytest.mark.parametrize("operation", ["recv", "send", "select", "join", "sleep"])
def test_an_abort_arrives_even_where_nothing_would_block(operation: str) -> None:
    ch = Channel[int](2)
    ch.send(1)

    def body() -> str:
        done = spawn(len, "")
        done.join()
        current().abort()
        try:
            match operation:
                case "recv":
                    ch.recv()
                case "send":
                    ch.send(2)
                case "select":
                    select(recv(ch), default=True)
                case "join":
                    done.join()
                case "sleep":
                    sleep(0)
        except Cancelled:
            return "cancelled"
        return "went through"

    assert spawn(body).join() == "cancelled"
    assert len(ch) == 1


def test_a_target_that_goes_on_has_survived_and_is_told_once() -> None:
    def body() -> str:
        current().abort()
        with contextlib.suppress(Cancelled):
            yield_now()
        yield_now()
        return "survived"

    assert spawn(body).join() == "survived"


def test_a_target_that_ends_without_blocking_has_a_result() -> None:
    def body() -> int:
        current().abort()
        return 1

    assert spawn(body).join() == 1


def test_cleanup_may_block_and_a_second_abort_waits_for_it(until_parked: Any) -> None:
    gate, log = Channel[int](), Channel[str](None)

    def body() -> None:
        try:
            sleep(1000)
        finally:
            log.send(f"got {gate.recv()}")

    task = spawn(body)
    until_parked(task)
    task.abort()
    while task._record.park is None or "receive" not in task._record.park.what:
        yield_now()
    task.abort()
    gate.send(5)
    with pytest.raises(Aborted):
        task.join()
    assert log.recv() == "got 5"


def test_a_survivor_can_be_aborted_again(until_parked: Any) -> None:
    gate, never = Channel[int](), Channel[int]()

    def body() -> None:
        with contextlib.suppress(Cancelled):
            gate.recv()
        gate.send(1)
        never.recv()

    task = spawn(body)
    until_parked(task)
    task.abort()
    gate.recv()
    task.abort()
    with pytest.raises(Aborted):
        task.join()


def test_an_error_in_the_cleanup_is_the_tasks_error(until_parked: Any) -> None:
    def body() -> None:
        try:
            sleep(1000)
        finally:
            raise ValueError("in cleanup")

    task = spawn(body)
    until_parked(task)
    task.abort()
    with pytest.raises(ValueError, match="in cleanup"):
        task.join()


def test_aborting_what_has_ended_does_nothing() -> None:
    task = spawn(len, "ab")
    task.join()
    task.abort()
    assert task.join() == 2


def test_an_abort_right_after_the_spawn_ends_it_before_or_in_its_first_wait() -> None:
    ch = Channel[int]()
    tasks = [spawn(ch.recv) for _ in range(50)]
    for task in tasks:
        task.abort()
    assert all(isinstance(task.outcome(), Err) for task in tasks)
    with pytest.raises(Full):
        ch.try_send(1)


def test_aborting_the_joiner_does_not_harm_the_joined(until_parked: Any) -> None:
    ch = Channel[int]()
    joined = spawn(ch.recv)
    joiner = spawn(joined.join)
    until_parked(joined, joiner)
    joiner.abort()
    with pytest.raises(Aborted):
        joiner.join()
    ch.send(3)
    assert joined.join() == 3


def test_aborts_that_race_with_deliveries_lose_nothing() -> None:
    ch, kept = Channel[int](), Channel[int](None)

    def consume() -> None:
        while True:
            value = ch.recv()
            kept.try_send(value)

    received = 0
    for first in range(0, 100, 10):
        tasks = [spawn(consume) for _ in range(5)]
        for value in range(first, first + 10):
            ch.send(value)
        received += 10
        for task in tasks:
            task.abort()
        assert all(isinstance(task.outcome(), Err) for task in tasks)
    kept.close()
    assert sorted(kept) == list(range(received))


def test_main_can_be_aborted() -> None:
    current().abort()
    with pytest.raises(Cancelled):
        yield_now()
    assert join([]) == []
