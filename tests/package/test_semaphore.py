"""Semaphore: so many at a time, in order; permits handed on, but never more than there are."""

from __future__ import annotations

from typing import Any

import pytest

from weft import Aborted, Channel, Event, Semaphore, join, sleep, spawn, yield_now


def test_so_many_at_a_time() -> None:
    semaphore, steps = Semaphore(3), Channel[int](None)

    def body() -> None:
        for _ in range(10):
            with semaphore:
                steps.send(1)
                yield_now()
                steps.send(-1)

    join([spawn(body) for _ in range(8)])
    inside = most = 0
    for _ in range(160):
        inside += steps.recv()
        most = max(most, inside)
    assert 1 <= most <= 3
    assert semaphore.permits == 3


def test_the_same_one_wherever_it_is_sent() -> None:
    semaphore = Semaphore(2)
    assert spawn(lambda s: s, semaphore).join() is semaphore
    semaphore.acquire()
    assert spawn(lambda: semaphore.permits).join() == 1
    semaphore.release()


def test_a_task_may_have_several() -> None:
    semaphore = Semaphore(2)
    semaphore.acquire()
    semaphore.acquire()
    assert (semaphore.permits, semaphore.try_acquire()) == (0, False)
    with pytest.raises(TimeoutError, match=f"{semaphore} had no permit within 0.01 seconds"):
        semaphore.acquire(0.01)
    semaphore.release()
    assert semaphore.try_acquire()
    semaphore.release()
    semaphore.release()


def test_a_permit_may_be_given_back_by_another_task() -> None:
    semaphore = Semaphore(2)
    semaphore.acquire()
    semaphore.acquire()
    spawn(semaphore.release).join()
    assert semaphore.permits == 1
    semaphore.release()
    with pytest.raises(RuntimeError, match=f"more is given back to {semaphore} than was taken"):
        semaphore.release()
    with pytest.raises(RuntimeError, match="more is given back"):
        spawn(semaphore.release).join()
    assert semaphore.permits == 2


def test_first_come_first_served(until_parked: Any) -> None:
    semaphore, order, go = Semaphore(2), Channel[int](None), Event()

    def body(n: int) -> None:
        with semaphore:
            order.send(n)
            go.wait()

    with semaphore, semaphore:
        tasks = []
        for n in range(4):
            tasks.append(spawn(body, n))
            until_parked(tasks[-1])
    first = sorted([order.recv(), order.recv()])
    go.set()
    join(tasks)
    assert first == [0, 1]
    assert sorted([order.recv(), order.recv()]) == [2, 3]


@pytest.mark.parametrize(
    ("permits", "error", "text"),
    [
        (0, ValueError, "at least: 0"),
        (-1, ValueError, "at least: -1"),
        (2**32, ValueError, "4294967295 permits at most: 4294967296"),
        (True, TypeError, "not bool"),
        (1.0, TypeError, "not float"),
        (None, TypeError, "not NoneType"),
    ],
)
def test_wrong_numbers(permits: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        Semaphore(permits)


def test_abort_leaves_no_trace(until_parked: Any) -> None:
    semaphore = Semaphore(1)

    def body() -> None:
        with semaphore:
            sleep(1000)

    with semaphore:
        waiting = spawn(body)
        until_parked(waiting)
        waiting.abort()
        with pytest.raises(Aborted):
            waiting.join()
    holding = spawn(body)
    until_parked(holding)
    assert semaphore.permits == 0
    holding.abort()
    with pytest.raises(Aborted):
        holding.join()
    assert semaphore.permits == 1


def test_what_a_task_has_at_its_end_is_given_back_and_reported(run: Any) -> None:
    result = run(
        """
        semaphore = Semaphore(5)
        def ends():
            semaphore.acquire()
            semaphore.acquire()
        def hands_on():
            semaphore.acquire()
            ch.send(None)
            ch.recv()
        ch = Channel()
        spawn(ends).join()
        task = spawn(hands_on)
        ch.recv()
        semaphore.release()
        ch.send(None)
        task.join()
        print(semaphore.permits)
        """
    )
    assert (result.returncode, result.stdout) == (0, "5\n")
    assert result.stderr == "task 1 (ends) has ended without releasing <Semaphore 1>\n"


def test_a_deadlock_names_some_of_the_holders(run: Any) -> None:
    result = run(
        """
        semaphore, event = Semaphore(6), Event()
        def holds():
            with semaphore:
                event.wait()
        for _ in range(6):
            spawn(holds)
        while semaphore.permits:
            yield_now()
        semaphore.acquire()
        """
    )
    assert result.returncode == 1
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("main ")]
    assert line.startswith("main waits for <Semaphore 1>, held by task ")
    assert line.count("(holds)") == 4
    assert line.endswith(" and others")
    assert result.stderr.count(" waits for <Event 2>\n") == 6
