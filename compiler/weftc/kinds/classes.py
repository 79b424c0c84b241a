"""Classes: of the program, of the library, built-in ones; as values, and what their definitions say."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, HEADER, TypeKind
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.function import FunctionKind, named
from weftc.kinds.kind import Cell, Description, Kind, Type, held, one
from weftc.kinds.none import NONE
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.refuse import no, no_names
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.hir.hir import Class
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.kinds.objects import ObjectKind
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(frozen=True, slots=True)
class Variable:
    """A class variable, and the class that has it."""

    owner: ClassInfo
    cell: Cell


class ClassInfo:
    """A class of the program or of the library, or a built-in exception. `mro` begins with itself."""

    __slots__ = (
        "name", "code", "base", "mro", "subclasses", "atom", "variants", "attributes", "methods", "order", "always_set",
    )  # fmt: skip

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
        self.always_set: frozenset[str] | None = None  # found by kinds.fields

    @property
    def is_exception(self) -> bool:
        return self.mro[-1].name == "BaseException"

    @property
    def is_library(self) -> bool:
        return self.code is None or self.code.module.library

    def member(self, name: str) -> FunctionKind | Variable | None:
        """What the name means for objects: looked up along the bases."""
        for cls in self.mro:
            if name in cls.methods:
                return cls.methods[name]
            if name in cls.attributes:
                return Variable(cls, cls.attributes[name])
        return None

    def method(self, name: str) -> FunctionKind | None:
        member = self.member(name)
        return member if isinstance(member, FunctionKind) else None

    def variable(self, name: str) -> Variable | None:
        member = self.member(name)
        return member if isinstance(member, Variable) else None

    def is_subclass(self, other: ClassInfo) -> bool:
        return other in self.mro

    @property
    def qualname(self) -> str:
        return self.code.qualname if self.code is not None else self.name

    @property
    def full_name(self) -> str:
        """With its module, as repr() has it."""
        if self.code is None:
            return self.name
        return f"{public_module(self.code.module.name)}.{self.code.qualname}"

    def __repr__(self) -> str:
        return self.name


def public_module(name: str) -> str:
    """The module of the library as programs know it."""
    return name.rpartition(".")[2] if name.startswith("weftc.lib.") else name


@dataclass(slots=True, eq=False, repr=False)
class AnyClassKind(OpaqueKind):
    """A class as a value."""

    class_name = "type"

    @property
    def variant(self) -> object:
        return self

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("type")

    is_static = True
    is_plain = True
    is_callable = True

    @abstractmethod
    def has_instance(self, atom: Kind) -> bool:
        """Is every value of this kind an instance of the class?"""


@dataclass(slots=True, eq=False, repr=False)
class BuiltinClassKind(AnyClassKind):
    """int, list, NoneType, ... Calling it is calling the built-in of that name."""

    name: str

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
        return self.own_name in (atom.class_name.rpartition(".")[2], *atom.bases, "object")

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<class '{SHOWN.get(self.name, self.name)}'>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name in ("__name__", "__qualname__"):
            return named(self.own_name)
        function = site.engine.library_method(self.name, name)
        return Answer(one(function), lambda f, v: f.zero(one(function))) if function is not None else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        """str.upper(s): the method of its first argument; dict.fromkeys(...), which has none."""
        if (function := site.engine.library_constructor(self.name, name)) is not None:
            return site.call_written(function, args)
        if not args.types or args.is_spread or site.engine.library_method(self.name, name) is None:
            return None
        answer = site.call_method(args.types[0], name, args.rest())
        return Answer(answer.type, lambda f, v, values: answer.emit(f, values[0], values[1:])) if answer else None

    def attribute_names(self, site: Site) -> Iterable[str]:
        return ()

    def call(self, site: Site, args: Args) -> Answer | None:
        return site.call_builtin(self.name, args)


#: as repr() names it, where it isn't by its own name
SHOWN = {"TextIOWrapper": "_io.TextIOWrapper", "weft.Task": "weft.task.Task", "weft.Channel": "weft.channel.Channel"}


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

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], HEADER, f"type[{self.cls.name}]")

    def has_instance(self, atom: Kind) -> bool:
        return atom.class_info is not None and atom.class_info.is_subclass(self.cls)

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<class '{self.cls.full_name}'>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name in ("__name__", "__qualname__"):
            return named(self.cls.name if name == "__name__" else self.cls.qualname)
        member = self.cls.member(name)
        if isinstance(member, Variable):
            return load_variable(site, member, name)
        if member is None:
            return None
        if member.code.kind == "classmethod":
            return site.bound_method(self, name)
        return Answer(one(member), lambda f, v: f.zero(one(member)))

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        variable = self.cls.variable(name)
        if variable is None:
            return None
        site.flow(variable.cell, item)
        return Answer(NONE, partial(store_variable, variable, name, item))

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        """Class.name(...), where `self` is written out unless it is a class method."""
        member = self.cls.member(name)
        if isinstance(member, Variable):
            return called(site, load_variable(site, member, name), args)
        if member is not None:
            if member.code.kind == "classmethod":
                return site.call_written(member, args, one(self))
            answer = site.call_written(member, args)
            return Answer(answer.type, lambda f, v, values: answer.emit(f, None, values))
        if name == "__init__" and args.types and not args.is_spread:  # Base.__init__(self, ...)
            answer = site.default_init(args.types[0], args.rest())
            return Answer(NONE, lambda f, v, values: answer.emit(f, values[0], values[1:]))
        return None

    def attribute_names(self, site: Site) -> Iterable[str]:
        return (name for c in self.cls.mro for name in (*c.methods, *c.attributes))

    def call(self, site: Site, args: Args) -> Answer | None:
        return site.construct(self.cls, args)


def load_variable(site: Site, variable: Variable, name: str) -> Answer:
    return Answer(site.get(variable.cell), lambda f, v: f.load_class_variable(variable.owner, name))


def store_variable(variable: Variable, name: str, type: Type, f: FunctionLowering, v: ir.Value, item: ir.Value) -> None:
    f.store_class_variable(variable.owner, name, f.convert(item, type, held(variable.cell)))


def called(site: Site, callee: Answer, args: Args) -> Answer | None:
    """Calls what `callee` gives of an object. emit(v, arguments)."""
    answer = site.call_value(callee.type, args)
    if answer is None:
        return None

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
        return answer.emit(f, callee.value(f, v), values)

    return Answer(answer.type, emit)


@dataclass(slots=True, eq=False, repr=False)
class SuperKind(OpaqueKind):
    """`super()` in a method of `cls`, only as the object of an attribute or a method: `self` stands for it."""

    cls: ClassInfo
    this: Cell

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
        member = self.cls.base.member(name) if self.cls.base is not None else None
        if isinstance(member, Variable):
            return load_variable(site, member, name)
        if member is not None and member.code.kind == "property":
            return site.call(member, site.get(self.this))
        return None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        base, this = self.cls.base, site.get(self.this)
        member = base.member(name) if base is not None else None
        if isinstance(member, Variable):
            return called(site, load_variable(site, member, name), args)
        if member is not None:
            if member.code.kind == "staticmethod":
                answer = site.call_written(member, args)
                return Answer(answer.type, lambda f, v, values: answer.emit(f, None, values))
            if member.code.kind == "classmethod":
                return site.super_classmethod(member, this, args)
            return site.call_written(member, args, this)
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
