"""Condition: who waits has the lock again, whatever ended the wait."""

from __future__ import annotations

import pytest

from weft import Cancelled, Channel, Condition, Mutex, spawn


def test_one_lock_of_two() -> None:
    guard, items, got = Mutex(), Channel[int](None), Channel[int](None)
    filled, emptied = Condition(guard), Condition(guard)

    def puts() -> None:
        for number in range(30):
            with guard:
                emptied.wait_for(lambda: len(items) < 2)
                items.send(number)
                filled.notify()

    task = spawn(puts)
    for _ in range(30):
        with filled:
            filled.wait_for(lambda: len(items) > 0, timeout=60)
            got.send(items.recv())
            emptied.notify()
    task.join()
    assert [got.recv() for _ in range(30)] == list(range(30))


def test_an_abort_comes_with_the_lock() -> None:
    c, ready = Condition(), Channel[None](None)

    def waits() -> bool:
        with c:
            ready.send(None)
            try:
                c.wait()
            except Cancelled:
                return c.try_acquire()
        return True

    task = spawn(waits)
    ready.recv()
    with c:
        task.abort()
        with pytest.raises(TimeoutError):
            task.join(timeout=0.05)  # the lock is ours
    assert task.join(timeout=60) is False


def test_misuse() -> None:
    c = Condition()
    for call in (c.wait, c.notify, c.notify_all, c.release, lambda: c.wait_for(lambda: True)):
        with pytest.raises(RuntimeError, match="doesn't hold <Mutex"):
            call()
    with pytest.raises(TypeError, match="a condition's lock is a Mutex, not str"):
        Condition("lock")  # type: ignore[arg-type]
    with c, pytest.raises(TimeoutError, match="did not come true within 0.01 seconds"):
        c.wait_for(lambda: False, timeout=0.01)
