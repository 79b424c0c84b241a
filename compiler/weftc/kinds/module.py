"""Modules as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind


@dataclass(slots=True, eq=False, repr=False)
class ModuleKind(Kind):
    name: str

    def order_key(self) -> str:
        return f"ModuleKind{self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"module {self.name}"
