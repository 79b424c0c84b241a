"""Each task has a default generator of random numbers of its own, so that none depends on when others draw.

A task makes it when it first draws: from fresh entropy, or, if the task that spawned it had called `random.seed(x)`,
from x and its path (paths.py). Main's is CPython's. `install` puts functions that ask for the running task's in the
place of those of the module random, there and in the user's modules that have imported them by name.
"""

from __future__ import annotations

import functools
import random
import sys
from collections.abc import Callable
from typing import Any

from weft.monitor import Record, monitor
from weft.worlds import is_users

_SEED_BITS = 61  # of what children get; a compiled program's ints have no more


def install() -> None:
    mains: random.Random = random._inst

    def generator(record: Record) -> random.Random:
        if record.id == 0:
            return mains
        if record.random is None:
            seed = record.inherited_seed
            record.random = random.Random(None if seed is None else seed | record.path << 64)
        own: random.Random = record.random
        return own

    def asking(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original, assigned=("__name__", "__qualname__", "__doc__"))
        def function(*args: Any, **keywords: Any) -> Any:
            return getattr(generator(monitor.here()), name)(*args, **keywords)

        return function

    def seed(a: Any = None, version: int = 2) -> None:
        record = monitor.here()
        generator(record).seed(a, version)
        record.seed = None if a is None else _number(a)

    def _number(a: Any) -> int:
        n = abs(a) if isinstance(a, int) else hash(a) if isinstance(a, float) else random.Random(a).getrandbits(64)
        return n & (1 << _SEED_BITS) - 1

    modules = [m.__dict__ for m in list(sys.modules.values()) if is_users(getattr(m, "__dict__", {}))]
    places = [random.__dict__, *modules]
    for name, original in list(random.__dict__.items()):
        if getattr(original, "__self__", None) is mains:
            replaced = seed if name == "seed" else asking(name, original)
            for namespace in places:
                for key, value in list(namespace.items()):
                    if type(value) is type(original) and value == original:
                        namespace[key] = replaced
