"""Mutex: one at a time, in order; misuse; what timeouts, aborts and endings leave behind: nothing."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from weft import Aborted, Cancelled, Channel, Event, Mutex, Task, join, sleep, spawn, yield_now


def test_one_at_a_time() -> None:
    mutex, box = Mutex(), [0]  # tasks would have copies of the list: threads of the interpreter's own share it

    def count_up() -> None:
        for _ in range(50):
            with mutex:
                seen = box[0]
                yield_now()
                box[0] = seen + 1

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert box == [200]
    assert not mutex.held


def test_the_same_lock_wherever_it_is_sent() -> None:
    mutex, other = Mutex(), Mutex()
    ch = Channel[list[Mutex]](1)
    ch.send([mutex, mutex])
    first, second = ch.recv()
    assert first is second is mutex
    assert spawn(lambda m: m, mutex).join() is mutex
    assert mutex == mutex and mutex != other and len({mutex, other, first}) == 2

    def takes() -> bool:
        return mutex.try_acquire()

    with mutex:
        assert mutex.held
        assert not spawn(takes).join()
    assert not mutex.held


def test_first_come_first_served(until_parked: Any) -> None:
    mutex, order = Mutex(), Channel[int](None)

    def body(n: int) -> None:
        with mutex:
            order.send(n)

    mutex.acquire()
    tasks = []
    for n in range(5):
        tasks.append(spawn(body, n))
        until_parked(tasks[-1])
    mutex.release()
    join(tasks)
    assert [order.recv() for _ in range(5)] == [0, 1, 2, 3, 4]


def test_a_lock_given_back_is_the_waiters_at_once(until_parked: Any) -> None:
    mutex, go = Mutex(), Event()

    def body() -> None:
        with mutex:
            go.wait()

    mutex.acquire()
    task = spawn(body)
    until_parked(task)
    mutex.release()
    assert not mutex.try_acquire()  # whether or not the task has run by now
    go.set()
    task.join()
    assert mutex.try_acquire()
    mutex.release()


def test_misuse() -> None:
    mutex = Mutex()
    with pytest.raises(RuntimeError, match=f"this task doesn't hold {mutex}"):
        mutex.release()
    with mutex:
        with pytest.raises(RuntimeError, match=f"this task holds {mutex} already"):
            mutex.acquire()
        with pytest.raises(RuntimeError, match="already"):
            mutex.acquire(timeout=0)
        assert not mutex.try_acquire()
        with pytest.raises(RuntimeError, match="doesn't hold"):
            spawn(mutex.release).join()
        assert mutex.held
    with pytest.raises(TypeError, match="timeout"):
        mutex.acquire("soon")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="NaN"):
        mutex.acquire(float("nan"))
    assert not mutex.held


def test_a_with_has_a_copy_of_the_value() -> None:
    rows = [[1]]
    mutex = Mutex(rows)
    rows[0].append(9)
    with mutex as cell:
        had = cell.value
        had.append([2])
    had.clear()
    cell.value = []
    with mutex as cell:
        assert cell.value == [[1], [2]]
        cell.value = [[3]]

    def fails() -> None:
        with mutex as cell:
            cell.value.append([4])
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fails()
    with mutex as cell:
        assert cell.value == [[3], [4]]
    assert not mutex.held


def test_a_with_keeps_what_others_did() -> None:
    number = Mutex(0)

    def adds() -> None:
        for _ in range(100):
            with number as cell:
                cell.value += 1

    join([spawn(adds) for _ in range(6)])
    with number as cell:
        assert cell.value == 600


def test_a_value_belongs_to_who_holds_the_mutex() -> None:
    number = Mutex(1)

    def releases() -> None:
        with number as cell:
            cell.value = 2
            number.release()

    with pytest.raises(RuntimeError, match="doesn't hold"):
        releases()
    with number as cell:
        assert cell.value == 1
        cell.value = 3
        number.release()
        number.acquire()
    with number as cell:
        assert cell.value == 1


def test_what_cannot_cross_leaves_the_value_and_gives_the_mutex_back() -> None:
    mutex = Mutex[object](1)
    with pytest.raises(TypeError, match="can't cross"), mutex as cell:
        cell.value = threading.Lock()
    with mutex as cell:
        assert cell.value == 1


def test_an_error_inside_gives_it_back() -> None:
    mutex = Mutex()
    with pytest.raises(ZeroDivisionError), mutex:
        1 / 0  # noqa: B018
    assert not mutex.held


def test_timeout_leaves_no_trace(until_parked: Any) -> None:
    mutex = Mutex()

    def impatient(seconds: float) -> str:
        try:
            mutex.acquire(seconds)
        except TimeoutError as error:
            return str(error)
        return "got it"

    mutex.acquire()
    assert spawn(impatient, 0.01).join() == f"{mutex} was not free within 0.01 seconds"
    assert spawn(impatient, 0).join() == f"{mutex} was not free within 0 seconds"
    assert spawn(impatient, -1).join() == f"{mutex} was not free within 0 seconds"
    patient = spawn(impatient, 1000)
    until_parked(patient)
    mutex.release()
    assert patient.join() == "got it"
    assert not mutex.held  # it has ended


def test_abort_leaves_no_trace(until_parked: Any) -> None:
    mutex, log = Mutex(), Channel[str](None)

    def body(name: str) -> None:
        try:
            with mutex:
                log.send(name)
        except Cancelled:
            log.send(f"{name} is cancelled")
            raise

    mutex.acquire()
    first, second = spawn(body, "first"), spawn(body, "second")
    until_parked(first, second)
    first.abort()
    with pytest.raises(Aborted):
        first.join()
    mutex.release()
    second.join()
    assert [log.recv() for _ in range(2)] == ["first is cancelled", "second"]
    assert not mutex.held


def test_an_abort_after_the_grant_waits(until_parked: Any) -> None:
    mutex, log = Mutex(), Channel[str](None)

    def body() -> None:
        with mutex:
            log.try_send("inside")
            sleep(1000)

    mutex.acquire()
    task = spawn(body)
    until_parked(task)
    mutex.release()
    task.abort()
    with pytest.raises(Aborted):
        task.join()
    assert log.recv() == "inside"
    assert not mutex.held


def test_timeouts_and_aborts_race_with_grants() -> None:
    mutex, got = Mutex(), Channel[int](None)

    def body() -> None:
        taken = 0
        for n in range(60):
            try:
                mutex.acquire(0.0001 * (n % 3))
            except (TimeoutError, Cancelled):
                continue
            try:
                yield_now()
                taken += 1
            except Cancelled:
                pass
            finally:
                mutex.release()
        got.send(taken)

    tasks: list[Task[None]] = [spawn(body) for _ in range(6)]
    for n in range(60):
        tasks[n % 6].abort()
        yield_now()
    for task in tasks:
        task.outcome()
    assert not mutex.held
    with mutex:
        pass


def test_a_lock_held_at_a_tasks_end_is_given_back_and_reported(run: Any) -> None:
    result = run(
        """
        mutex, other = Mutex(), Mutex()
        def ends():
            mutex.acquire()
            other.acquire()
        def fails():
            mutex.acquire()
            raise ValueError("it fails")
        def waits():
            mutex.acquire()
            Channel().recv()
        spawn(ends).join()
        print(mutex.held, other.held, spawn(fails).outcome())
        task = spawn(waits)
        while not mutex.held:
            yield_now()
        task.abort()
        print(task.outcome(), mutex.held)
        mutex.acquire()
        """
    )
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "False False Err(error=ValueError('it fails'))",
        "Err(error=Aborted('task 3 (waits) was aborted')) False",
    ]
    assert result.stderr.splitlines() == [
        "task 1 (ends) has ended without releasing <Mutex 1>",
        "task 1 (ends) has ended without releasing <Mutex 2>",
        "task 2 (fails) has ended without releasing <Mutex 1>",
        "task 3 (waits) has ended without releasing <Mutex 1>",
        "main has ended without releasing <Mutex 1>",
    ]


def test_a_task_that_the_programs_end_aborts_is_not_blamed(run: Any) -> None:
    result = run(
        """
        mutex = Mutex()
        def waits():
            mutex.acquire()
            Channel().recv()
        spawn(waits)
        while not mutex.held:
            yield_now()
        """
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_a_deadlock_names_the_locks_and_who_holds_them(run: Any) -> None:
    result = run(
        """
        a, b, ready = Mutex(), Mutex(), Channel(2)
        def takes(first, second):
            first.acquire()
            ready.send(None)
            while len(ready) < 2:
                yield_now()
            second.acquire()
        one, two = spawn(takes, a, b), spawn(takes, b, a)
        one.join()
        """
    )
    assert result.returncode == 1
    assert "main waits for the end of task 1 (takes)\n" in result.stderr
    assert "task 1 (takes) waits for <Mutex 2>, held by task 2 (takes)\n" in result.stderr
    assert "task 2 (takes) waits for <Mutex 1>, held by task 1 (takes)\n" in result.stderr
    assert result.stderr.count("    second.acquire()\n") == 2
    assert result.stderr.endswith("Deadlock: no task can run, and nothing will ever wake one\n")
