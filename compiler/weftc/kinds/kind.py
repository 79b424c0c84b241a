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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar
from zlib import crc32

from weftc.abi.memory import KeyKind, Slot, Tag, TypeKind
from weftc.ir.ir import Rep

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.ir import ir
    from weftc.kinds.answer import Answer, Iteration
    from weftc.kinds.class_info import ClassInfo
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds

#: how deep a type is told in messages
SHOWN_DEPTH = 3
SHOWN_LENGTH = 400


@dataclass(slots=True, eq=False, repr=False)
class Kind:
    """An atom. Every method without a body is one that each kind must have: what it can't do, it refuses in writing.

    Those that take a `site` (the operation that is typed) give an answer, or None where CPython raises. What `emit` of
    the answer takes stands beside each: `v` is a value of the kind.

    `group`: atoms of equal groups unify when they meet; None: they stand side by side."""

    #: how a value is held where it is of this kind alone, and what a pair's tag says of it
    held_as: ClassVar[Rep] = Rep.REF
    tag: ClassVar[Tag] = Tag.REF
    #: are containers of equal parts the same kind of argument, wherever they were made?
    structural: ClassVar[bool] = False
    #: as a key it is hashed and compared item by item: tuples, frozensets
    keyed_by_items: ClassVar[bool] = False
    #: is a value equal to nothing but itself?
    equals_itself_alone: ClassVar[bool] = False
    #: the runtime calls that append str(x) and format(x, spec) to the text that is being built; None: a str is made
    builder: ClassVar[str | None] = None
    formatter: ClassVar[str | None] = None

    parent: Kind | None = field(default=None, init=False)
    #: numbers a program's atoms in the order of their making: sets of them then iterate alike in every compile
    serial: int = field(default_factory=lambda: next(_serials), init=False)

    def __hash__(self) -> int:
        return self.serial

    @property
    def rep(self) -> Rep:
        return self.held_as

    @property
    def group(self) -> object:
        return None

    def cells(self) -> list[Cell]:
        """Its parts."""
        return []

    def marks(self) -> list[Cell]:
        """Cells that have a type where the program does something with a value of this kind. They are no parts: kinds
        that differ in them alone are alike."""
        return []

    @property
    def variant(self) -> object:
        """What tells objects of a class apart by what they are made with."""
        return type(self)

    # --- names and order ----------------------------------------------------------------------------------------------

    @abstractmethod
    def order_key(self) -> str:
        """By which the atoms of a type are put in order: it depends on the program only."""

    @abstractmethod
    def show(self, part: Callable[[Cell], str]) -> str:
        """As messages name it; `part` names what a cell holds."""

    @property
    @abstractmethod
    def class_name(self) -> str:
        """`type(x).__name__`, as CPython's texts have it."""

    #: the names of the built-in classes that its own derives from, but for object
    bases: ClassVar[tuple[str, ...]] = ()

    @property
    def class_info(self) -> ClassInfo | None:
        """Of objects of a class that is written in Python, or of an exception."""
        return None

    @property
    def view(self) -> View | None:
        """Of objects whose class derives from a built-in one: as its methods and operators know them."""
        return None

    @abstractmethod
    def class_of(self, site: Site) -> Type:
        """`type(x)`."""

    # --- memory -------------------------------------------------------------------------------------------------------

    @abstractmethod
    def shape(self, part: Callable[[Cell], str]) -> str:
        """Equal for kinds that are laid out alike; `part` is the shape of what a cell holds."""

    @abstractmethod
    def describe(self, layout: Layout) -> Description:
        """Its descriptor."""

    def alias(self, field: str) -> str:
        """Which memory a field is, for passes that move loads and stores."""
        return "captured"

    def same(self) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value] | None:
        """x is y, where two references may be to one thing: code that compares what they stand for. None: by
        address."""
        return None

    @property
    @abstractmethod
    def is_static(self) -> bool:
        """Does one static object stand for all values?"""

    @property
    @abstractmethod
    def is_plain(self) -> bool:
        """Does such an object only change where the program says so? Iterators have a state of their own;
        raising an exception writes into it."""

    @property
    @abstractmethod
    def changing_methods(self) -> frozenset[str]:
        """Of its built-in methods those that change its items. None: it is no container, or one that never changes."""

    # --- as a condition, in numbers -----------------------------------------------------------------------------------

    @abstractmethod
    def truth(self, site: Site) -> Answer:
        """bool(x). emit(v): I32."""

    @abstractmethod
    def length(self, site: Site) -> Answer | None:
        """len(x). emit(v): an int, not negative."""

    @abstractmethod
    def to_int(self, site: Site) -> Answer | None:
        """int(x) without a base. emit(v)."""

    @abstractmethod
    def to_float(self, site: Site) -> Answer | None:
        """float(x). emit(v)."""

    @abstractmethod
    def to_index(self, site: Site) -> Answer | None:
        """operator.index(x). emit(v): an int."""

    # --- items --------------------------------------------------------------------------------------------------------

    @abstractmethod
    def iterate(self, site: Site) -> Iteration | None:
        """for ... in x."""

    @abstractmethod
    def iterator(self, site: Site) -> Answer | None:
        """iter(x), as an object with `__next__`. emit(v)."""

    @abstractmethod
    def next(self, site: Site) -> Answer | None:
        """next(x). emit(v): the item, or StopIteration."""

    @abstractmethod
    def contains(self, site: Site, item: Type) -> Answer | None:
        """item in x. emit(v, item): I32."""

    @abstractmethod
    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        """x[key]; `literal` is the key where it is written out. emit(v, key)."""

    @abstractmethod
    def store(self, site: Site, key: Type, item: Type) -> Answer | None:
        """x[key] = item. emit(v, key, item)."""

    @abstractmethod
    def delete(self, site: Site, key: Type) -> Answer | None:
        """del x[key]. emit(v, key)."""

    @abstractmethod
    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        """x[start:stop:step]. emit(v, start, stop, step)."""

    @abstractmethod
    def store_slice(self, site: Site, bounds: Bounds, items: Type) -> Answer | None:
        """x[start:stop:step] = items. emit(v, start, stop, step, items)."""

    @abstractmethod
    def delete_slice(self, site: Site, bounds: Bounds) -> Answer | None:
        """del x[start:stop:step]. emit(v, start, stop, step)."""

    @property
    @abstractmethod
    def is_sequence(self) -> bool:
        """Does a sequence pattern match it?"""

    @property
    @abstractmethod
    def is_reversible(self) -> bool:
        """Does reversed(x) take it? Of objects that depends on their methods, too."""

    # --- operators: None means NotImplemented -------------------------------------------------------------------------

    @abstractmethod
    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        """x < other, and the like, == and != too; as the left operand, or as the right one with `op` turned round.
        emit(v, other)."""

    @abstractmethod
    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        """x + other, and the like. emit(v, other)."""

    @abstractmethod
    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        """other + x, where `other` has no answer. emit(v, other)."""

    @abstractmethod
    def inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        """x += other, where that isn't x = x + other. emit(v, other)."""

    @abstractmethod
    def unary(self, site: Site, op: str) -> Answer | None:
        """-x, +x, ~x. emit(v)."""

    # --- texts and hashes ---------------------------------------------------------------------------------------------

    @abstractmethod
    def text(self, site: Site) -> Answer:
        """str(x). emit(v)."""

    @abstractmethod
    def repr(self, site: Site) -> Answer:
        """repr(x). emit(v)."""

    @abstractmethod
    def format(self, site: Site) -> Answer | None:
        """format(x, spec). emit(v, spec); the spec isn't empty."""

    @abstractmethod
    def hash(self, site: Site) -> Answer | None:
        """hash(x); None: it is unhashable. emit(v)."""

    @property
    @abstractmethod
    def is_hashable(self) -> bool: ...

    @abstractmethod
    def key_kind(self) -> KeyKind | None:
        """How dicts hash and compare such keys, among others of the kind; None: they can't. PAIR: as one of several
        kinds."""

    # --- attributes and calls -----------------------------------------------------------------------------------------

    @abstractmethod
    def attribute(self, site: Site, name: str) -> Answer | None:
        """x.name. emit(v)."""

    @abstractmethod
    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        """x.name = item. emit(v, item)."""

    @abstractmethod
    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        """x.name(...), without making a bound method. emit(v, arguments)."""

    @abstractmethod
    def attribute_names(self, site: Site) -> Iterable[str]:
        """Of its own, for suggestions."""

    @abstractmethod
    def call(self, site: Site, args: Args) -> Answer | None:
        """x(...). emit(v, arguments)."""

    @property
    @abstractmethod
    def is_callable(self) -> bool: ...

    @abstractmethod
    def enter(self, site: Site) -> Answer | None:
        """x.__enter__(). emit(v)."""

    @abstractmethod
    def exit(self, site: Site, error: Type) -> Answer | None:
        """x.__exit__(type(error), error, traceback), or with three Nones; its result. emit(v, error)."""


