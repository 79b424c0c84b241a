"""Channels: queues of copies between tasks, and the choice of one among several operations on them.

Always true of a channel while the monitor's lock is free:
- receivers wait only if the buffer is empty and no sender waits that could be served;
- senders wait only if the buffer is full;
- when closed, nobody waits.
So whoever arrives never overtakes a waiter. Every queue is served first come, first served.
"""

from __future__ import annotations

import itertools
import random
import time
from abc import abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, cast

from weft.crossing import Handle, Message, pack, unpack
from weft.errors import Closed, Empty, Full
from weft.monitor import Park, Waiter, Wake, deadline_of, monitor, shown
from weft.names import Named, disagree

T = TypeVar("T")

_numbers = itertools.count(1)
_dice = random.Random()


class Pipe(Handle, Generic[T], metaclass=Named):
    """What channels and queues have in common: messages in their order, and who waits for one or for room."""

    __slots__ = ("__weakref__", "_capacity", "_closed", "_messages", "_number", "_receivers", "_senders")

    def __init__(self, capacity: int | None) -> None:
        self._number = next(_numbers)
        self._capacity = capacity
        self._closed = False
        self._messages: deque[Message] = deque()
        self._senders: deque[Waiter] = deque()
        self._receivers: deque[Waiter] = deque()

    @property
    def closed(self) -> bool:
        """Whether it has been closed; messages may be left in it."""
        with monitor.lock:
            return self._closed

    def __len__(self) -> int:
        """How many messages it holds now; those of waiting senders don't count."""
        with monitor.lock:
            return len(self._messages)

    def close(self) -> None:
        """Let nothing more come in. Wakes all waiters; closing twice is fine."""
        with monitor.lock:
            self._closed = True
            for waiter in [*self._senders, *self._receivers]:
                monitor.decide(waiter.park, Chosen(waiter.arm, closed=True))

    def __iter__(self) -> Iterator[T]:
        """The messages, until it is closed and drained."""
        while True:
            try:
                value = self._take(None)
            except Closed:
                return
            yield value

    def _give(self, value: T, timeout: float | None) -> None:
        chosen = choose([SendArm(self, value)], timeout)
        if chosen is None:
            raise TimeoutError(f"nobody made room in {self} within {shown(timeout)} seconds")
        if chosen.closed:
            raise Closed(f"{self} is closed")

    def _take(self, timeout: float | None) -> T:
        chosen = choose([RecvArm(self)], timeout)
        if chosen is None:
            raise TimeoutError(f"nothing was {self._given} {self} within {shown(timeout)} seconds")
        if chosen.closed:
            raise Closed(f"{self} is closed")
        return cast(T, chosen.value)

    def _try_give(self, value: T) -> None:
        chosen = choose([SendArm(self, value)], waits=False, checks=False)
        if chosen is None:
            raise Full(f"{self} {self._full}")
        if chosen.closed:
            raise Closed(f"{self} is closed")

    def _try_take(self) -> T:
        chosen = choose([RecvArm(self)], waits=False, checks=False)
        if chosen is None:
            raise Empty(f"{self} {self._empty}")
        if chosen.closed:
            raise Closed(f"{self} is closed")
        return cast(T, chosen.value)

    #: what errors say of it
    _given: ClassVar[str]
    _full: ClassVar[str]
    _empty: ClassVar[str]


class Channel(Pipe[T]):
    """A first-in first-out queue between tasks; sent to a task it is the same channel there.

    `capacity` is the number of messages that it holds: 0 for a rendezvous, in which a send waits for its
    receive; None for no limit. Raises TypeError or ValueError for anything else.
    """

    __slots__ = ()
    _given = "sent to"
    _full = "has neither room nor a waiting receiver"
    _empty = "has neither a message nor a waiting sender"

    def __init__(self, capacity: int | None = 0, name: str | None = None) -> None:
        _check(capacity)
        super().__init__(capacity)

    def _agree(self, name: str, capacity: int | None) -> None:
        _check(capacity)
        if capacity != self._capacity:
            raise disagree("Channel", name, f"capacity {self._capacity}", capacity)

    @property
    def capacity(self) -> int | None:
        """How many messages it holds; None for no limit."""
        return self._capacity

    def send(self, value: T, timeout: float | None = None) -> None:
        """Send a copy of `value`, waiting for room (capacity 0: for a receiver).

        Raises Closed if the channel is closed or becomes so in the meantime, TimeoutError after `timeout`
        seconds: then the value was not sent. Raises TypeError for a value that has no copy.
        """
        self._give(value, timeout)

    def recv(self, timeout: float | None = None) -> T:
        """Take the oldest message, waiting for one.

        Raises Closed if the channel is closed and drained, TimeoutError after `timeout` seconds.
        """
        return self._take(timeout)

    def try_send(self, value: T) -> None:
        """Send a copy of `value` without waiting. Raises Full if that can't be, Closed."""
        self._try_give(value)

    def try_recv(self) -> T:
        """Take the oldest message without waiting. Raises Empty if there is none, Closed."""
        return self._try_take()

    def __repr__(self) -> str:
        return f"<Channel {self._number} capacity={self._capacity}>"


