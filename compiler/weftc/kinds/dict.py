"""Dictionaries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind


@dataclass(slots=True, eq=False, repr=False)
class DictKind(Kind):
    key: Cell
    value: Cell
    group = "dict"

    def cells(self) -> list[Cell]:
        return [self.key, self.value]

    def order_key(self) -> str:
        return "DictKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"dict[{part(self.key)}, {part(self.value)}]"
