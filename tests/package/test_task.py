"""Spawning, joining, outcomes, and what a task knows of itself."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from weft import Aborted, Channel, Err, Ok, Task, cpus, current, join, sleep, spawn, yield_now


class WithTwo(Exception):
    """Its `__init__` can't be called with its `args`."""

    def __init__(self, first: int, second: list[int]) -> None:
        super().__init__(f"{first} and {second}")
        self.first = first
        self.second = second


def add(a: int, b: int = 0) -> int:
    return a + b


def fail(error: BaseException) -> None:
    raise error


def test_join_gives_the_result() -> None:
    assert spawn(add, 1, b=2).join() == 3


def test_spawn_refuses_what_is_not_callable() -> None:
    with pytest.raises(TypeError, match="spawn needs a function"):
        spawn(add(1))  # type: ignore[arg-type]


def test_parameters_of_any_name_reach_the_function() -> None:
    def f(**kw: int) -> dict[str, int]:
        return kw

    assert spawn(f, f=1, name=2, timeout=3).join() == {"f": 1, "name": 2, "timeout": 3}


def test_join_twice_gives_the_same_object() -> None:
    task = spawn(list, (1, 2))
    assert task.join() is task.join()
    assert task.outcome() is task.outcome()


def test_each_joining_task_has_its_own_copy() -> None:
    task = spawn(list, (1, 2))
    ours = task.join()

    def join_and_change(task: Task[list[int]]) -> list[int]:
        task.join().append(3)
        return task.join()

    assert spawn(join_and_change, task).join() == [1, 2, 3]
    assert ours == [1, 2]


def test_outcome_is_ok_or_err() -> None:
    match spawn(add, 1).outcome():
        case Ok(value):
            assert value == 1
        case other:
            pytest.fail(str(other))
    match spawn(fail, ValueError("no")).outcome():
        case Err(ValueError() as error):
            assert error.args == ("no",)
        case unexpected:
            pytest.fail(str(unexpected))


def test_outcomes_read_as_they_are_written() -> None:
    assert repr(Ok(1)) == "Ok(value=1)"
    assert repr(Err(ValueError("x"))) == "Err(error=ValueError('x'))"


def test_join_raises_the_tasks_error_with_its_class_and_attributes() -> None:
    task = spawn(fail, WithTwo(1, [2]))
    with pytest.raises(WithTwo, match="1 and") as caught:
        task.join()
    assert (caught.value.first, caught.value.second) == (1, [2])


