"""The store: values by keys, which all tasks share by copying them.

Keys are str. What is stored and what is got are copies. A value may have a time to live, after which its key has none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar, overload

from weft.crossing import Message, pack, unpack_copy
from weft.gate import Gate
from weft.monitor import monitor

T = TypeVar("T")
D = TypeVar("D")

__all__ = ["compare_and_set", "delete", "fetch", "keys", "share", "update"]

_MISSING: Any = object()


class _Stored:
    """A value, and a gate that whoever uses it holds. Another value of the key is another object: so whoever is using
    this one, as a long `update` may, holds up nobody who replaces it."""

    __slots__ = ("gate", "until", "value")

    def __init__(self, value: Message, until: float | None) -> None:
        self.gate = Gate("store", 1, "was not free", owned=True)
        self.value = value
        self.until = until

    def is_dead(self, now: float) -> bool:
        return self.until is not None and self.until <= now


class _Table:
    """All methods are called with the monitor's lock held."""

    def __init__(self) -> None:
        self._stored: dict[str, _Stored] = {}
        self._sweep_at = 16  # how many there are when the dead are next looked for: twice those that lived then

    def find(self, key: str) -> _Stored | None:
        """Raises RuntimeError if the running task is updating it."""
        stored = self._stored.get(key)
        if stored is None:
            return None
        if stored.is_dead(time.monotonic()):
            del self._stored[key]
            return None
        if stored.gate.is_mine():
            raise RuntimeError(f"this task is updating {key!r} already")
        return stored

    def put(self, key: str, stored: _Stored) -> None:
        self._stored[key] = stored
        if len(self._stored) >= self._sweep_at:
            self._sweep_at = 2 * len(self.living()) + 16

    def drop(self, key: str) -> None:
        del self._stored[key]

    def living(self) -> list[str]:
        """The keys; what has died is gone."""
        now = time.monotonic()
        for key in [key for key, stored in self._stored.items() if stored.is_dead(now)]:
            del self._stored[key]
        return sorted(self._stored)


_table = _Table()


def share(key: str, value: object, ttl: float | None = None) -> None:
    """A copy of `value` is the value of the key from now on, for `ttl` seconds, or for ever.

    An `update` that is under way goes on with what it began with: its result is replaced, too. Raises TypeError for a
    value that has no copy, ValueError unless `ttl` is positive, RuntimeError from a function that updates the key.
    """
    made = _Stored(pack(value), _until(ttl))
    _check(key)
    with monitor.lock:
        _table.find(key)
        _table.put(key, made)


@overload
def fetch(key: str) -> Any: ...
@overload
def fetch(key: str, default: D, timeout: float | None = None) -> Any | D: ...
@overload
def fetch(key: str, *, timeout: float | None = None) -> Any: ...


def fetch(key: str, default: Any = _MISSING, timeout: float | None = None) -> Any:
    """A copy of the value of the key; without one `default`, or KeyError.

    Waits while an `update` of it is under way. Raises TimeoutError after `timeout` seconds, RuntimeError from a
    function that updates the key.
    """
    stored = _found(key)
    if stored is None and default is not _MISSING:
        return default
    stored = _need(stored, key)
    stored.gate.acquire(timeout)
    try:
        return unpack_copy(stored.value)
    finally:
        stored.gate.release()


def update(key: str, f: Callable[[Any], T], timeout: float | None = None) -> T:
    """Replace the key's value by a copy of what `f` makes of one, which is the result, while no other task uses it.

    An error in `f` leaves the value as it was, and is raised. The time to live stays. Raises KeyError if there is no
    value, TimeoutError after `timeout` seconds, RuntimeError from a function that updates the key.
    """
    stored = _need(_found(key), key)
    stored.gate.acquire(timeout)
    try:
        value = f(unpack_copy(stored.value))
        stored.value = pack(value)
        return value
    finally:
        stored.gate.release()


def compare_and_set(key: str, old: object, new: object, timeout: float | None = None) -> bool:
    """Replace the value of the key by a copy of `new` if it is equal to `old`; whether it was. Raises as `update`."""
    stored = _need(_found(key), key)
    stored.gate.acquire(timeout)
    try:
        is_equal = bool(unpack_copy(stored.value) == old)
        if is_equal:
            stored.value = pack(new)
        return is_equal
    finally:
        stored.gate.release()


def delete(key: str) -> bool:
    """Let the key have no value; whether it had one. Raises RuntimeError from a function that updates the key."""
    _check(key)
    with monitor.lock:
        if _table.find(key) is None:
            return False
        _table.drop(key)
        return True


def keys() -> list[str]:
    """The keys that have a value, sorted."""
    with monitor.lock:
        return _table.living()


def _found(key: str) -> _Stored | None:
    _check(key)
    with monitor.lock:
        return _table.find(key)


def _need(stored: _Stored | None, key: str) -> _Stored:
    if stored is None:
        raise KeyError(key)
    return stored


def _check(key: object) -> None:
    if not isinstance(key, str):
        raise TypeError(f"a key of the store is a str, not {type(key).__name__}")


def _until(ttl: object) -> float | None:
    if ttl is None:
        return None
    if isinstance(ttl, bool) or not isinstance(ttl, int | float):
        raise TypeError(f"ttl must be a number of seconds or None, not {type(ttl).__name__}")
    if not ttl > 0:
        raise ValueError(f"ttl must be positive: {ttl}")
    return time.monotonic() + ttl
