"""What stands for a name while compiling: the kind of object that it names, and what all who use it get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, HEADER, TypeKind
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Cell, Description, Type
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.refuse import no, no_names

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class NameKind(OpaqueKind):
    """A constant name of a kind of object, or, None, all names of that kind that aren't constants. Only library code
    has such values."""

    kind: str
    name: str | None
    #: holds the cell that the table has under the name
    kept: Cell = field(default_factory=Cell)

    def cells(self) -> list[Cell]:
        return [self.kept]

    def order_key(self) -> str:
        return f"NameKind{self.kind} {self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"name of a {self.kind}"

    @property
    def class_name(self) -> str:
        return self.kind

    @property
    def variant(self) -> object:
        return self

    def class_of(self, site: Site) -> Type:
        raise AssertionError(self)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"name {self.kind} {self.name}"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], HEADER, f"name of a {self.kind}")

    is_static = True
    is_plain = True
    is_callable = False
    call = attribute = no
    attribute_names = no_names

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        return None

    def repr(self, site: Site) -> Answer:
        raise AssertionError(self)
