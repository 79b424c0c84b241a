"""Each task has the globals as they stood at its spawn; what it does to them stays its own."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import pytest

from weft import Channel, spawn

COUNT = 0
TABLE: dict[str, int] = {"a": 1}
CONFIG = {"level": [1]}
PAIR = (CONFIG, [CONFIG])
NEVER_NAMED = (i for i in range(3))
SENTINEL = object()
TREE: list[Any] = []


@pytest.fixture(autouse=True)
def fresh() -> None:
    global COUNT
    COUNT = 0
    TABLE.clear()
    TABLE["a"] = 1


def count_up(by: int) -> int:
    global COUNT
    COUNT += by
    TABLE["b"] = COUNT
    return COUNT


def through_a_helper(by: int) -> tuple[int, dict[str, int]]:
    count_up(by)
    return count_up(by), TABLE


class Counter:
    """Methods of a shared class still see the running task's globals."""

    made: ClassVar[list[str]] = []

    def __init__(self, by: int) -> None:
        self.by = by

    def step(self) -> int:
        global COUNT
        COUNT += self.by
        return COUNT

    @property
    def table(self) -> dict[str, int]:
        TABLE["property"] = 1
        return TABLE

    @staticmethod
    def size() -> int:
        TABLE["static"] = 1
        return len(TABLE)

    @classmethod
    def read(cls) -> int:
        return COUNT


class SubCounter(Counter):
    def step(self) -> int:
        return super().step() + 1000 * TABLE["a"]


@dataclasses.dataclass
class Record:
    table: dict[str, int] = dataclasses.field(default_factory=lambda: TABLE)


def test_writes_to_globals_stay_in_the_task() -> None:
    assert spawn(through_a_helper, 5).join() == (10, {"a": 1, "b": 10})
    assert COUNT == 0
    assert TABLE == {"a": 1}


def test_globals_are_as_they_stood_at_the_spawn() -> None:
    global COUNT
    gate = Channel[None]()

    def body() -> tuple[int, dict[str, int]]:
        gate.recv()
        return COUNT, TABLE

    COUNT = 7
    task = spawn(body)
    COUNT = 8
    TABLE["later"] = 1
    gate.send(None)
    assert task.join() == (7, {"a": 1})


def test_a_task_passes_its_own_globals_on() -> None:
    def inner() -> tuple[int, dict[str, int]]:
        return COUNT, TABLE

    def outer() -> Any:
        count_up(3)
        return spawn(inner).join(), spawn(Counter(1).step).join()

    assert spawn(outer).join() == ((3, {"a": 1, "b": 3}), 4)


def test_arguments_and_globals_are_one_value() -> None:
    def body(config: Any, pair: Any) -> list[bool]:
        return [config is CONFIG, pair is PAIR, PAIR[0] is config, PAIR[1][0] is config]

    assert spawn(body, CONFIG, PAIR).join() == [True] * 4


def test_a_global_that_is_not_named_is_not_copied() -> None:
    assert spawn(count_up, 1).join() == 1


def test_a_global_that_has_no_copy_is_refused() -> None:
    with pytest.raises(TypeError, match="can't cross"):
        spawn(lambda: next(NEVER_NAMED))


def test_a_sentinel_is_the_same_everywhere() -> None:
    assert spawn(lambda: SENTINEL).join() is SENTINEL
    assert spawn(lambda x: x is SENTINEL, SENTINEL).join()


def test_methods_use_the_tasks_globals() -> None:
    def body(counter: Counter) -> Any:
        counter.step()
        return counter.step(), counter.table, Counter.size(), Counter.read()

    assert spawn(body, Counter(2)).join() == (4, {"a": 1, "property": 1, "static": 1}, 3, 4)
    assert COUNT == 0
    assert TABLE == {"a": 1}


def test_methods_in_main_still_use_mains_globals() -> None:
    spawn(Counter(1).step).join()
    assert Counter(5).step() == 5 == COUNT
    assert SubCounter(5).step() == 1010


def test_inherited_methods_and_super() -> None:
    assert spawn(SubCounter(2).step).join() == 1002
    assert spawn(Counter.step, SubCounter(2)).join() == 2
    assert COUNT == 0


def test_methods_of_a_class_that_arrives_in_a_message() -> None:
    ch = Channel[Any]()

    def body() -> int:
        ch.recv().step()
        value: int = ch.recv().step()
        return value

    task = spawn(body)
    ch.send(Counter(3))
    ch.send(Counter(4))
    assert task.join() == 7
    assert COUNT == 0


def test_generated_methods() -> None:
    def body() -> dict[str, int]:
        record = Record()
        record.table["x"] = 1
        return record.table

    assert spawn(body).join() == {"a": 1, "x": 1}
    assert Record().table is TABLE
    assert TABLE == {"a": 1}


def test_a_function_that_arrives_uses_the_receivers_globals() -> None:
    ch = Channel[Any]()

    def body() -> Any:
        first = ch.recv()(1)
        function = ch.recv()
        return first, function(1), function is ch.recv()

    task = spawn(body)
    for _ in range(3):
        ch.send(count_up)
    assert task.join() == (1, 2, True)
    assert COUNT == 0


def test_a_function_that_comes_back_uses_mains_globals() -> None:
    assert spawn(lambda: count_up).join() is count_up

    def make() -> Any:
        count_up(50)
        return lambda: count_up(1)

    assert spawn(make).join()() == 1 == COUNT


def test_errors_and_classes_are_shared() -> None:
    class LocalError(Exception):
        pass

    def body() -> None:
        raise LocalError

    with pytest.raises(LocalError):
        spawn(body).join()


def recurse(n: int) -> int:
    return TABLE["a"] if n == 0 else recurse(n - 1)


def test_recursion_through_a_global_name() -> None:
    TREE[:] = [recurse, (TREE, recurse)]
    assert spawn(recurse, 50).join() == 1
    assert spawn(lambda: TREE[1][0] is TREE and TREE[1][1] is recurse and TREE[0](3)).join() == 1


def test_modules_of_the_user_are_copied_and_others_shared(run: Any) -> None:
    result = run(
        """
        import helper
        from helper import bump
        import math, sys

        def body():
            helper.VALUES.append(1)
            bump()
            helper.bump()
            return helper.VALUES, helper.count, helper.inner.X, helper.Thing().read(), sys.modules is not None

        print(spawn(body).join(), helper.VALUES, helper.count)
        print(spawn(lambda: math).join() is math, spawn(lambda: helper).join() is helper)
        """,
        helper="""
        import inner
        VALUES = []
        UNCOPYABLE = (i for i in [])
        count = 0

        class Thing:
            def read(self):
                return count

        def bump():
            global count
            count += 1
        """,
        inner="X = 5",
    )
    assert result.stderr == ""
    assert result.stdout == "([1], 2, 5, 2, True) [] 0\nTrue True\n"