@pytest.mark.parametrize(
    "error",
    [
        KeyError("k"),
        OSError(2, "no such file", "name"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
        ExceptionGroup("several", [ValueError(1), KeyError(2)]),
        SystemExit(3),
        StopIteration(7),
    ],
    ids=lambda error: type(error).__name__,
)
def test_builtin_errors_cross_whole(error: BaseException) -> None:
    task = spawn(fail, error)
    with pytest.raises(type(error)) as caught:
        task.join()
    assert caught.value is not error
    assert str(caught.value) == str(error)
    for name in ("errno", "filename", "start", "code", "value"):
        assert getattr(caught.value, name, None) == getattr(error, name, None)


def test_an_errors_cause_and_notes_cross() -> None:
    def f() -> None:
        try:
            raise KeyError("inner")
        except KeyError as inner:
            error = ValueError("outer")
            error.add_note("a note")
            raise error from inner

    with pytest.raises(ValueError, match="outer") as caught:
        spawn(f).join()
    assert isinstance(caught.value.__cause__, KeyError)
    assert caught.value.__notes__ == ["a note"]


def test_an_error_that_has_no_copy_still_arrives() -> None:
    def f() -> None:
        raise ValueError("with", memoryview(b""))

    with pytest.raises(ValueError, match="with"):
        spawn(f).join()


def test_the_traceback_names_the_tasks_function_and_does_not_grow() -> None:
    task = spawn(fail, ValueError("once"))
    depths = []
    for _ in range(3):
        with pytest.raises(ValueError, match="once") as caught:
            task.join()
        names = [entry.name for entry in caught.traceback]
        assert names[-1] == "fail"
        depths.append(len(names))
    assert len(set(depths)) == 1


def test_sys_exit_is_that_tasks_systemexit_for_its_joiner() -> None:
    with pytest.raises(SystemExit) as caught:
        spawn(fail, SystemExit(5)).join()
    assert caught.value.code == 5


def test_joining_oneself_raises() -> None:
    def f() -> None:
        current().join()

    with pytest.raises(RuntimeError, match="join itself"):
        spawn(f).join()
    with pytest.raises(RuntimeError, match="join itself"):
        current().join()


def test_join_times_out_and_leaves_no_trace() -> None:
    ch = Channel[int]()
    task = spawn(ch.recv)
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        task.join(timeout=0.02)
    assert time.monotonic() - before >= 0.02
    assert not task._record.joiners
    ch.send(4)
    assert task.join() == 4


def test_a_timeout_of_zero_does_not_wait_and_takes_what_is_there() -> None:
    ch = Channel[int]()
    task = spawn(ch.recv)
    with pytest.raises(TimeoutError):
        task.join(timeout=0)
    ch.send(1)
    task.join()
    assert task.join(timeout=0) == 1
    assert task.join(timeout=-1) == 1


@pytest.mark.parametrize(
    ("timeout", "error"), [("1", TypeError), (True, TypeError), (float("nan"), ValueError)]
)
def test_a_timeout_that_is_no_number_is_refused(timeout: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        spawn(add, 1).join(timeout=timeout)


def test_infinity_is_for_ever() -> None:
    assert spawn(add, 1).join(timeout=float("inf")) == 1


def test_done() -> None:
    ch = Channel[None]()
    task = spawn(ch.recv)
    assert not task.done
    ch.send(None)
    task.join()
    assert task.done


def test_many_may_join_one(until_parked: Any) -> None:
    ch = Channel[str]()
    task = spawn(ch.recv)
    joiners: list[Task[str]] = [spawn(task.join) for _ in range(20)]
    until_parked(*joiners)
    ch.send("end")
    assert join(joiners) == ["end"] * 20


def test_join_of_several_is_in_order_and_raises_the_first_error() -> None:
    assert join(spawn(add, i) for i in range(10)) == list(range(10))
    with pytest.raises(ValueError, match="first"):
        join([spawn(int, "1"), spawn(int, "first"), spawn(int, "2")])


def test_join_of_several_has_one_timeout() -> None:
    ch = Channel[None]()
    tasks = [spawn(lambda: list(ch)) for _ in range(3)]
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        join(tasks, timeout=0.01)
    assert time.monotonic() - before >= 0.01
    ch.close()
    assert join(tasks, timeout=30) == [[], [], []]


def test_current_name_and_id() -> None:
    def f() -> tuple[str, int]:
        return current().name, current().id

    task = spawn(f)
    assert task.join() == ("f", task.id) == (task.name, task.id)
    assert spawn(add, 1).id == task.id + 1
    assert (current().name, current().id) == ("main", 0)
    assert repr(task) == f"<Task {task.id} f>"


def test_a_handle_is_the_same_object_in_every_task() -> None:
    task = spawn(add, 1)
    assert spawn(lambda: [task, current()]).join()[0] is task


def test_sleep_lasts_at_least_that_long() -> None:
    before = time.monotonic()
    sleep(0.02)
    assert time.monotonic() - before >= 0.02


def test_sleep_refuses_a_negative_time() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        sleep(-1)


def test_yield_now_lets_another_run() -> None:
    task = spawn(add, 1)
    while not task.done:
        yield_now()
    assert task.join() == 1


def test_cpus() -> None:
    assert cpus() >= 1


def test_a_task_starts_tasks_of_its_own() -> None:
    def tree(depth: int) -> int:
        if depth == 0:
            return 1
        return sum(join([spawn(tree, depth - 1) for _ in range(3)]))

    assert spawn(tree, 4).join() == 81


def test_two_thousand_tasks_wait_at_once() -> None:
    ch = Channel[int]()
    tasks = [spawn(ch.recv) for _ in range(2000)]
    for i in range(2000):
        ch.send(i)
    assert sorted(join(tasks)) == list(range(2000))


def test_another_thread_may_use_the_api() -> None:
    ch = Channel[int]()
    thread = threading.Thread(target=lambda: ch.send(spawn(add, 1, 1).join()))
    thread.start()
    assert ch.recv() == 2
    thread.join()


def test_aborted_is_an_exception_and_no_cancelled() -> None:
    assert issubclass(Aborted, Exception)
