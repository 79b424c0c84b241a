"""`select`: wait for several channel operations, of which exactly one happens.

match select(recv(a), send(b, v), timeout=0.5):
    case Recv(ch, value): ...
    case Sent(ch): ...
    case ClosedArm(ch): ...
    case Timeout(): ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from weft.channel import Arm, Channel, RecvArm, SendArm, choose

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recv(Generic[T]):
    """`value` was received from `channel`."""

    channel: Channel[T]
    value: T


@dataclass(frozen=True, slots=True)
class Sent(Generic[T]):
    """The value was sent to `channel`."""

    channel: Channel[T]


@dataclass(frozen=True, slots=True)
class ClosedArm(Generic[T]):
    """The arm on `channel` can never happen: it is closed, and for a receive drained."""

    channel: Channel[T]


@dataclass(frozen=True, slots=True)
class Timeout:
    """No arm happened in time."""


@dataclass(frozen=True, slots=True)
class Default:
    """No arm could happen at once."""


Selected = Recv[Any] | Sent[Any] | ClosedArm[Any] | Timeout | Default


def recv(channel: Channel[T]) -> RecvArm[T]:
    """An arm that receives from `channel`."""
    return RecvArm(channel)


def send(channel: Channel[T], value: T) -> SendArm[T]:
    """An arm that sends a copy of `value`, made when the select begins, to `channel`."""
    return SendArm(channel, value)


def select(*arms: Arm[Any], timeout: float | None = None, default: bool = False) -> Selected:
    """Let exactly one of `arms` happen, drawn uniformly among those that can, and say which.

    Without one that can: wait, at most `timeout` seconds, then `Timeout()`; with `default=True` give
    `Default()` at once. An arm whose channel is closed (for a receive: and drained) can happen, and gives
    `ClosedArm`. Raises TypeError for what isn't an arm, ValueError for both `timeout` and `default`.
    """
    for arm in arms:
        if not isinstance(arm, Arm):
            raise TypeError(f"select takes recv(channel) and send(channel, value), not {type(arm).__name__}")
    if default and timeout is not None:
        raise ValueError("select takes timeout= or default=True, not both")
    chosen = choose(arms, timeout, waits=not default)
    if chosen is None:
        return Default() if default else Timeout()
    arm = arms[chosen.arm]
    if chosen.closed:
        return ClosedArm(arm.channel)
    return Recv(arm.channel, chosen.value) if isinstance(arm, RecvArm) else Sent(arm.channel)
