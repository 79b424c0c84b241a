"""Types: sets of atoms, and the cells through which they flow.

A type is a frozenset of atoms; the empty set is `never` (no value comes here, as far as is known). Scalars and `str`
are single atoms. Mutable things and tuples are atoms with identity, one for each place that makes them: a list holds
a cell for its elements, an instance one for each field. A type never holds two atoms of the same group (two lists,
two instances of one class): where they meet they are unified, since one mutable object can only be laid out once.
So nothing but scalars is ever converted from one representation to another.

Rejected: structural container types with conversions at joins (aliases would diverge).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weftc.hir.hir import Class, Code
    from weftc.infer.engine import Instance


@dataclass(slots=True, eq=False, repr=False)
class Atom:
    """One kind of value. `group`: atoms of equal groups unify when they meet; None: they stand side by side.
    `cells` are its parts."""

    parent: Atom | None = field(default=None, init=False)
    #: numbers atoms in the order of their making: sets of them then iterate alike in every run
    serial: int = field(default_factory=count().__next__, init=False)

    def __hash__(self) -> int:
        return self.serial

    @property
    def group(self) -> object:
        return None

    def cells(self) -> list[Cell]:
        return []


@dataclass(slots=True, eq=False, repr=False)
class Scalar(Atom):
    """int, float, bool, None, str: no parts."""

    name: str

    def __repr__(self) -> str:
        return self.name


Type = frozenset[Atom]

INT_ATOM, FLOAT_ATOM, BOOL_ATOM, NONE_ATOM, STR_ATOM = map(Scalar, ("int", "float", "bool", "None", "str"))
RANGE_ATOM, FILE_ATOM = Scalar("range"), Scalar("TextIOWrapper")
NEVER: Type = frozenset()
INT: Type = frozenset({INT_ATOM})
FLOAT: Type = frozenset({FLOAT_ATOM})
BOOL: Type = frozenset({BOOL_ATOM})
NONE: Type = frozenset({NONE_ATOM})
STR: Type = frozenset({STR_ATOM})
RANGE: Type = frozenset({RANGE_ATOM})
FILE: Type = frozenset({FILE_ATOM})
NUMBERS = frozenset({INT_ATOM, FLOAT_ATOM, BOOL_ATOM})


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


@dataclass(slots=True, eq=False, repr=False)
class ListAtom(Atom):
    elem: Cell
    group = "list"

    def cells(self) -> list[Cell]:
        return [self.elem]


@dataclass(slots=True, eq=False, repr=False)
class VarTupleAtom(ListAtom):
    """A tuple whose length isn't known when compiling: held like a list, and never changed."""

    group = "tuple of any length"


@dataclass(slots=True, eq=False, repr=False)
class DictAtom(Atom):
    key: Cell
    value: Cell
    group = "dict"

    def cells(self) -> list[Cell]:
        return [self.key, self.value]


@dataclass(slots=True, eq=False, repr=False)
class TupleAtom(Atom):
    items: list[Cell]

    @property
    def group(self) -> object:
        return ("tuple", len(self.items))

    def cells(self) -> list[Cell]:
        return self.items


class ClassInfo:
    """A class of the program or of the library. `mro` begins with itself. Exceptions are ordinary classes."""

    __slots__ = ("name", "code", "base", "mro", "subclasses", "atom", "variants", "attributes", "methods", "order")

    def __init__(self, name: str, code: Class | None, base: ClassInfo | None, order: int) -> None:
        self.name, self.code, self.base, self.order = name, code, base, order
        self.mro: list[ClassInfo] = [self, *(base.mro if base else [])]
        self.subclasses: list[ClassInfo] = []
        if base:
            base.subclasses.append(self)
        self.atom = ClassAtom(self)
        self.variants: dict[object, InstAtom] = {}
        self.attributes: dict[str, Cell] = {}  # class variables
        self.methods: dict[str, FuncAtom] = {}

    @property
    def is_exception(self) -> bool:
        return self.mro[-1].name == "BaseException"

    def method(self, name: str) -> FuncAtom | None:
        """The function that `name` means for instances: looked up along the bases."""
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
class InstAtom(Atom):
    """Instances of exactly one class, made with one shape of constructor arguments."""

    cls: ClassInfo
    fields: dict[str, Cell] = field(default_factory=dict, init=False)

    def field(self, name: str) -> Cell:
        """The cell of a field, made when it is first asked for."""
        inst = find(self)
        assert isinstance(inst, InstAtom)
        cell = inst.fields.get(name)
        if cell is None:
            cell = inst.fields[name] = Cell()
        return cell

    @property
    def group(self) -> object:
        return self.cls

    def cells(self) -> list[Cell]:
        return list(self.fields.values())


@dataclass(slots=True, eq=False, repr=False)
class ClassAtom(Atom):
    """A class as a value."""

    cls: ClassInfo


