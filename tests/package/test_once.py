"""Once: one task does it, all get copies of what came of it."""

from __future__ import annotations

import pytest

from weft import Aborted, Channel, Once, join, sleep, spawn


def test_it_is_done_once() -> None:
    runs = Channel[None](None)

    def makes() -> list[int]:
        runs.send(None)
        sleep(0.02)
        return [1]

    once = Once(makes)

    def takes() -> list[int]:
        got = once.get(timeout=60)
        got.append(2)
        return got

    assert join([spawn(takes) for _ in range(5)]) == [[1, 2]] * 5
    assert once.get() == [1]
    assert len(runs) == 1


def test_an_error_is_raised_to_every_caller() -> None:
    runs = Channel[None](None)

    def fails() -> None:
        runs.send(None)
        raise ValueError(["no"])

    once = Once(fails)

    def asks() -> list[str]:
        with pytest.raises(ValueError, match="no") as caught:
            once.get()
        details: list[str] = caught.value.args[0]
        details.append("mine")
        return details

    assert join([spawn(asks) for _ in range(4)]) == [["no", "mine"]] * 4
    assert asks() == ["no", "mine"]
    assert len(runs) == 1


itself: Once[int] = Once(lambda: itself.get())


def test_it_does_not_wait_for_itself() -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError, match=r"this task holds <Once \d+> already"):
            itself.get()


def test_its_function_is_copied() -> None:
    xs = [1]
    once = Once(lambda: xs)
    xs.append(2)
    assert once.get() == [1]


def test_who_is_aborted_leaves_it_to_the_next() -> None:
    begun, go = Channel[None](None), Channel[int](None)

    def slow() -> int:
        begun.send(None)
        return go.recv()

    once = Once(slow)
    task = spawn(once.get)
    begun.recv()
    with pytest.raises(TimeoutError, match=r"<Once \d+> was not done within 0.01 seconds"):
        once.get(timeout=0.01)
    next_one = spawn(once.get)
    sleep(0.02)
    task.abort()
    with pytest.raises(Aborted):
        task.join(timeout=60)
    begun.recv(timeout=60)
    go.send(5)
    assert next_one.join(timeout=60) == 5
    assert once.get(timeout=0) == 5