class SingleKind(Kind):
    """A kind whose one atom is every program's. Its number doesn't depend on when its file was loaded."""

    __slots__ = ()

    def __post_init__(self) -> None:
        self.serial = crc32(type(self).__name__.encode())


_serials: Iterator[int] = count()


def restart_serials() -> None:
    """Before a program is inferred."""
    global _serials
    _serials = count()


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


class View(NamedTuple):
    """A value of another kind that an object is too: `of` gives it. Nothing that is made like it has the object's
    class. `is_key`: as a key, the object is what its view is."""

    kind: Kind
    of: Callable[[FunctionLowering, ir.Value], ir.Value]
    is_key: bool


class Description(NamedTuple):
    """A descriptor: struct Type of the ABI. `slots`: offset and kind of what a collector must look at, or of every
    field, by which the runtime hashes and compares tuples."""

    kind: TypeKind
    class_id: int
    size: int
    name: str
    elem: int = 0
    value: int = 0
    key: int = 0
    slots: tuple[tuple[int, Slot], ...] = ()
    flags: int = 0  # those of TypeFlag that the slots don't tell


K = TypeVar("K", bound=Kind)


def find(atom: K) -> K:
    """The representative of what `atom` was unified with: of the same kind."""
    while atom.parent is not None:
        atom = atom.parent  # type: ignore[assignment]  # atoms of equal groups are of one class
    return atom


