"""What library code makes locks and cells of: gates, permits with a first-come queue and a word to park on; and cells,
each with a value of which whoever asks gets a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.kinds.answer import Answer
from weftc.kinds.handle import HandleKind
from weftc.kinds.kind import Cell, SingleKind, Type, one
from weftc.kinds.refuse import no

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site


@dataclass(slots=True, eq=False, repr=False)
class InnerKind(HandleKind):
    """It is never outside of the object that holds it, and what it can do are calls of the runtime."""

    own_attributes = ()
    own_methods = ()
    is_plain = True

    def class_of(self, site: Site) -> Type:
        raise AssertionError(self)

    def repr(self, site: Site) -> Answer:
        raise AssertionError(self)

    attribute = no

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        return None


@dataclass(slots=True, eq=False, repr=False)
class GateKind(SingleKind, InnerKind):
    number = "weft_gate_number"
    class_name = "gate"

    def order_key(self) -> str:
        return "GateKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "gate"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "GateKind"


@dataclass(slots=True, eq=False, repr=False)
class CellKind(InnerKind):
    """`kept`: what the gate beside it keeps while a task holds that."""

    elem: Cell
    kept: Cell
    group = "cell"
    number = "weft_object_number"
    class_name = "cell"

    def cells(self) -> list[Cell]:
        return [self.elem, self.kept]

    def order_key(self) -> str:
        return "CellKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"cell[{part(self.elem)}]"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"CellKind[{part(self.elem)}]"


GATE_ATOM = GateKind()
GATE: Type = one(GATE_ATOM)
