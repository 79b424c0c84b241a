"""The classes and functions of weftc/lib/std/weft.py against the package weft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.lib.runtime import load, outcome

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "compiler"))

ours = load("std.weft")
CLASSES: dict[str, list[tuple[Any, ...]]] = {
    "Ok": [(1,), (1.0,), ("a",), ([1],), (None,)],
    "Err": [(3,), ("e",)],
    "Recv": [("c", 1), ("c", 2), ("d", 1)],
    "Sent": [("c",), ("d",)],
    "ClosedArm": [("c",), ("d",)],
    "Timeout": [()],
    "Default": [()],
}


def test_classes() -> None:
    outcome_module = __import__("weft.outcome", fromlist=["Ok"])
    selection = __import__("weft.selection", fromlist=["Recv"])
    made = []
    for name, argument_lists in CLASSES.items():
        theirs = getattr(outcome_module, name, None) or getattr(selection, name)
        assert getattr(ours, name).__match_args__ == theirs.__match_args__
        made += [(getattr(ours, name)(*args), theirs(*args)) for args in argument_lists]
    for a, b in made:
        assert repr(a) == repr(b)
        for c, d in made:
            assert (a == c) == (b == d)
            assert (a != c) == (b != d)


def test_sleep() -> None:
    assert ours.sleep(0) is None
    with pytest.raises(ValueError, match="^sleep length must be non-negative$"):
        ours.sleep(-1)
    assert ours.yield_now() is None
    assert ours.cpus() == 2


class FakeTask:
    def __init__(self, value: object) -> None:
        self.value = value
        self.timeouts: list[object] = []

    def join(self, timeout: object = "none") -> object:
        self.timeouts.append(timeout)
        if self.value is None:
            raise TimeoutError("not yet")
        return self.value


def test_join() -> None:
    tasks = [FakeTask(1), FakeTask(2)]
    assert ours.join(tasks) == [1, 2]
    assert tasks[0].timeouts == ["none"]
    assert ours.join(tasks, timeout=5.0) == [1, 2]
    first, second = tasks[0].timeouts[1], tasks[1].timeouts[1]
    assert isinstance(first, float) and isinstance(second, float) and 4.0 < second <= first <= 5.0
    assert ours.join(tasks, -1.0) == [1, 2]
    assert tasks[1].timeouts[2] == 0.0
    assert outcome(ours.join, [FakeTask(None)])[0] == "TimeoutError"