@dataclass(slots=True, eq=False, repr=False)
class FuncAtom(Atom):
    """A function value: its code, and cells for what it captured and its defaults. One for each instance of the
    enclosing function."""

    code: Code
    captures: list[Cell]
    defaults: list[Cell]

    def cells(self) -> list[Cell]:
        return [*self.captures, *self.defaults]

    @property
    def static(self) -> bool:
        """Is one object enough for it: nothing captured, and every default a literal?"""
        return not self.captures and all(is_literal(p.default) for p in self.code.parameters if p.has_default)


@dataclass(slots=True, eq=False, repr=False)
class CellAtom(Atom):
    """A variable that closures share."""

    content: Cell
    name: str
    group = "cell"

    def cells(self) -> list[Cell]:
        return [self.content]


@dataclass(slots=True, eq=False, repr=False)
class BoundAtom(Atom):
    """A method taken from an object without calling it: `f = xs.append`."""

    name: str
    receiver: Cell

    @property
    def group(self) -> object:
        return ("bound", self.name)

    def cells(self) -> list[Cell]:
        return [self.receiver]


@dataclass(slots=True, eq=False, repr=False)
class BuiltinAtom(Atom):
    """A built-in function or type as a value; interned by name."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class ModuleAtom(Atom):
    name: str


@dataclass(slots=True, eq=False, repr=False)
class IterAtom(Atom):
    """An iterator, known by what it goes through: kind and parts' types. It is taken apart at compile time, so it
    exists only between `iter(...)` or zip, map ... and the loop."""

    kind: str
    parts: list[Cell]
    item: Cell

    @property
    def group(self) -> object:
        return ("iter", self.kind, len(self.parts))

    def cells(self) -> list[Cell]:
        return [*self.parts, self.item]


@dataclass(slots=True, eq=False, repr=False)
class SuperAtom(Atom):
    self_type: Type
    cls: ClassInfo


@dataclass(slots=True, eq=False, repr=False)
class ChannelAtom(Atom):
    elem: Cell
    group = "channel"

    def cells(self) -> list[Cell]:
        return [self.elem]


@dataclass(slots=True, eq=False, repr=False)
class TaskAtom(Atom):
    result: Cell
    group = "task"

    def cells(self) -> list[Cell]:
        return [self.result]


def is_literal(node: ast.expr | None) -> bool:
    """A constant, or a negative number, as written."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool | int | float | str))


def find(atom: Atom) -> Atom:
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


def one(atom: Atom) -> Type:
    return frozenset({atom})


def has(type: Type, kind: type[Atom]) -> bool:
    return any(isinstance(a, kind) for a in type)


def ordered(type: Iterable[Atom]) -> list[Atom]:
    """Atoms in an order that depends on the program only."""
    return sorted(type, key=order_key)


_RANK = {"None": "0", "bool": "1", "int": "2", "float": "3", "str": "4"}


def order_key(atom: Atom) -> str:
    match atom:
        case Scalar():
            return _RANK.get(atom.name, "5" + atom.name)
        case InstAtom() | ClassAtom():
            return f"{type(atom).__name__}{atom.cls.order:06}"
        case FuncAtom():
            span = atom.code.span
            return f"FuncAtom{atom.code.module.name}:{span.line:07}:{span.column:05}:{atom.code.qualname}"
        case TupleAtom():
            return f"TupleAtom{len(atom.items):04}"
        case BuiltinAtom() | ModuleAtom() | BoundAtom():
            return f"{type(atom).__name__}{atom.name}"
        case _:
            return type(atom).__name__


def show(t: Type, depth: int = 3) -> str:
    """The type as messages name it."""
    t = resolve(t)
    if not t:
        return "Never"
    names = [show_atom(a, depth) for a in ordered(t)]
    if "None" in names:
        names.remove("None")
        names.append("None")
    return " | ".join(dict.fromkeys(names))


def show_atom(atom: Atom, depth: int = 3) -> str:
    def part(cell: Cell) -> str:
        return show(cell.find().type, depth - 1) if depth else "..."

    match find(atom):
        case VarTupleAtom(elem=e):
            return f"tuple[{part(e)}, ...]"
        case ListAtom(elem=e):
            return f"list[{part(e)}]"
        case DictAtom(key=k, value=v):
            return f"dict[{part(k)}, {part(v)}]"
        case TupleAtom(items=items):
            return f"tuple[{', '.join(map(part, items))}]" if items else "tuple[()]"
        case InstAtom(cls=cls):
            return cls.name
        case ClassAtom(cls=cls):
            return f"type[{cls.name}]"
        case FuncAtom(code=code):
            return f"function {code.name}"
        case BuiltinAtom(name=name):
            return f"built-in {name}"
        case ModuleAtom(name=name):
            return f"module {name}"
        case BoundAtom(name=name):
            return f"method {name}"
        case ChannelAtom(elem=e):
            return f"Channel[{part(e)}]"
        case TaskAtom(result=r):
            return f"Task[{part(r)}]"
        case IterAtom(kind=kind, item=item):
            return f"{kind}[{part(item)}]"
        case Scalar(name=name):
            return name
        case other:
            return type(other).__name__.removesuffix("Atom").lower()
