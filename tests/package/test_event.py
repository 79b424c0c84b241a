"""Event: set, cleared, waited for."""

from __future__ import annotations

from typing import Any

import pytest

from weft import Aborted, Channel, Event, join, spawn


def test_all_who_wait_go_on(until_parked: Any) -> None:
    event = Event()
    tasks = [spawn(event.wait) for _ in range(4)]
    until_parked(*tasks)
    assert not event.is_set()
    event.set()
    join(tasks)
    assert event.is_set()
    event.wait()
    event.wait(0)
    spawn(event.wait).join()
    event.set()
    assert event.is_set()


def test_set_and_cleared_at_once_wakes_those_who_waited(until_parked: Any) -> None:
    event, log = Event(), Channel[int](None)

    def body(n: int) -> None:
        event.wait()
        log.send(n)

    early = [spawn(body, n) for n in range(3)]
    until_parked(*early)
    event.set()
    event.clear()
    late = spawn(body, 3)
    until_parked(late)
    join(early)
    assert sorted(log.recv() for _ in range(3)) == [0, 1, 2]
    assert len(log) == 0
    event.set()
    late.join()


def test_the_same_one_wherever_it_is_sent() -> None:
    event = Event()
    assert spawn(lambda e: e, event).join() is event
    spawn(event.set).join()
    assert event.is_set()
    spawn(event.clear).join()
    assert not event.is_set()


def test_timeout_and_abort_leave_no_trace(until_parked: Any) -> None:
    event = Event()
    for seconds in (0.01, 0, -1):
        with pytest.raises(TimeoutError, match=f"{event} was not set within {max(seconds, 0)} seconds"):
            event.wait(seconds)
    task = spawn(event.wait)
    until_parked(task)
    task.abort()
    with pytest.raises(Aborted):
        task.join()
    event.set()
    event.wait()


def test_misuse() -> None:
    event = Event()
    with pytest.raises(ValueError, match="NaN"):
        event.wait(float("nan"))
    with pytest.raises(TypeError, match="timeout"):
        event.wait("soon")  # type: ignore[arg-type]


def test_a_deadlock_names_it(run: Any) -> None:
    result = run("Event().wait()")
    assert result.returncode == 1
    assert "main waits for <Event 1>\n" in result.stderr
