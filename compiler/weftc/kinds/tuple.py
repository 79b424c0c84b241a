"""Tuples. Where the length is known when compiling, an object with a field for each item; else held like a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind
from weftc.kinds.list import ListKind


@dataclass(slots=True, eq=False, repr=False)
class VarTupleKind(ListKind):
    """A tuple whose length isn't known when compiling: held like a list, and never changed."""

    group = "tuple of any length"

    def order_key(self) -> str:
        return "VarTupleKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"tuple[{part(self.elem)}, ...]"


@dataclass(slots=True, eq=False, repr=False)
class TupleKind(Kind):
    items: list[Cell]

    @property
    def group(self) -> object:
        return ("tuple", len(self.items))

    def cells(self) -> list[Cell]:
        return self.items

    def order_key(self) -> str:
        return f"TupleKind{len(self.items):04}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"tuple[{', '.join(map(part, self.items))}]" if self.items else "tuple[()]"
