"""Iterators that exist only while compiling: enumerate, zip, map, filter, reversed, the views of a dict, where they are
gone through at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.kinds.answer import Answer, Iteration
from weftc.kinds.kind import Cell, Kind, Type, find
from weftc.kinds.numbers import BOOL
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.refuse import no, no_names, no_object
from weftc.lower.loops import any_item
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.ir import ir
    from weftc.lower.function import FunctionLowering
    from weftc.lower.loops import Iterator


@dataclass(slots=True, eq=False, repr=False)
class IteratorKind(OpaqueKind):
    """`name` is of what makes it. It is used once, by an operation of the same block that goes through it: nobody can
    do anything else with it."""

    name: str
    item: Cell
    #: the dict whose keys these are
    keys_of: Kind | None = None

    @property
    def group(self) -> object:
        return ("iterator", self.name)

    def cells(self) -> list[Cell]:
        return [self.item]

    def order_key(self) -> str:
        return "IteratorKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"{self.name}[{part(self.item)}]"

    @property
    def class_name(self) -> str:
        return self.name

    def class_of(self, site: Site) -> Type:
        raise AssertionError(self)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"IteratorKind{self.name}[{part(self.item)}]"

    describe = no_object
    hash = no
    is_static = False
    is_plain = False
    is_callable = False
    attribute = method = call = no

    @property
    def is_reversible(self) -> bool:
        return self.name.startswith("dict_")
    attribute_names = no_names

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(site.get(self.item), opened)

    def contains(self, site: Site, item: Type) -> Answer | None:
        if self.keys_of is not None and (found := find(self.keys_of).contains(site, item)) is not None:
            return Answer(BOOL, lambda f, v, x: found.emit(f, source_of(v), x))
        kept = site.get(self.item)
        same = site.same_or_equal(item, kept)

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> ir.Value:
            return any_item(f, opened(f, v), lambda found, _: same.value(f, x, found))

        return Answer(BOOL, emit)

    def repr(self, site: Site) -> Answer:
        raise AssertionError(self)


class VirtualIterator(Virtual):
    """How it is gone through; `source` is the object that it goes through, if one alone."""

    __slots__ = ("iterator", "source")
    is_bodiless = True

    def __init__(self, iterator: Iterator, source: ir.Value | None = None) -> None:
        super().__init__()
        self.iterator, self.source = iterator, source

    def materialise(self, f: FunctionLowering) -> ir.Value:
        raise AssertionError(self.iterator)


def opened(f: FunctionLowering, v: ir.Value) -> Iterator:
    assert isinstance(v, VirtualIterator)
    return v.iterator


def source_of(v: ir.Value) -> ir.Value:
    assert isinstance(v, VirtualIterator) and v.source is not None
    return v.source
