"""Values that exist only while compiling: ranges, iterators, tuples that are taken apart where they are made.

They stand where IR values do; what doesn't know them asks for an object in their place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from weftc.ir import ir
from weftc.ir.ir import Rep

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering


class Virtual(ir.Value, ABC):
    """The verifier knows no operation "virtual", so none gets into a function."""

    __slots__ = ()
    #: never an object, whatever the type of the operation that makes it
    is_bodiless: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__(-1, "virtual", [], None, Rep.REF, None)

    @abstractmethod
    def materialise(self, f: FunctionLowering) -> ir.Value:
        """The object."""
