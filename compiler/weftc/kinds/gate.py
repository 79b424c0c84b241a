"""Gates: permits with a first-come queue, and a word to park on. Library code makes them, and locks of them."""

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
class GateKind(SingleKind, HandleKind):
    """It is never outside of the object that holds it, and what it can do are calls of the runtime."""

    own_attributes = ()
    own_methods = ()
    number = "weft_gate_number"
    is_plain = True

    def order_key(self) -> str:
        return "GateKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "gate"

    class_name = "gate"

    def class_of(self, site: Site) -> Type:
        raise AssertionError(self)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "GateKind"

    def repr(self, site: Site) -> Answer:
        raise AssertionError(self)

    attribute = no

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        return None


GATE_ATOM = GateKind()
GATE: Type = one(GATE_ATOM)
