"""Classes: of the program, of the library, built-in ones; as values, and what their definitions say."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, HEADER, TypeKind
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, never_refused
from weftc.kinds.class_info import ClassInfo, Member, Method, Variable
from weftc.kinds.derived import DerivedKind
from weftc.kinds.function import described, named
from weftc.kinds.kind import Cell, Description, Kind, Type, find, held, is_of, one, viewed
from weftc.kinds.members import (
    BASE,
    call_member,
    called,
    first_set,
    load_variable,
    members,
    method_value,
    store_variable,
)
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import INT
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.refuse import no, no_names
from weftc.kinds.representation import representation
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


#: the field by which copies of a class know that they are the same
NUMBER = "number of the class"


@dataclass(slots=True, eq=False, repr=False)
class AnyClassKind(OpaqueKind):
    """A class as a value."""

    class_name = "type"

    @property
    def variant(self) -> object:
        return self

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("type")

    is_plain = True
    is_callable = True

    @abstractmethod
    def has_instance(self, atom: Kind) -> bool:
        """Is every value of this kind an instance of the class?"""

    @abstractmethod
    def has_subclass(self, atom: Kind) -> bool:
        """Does a class, as a value of this kind, derive from it?"""


@dataclass(slots=True, eq=False, repr=False)
class BuiltinClassKind(AnyClassKind):
    """int, list, NoneType, ... Calling it is calling the built-in of that name."""

    name: str
    is_static = True

    def order_key(self) -> str:
        return f"BuiltinKind{self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"built-in {self.name}"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"builtin {self.name}"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], HEADER, f"built-in {self.name}")

    @property
    def own_name(self) -> str:
        return self.name.rpartition(".")[2]

    def has_instance(self, atom: Kind) -> bool:
        if atom.class_info is not None:
            return self.own_name in (atom.class_info.builtin_base, "object")
        return self.own_name in (atom.class_name.rpartition(".")[2], *atom.bases, "object")

    def has_subclass(self, atom: Kind) -> bool:
        if self.own_name == "object" or self is atom:
            return True
        if isinstance(atom, ClassKind) and atom.cls.builtin_base == self.own_name:
            return True
        return isinstance(atom, BuiltinClassKind) and (atom.own_name, self.own_name) == ("bool", "int")

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<class '{SHOWN.get(self.name, self.name)}'>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name in ("__name__", "__qualname__"):
            return named(self.own_name)
        function = site.engine.library_method(self.name, name)
        return Answer(one(function), lambda f, v: f.zero(one(function))) if function is not None else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        """str.upper(s): the method of its first argument, whatever a class that derives from str has of that name;
        dict.fromkeys(...), which has none."""
        if (function := site.engine.library_constructor(self.name, name)) is not None:
            return site.call_written(function, args)
        if not args.types or args.is_spread:
            return None
        this, rest = args.types[0], args.rest()
        if all(is_of(viewed(find(atom)), self.own_name) for atom in this) and any(
            find(atom).view is not None or is_own_method(find(atom), name) for atom in this
        ):
            answer = site.cases(this, lambda atom: built_in_method(site, atom, name, rest), never_refused)
        elif site.engine.library_method(self.name, name) is not None:
            answer = site.call_method(this, name, rest)
        else:
            return None
        return Answer(answer.type, lambda f, v, values: answer.emit(f, values[0], values[1:])) if answer else None

    def attribute_names(self, site: Site) -> Iterable[str]:
        return ()

    def call(self, site: Site, args: Args) -> Answer | None:
        return site.call_builtin(self.name, args)


def is_own_method(atom: Kind, name: str) -> bool:
    return isinstance(atom, LibraryKind) and name in atom.own_methods


def built_in_method(site: Site, atom: Kind, name: str, args: Args) -> Answer | None:
    if not isinstance(atom, DerivedKind):
        return atom.method(site, name, args)
    return atom.init(site, args) if name == "__init__" else atom.view_method(site, name, args)


def view_attribute(site: Site, atom: Kind, name: str) -> Answer | None:
    return atom.view_attribute(site, name) if isinstance(atom, DerivedKind) else None


#: as repr() names it, where it isn't by its own name
SHOWN = {"TextIOWrapper": "_io.TextIOWrapper"}


@dataclass(slots=True, eq=False, repr=False)
class ClassKind(AnyClassKind):
    """A class that is written in Python, or an exception."""

    cls: ClassInfo

    def order_key(self) -> str:
        return f"ClassKind{self.cls.order:06}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"type[{self.cls.name}]"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"type {self.cls.name}#{self.cls.order}"

    @property
    def is_static(self) -> bool:
        return not self.cls.is_made

    def cells(self) -> list[Cell]:
        return [cell for _, cell in self.cls.fields()] if self.cls.is_made else []

    def fields(self) -> list[tuple[str, Type]]:
        """What the object holds that each run of the class statement makes."""
        base = self.cls.base
        above = [(BASE, one(base.atom))] if base is not None and base.is_made else []
        return [(NUMBER, INT), *above, *((name, held(cell)) for name, cell in self.cls.fields())]

    def describe(self, layout: Layout) -> Description:
        name = f"type[{self.cls.name}]"
        if self.is_static:
            return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], HEADER, name)
        return described(self, layout, "class", name)

    def same(self) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value] | None:
        """Another run of the same statement makes another class; a copy in another task is the same."""
        return None if self.is_static else partial(same_class, self)

    def hash(self, site: Site) -> Answer | None:
        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
            if self.is_static:
                return self.address_hash(f, v)
            return f.load_field(v, f.layout.known_field(self, NUMBER), "class")

        return Answer(INT, emit)

    def has_instance(self, atom: Kind) -> bool:
        return atom.class_info is not None and atom.class_info.is_subclass(self.cls)

    def has_subclass(self, atom: Kind) -> bool:
        return isinstance(atom, ClassKind) and atom.cls.is_subclass(self.cls)

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<class '{self.cls.full_name}'>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name in ("__name__", "__qualname__"):
            return named(self.cls.name if name == "__name__" else self.cls.qualname)
        found = members(site, self.cls, name)
        if not found:
            return None
        return first_set(site, found, one(self), partial(self.member, site), site.missing(name, self))

    def member(self, site: Site, member: Member) -> Answer:
        if isinstance(member, Variable):
            return load_variable(site, member, one(self))
        if member.kind == "classmethod":
            return site.bound_method(one(self), member)
        return Answer(one(member.function), partial(method_value, of=one(self), method=member))

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        """Binds a variable of this class, also where it so far had its base's, or none."""
        cls = self.cls
        if cls.is_library:
            return None
        if is_special(name) or any(name in c.methods for c in [*cls.mro, *cls.all_subclasses()]):
            helps = ("define it in the class, or call the function by another name",)
            return site.complain("E0416", f"replacing the method {cls.name}.{name} isn't built", helps=helps)
        cell = cls.attributes.get(name)
        if cell is None:
            cell = cls.late.setdefault(name, Cell())
            site.bind_late(name)
        site.flow(cell, item)
        variable = Variable(cls, name, cell, is_late=name not in cls.attributes)
        return Answer(NONE, partial(store_variable, variable, item, one(self)))

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        """Class.name(...), where `self` is written out unless it is a class method."""
        found = members(site, self.cls, name)
        if found and isinstance(first := found[0], Method):
            if first.kind == "classmethod":
                return call_member(site, first, one(self), args)
            return site.call_written(first.function, args, None, partial(method_value, of=one(self), method=first))
        if found:
            callee = self.attribute(site, name)
            return called(site, callee, args) if callee is not None else None
        if name == "__init__" and args.types and not args.is_spread:  # Base.__init__(self, ...)
            answer = site.default_init(args.types[0], args.rest())
            return Answer(NONE, lambda f, v, values: answer.emit(f, values[0], values[1:]))
        if self.cls.builtin is not None:
            (builtin,) = site.engine.builtin(self.cls.builtin)
            if site.engine.library_constructor(self.cls.builtin, name) is not None:
                return site.complain("E0401", f"{name}() of a class that derives from {self.cls.builtin} isn't built")
            return builtin.method(site, name, args)
        return None

    def attribute_names(self, site: Site) -> Iterable[str]:
        return (name for c in self.cls.mro for name in (*c.methods, *c.attributes))

    def call(self, site: Site, args: Args) -> Answer | None:
        return site.construct(self.cls, args)


