"""Lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind


@dataclass(slots=True, eq=False, repr=False)
class ListKind(Kind):
    elem: Cell
    group = "list"

    def cells(self) -> list[Cell]:
        return [self.elem]

    def order_key(self) -> str:
        return "ListKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"list[{part(self.elem)}]"
