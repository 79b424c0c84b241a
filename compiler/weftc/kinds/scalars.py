"""None, int, float, bool, str: the atoms without parts, one for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind, Type, one

_ORDER = {"None": "0", "bool": "1", "int": "2", "float": "3", "str": "4"}


@dataclass(slots=True, eq=False, repr=False)
class ScalarKind(Kind):
    """int, float, bool, None, str: no parts."""

    name: str

    def __repr__(self) -> str:
        return self.name

    def order_key(self) -> str:
        return _ORDER.get(self.name, "5" + self.name)

    def show(self, part: Callable[[Cell], str]) -> str:
        return self.name


INT_ATOM, FLOAT_ATOM, BOOL_ATOM, NONE_ATOM, STR_ATOM = map(ScalarKind, ("int", "float", "bool", "None", "str"))
RANGE_ATOM, FILE_ATOM = ScalarKind("range"), ScalarKind("TextIOWrapper")
INT: Type = one(INT_ATOM)
FLOAT: Type = one(FLOAT_ATOM)
BOOL: Type = one(BOOL_ATOM)
NONE: Type = one(NONE_ATOM)
STR: Type = one(STR_ATOM)
RANGE: Type = one(RANGE_ATOM)
FILE: Type = one(FILE_ATOM)
NUMBERS = frozenset({INT_ATOM, FLOAT_ATOM, BOOL_ATOM})
