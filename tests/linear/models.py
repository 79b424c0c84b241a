"""Sequential objects: what each operation may give in a state, and the state that it leaves.

A state is a tuple. A call that gave up for its timeout may have done so in any state, and has changed none.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from .search import Model, Object, Operation


class Ring(NamedTuple):
    items: tuple[int, ...] = ()
    closed: bool = False


def channel(capacity: int | None) -> Model:
    """A channel or queue that holds so many; None: any number."""

    def step(state: Hashable, did: Operation) -> Hashable | None:
        assert isinstance(state, Ring)
        items, closed = state
        match did.name, did.result:
            case "close", _:
                return Ring(items, True)
            case "len", _:
                return state if int(did.result) == len(items) else None
            case _, "late":
                return state
            case "send" | "try_send", "closed":
                return state if closed else None
            case "recv" | "try_recv", "closed":
                return state if closed and not items else None
            case "try_recv", "empty":
                return state if not items and not closed else None
            case "try_send", "full":
                return state if len(items) == capacity and not closed else None
            case "send" | "try_send", "ok":
                has_room = not closed and (capacity is None or len(items) < capacity)
                return Ring((*items, did.argument), closed) if has_room else None
            case "recv" | "try_recv", value:
                return Ring(items[1:], closed) if items and items[0] == int(value) else None
        raise ValueError(did)

    return step


class Meeting(NamedTuple):
    """A value on its way, the end of its sender's operation, and whether the channel is closed."""

    value: int | None = None
    end: int = 0
    closed: bool = False


def rendezvous(state: Hashable, did: Operation) -> Hashable | None:
    """A channel that holds nothing: a send is followed at once by the receive that it met, which began before its end.
    Whether a try met nobody who waited can't be told from outside."""
    assert isinstance(state, Meeting)
    if state.value is not None:
        met = did.name in ("recv", "try_recv") and did.result == str(state.value) and did.begin < state.end
        return Meeting(closed=state.closed) if met else None
    match did.name, did.result:
        case "close", _:
            return Meeting(closed=True)
        case "len", _:
            return state if did.result == "0" else None
        case _, "late":
            return state
        case _, "full" | "empty":
            return state if not state.closed else None
        case _, "closed":
            return state if state.closed else None
        case "send" | "try_send", "ok":
            return Meeting(did.argument, did.end) if not state.closed else None
    return None


def has_met(state: Hashable) -> bool:
    assert isinstance(state, Meeting)
    return state.value is None


def semaphore(state: Hashable, did: Operation) -> Hashable | None:
    """The state is how many are free: a task gives back only what it has."""
    assert isinstance(state, int)
    match did.name, did.result:
        case "free", free:
            return state if int(free) == state else None
        case "try_acquire", "False":
            return state if state == 0 else None
        case "acquire", "late":
            return state
        case "acquire" | "try_acquire", _:
            return state - 1 if state else None
        case "release", "ok":
            return state + 1
    raise ValueError(did)


#: nobody's
FREE = -1


def mutex(state: Hashable, did: Operation) -> Hashable | None:
    """The state is the task that holds it."""
    match did.name, did.result:
        case "free", free:
            return state if (state == FREE) == (free == "1") else None
        case "try_acquire", "False":
            return state if state != FREE else None
        case "acquire", "late":
            return state if state != did.task else None
        case "acquire", "mine":
            return state if state == did.task else None
        case "acquire" | "try_acquire", _:
            return did.task if state == FREE else None
        case "release", "ok":
            return FREE if state == did.task else None
        case "release", "none":
            return state if state != did.task else None
    raise ValueError(did)


def select_two(capacity: int) -> Model:
    """Two channels; a result names the one where it happened. The second has room for one."""
    room = (capacity, 1)

    def step(state: Hashable, did: Operation) -> Hashable | None:
        assert isinstance(state, tuple)
        rings: list[tuple[int, ...]] = list(state)
        if did.result == "late":
            return state
        if did.result == "none":  # "other": send to 0, receive from 1
            return state if len(rings[0]) == room[0] and not rings[1] else None
        what, _, value = did.result.partition(":")
        which = int(what[-1])
        match what[:-1]:
            case "full":
                return state if len(rings[which]) == room[which] else None
            case "empty":
                return state if not rings[which] else None
            case "sent":
                if len(rings[which]) == room[which]:
                    return None
                rings[which] = (*rings[which], did.argument)
            case "got":
                if not rings[which] or rings[which][0] != int(value):
                    return None
                rings[which] = rings[which][1:]
        return tuple(rings)

    return step


OBJECTS = {
    "rendezvous": Object("channel", 0, rendezvous, Meeting(), has_met),
    "channel": Object("channel", 1, channel(1), Ring()),
    "wide channel": Object("channel", 2, channel(2), Ring()),
    "queue": Object("queue_of_items", 1, channel(1), Ring()),
    "unbounded queue": Object("queue_of_items", 0, channel(None), Ring()),
    "mutex": Object("permits", 0, mutex, FREE),
    "semaphore": Object("permits", 2, semaphore, 2),
    "select": Object("select_two", 1, select_two(1), ((), ())),
    "select with room": Object("select_two", 2, select_two(2), ((), ())),
}
