"""Tasks: `spawn`, the handle `Task`, and what a task can ask about itself."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from types import TracebackType
from typing import Any, Generic, ParamSpec, TypeVar, cast

from weft.crossing import Handle, copy_for_spawn, copy_result
from weft.ending import let_go
from weft.errors import Aborted, Cancelled
from weft.monitor import Park, Record, Sponsor, Waiter, Wake, deadline_of, monitor, shown
from weft.outcome import Err, Ok, Outcome

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Task(Handle, Generic[T_co]):
    """A handle of one task; the same object wherever it is sent. Made by `spawn`."""

    __slots__ = ("__weakref__", "_record")

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def id(self) -> int:
        """Main's is 0; the others count up from 1 in the order of their spawns."""
        return self._record.id

    @property
    def name(self) -> str:
        """The name of the function that was spawned; main's is "main"."""
        return self._record.name

    @property
    def done(self) -> bool:
        """Whether it has ended, in whatever way."""
        with monitor.lock:
            return self._record.outcome is not None

    def join(self, timeout: float | None = None) -> T_co:
        """Wait for the end and return the result, a copy of which each joining task gets once.

        Raises the task's error if it failed, Aborted if it was aborted, TimeoutError after `timeout` seconds,
        RuntimeError in the task itself.
        """
        match self.outcome(timeout):
            case Ok(value):
                return value
            case Err(error):
                raise error.with_traceback(_traceback_of(self._record))

    def outcome(self, timeout: float | None = None) -> Outcome[T_co]:
        """Wait for the end and return `Ok(value)` or `Err(error)`; an aborted task's error is Aborted.

        Raises TimeoutError after `timeout` seconds, RuntimeError in the task itself.
        """
        _await_end(self._record, monitor.here(), timeout)
        return cast(Outcome[T_co], _outcome_for(self._record, monitor.here()))

    def abort(self) -> None:
        """Raise Cancelled in the task at its next blocking call; nothing happens if it has ended.

        Does not wait. Under CPython a computation goes on until it blocks.
        """
        with monitor.lock:
            monitor.abort(self._record)

    def __repr__(self) -> str:
        return f"<Task {self.id} {self.name}>"


def spawn(f: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
    """Start `f(*args, **kwargs)` as a task of its own, and return its handle.

    The arguments, what `f` captures and the globals that it reaches are copied, as one value, as they stand.
    Raises TypeError if `f` isn't callable or something has no copy, RuntimeError if there is no thread left.
    """
    return spawn_for(None, f, args, kwargs)


def spawn_for(
    sponsor: Sponsor | None,
    f: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    within: Callable[..., T] | None = None,
) -> Task[T]:
    """The same, of which the sponsor is told when it has ended. `within`: what calls `f`, its first argument."""
    if not callable(f):
        raise TypeError(f"spawn needs a function, not {type(f).__name__}: write spawn(f, x), not spawn(f(x))")
    call, world = copy_for_spawn((f, args, kwargs) if within is None else (within, (f, *args), kwargs))
    record = monitor.create(getattr(f, "__name__", type(f).__name__), world, sponsor)
    record.handle = Task(record)
    try:
        monitor.carrier.start(record, partial(_run, record, *call))
    except RuntimeError:
        monitor.forget(record)
        raise
    return cast(Task[T], record.handle)


def join(tasks: Iterable[Task[T]], timeout: float | None = None) -> list[T]:
    """The results of `tasks`, in their order. Raises as the first `Task.join` that raises.

    `timeout` is for all of them together.
    """
    deadline = deadline_of(timeout)
    return [t.join(None if deadline is None else max(0.0, deadline - time.monotonic())) for t in tasks]


def sleep(seconds: float) -> None:
    """Do nothing for `seconds`. Raises ValueError if that is negative."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    record = monitor.here()
    with monitor.lock:
        monitor.checkpoint(record)
        if seconds > 0:
            park = Park(record, "sleeps", deadline_of(seconds))
            monitor.begin(park)
    if seconds > 0:
        monitor.wait(park)
    else:
        monitor.carrier.give_way()


def yield_now() -> None:
    """Let other tasks run; an abort arrives here too."""
    sleep(0)


def current() -> Task[Any]:
    """The running task's handle."""
    record = monitor.here()
    if record.handle is None:
        record.handle = Task(record)
    return cast(Task[Any], record.handle)


def cpus() -> int:
    """How many workers run tasks at a time: the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _await_end(record: Record, joiner: Record, timeout: float | None) -> None:
    deadline = deadline_of(timeout)
    if record is joiner:
        raise RuntimeError("a task can't join itself")
    with monitor.lock:
        monitor.checkpoint(joiner)
        if record.outcome is None:
            if deadline is not None and deadline <= time.monotonic():
                raise TimeoutError(f"{record} has not ended")
            park = Park(joiner, f"waits for the end of {record}", deadline, record)
            Waiter(park, record.joiners)
            monitor.begin(park)
        else:
            park = None
    if park is not None and monitor.wait(park) is Wake.TIMED_OUT:
        raise TimeoutError(f"{record} has not ended within {shown(timeout)} seconds")
    with monitor.lock:
        monitor.failed.pop(record.id, None)


def error_of(record: Record) -> BaseException:
    """What a task has failed with, as the running one gets it. It counts as joined."""
    with monitor.lock:
        monitor.failed.pop(record.id, None)
    outcome = _outcome_for(record, monitor.here())
    assert isinstance(outcome, Err)
    return outcome.error.with_traceback(_traceback_of(record))


def _outcome_for(record: Record, joiner: Record) -> Outcome[Any]:
    """A copy, made once for each task that asks."""
    outcome = record.copies.get(joiner.id)
    if outcome is None:
        outcome = record.copies[joiner.id] = _copy_outcome(record)
    return outcome


def _copy_outcome(record: Record) -> Outcome[Any]:
    match record.outcome:
        case Ok(value):
            return Ok(copy_result(value, record.world))
        case Err(error):
            try:
                return Err(copy_result(error, record.world))
            except TypeError:
                return Err(error)
    raise AssertionError("the task has not ended")


def _traceback_of(record: Record) -> TracebackType | None:
    """That of the task's own error, so that it doesn't grow with each join."""
    return record.outcome.error.__traceback__ if isinstance(record.outcome, Err) else None


def _run(record: Record, f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """The whole life of a task."""
    monitor.enter(record)
    with monitor.lock:
        aborted = record.abort_pending
    outcome: Outcome[Any]
    failed = False
    try:
        if aborted:
            raise Cancelled
        outcome = Ok(f(*args, **kwargs))
    except BaseException as error:
        interrupted = isinstance(error, KeyboardInterrupt) and monitor.carrier.interrupted(error)
        if interrupted or isinstance(error, Cancelled):
            aborted = True
            outcome = Err(Aborted(f"{record} was aborted"))
        else:
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            _leave_out(record.outer, error)
            outcome = Err(error)
            failed = not (isinstance(error, SystemExit) and error.code in (None, 0))
    let_go(record, aborted=aborted)
    with monitor.lock:
        monitor.end(record, outcome, failed=failed)


def _leave_out(outer: BaseException | None, error: BaseException) -> None:
    """What was being handled beneath it on the stack is no context of a task's error."""
    inner: BaseException | None = error
    while outer is not None and inner is not None:
        if inner.__context__ is outer:
            inner.__context__ = None
        inner = inner.__context__
