"""Classes of the program and of the library, and their objects. Exceptions are ordinary classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from weftc.kinds.kind import Cell, Kind, Type, find

if TYPE_CHECKING:
    from weftc.hir.hir import Class
    from weftc.kinds.function import FunctionKind


class ClassInfo:
    """A class of the program or of the library. `mro` begins with itself."""

    __slots__ = ("name", "code", "base", "mro", "subclasses", "atom", "variants", "attributes", "methods", "order")

    def __init__(self, name: str, code: Class | None, base: ClassInfo | None, order: int) -> None:
        self.name, self.code, self.base, self.order = name, code, base, order
        self.mro: list[ClassInfo] = [self, *(base.mro if base else [])]
        self.subclasses: list[ClassInfo] = []
        if base:
            base.subclasses.append(self)
        self.atom = ClassKind(self)
        self.variants: dict[object, ObjectKind] = {}
        self.attributes: dict[str, Cell] = {}  # class variables
        self.methods: dict[str, FunctionKind] = {}

    @property
    def is_exception(self) -> bool:
        return self.mro[-1].name == "BaseException"

    def method(self, name: str) -> FunctionKind | None:
        """The function that `name` means for objects: looked up along the bases."""
        for cls in self.mro:
            if name in cls.methods:
                return cls.methods[name]
        return None

    def attribute(self, name: str) -> Cell | None:
        for cls in self.mro:
            if name in cls.attributes:
                return cls.attributes[name]
        return None

    def is_subclass(self, other: ClassInfo) -> bool:
        return other in self.mro

    def __repr__(self) -> str:
        return self.name


@dataclass(slots=True, eq=False, repr=False)
class ObjectKind(Kind):
    """Objects of exactly one class, made with one shape of constructor arguments."""

    cls: ClassInfo
    fields: dict[str, Cell] = field(default_factory=dict, init=False)

    def field(self, name: str) -> Cell:
        """The cell of a field, made when it is first asked for."""
        held = find(self)
        assert isinstance(held, ObjectKind)
        cell = held.fields.get(name)
        if cell is None:
            cell = held.fields[name] = Cell()
        return cell

    @property
    def group(self) -> object:
        return self.cls

    def cells(self) -> list[Cell]:
        return list(self.fields.values())

    def order_key(self) -> str:
        return f"ObjectKind{self.cls.order:06}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return self.cls.name


@dataclass(slots=True, eq=False, repr=False)
class ClassKind(Kind):
    """A class as a value."""

    cls: ClassInfo

    def order_key(self) -> str:
        return f"ClassKind{self.cls.order:06}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"type[{self.cls.name}]"


@dataclass(slots=True, eq=False, repr=False)
class SuperKind(Kind):
    """`super()`, only as the object of an attribute or a method."""

    self_type: Type
    cls: ClassInfo

    def order_key(self) -> str:
        return "SuperKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "super"
