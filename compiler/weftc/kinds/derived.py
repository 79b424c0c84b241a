"""Objects of classes that derive from a built-in class other than an exception.

Such an object is also a value of the built-in kind, its *view*: what its class doesn't define is asked of that, so all
methods, operators and protocols of the built-in kind work as they are, and go past what the class overrides, as those
of CPython do. What they make is of the built-in kind: `Stack([1]) + [2]` is a list.

An object of a class that derives from a container is its own view: its memory begins as the container's, and the
fields follow (`ExtendedKind`). One that derives from a number or str keeps a value of it in a hidden field
(`WrappedKind`). Both hold the view's kind in the cell of that field, so what unifies objects, looks through what they
reach, and tells their shapes apart needs to know nothing of it.

Rejected: a kind that is both a list and an object. The library's code for lists would then call what a class overrides.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import KeyKind
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration, seen_as
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Kind, Type, View, find, one, show
from weftc.kinds.list import SequenceKind
from weftc.kinds.members import called
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE, NOT_IMPLEMENTED
from weftc.kinds.numbers import NumberKind
from weftc.kinds.objects import COMPARISONS, DUNDERS, UNARY, ObjectKind
from weftc.kinds.text import STR_ATOM, StrKind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.operations.indices import Bounds

#: the hidden field that holds the view
VIEW = "built-in value"


@dataclass(slots=True, eq=False, repr=False)
class DerivedKind(ObjectKind):
    @property
    def kind(self) -> Kind:
        """The view's."""
        (kind,) = self.field(VIEW).find().type
        return find(kind)

    def order_key(self) -> str:
        """Before the containers: where a list may be one of these, that has been told already (see `is_atom`)."""
        return f"DerivedKind{self.cls.order:06}"

    def seen(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        """The view of an object."""
        return v

    @property
    def view(self) -> View | None:
        return View(self.kind, self.seen, self.hashes() == "view" and not self.defines("__eq__"))

    def defines(self, *names: str) -> bool:
        return any(self.cls.member(name) is not None for name in names)

    def of_view(self, answer: Answer | None) -> Answer | None:
        """What answers of the view, about the object."""
        return None if answer is None else self.about(answer)

    def about(self, answer: Answer) -> Answer:
        return answer

    # --- as a condition, in numbers -----------------------------------------------------------------------------------

    def truth(self, site: Site) -> Answer:
        if self.defines("__bool__") or (self.defines("__len__") and not isinstance(self.kind, NumberKind)):
            return ObjectKind.truth(self, site)
        return self.about(self.kind.truth(site))

    def length(self, site: Site) -> Answer | None:
        own = ObjectKind.length(self, site)
        return own if own is not None else self.of_view(self.kind.length(site))

    def to_int(self, site: Site) -> Answer | None:
        if not self.defines("__int__") and (answer := self.kind.to_int(site)) is not None:
            return self.about(answer)
        return ObjectKind.to_int(self, site)

    def to_float(self, site: Site) -> Answer | None:
        if not self.defines("__float__") and (answer := self.kind.to_float(site)) is not None:
            return self.about(answer)
        return ObjectKind.to_float(self, site)

    def to_index(self, site: Site) -> Answer | None:
        """An int stands for itself, whatever its class says."""
        answer = self.kind.to_index(site)
        return self.about(answer) if answer is not None else ObjectKind.to_index(self, site)

    # --- items --------------------------------------------------------------------------------------------------------

    def iterate(self, site: Site) -> Iteration | None:
        if self.defines("__iter__") or (way := self.kind.iterate(site)) is None:
            return ObjectKind.iterate(self, site)
        return Iteration(way.item, lambda f, v: way.open(f, self.seen(f, v)))

    def iterator(self, site: Site) -> Answer | None:
        if self.defines("__iter__") or (answer := self.kind.iterator(site)) is None:
            return ObjectKind.iterator(self, site)
        return self.about(answer)

    def contains(self, site: Site, item: Type) -> Answer | None:
        if self.defines("__contains__") or (answer := self.kind.contains(site, item)) is None:
            return ObjectKind.contains(self, site, item)
        return self.about(answer)

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        if self.defines("__getitem__"):
            return ObjectKind.index(self, site, key, literal)
        return self.view_index(site, key, literal)

    def view_index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        """The built-in `__getitem__`, which calls the `__missing__` of a dict's subclass."""
        if isinstance(self.kind, DictKind) and self.defines("__missing__"):
            return self.kind.index_or(site, key, self.special(site, "__missing__", key) or NOTHING)
        return self.of_view(self.kind.index(site, key, literal))

    def store(self, site: Site, key: Type, item: Type) -> Answer | None:
        own = ObjectKind.store(self, site, key, item)
        return own if own is not None else self.of_view(self.kind.store(site, key, item))

    def delete(self, site: Site, key: Type) -> Answer | None:
        own = ObjectKind.delete(self, site, key)
        return own if own is not None else self.of_view(self.kind.delete(site, key))

    def no_slices(self, site: Site, name: str) -> Answer | None:
        if not self.defines(name):
            return None
        return site.complain("E0414", f"a slice given to {self.cls.name}.{name}() isn't built")

    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return self.no_slices(site, "__getitem__") or self.of_view(self.kind.slice(site, bounds))

    def store_slice(self, site: Site, bounds: Bounds, items: Type) -> Answer | None:
        return self.no_slices(site, "__setitem__") or self.of_view(self.kind.store_slice(site, bounds, items))

    def delete_slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return self.no_slices(site, "__delitem__") or self.of_view(self.kind.delete_slice(site, bounds))

    @property
    def is_sequence(self) -> bool:
        return self.kind.is_sequence

    @property
    def is_reversible(self) -> bool:
        return self.kind.is_reversible or self.defines("__reversed__", "__getitem__")

    @property
    def changing_methods(self) -> frozenset[str]:
        return frozenset(name for name in self.kind.changing_methods if not self.defines(name))

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        """Where the class defines `__eq__` alone, != is the built-in one's."""
        if self.defines(f"__{COMPARISONS[op]}__"):
            return ObjectKind.compare(self, site, op, other)
        return self.of_view(seen_as(partial(self.kind.compare, site, op), other))

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        own = ObjectKind.binary(self, site, op, other)
        return own if own is not None else self.of_view(seen_as(partial(self.kind.binary, site, op), other))

    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        own = ObjectKind.reflected(self, site, op, other)
        return own if own is not None else self.of_view(seen_as(partial(self.kind.reflected, site, op), other))

    def inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        own = ObjectKind.inplace(self, site, op, other)
        return own if own is not None else self.view_inplace(site, op, other)

    def view_inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        """What the built-in operator changes stays what it is."""
        answer = inplace_of(site, op, self.kind, other)
        if answer is None:
            return None
        changed = answer

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> ir.Value | None:
            return None if changed.emit(f, self.seen(f, v), x) is None else v

        return Answer(one(self), emit) if answer.type else answer

    def unary(self, site: Site, op: str) -> Answer | None:
        own = ObjectKind.unary(self, site, op)
        return own if own is not None else self.of_view(self.kind.unary(site, op))

    # --- texts and hashes ---------------------------------------------------------------------------------------------

    def text(self, site: Site) -> Answer:
        if self.defines("__str__"):
            return ObjectKind.text(self, site)
        return self.about(STR_ATOM.text(site)) if self.kind is STR_ATOM else self.repr(site)

    def repr(self, site: Site) -> Answer:
        return ObjectKind.repr(self, site) if self.defines("__repr__") else self.view_repr(site)

    def view_repr(self, site: Site) -> Answer:
        """The built-in `__repr__`."""
        return self.about(self.kind.repr(site))

    def format(self, site: Site) -> Answer | None:
        own = ObjectKind.format(self, site)
        return own if own is not None else self.of_view(self.kind.format(site))

    def hashes(self) -> str:
        how = ObjectKind.hashes(self)
        return how if how != "identity" else "view" if self.kind.is_hashable else "unhashable"

    def hash(self, site: Site) -> Answer | None:
        return self.of_view(self.kind.hash(site)) if self.hashes() == "view" else ObjectKind.hash(self, site)

    def key_kind(self) -> KeyKind | None:
        return KeyKind.OBJECT

    # --- attributes and methods ---------------------------------------------------------------------------------------

    def attribute(self, site: Site, name: str) -> Answer | None:
        own = ObjectKind.attribute(self, site, name)
        return own if own is not None else self.view_attribute(site, name)

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        kind = self.kind
        if isinstance(kind, LibraryKind) and name in kind.own_attributes and not self.defines(name):
            return kind.no_store(name)
        return ObjectKind.store_attribute(self, site, name, item)

    def view_attribute(self, site: Site, name: str) -> Answer | None:
        return self.of_view(self.kind.attribute(site, name))

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        if self.defines(name) or site.shadowed(name):
            return ObjectKind.method(self, site, name, args)
        callee = ObjectKind.attribute(self, site, name)
        return called(site, callee, args) if callee is not None else self.view_method(site, name, args)

    def view_method(self, site: Site, name: str, args: Args) -> Answer | None:
        """A built-in method, whatever the class defines. emit(v, arguments)."""
        if name == "__init__":
            return self.init(site, args)
        if name.startswith("__") and not args.is_spread and not args.shape.keywords:
            special = self.view_special(site, name, args.types)
            if special is not None:
                return Answer(special.type, lambda f, v, values: special.emit(f, v, *map(f.real, values)))
        return self.of_view(self.kind.method(site, name, args))

    def view_special(self, site: Site, name: str, types: list[Type]) -> Answer | None:
        """The built-in special method, as super() finds it. emit(v, *operands)."""
        kind = self.kind
        match name, types:
            case "__bool__", []:
                return self.about(kind.truth(site))
            case "__len__", []:
                return self.of_view(kind.length(site))
            case "__iter__", []:
                return self.of_view(kind.iterator(site))
            case "__int__", []:
                return self.of_view(kind.to_int(site))
            case "__float__", []:
                return self.of_view(kind.to_float(site))
            case "__hash__", []:
                return self.of_view(kind.hash(site))
            case "__repr__", []:
                return self.view_repr(site)
            case "__str__", []:
                return self.about(kind.text(site)) if kind is STR_ATOM else self.repr(site)
            case "__getitem__", [key]:
                return self.view_index(site, key, None)
            case "__delitem__", [key]:
                return self.of_view(kind.delete(site, key))
            case "__setitem__", [key, item]:
                return self.of_view(kind.store(site, key, item))
            case "__contains__", [item]:
                return self.of_view(kind.contains(site, item))
            case _, []:
                op = next((op for op, own in UNARY.items() if own == name), None)
                return self.of_view(kind.unary(site, op)) if op is not None else None
            case _, [other]:
                return self.view_operator(site, name, other)
        return None

    def view_operator(self, site: Site, name: str, other: Type) -> Answer | None:
        """A comparison or a binary operator: NotImplemented where the built-in kind has no answer."""
        kind = self.kind
        compared = {f"__{own}__": op for op, own in COMPARISONS.items()}
        forms = {
            f"__{prefix}{own}__": partial(ask, site, op)
            for op, own in DUNDERS.items()
            for prefix, ask in (("", kind.binary), ("r", kind.reflected), ("i", self.view_inplace))
        }
        if name in compared:
            ask: Callable[[Kind], Answer | None] = partial(kind.compare, site, compared[name])
        elif name in forms:
            ask = forms[name]
        else:
            return None
        is_silent = name in compared or not isinstance(kind, SequenceKind | StrKind)
        is_inplace = name.startswith("__i")

        def one_kind(atom: Kind) -> Answer | None:
            answer = ask(atom) if is_inplace else seen_as(ask, atom)
            if answer is None:
                return Answer(NOT_IMPLEMENTED, lambda f, x, v: f.zero(NOT_IMPLEMENTED)) if is_silent else None
            about = answer if is_inplace else self.about(answer)
            return Answer(about.type, lambda f, x, v: about.emit(f, v, x))

        def refuse(f: FunctionLowering, atom: Kind) -> None:
            text = f"{kind.class_name}.{name}() doesn't take a '{atom.class_name}' object"
            f.raise_text("TypeError", text)

        answer = site.cases(other, one_kind, refuse)
        if answer is None:
            return site.complain("E0301", f"{kind.class_name}.{name}() doesn't take {show(other)}")
        return Answer(answer.type, lambda f, v, x: answer.emit(f, x, v))

    def attribute_names(self, site: Site) -> Iterable[str]:
        return (n for n in (*ObjectKind.attribute_names(self, site), *self.kind.attribute_names(site)) if n != VIEW)

    # --- making -------------------------------------------------------------------------------------------------------

    @property
    def made_by_init(self) -> bool:
        """Is it the built-in `__init__` that looks at the arguments? Of what never changes, `__new__` does."""
        return not self.kind.is_hashable

    @abstractmethod
    def init(self, site: Site, args: Args) -> Answer:
        """The built-in `__init__`. emit(v, arguments)."""

    @abstractmethod
    def made(self, site: Site, args: Args) -> Answer | None:
        """The built-in `__new__`, of what is made by that. emit(v, arguments): v is fresh."""


def no_init(args: Args) -> Answer:
    """object.__init__, which takes nothing. emit(v, arguments)."""
    if not args.types:
        return Answer(NONE, lambda f, v, values: f.b.none())
    text = "object.__init__() takes exactly one argument (the instance to initialize)"
    return Answer(NONE, lambda f, v, values: f.raise_text("TypeError", text))


def inplace_of(site: Site, op: str, kind: Kind, other: Kind) -> Answer | None:
    """kind += other, of a built-in kind. A list takes what going through the other gives. emit(v, other)."""
    ask = partial(kind.inplace, site, op)
    return ask(other) if isinstance(kind, SequenceKind) and iterates(other) else seen_as(ask, other)


def iterates(atom: Kind) -> bool:
    """Is it an object whose class says how it is gone through?"""
    return atom.class_info is not None and atom.class_info.member("__iter__") is not None
