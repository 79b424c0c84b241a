"""Which globals and attributes a function's code names, its nested functions included."""

from __future__ import annotations

import dis
import functools
from dataclasses import dataclass
from types import CodeType

_GLOBAL_OPERATIONS = frozenset(
    {"LOAD_GLOBAL", "LOAD_NAME", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """`globals`: read or written as globals. `all`: those, attributes and imported names."""

    globals: frozenset[str]
    all: frozenset[str]


@functools.cache
def names_of(code: CodeType) -> Names:
    """The names in `code`."""
    global_names: set[str] = set()
    all_names: set[str] = set()
    pending = [code]
    while pending:
        part = pending.pop()
        all_names.update(part.co_names)
        global_names.update(i.argval for i in dis.get_instructions(part) if i.opname in _GLOBAL_OPERATIONS)
        pending.extend(constant for constant in part.co_consts if isinstance(constant, CodeType))
    return Names(frozenset(global_names), frozenset(all_names))
