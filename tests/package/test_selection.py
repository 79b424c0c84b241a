"""`select`: exactly one arm happens, drawn uniformly, and nothing is lost."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import pytest

from weft import (
    Channel,
    Closed,
    ClosedArm,
    Default,
    Full,
    Recv,
    Sent,
    Timeout,
    join,
    recv,
    select,
    send,
    spawn,
)


def test_the_ready_arm_happens() -> None:
    empty, filled, room = Channel[int](1), Channel[int](1), Channel[int](1)
    filled.send(7)
    match select(recv(empty), recv(filled)):
        case Recv(ch, value):
            assert (ch, value) == (filled, 7)
        case other:
            pytest.fail(str(other))
    match select(recv(empty), send(room, 8)):
        case Sent(ch):
            assert ch is room
        case other:
            pytest.fail(str(other))
    assert room.recv() == 8


def test_a_parked_select_is_woken_by_each_kind_of_arm(until_parked: Any) -> None:
    a, b = Channel[int](), Channel[int]()

    def wait() -> Any:
        return select(recv(a), send(b, 5))

    first = spawn(wait)
    until_parked(first)
    a.send(1)
    assert first.join() == Recv(a, 1)
    second = spawn(wait)
    until_parked(second)
    assert b.recv() == 5
    assert second.join() == Sent(b)


def test_the_arms_that_lost_leave_no_trace(until_parked: Any) -> None:
    a, b, c = Channel[int](), Channel[int](), Channel[int]()
    task = spawn(lambda: select(recv(a), recv(b), send(c, 1)))
    until_parked(task)
    a.send(1)
    task.join()
    with pytest.raises(Full):
        b.try_send(1)
    assert select(recv(c), default=True) == Default()


def test_timeout_and_its_lack_of_trace() -> None:
    a, b = Channel[int](), Channel[int]()
    before = time.monotonic()
    assert select(recv(a), send(b, 1), timeout=0.02) == Timeout()
    assert time.monotonic() - before >= 0.02
    with pytest.raises(Full):
        a.try_send(1)
    assert select(recv(b), timeout=0) == Timeout()


def test_a_select_without_arms_only_waits() -> None:
    assert select(timeout=0.001) == Timeout()
    assert select(default=True) == Default()


def test_default_does_not_wait_and_yields_to_a_ready_arm() -> None:
    ch = Channel[int](1)
    assert select(recv(ch), default=True) == Default()
    assert select(send(ch, 1), default=True) == Sent(ch)
    assert select(recv(ch), default=True) == Recv(ch, 1)


def test_a_closed_channels_arm_is_ready_in_both_directions() -> None:
    ch, other = Channel[int](2), Channel[int]()
    ch.send(1)
    ch.close()
    assert select(send(ch, 2), recv(other)) == ClosedArm(ch)
    assert select(recv(ch), recv(other)) == Recv(ch, 1)
    assert select(recv(ch), recv(other)) == ClosedArm(ch)


def test_closing_wakes_a_parked_select(until_parked: Any) -> None:
    for sends in (False, True):
        ch, other = Channel[int](), Channel[int]()
        task = spawn(select, recv(other), send(ch, 1) if sends else recv(ch))
        until_parked(task)
        ch.close()
        assert task.join() == ClosedArm(ch)


def test_a_select_does_not_meet_itself() -> None:
    ch = Channel[int]()
    assert select(send(ch, 1), recv(ch), timeout=0.001) == Timeout()


def test_two_selects_meet_once(until_parked: Any) -> None:
    a, b = Channel[str](), Channel[str]()
    first = spawn(lambda: select(send(a, "from first"), recv(b)))
    until_parked(first)
    second = spawn(lambda: select(recv(a), send(b, "from second")))
    pair = (first.join(), second.join())
    assert pair in [(Sent(a), Recv(a, "from first")), (Recv(b, "from second"), Sent(b))]


def test_ready_arms_are_drawn_uniformly() -> None:
    channels = [Channel[int](None) for _ in range(4)]
    rounds = 4000
    for ch in channels:
        for i in range(rounds):
            ch.send(i)
    counts: Counter[int] = Counter()
    for _ in range(rounds):
        chosen = select(*map(recv, channels))
        assert isinstance(chosen, Recv)
        counts[channels.index(chosen.channel)] += 1
    # Six standard deviations of a binomial count with n = 4000, p = 1/4: 6 * 27.4.
    assert all(abs(counts[i] - rounds / 4) < 165 for i in range(4))


def test_contending_selects_lose_and_double_nothing() -> None:
    channels = [Channel[int](capacity) for capacity in (0, 0, 1, 5)]

    def produce(first: int) -> int:
        for value in range(first, first + 200):
            match select(*[send(ch, value) for ch in channels]):
                case Sent():
                    pass
                case other:
                    raise AssertionError(other)
        return 200

    def consume() -> list[int]:
        open_channels, got = list(channels), []
        while open_channels:
            match select(*map(recv, open_channels)):
                case Recv(_, value):
                    got.append(value)
                case ClosedArm(ch):
                    open_channels.remove(ch)
        return got

    consumers = [spawn(consume) for _ in range(5)]
    assert join([spawn(produce, 1000 * i) for i in range(5)]) == [200] * 5
    for ch in channels:
        ch.close()
    got = sorted(value for part in join(consumers) for value in part)
    assert got == sorted(1000 * i + j for i in range(5) for j in range(200))


def test_selects_that_both_send_and_receive_conserve_tokens() -> None:
    a, b = Channel[int](1), Channel[int](1)

    def mover(rounds: int) -> int:
        """Each turn either puts one in or takes one out; returns what it put in on balance."""
        balance = 0
        for turn in range(rounds):
            match select(send(a, turn), recv(b), send(b, turn), recv(a)):
                case Sent():
                    balance += 1
                case Recv():
                    balance -= 1
        return balance

    balance = sum(join([spawn(mover, 300) for _ in range(6)]))
    assert balance == len(a) + len(b)


def test_a_select_with_a_timeout_races_without_loss() -> None:
    a, b = Channel[int](), Channel[int]()

    def consume() -> list[int]:
        got = []
        while True:
            match select(recv(a), recv(b), timeout=0.0002):
                case Recv(_, value):
                    got.append(value)
                case ClosedArm():
                    return got

    consumers = [spawn(consume) for _ in range(3)]
    for value in range(300):
        (a if value % 2 else b).send(value)
    a.close()
    assert sorted(v for part in join(consumers) for v in part) == list(range(300))
    with pytest.raises(TimeoutError):
        b.send(1, timeout=0)


def test_what_is_no_arm_is_refused() -> None:
    ch = Channel[int]()
    with pytest.raises(TypeError, match=r"recv\(channel\)"):
        select(ch)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="needs a Channel"):
        recv(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not both"):
        select(recv(ch), timeout=1, default=True)


def test_results_read_as_they_are_written() -> None:
    ch = Channel[int]()
    assert repr(Recv(ch, 1)) == f"Recv(channel={ch!r}, value=1)"
    assert repr(Sent(ch)) == f"Sent(channel={ch!r})"
    assert repr(ClosedArm(ch)) == f"ClosedArm(channel={ch!r})"
    assert (repr(Timeout()), repr(Default())) == ("Timeout()", "Default()")


def test_a_select_sends_the_value_as_it_stood() -> None:
    ch = Channel[list[int]](1)
    value = [1]
    select(send(ch, value))
    value.append(2)
    assert ch.recv() == [1]


def test_closed_is_raised_where_a_select_tells() -> None:
    ch = Channel[int]()
    ch.close()
    assert select(recv(ch), timeout=1) == ClosedArm(ch)
    with pytest.raises(Closed):
        ch.recv(timeout=1)
