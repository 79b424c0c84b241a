"""Channels: rendezvous, buffers, order, closing, timeouts."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest

from weft import Channel, Closed, Empty, Full, Task, join, spawn


def test_a_rendezvous_waits_for_its_receiver(until_parked: Any) -> None:
    ch = Channel[int]()
    task = spawn(ch.send, 1)
    until_parked(task)
    assert len(ch) == 0
    assert ch.recv() == 1
    task.join()


def test_a_buffer_takes_its_capacity_without_waiting(until_parked: Any) -> None:
    ch = Channel[int](2)
    ch.send(1)
    ch.send(2)
    assert len(ch) == 2
    third = spawn(ch.send, 3)
    until_parked(third)
    assert [ch.recv() for _ in range(3)] == [1, 2, 3]
    third.join()
    assert len(ch) == 0


def test_none_is_unbounded() -> None:
    ch = Channel[int](None)
    for i in range(10_000):
        ch.send(i)
    assert len(ch) == 10_000
    ch.close()
    assert list(ch) == list(range(10_000))


@pytest.mark.parametrize("capacity", [0, 1, 7, None])
def test_order_is_kept(capacity: int | None) -> None:
    ch = Channel[int](capacity)

    def produce() -> None:
        for i in range(500):
            ch.send(i)
        ch.close()

    task = spawn(produce)
    assert list(ch) == list(range(500))
    task.join()


def parked_in_turn(until_parked: Any, f: Any, values: range) -> list[Task[Any]]:
    tasks = []
    for value in values:
        tasks.append(spawn(f, value))
        until_parked(tasks[-1])
    return tasks


@pytest.mark.parametrize("capacity", [0, 2])
def test_senders_are_served_first_come_first_served(capacity: int, until_parked: Any) -> None:
    ch = Channel[int](capacity)
    for value in range(-capacity, 0):
        ch.send(value)
    tasks = parked_in_turn(until_parked, ch.send, range(10))
    assert [ch.recv() for _ in range(10 + capacity)] == list(range(-capacity, 10))
    join(tasks)


def test_receivers_are_served_first_come_first_served(until_parked: Any) -> None:
    ch = Channel[int]()
    tasks = parked_in_turn(until_parked, lambda i: (i, ch.recv()), range(10))
    for i in range(10):
        ch.send(i)
    assert join(tasks) == [(i, i) for i in range(10)]


def test_recv_drains_and_then_raises_closed() -> None:
    ch = Channel[None](2)
    ch.send(None)
    ch.close()
    assert ch.recv() is None
    for receive in (ch.recv, ch.try_recv):
        with pytest.raises(Closed):
            receive()


def test_send_on_closed_raises() -> None:
    ch = Channel[int](1)
    ch.close()
    ch.close()
    assert ch.closed
    for send in (ch.send, ch.try_send):
        with pytest.raises(Closed):
            send(1)
    assert len(ch) == 0


def test_close_wakes_every_receiver(until_parked: Any) -> None:
    ch = Channel[int]()
    tasks = [spawn(ch.recv) for _ in range(10)]
    until_parked(*tasks)
    ch.close()
    for task in tasks:
        with pytest.raises(Closed):
            task.join()


def test_close_wakes_every_sender_and_nothing_was_sent(until_parked: Any) -> None:
    ch = Channel[int](1)
    ch.send(0)
    tasks = [spawn(ch.send, i) for i in range(1, 10)]
    until_parked(*tasks)
    ch.close()
    for task in tasks:
        with pytest.raises(Closed):
            task.join()
    assert list(ch) == [0]


def test_closing_while_many_send_loses_and_invents_nothing() -> None:
    def produce(ch: Channel[int], first: int) -> list[int]:
        sent = []
        with contextlib.suppress(Closed):
            for value in range(first, first + 100):
                ch.send(value)
                sent.append(value)
        return sent

    def consume(ch: Channel[int]) -> list[int]:
        got = []
        for value in ch:
            got.append(value)
            if len(got) == 30:
                ch.close()
        return got

    for capacity in (0, 1, 3) * 5:
        ch = Channel[int](capacity)
        consumers = [spawn(consume, ch) for _ in range(3)]
        sent = [v for part in join([spawn(produce, ch, 1000 * i) for i in range(4)]) for v in part]
        received = [v for part in join(consumers) for v in part]
        assert sorted(received) == sorted(sent)
        assert 30 <= len(sent) < 400


def test_try_send_and_try_recv(until_parked: Any) -> None:
    ch = Channel[int](1)
    with pytest.raises(Empty):
        ch.try_recv()
    ch.try_send(1)
    with pytest.raises(Full):
        ch.try_send(2)
    assert ch.try_recv() == 1

    rendezvous = Channel[int]()
    with pytest.raises(Full):
        rendezvous.try_send(1)
    receiver = spawn(rendezvous.recv)
    until_parked(receiver)
    rendezvous.try_send(2)
    assert receiver.join() == 2
    sender = spawn(rendezvous.send, 3)
    until_parked(sender)
    assert rendezvous.try_recv() == 3
    sender.join()


@pytest.mark.parametrize("capacity", [0, 1])
def test_a_send_that_times_out_was_not_sent(capacity: int) -> None:
    ch = Channel[int](capacity)
    for _ in range(capacity):
        ch.send(0)
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        ch.send(99, timeout=0.02)
    assert time.monotonic() - before >= 0.02
    ch.close()
    assert list(ch) == [0] * capacity


def test_a_recv_that_times_out_takes_nothing_later() -> None:
    ch = Channel[int]()
    with pytest.raises(TimeoutError):
        ch.recv(timeout=0.01)
    with pytest.raises(Full):
        ch.try_send(1)


def test_values_that_race_with_timeouts_arrive_exactly_once() -> None:
    ch = Channel[int]()

    def consume() -> list[int]:
        got = []
        while True:
            try:
                got.append(ch.recv(timeout=0.0002))
            except TimeoutError:
                continue
            except Closed:
                return got

    def produce(first: int) -> list[int]:
        sent = []
        for i in range(first, first + 100):
            try:
                ch.send(i, timeout=0.0002)
            except TimeoutError:
                continue
            sent.append(i)
        return sent

    consumers = [spawn(consume) for _ in range(3)]
    sent = [v for part in join([spawn(produce, 1000 * i) for i in range(3)]) for v in part]
    ch.close()
    assert sorted(v for part in join(consumers) for v in part) == sorted(sent)


def test_a_timeout_of_zero_takes_what_is_there() -> None:
    ch = Channel[int](1)
    ch.send(1, timeout=0)
    with pytest.raises(TimeoutError):
        ch.send(2, timeout=0)
    assert ch.recv(timeout=0) == 1
    with pytest.raises(TimeoutError):
        ch.recv(timeout=0)


@pytest.mark.parametrize(("capacity", "error"), [(-1, ValueError), (1.0, TypeError), (True, TypeError)])
def test_a_capacity_that_makes_no_sense_is_refused(capacity: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        Channel(capacity)


def test_capacity_and_repr() -> None:
    assert [Channel(c).capacity for c in (0, 3, None)] == [0, 3, None]
    assert "capacity=3" in repr(Channel(3))


def test_a_channel_travels_as_itself() -> None:
    inner = Channel[int](1)
    outer = Channel[dict[str, Channel[int]]](1)
    outer.send({"reply": inner})
    assert outer.recv()["reply"] is inner


def test_ping_pong() -> None:
    ping, pong = Channel[int](), Channel[int]()

    def player() -> None:
        for value in ping:
            pong.send(value + 1)

    task = spawn(player)
    value = 0
    for _ in range(200):
        ping.send(value)
        value = pong.recv()
    ping.close()
    task.join()
    assert value == 200