def _check(capacity: object) -> None:
    if capacity is not None and (isinstance(capacity, bool) or not isinstance(capacity, int)):
        raise TypeError(f"a channel's capacity is an int or None, not {type(capacity).__name__}")
    if capacity is not None and capacity < 0:
        raise ValueError(f"a channel's capacity can't be negative: {capacity}")


@dataclass(slots=True)
class Chosen:
    """The operation that happened: the arm's index, and what was received unless the channel is closed."""

    arm: int
    closed: bool = False
    message: Message | None = None
    value: Any = None


class Arm:
    """What may happen. The methods with an underscore are called with the lock held."""

    __slots__ = ()

    def prepare(self) -> Message | None:
        """Copy what is to be sent, before the lock is taken: copying may run the user's code."""
        return None

    @abstractmethod
    def _is_ready(self) -> bool: ...

    @abstractmethod
    def _perform(self, index: int, message: Message | None) -> Chosen: ...

    @abstractmethod
    def _wait(self, park: Park, index: int, message: Message | None) -> None: ...

    @abstractmethod
    def __str__(self) -> str: ...


class ChannelArm(Arm, Generic[T]):
    """An operation on a channel."""

    __slots__ = ("channel",)

    def __init__(self, channel: Pipe[T]) -> None:
        if not isinstance(channel, Pipe):
            wanted = f"{self._called}() as an arm of select() needs a Channel or a Queue"
            raise TypeError(f"{wanted}, not {type(channel).__name__}")
        self.channel = channel

    _called: ClassVar[str]


class RecvArm(ChannelArm[T]):
    """To receive from a channel."""

    __slots__ = ()
    _called = "recv"

    def _is_ready(self) -> bool:
        channel = self.channel
        return bool(channel._messages or channel._senders or channel._closed)

    def _perform(self, index: int, message: Message | None) -> Chosen:
        channel = self.channel
        sender = channel._senders[0] if channel._senders else None
        if sender is not None:
            channel._messages.append(sender.message)
            monitor.decide(sender.park, Chosen(sender.arm))
        if not channel._messages:
            return Chosen(index, closed=True)
        return Chosen(index, message=channel._messages.popleft())

    def _wait(self, park: Park, index: int, message: Message | None) -> None:
        Waiter(park, self.channel._receivers, index)

    def __str__(self) -> str:
        return f"to receive from {self.channel}"


class SendArm(ChannelArm[T]):
    """To send a value to a channel."""

    __slots__ = ("value",)
    _called = "send"

    def __init__(self, channel: Pipe[T], value: T) -> None:
        super().__init__(channel)
        self.value = value

    def prepare(self) -> Message | None:
        return pack(self.value)

    def _is_ready(self) -> bool:
        channel = self.channel
        room = channel._capacity is None or len(channel._messages) < channel._capacity
        return bool(room or channel._receivers or channel._closed)

    def _perform(self, index: int, message: Message | None) -> Chosen:
        channel = self.channel
        assert message is not None
        if channel._closed:
            return Chosen(index, closed=True)
        if channel._receivers:
            receiver = channel._receivers[0]
            monitor.decide(receiver.park, Chosen(receiver.arm, message=message))
        else:
            channel._messages.append(message)
        return Chosen(index)

    def _wait(self, park: Park, index: int, message: Message | None) -> None:
        Waiter(park, self.channel._senders, index, message)

    def __str__(self) -> str:
        return f"to send to {self.channel}"


def choose(
    arms: Sequence[Arm], timeout: float | None = None, *, waits: bool = True, checks: bool = True
) -> Chosen | None:
    """Let exactly one of `arms` happen, drawn uniformly among those that can, waiting for one if `waits`.

    None if none happened within `timeout` seconds. With `checks` an abort arrives here.
    """
    deadline = deadline_of(timeout)
    record = monitor.here()
    messages = [arm.prepare() for arm in arms]
    with monitor.lock:
        if checks:
            monitor.checkpoint(record)
        ready = [index for index, arm in enumerate(arms) if arm._is_ready()]
        chosen = None
        park = None
        if ready:
            index = _dice.choice(ready)
            chosen = arms[index]._perform(index, messages[index])
        elif not waits or (deadline is not None and deadline <= time.monotonic()):
            return None
        else:
            park = Park(record, f"waits {' or '.join(map(str, arms)) or 'for ever'}", deadline)
            for index, arm in enumerate(arms):
                arm._wait(park, index, messages[index])
            monitor.begin(park)
    if park is not None:
        chosen = monitor.wait(park)
        if chosen is Wake.TIMED_OUT:
            return None
    assert isinstance(chosen, Chosen)
    if chosen.message is not None:
        chosen.value = unpack(chosen.message)
    return chosen
