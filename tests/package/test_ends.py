"""select over the ends of tasks."""

from __future__ import annotations

from typing import Any

import pytest

from weft import Channel, Done, Event, Recv, Timeout, done, recv, select, spawn


def test_an_end_beside_a_channel() -> None:
    go, channel = Event(), Channel[int]()
    task = spawn(go.wait)
    assert select(done(task), recv(channel), timeout=0.01) == Timeout()
    go.set()
    assert select(done(task), recv(channel)) == Done(task)
    assert select(done(task)) == Done(task)
    sender = spawn(channel.send, 5)
    assert select(recv(channel), done(spawn(Event().wait))) == Recv(channel, 5)
    sender.join()


def test_a_failure_is_still_to_be_taken() -> None:
    def fails() -> None:
        raise KeyError("x")

    task = spawn(fails)
    assert select(done(task), timeout=60) == Done(task)
    with pytest.raises(KeyError):
        task.join()


def test_many_learn_of_one_end() -> None:
    go = Event()
    task = spawn(go.wait)

    def waits() -> bool:
        return select(done(task), done(task), timeout=60) == Done(task)

    tasks = [spawn(waits) for _ in range(5)]
    go.set()
    assert all(waiting.join() for waiting in tasks)


@pytest.mark.parametrize("wrong", [Channel(), 5, None])
def test_only_tasks_end(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"done\(\) as an arm of select\(\) needs a Task, not "):
        done(wrong)
