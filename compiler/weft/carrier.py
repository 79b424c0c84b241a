"""What carries tasks: threads; where there are none, greenlets; where there are none either, the stack of who waits.

A carrier starts tasks, and stops and continues them as the monitor decides. Threads are the reference. Without them
there is only one thread, of which greenlets are a part each. On the stack a task runs inside one that waits, and can't
be left before it ends.

`WEFT_CARRIER` names one: threads, greenlets or stack. Unless it is set, Pyodide and other systems without threads get
greenlets if they can be imported, else the stack.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from weft.monitor import Monitor, Park, Record

CARRIERS = ("threads", "greenlets", "stack")
VARIABLE = "WEFT_CARRIER"


class Carrier(Protocol):
    """What the monitor needs of one."""

    @property
    def lock(self) -> AbstractContextManager[Any, Any]:
        """The one lock of the monitor."""

    def start(self, record: Record, life: Callable[[], None]) -> None:
        """`life` is all of the task, which counts as runnable already. Raises RuntimeError if it can't be started."""

    def begin(self, park: Park) -> None:
        """A task is about to stop. Lock held."""

    def wake(self, park: Park) -> None:
        """It shall go on: the park is decided. Lock held."""

    def wait(self, park: Park) -> None:
        """Stop the running task until its park is decided; decides it, too, when its time is over."""

    def give_way(self) -> None:
        """Let others run, if any can."""

    def until_quiet(self) -> None:
        """Main has ended: run the others until none can."""

    def fell_quiet(self) -> None:
        """None can. Lock held."""

    def interrupted(self, interrupt: KeyboardInterrupt) -> bool:
        """A task has ended by it. Whether it was meant for main, which is told."""

    def is_task(self, thread: Any) -> bool:
        """Whether a thread is a task's."""


def choose(monitor: Monitor) -> Carrier:
    """The carrier for this process. Raises ValueError, or ImportError if greenlet is asked for and missing."""
    name = os.environ.get(VARIABLE) or _what_there_is()
    if name == "threads":
        from weft.on_threads import OnThreads

        return OnThreads(monitor)
    if name == "greenlets":
        from weft.on_greenlets import OnGreenlets

        return OnGreenlets(monitor)
    if name == "stack":
        from weft.on_stack import OnStack

        return OnStack(monitor)
    raise ValueError(f"the environment variable {VARIABLE} is {name}; it takes one of {', '.join(CARRIERS)}")


def _what_there_is() -> str:
    if sys.platform not in ("emscripten", "wasi"):
        return "threads"
    return "greenlets" if importlib.util.find_spec("greenlet") else "stack"
