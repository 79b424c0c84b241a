"""Types are sets of atoms, and an atom is one kind of value as it occurs in a program: `int`, or the lists that one
place makes. The class of an atom is its kind, and says what such a value can do.

A type is a frozenset of atoms; the empty set is `never` (no value comes here, as far as is known). Scalars and `str`
are single atoms. Mutable things and tuples are atoms with identity, one for each place that makes them: a list holds
a cell for its elements, an object one for each field. A type never holds two atoms of the same group (two lists,
two objects of one class): where they meet they are unified, since one mutable object can only be laid out once.
So nothing but scalars is ever converted from one representation to another.

Rejected: structural container types with conversions at joins (aliases would diverge).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weftc.infer.engine import Instance

#: how deep a type is told in messages
SHOWN_DEPTH = 3


@dataclass(slots=True, eq=False, repr=False)
class Kind:
    """An atom. Every method without a body is one that each kind must have: what it can't do, it refuses in writing.

    `group`: atoms of equal groups unify when they meet; None: they stand side by side."""

    parent: Kind | None = field(default=None, init=False)
    #: numbers atoms in the order of their making: sets of them then iterate alike in every run
    serial: int = field(default_factory=count().__next__, init=False)

    def __hash__(self) -> int:
        return self.serial

    @property
    def group(self) -> object:
        return None

    def cells(self) -> list[Cell]:
        """Its parts."""
        return []

    @abstractmethod
    def order_key(self) -> str:
        """By which the atoms of a type are put in order: it depends on the program only."""

    @abstractmethod
    def show(self, part: Callable[[Cell], str]) -> str:
        """As messages name it; `part` names what a cell holds."""


Type = frozenset[Kind]
NEVER: Type = frozenset()


class Cell:
    """A place that values flow into: what it may hold, and which instances read it."""

    __slots__ = ("type", "readers", "parent")

    def __init__(self, type: Type = NEVER) -> None:
        self.type = type
        self.readers: dict[Instance, None] = {}
        self.parent: Cell | None = None

    def find(self) -> Cell:
        cell = self
        while cell.parent is not None:
            cell = cell.parent
        return cell


def find(atom: Kind) -> Kind:
    """The representative of what `atom` was unified with."""
    while atom.parent is not None:
        atom = atom.parent
    return atom


def resolve(type: Type) -> Type:
    """The type with every atom replaced by its representative."""
    for atom in type:
        if atom.parent is not None:
            return frozenset(find(a) for a in type)
    return type


def one(atom: Kind) -> Type:
    return frozenset({atom})


def has(type: Type, kind: type[Kind]) -> bool:
    return any(isinstance(a, kind) for a in type)


def ordered(type: Iterable[Kind]) -> list[Kind]:
    """Atoms in an order that depends on the program only."""
    return sorted(type, key=lambda atom: atom.order_key())


def show(t: Type, depth: int = SHOWN_DEPTH) -> str:
    """The type as messages name it."""
    t = resolve(t)
    if not t:
        return "Never"
    names = [show_atom(a, depth) for a in ordered(t)]
    if "None" in names:
        names.remove("None")
        names.append("None")
    return " | ".join(dict.fromkeys(names))


def show_atom(atom: Kind, depth: int = SHOWN_DEPTH) -> str:
    def part(cell: Cell) -> str:
        return show(cell.find().type, depth - 1) if depth else "..."

    return find(atom).show(part)
