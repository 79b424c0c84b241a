"""Functions that may take so long, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from weft.endings import end_all, first_end
from weft.errors import Aborted
from weft.outcome import Err
from weft.task import Task, spawn_for

P = ParamSpec("P")
T = TypeVar("T")


def timeout(seconds: float | None, f: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What `f(*args, **kwargs)` gives, which runs as a task: its arguments and captures are copied.

    Raises its error; TimeoutError if it takes longer than `seconds`: then it is aborted, and its cleanup is waited for.
    What it gives meanwhile still counts.
    """
    task: Task[T] = spawn_for(None, f, args, kwargs)
    late = False
    try:
        late = not first_end([task], seconds)
    finally:
        end_all([task])
    if late:
        outcome = task.outcome()
        if isinstance(outcome, Err) and isinstance(outcome.error, Aborted):
            raise TimeoutError(f"{task.name} has not ended within {seconds} seconds")
    return task.join()
