"""Handles: references to what tasks share, channels and tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.kinds.kind import Cell, Kind


@dataclass(slots=True, eq=False, repr=False)
class ChannelKind(Kind):
    elem: Cell
    group = "channel"

    def cells(self) -> list[Cell]:
        return [self.elem]

    def order_key(self) -> str:
        return "ChannelKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"Channel[{part(self.elem)}]"


@dataclass(slots=True, eq=False, repr=False)
class TaskKind(Kind):
    result: Cell
    group = "task"

    def cells(self) -> list[Cell]:
        return [self.result]

    def order_key(self) -> str:
        return "TaskKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"Task[{part(self.result)}]"