@dataclass(slots=True, eq=False, repr=False)
class SuperKind(OpaqueKind):
    """`super()` in a method of `cls`, only as the object of an attribute or a method: `self` stands for it."""

    cls: ClassInfo
    this: Cell

    @property
    def rep(self) -> Rep:
        return representation(held(self.this))

    def order_key(self) -> str:
        return "SuperKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "super"

    class_name = "super"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("super")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"SuperKind[{self.cls.name}]"

    def describe(self, layout: Layout) -> Description:
        raise AssertionError(self)

    is_static = True
    is_plain = True
    is_callable = False
    call = no
    attribute_names = no_names

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<super: <class '{self.cls.name}'>>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        this = site.get(self.this)
        found = self.members(site, name)
        if not found:
            return site.cases(this, lambda atom: view_attribute(site, atom, name), never_refused) if this else None
        return first_set(site, found, this, partial(self.member, site, this), NOTHING)

    def members(self, site: Site, name: str) -> list[Member]:
        return members(site, self.cls.base, name) if self.cls.base is not None else []

    def member(self, site: Site, this: Type, member: Member) -> Answer:
        if isinstance(member, Variable):
            return load_variable(site, member, this)
        if member.kind == "property":
            getter = call_member(site, member, this, Args.plain([]))
            return Answer(getter.type, lambda f, v: getter.emit(f, v, []))
        if member.kind == "staticmethod":
            return Answer(one(member.function), partial(method_value, of=this, method=member))
        return site.bound_method(this, member)

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        this = site.get(self.this)
        found = self.members(site, name)
        if found and isinstance(first := found[0], Method) and first.kind != "property":
            return call_member(site, first, this, args)
        if found:
            callee = self.attribute(site, name)
            return called(site, callee, args) if callee is not None else None
        if name == "__init__":
            if args.is_spread:
                site.complain(
                    "E0413",
                    "* or ** in a call of __init__(): how many arguments there are isn't known when compiling",
                    helps=("write the arguments out",),
                )
                return NOTHING
            return site.default_init(this, args)
        return site.call_default(this, name, args)


def is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def same_class(atom: ClassKind, f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
    number = f.layout.known_field(atom, NUMBER)
    return f.b.op("i64.eq", f.load_field(x, number, "class"), f.load_field(y, number, "class"))
