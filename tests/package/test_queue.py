"""Queues: no limit unless one is given, order, closing, timeouts, `select`."""

from __future__ import annotations

from typing import Any

import pytest

from weft import Channel, Closed, Empty, Full, Queue, Recv, join, recv, select, spawn


@pytest.mark.parametrize("maxsize", [0, -1, -100])
def test_it_has_no_limit_unless_one_is_given(maxsize: int) -> None:
    queue = Queue[int](maxsize)
    for n in range(10_000):
        queue.put(n)
    assert (len(queue), queue.maxsize) == (10_000, 0)
    queue.close()
    assert list(queue) == list(range(10_000))


def test_a_full_one_makes_wait(until_parked: Any) -> None:
    queue = Queue[int](2)
    queue.put(1)
    queue.try_put(2)
    with pytest.raises(Full, match=f"{queue} is full"):
        queue.try_put(3)
    with pytest.raises(TimeoutError, match=f"nobody made room in {queue} within 0.01 seconds"):
        queue.put(3, timeout=0.01)
    third = spawn(queue.put, 3)
    until_parked(third)
    assert [queue.get() for _ in range(3)] == [1, 2, 3]
    third.join()


def test_an_empty_one_makes_wait(until_parked: Any) -> None:
    queue = Queue[str]()
    with pytest.raises(Empty, match=f"{queue} is empty"):
        queue.try_get()
    with pytest.raises(TimeoutError, match=f"nothing was put into {queue} within 0.01 seconds"):
        queue.get(timeout=0.01)
    task = spawn(queue.get)
    until_parked(task)
    queue.put("x")
    assert task.join() == "x"


def test_nothing_is_dropped_silently_once_it_is_closed() -> None:
    queue = Queue[int]()
    queue.put(1)
    queue.close()
    queue.close()
    for put in (queue.put, queue.try_put):
        with pytest.raises(Closed):
            put(2)
    assert queue.get() == 1
    for get in (queue.get, queue.try_get):
        with pytest.raises(Closed):
            get()


def test_closing_wakes_all_who_wait(until_parked: Any) -> None:
    queue = Queue[int]()
    tasks = [spawn(list, queue) for _ in range(5)]
    for task in tasks:
        until_parked(task)
    queue.close()
    assert join(tasks) == [[]] * 5


def test_two_quick_puts_wake_two(until_parked: Any) -> None:
    queue = Queue[int]()
    tasks = [spawn(queue.get) for _ in range(2)]
    for task in tasks:
        until_parked(task)
    queue.put(1)
    queue.put(2)
    assert join(tasks) == [1, 2]


def test_items_are_copies() -> None:
    queue = Queue[list[int]]()
    item = [1]
    queue.put(item)
    item.append(2)
    assert queue.get() == [1]


def test_select_takes_it_beside_channels() -> None:
    queue, channel = Queue[int](), Channel[int](1)
    queue.put(1)
    assert select(recv(queue), recv(channel)) == Recv(queue, 1)
    channel.send(2)
    assert select(recv(queue), recv(channel)) == Recv(channel, 2)


@pytest.mark.parametrize("wrong", [None, "3", 2.0, True])
def test_its_maxsize_is_an_int(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"a queue's maxsize is an int, not {type(wrong).__name__}"):
        Queue(wrong)


def test_a_queue_is_no_channel() -> None:
    assert not isinstance(Queue(), Channel)
    assert repr(Queue(3)).endswith(" maxsize=3>")
