"""`select`: wait for several channel operations and ends of tasks, of which exactly one happens.

match select(recv(a), send(b, v), done(task), timeout=0.5):
    case Recv(ch, value): ...
    case Sent(ch): ...
    case Done(task): ...
    case ClosedArm(ch): ...
    case Timeout(): ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from weft.channel import Arm, ChannelArm, Chosen, Pipe, RecvArm, SendArm, choose
from weft.crossing import Message
from weft.monitor import Park, Waiter
from weft.task import Task

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recv(Generic[T]):
    """`value` was received from `channel`."""

    channel: Pipe[T]
    value: T


@dataclass(frozen=True, slots=True)
class Sent(Generic[T]):
    """The value was sent to `channel`."""

    channel: Pipe[T]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The task has ended."""

    task: Task[T]


@dataclass(frozen=True, slots=True)
class ClosedArm(Generic[T]):
    """The arm on `channel` can never happen: it is closed, and for a receive drained."""

    channel: Pipe[T]


@dataclass(frozen=True, slots=True)
class Timeout:
    """No arm happened in time."""


@dataclass(frozen=True, slots=True)
class Default:
    """No arm could happen at once."""


Selected = Recv[Any] | Sent[Any] | Done[Any] | ClosedArm[Any] | Timeout | Default


class DoneArm(Arm, Generic[T]):
    """For a task's end."""

    __slots__ = ("task",)

    def __init__(self, task: Task[T]) -> None:
        if not isinstance(task, Task):
            raise TypeError(f"done() as an arm of select() needs a Task, not {type(task).__name__}")
        self.task = task

    def _is_ready(self) -> bool:
        return self.task._record.outcome is not None

    def _perform(self, index: int, message: Message | None) -> Chosen:
        return Chosen(index)

    def _wait(self, park: Park, index: int, message: Message | None) -> None:
        Waiter(park, self.task._record.joiners, index, Chosen(index))

    def __str__(self) -> str:
        return f"for the end of {self.task._record}"


def recv(channel: Pipe[T]) -> RecvArm[T]:
    """An arm that receives from `channel`."""
    return RecvArm(channel)


def send(channel: Pipe[T], value: T) -> SendArm[T]:
    """An arm that sends a copy of `value`, made when the select begins, to `channel`."""
    return SendArm(channel, value)


def done(task: Task[T]) -> DoneArm[T]:
    """An arm that waits for the end of `task`, and doesn't take its result."""
    return DoneArm(task)


def select(*arms: Arm, timeout: float | None = None, default: bool = False) -> Selected:
    """Let exactly one of `arms` happen, drawn uniformly among those that can, and say which.

    Without one that can: wait, at most `timeout` seconds, then `Timeout()`; with `default=True` give
    `Default()` at once. An arm whose channel is closed (for a receive: and drained) can happen, and gives
    `ClosedArm`. Raises TypeError for what isn't an arm, ValueError for both `timeout` and `default`.
    """
    for arm in arms:
        if not isinstance(arm, Arm):
            kind = type(arm).__name__
            raise TypeError(f"an arm of select() is recv(channel), send(channel, value) or done(task), not {kind}")
    if default and timeout is not None:
        raise ValueError("select takes timeout= or default=True, not both")
    chosen = choose(arms, timeout, waits=not default)
    if chosen is None:
        return Default() if default else Timeout()
    match arms[chosen.arm]:
        case ChannelArm(channel=channel) if chosen.closed:
            return ClosedArm(channel)
        case RecvArm(channel=channel):
            return Recv(channel, chosen.value)
        case SendArm(channel=channel):
            return Sent(channel)
        case DoneArm(task=task):
            return Done(task)
    raise AssertionError("one of the arms happened")
