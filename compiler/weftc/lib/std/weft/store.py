"""The store: values by keys, which all tasks share by copying them. (NAME stands for what is known of the key when
compiling: operations/names.py.)"""

import rt
from weftc.lib.support.handle import Handle
from weftc.lib.support.names import held_table


class _Stored(Handle):
    """A value, and a gate that whoever uses it holds. Another value of the key is another object: so whoever is using
    this one, as a long `update` may, holds up nobody who replaces it."""

    __slots__ = ("_cell",)

    def __init__(self, value):
        self._gate = rt.weft_gate_new(1, True, "store", "was not free")
        self._cell = rt.cell_new(value)


def share(NAME, key, value, ttl=None):
    """A copy of `value` is the value of the key, for `ttl` seconds."""
    until = _until(ttl)
    made = _Stored(value)
    gate = held_table()
    try:
        kept = rt.name_find(NAME, _key(key))
        if kept is not None:
            _need_no_update(rt.cell_get(kept), key)
        rt.name_keep(NAME, _key(key), rt.cell_new(made), until)
    finally:
        rt.weft_gate_release(gate, 1)


def fetch(NAME, key, timeout=None):
    """A copy of the value."""
    stored = _found(NAME, key)
    if stored is None:
        raise KeyError(key)
    return _value(stored, timeout)


def _fetch_or_default(NAME, key, default, timeout=None):
    stored = _found(NAME, key)
    if stored is None:
        return default
    return _value(stored, timeout)


def update(NAME, key, f, timeout=None):
    """Replace the value by a copy of what `f` makes of one, which is the result, while no other task uses it. An error
    leaves it as it was."""
    stored = _found(NAME, key)
    if stored is None:
        raise KeyError(key)
    rt.weft_gate_acquire(stored._gate, 1, rt.seconds(timeout))
    try:
        value = f(rt.cell_get(stored._cell))
        rt.cell_set(stored._cell, value)
        return value
    finally:
        rt.weft_gate_release(stored._gate, 1)


def compare_and_set(NAME, key, old, new, timeout=None):
    """Replace the value by a copy of `new` if it is equal to `old`; whether it was."""
    stored = _found(NAME, key)
    if stored is None:
        raise KeyError(key)
    rt.weft_gate_acquire(stored._gate, 1, rt.seconds(timeout))
    try:
        is_equal = bool(rt.cell_get(stored._cell) == old)
        if is_equal:
            rt.cell_set(stored._cell, new)
        return is_equal
    finally:
        rt.weft_gate_release(stored._gate, 1)


def delete(NAME, key):
    """Let the key have no value; whether it had one."""
    gate = held_table()
    try:
        kept = rt.name_find(NAME, _key(key))
        if kept is None:
            return False
        _need_no_update(rt.cell_get(kept), key)
        return rt.weft_names_drop(_key(key), rt.weft_monotonic())
    finally:
        rt.weft_gate_release(gate, 1)


def keys():
    """Those that have a value, sorted."""
    gate = held_table()
    try:
        found = rt.weft_names_list("store ", rt.weft_monotonic())
    finally:
        rt.weft_gate_release(gate, 1)
    found.sort()
    return found


def _key(key):
    if not isinstance(key, str):
        raise TypeError(f"a key of the store is a str, not {rt.class_name(key)}")
    return f"store {key}"


def _found(NAME, key):
    """What is stored under the key; None: nothing is."""
    gate = held_table()
    try:
        kept = rt.name_find(NAME, _key(key))
        if kept is None:
            return None
        stored = rt.cell_get(kept)
    finally:
        rt.weft_gate_release(gate, 1)
    _need_no_update(stored, key)
    return stored


def _need_no_update(stored, key):
    if rt.weft_gate_mine(stored._gate):
        raise RuntimeError(f"this task is updating {key!r} already")


def _value(stored, timeout):
    rt.weft_gate_acquire(stored._gate, 1, rt.seconds(timeout))
    try:
        return rt.cell_get(stored._cell)
    finally:
        rt.weft_gate_release(stored._gate, 1)


def _until(ttl):
    """On the clock of time.monotonic; negative: for ever."""
    if ttl is None:
        return -1.0
    if isinstance(ttl, bool) or not isinstance(ttl, (int, float)):
        raise TypeError(f"ttl must be a number of seconds or None, not {rt.class_name(ttl)}")
    if not ttl > 0:
        raise ValueError(f"ttl must be positive: {ttl}")
    return rt.weft_monotonic() + ttl