def resolve(type: Type) -> Type:
    """The type with every atom replaced by its representative."""
    for atom in type:
        if atom.parent is not None:
            return frozenset(find(a) for a in type)
    return type


def one(atom: Kind) -> Type:
    return frozenset({atom})


def viewed(atom: Kind) -> Kind:
    """As built-in methods know it."""
    return atom.view.kind if atom.view is not None else atom


def is_of(atom: Kind, name: str) -> bool:
    """Is it the built-in kind of that name? A class of the program may have the name, too."""
    return atom.class_info is None and atom.class_name == name


def as_key(atom: Kind) -> Kind:
    """As what it is looked up."""
    return atom.view.kind if atom.view is not None and atom.view.is_key else atom


def has(type: Type, kind: type[Kind]) -> bool:
    return any(isinstance(a, kind) for a in type)


def held(cell: Cell) -> Type:
    """What a cell holds, once inference is done."""
    return resolve(cell.find().type)


def ordered(type: Iterable[Kind]) -> list[Kind]:
    """Atoms in an order that depends on the program only."""
    return sorted(type, key=lambda atom: atom.order_key())


def show(t: Type) -> str:
    """The type as messages name it."""
    return _deepest(lambda depth: _shown(t, depth))


def show_atom(atom: Kind) -> str:
    return _deepest(lambda depth: _shown_atom(atom, depth))


def _deepest(shown: Callable[[int], str]) -> str:
    """As deep as there is room: with each level a text may be sixteen times as long."""
    text = shown(0)
    for depth in range(1, SHOWN_DEPTH + 1):
        deeper = shown(depth)
        if len(deeper) > SHOWN_LENGTH:
            break
        text = deeper
    return text


def _shown(t: Type, depth: int) -> str:
    t = resolve(t)
    if not t:
        return "Never"
    names = [_shown_atom(a, depth) for a in ordered(t)]
    if "None" in names:
        names.remove("None")
        names.append("None")
    return " | ".join(dict.fromkeys(names))


def _shown_atom(atom: Kind, depth: int) -> str:
    return find(atom).show(lambda cell: _shown(cell.find().type, depth - 1) if depth else "...")
