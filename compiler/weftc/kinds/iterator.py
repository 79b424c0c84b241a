"""Iterators that exist only while compiling: enumerate, zip, map, filter, reversed, the views of a dict, where they are
gone through at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind


@dataclass(slots=True, eq=False, repr=False)
class IteratorKind(Kind):
    """Known by what it goes through: its name and the parts' types. It is taken apart at compile time, so it
    exists only between `iter(...)` or zip, map ... and the loop."""

    kind: str
    parts: list[Cell]
    item: Cell

    @property
    def group(self) -> object:
        return ("iter", self.kind, len(self.parts))

    def cells(self) -> list[Cell]:
        return [*self.parts, self.item]

    def order_key(self) -> str:
        return "IteratorKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"{self.kind}[{part(self.item)}]"
