"""What a class is: its bases, and what its definition says of each name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import Cell, one
from weftc.kinds.numbers import BOOL

if TYPE_CHECKING:
    from weftc.hir.hir import Class, Code
    from weftc.kinds.classes import ClassKind
    from weftc.kinds.objects import ObjectKind


#: classes of the library that CPython derives from built-in ones, and those that it registers as sequences
LIBRARY_BASES = {"_Dict": "dict"}
LIBRARY_SEQUENCES = frozenset({"deque"})
#: whose objects, and those of the classes that derive from it, all meet: one kind of each, wherever they are made
LIBRARY_MEETING = frozenset({"Failed", "Signal"})


class Variable(NamedTuple):
    """A class variable, and the class that has it. `is_late`: it may not be set, since no class statement binds it."""

    owner: ClassInfo
    name: str
    cell: Cell
    is_late: bool = False


class Method(NamedTuple):
    """A method, and the class that has it."""

    owner: ClassInfo
    function: FunctionKind

    @property
    def kind(self) -> str:
        """method, classmethod, staticmethod, property"""
        return self.function.code.kind


#: what a name means in a class
Member = Method | Variable


class ClassInfo:
    """A class of the program or of the library, or a built-in exception. `mro` begins with itself.

    `is_made`: its statement may run more than once, so each run makes a class, an object on the heap that holds the
    class variables and the methods which captured something, and to which its instances refer. Of the others there is
    one, and these are slots of the globals."""

    __slots__ = (
        "name", "code", "base", "mro", "subclasses", "atom", "variants", "attributes", "late", "methods", "order",
        "is_made", "always_set", "module", "builtin",
    )  # fmt: skip

    def __init__(
        self, name: str, code: Class | None, base: ClassInfo | None, order: int, builtin: str | None = None
    ) -> None:
        self.name, self.code, self.base, self.order = name, code, base, order
        self.mro: list[ClassInfo] = [self, *(base.mro if base else [])]
        self.subclasses: list[ClassInfo] = []
        if base:
            base.subclasses.append(self)
        self.builtin: str | None = builtin if base is None else base.builtin  # the class of its objects' views
        self.module = ""  # of a built-in exception, where its name is told with it
        self.is_made: bool = (code is not None and code.may_run_again) or (base is not None and base.is_made)
        self.atom: ClassKind  # set by who makes it
        self.variants: dict[object, ObjectKind] = {}
        self.attributes: dict[str, Cell] = {}  # class variables
        self.late: dict[str, Cell] = {}  # those that only `C.name = x` binds
        self.methods: dict[str, FunctionKind] = {}
        self.always_set: frozenset[str] | None = None  # found by kinds.fields

    @property
    def is_exception(self) -> bool:
        return self.mro[-1].name == "BaseException"

    @property
    def is_library(self) -> bool:
        return self.code is None or self.code.module.library

    @property
    def builtin_base(self) -> str | None:
        """The built-in class that it derives from, but for exceptions; or that the library's stands in for a subclass
        of."""
        if self.builtin is not None:
            return self.builtin
        return next((LIBRARY_BASES[c.name] for c in self.mro if c.is_library and c.name in LIBRARY_BASES), None)

    @property
    def is_sequence(self) -> bool:
        """Do sequence patterns match its objects?"""
        return any(c.is_library and c.name in LIBRARY_SEQUENCES for c in self.mro)

    @property
    def is_meeting(self) -> bool:
        """Do all its objects meet somewhere in the library's code?"""
        return self.is_library and any(c.name in LIBRARY_MEETING for c in self.mro)

    def is_closed(self, name: str) -> bool:
        """Is that a field that only the library's own code sets? What others may set is a slot with a public name."""
        if self.code is None or not self.code.module.library:
            return False
        return name.startswith("_") or name not in (self.code.slots or ())

    @property
    def is_handle(self) -> bool:
        """Is an object the same in all tasks? Its gate says which."""
        return self.mro[-1].full_name == "Handle" and self.is_library

    def member(self, name: str) -> Member | None:
        """What the name means for objects: looked up along the bases. What is bound late is left out."""
        for cls in self.mro:
            if name in cls.methods:
                return Method(cls, cls.methods[name])
            if name in cls.attributes:
                return Variable(cls, name, cls.attributes[name])
        return None

    def method(self, name: str) -> FunctionKind | None:
        member = self.member(name)
        return member.function if isinstance(member, Method) else None

    def all_subclasses(self) -> Iterator[ClassInfo]:
        stack = self.subclasses[::-1]
        while stack:
            cls = stack.pop()
            yield cls
            stack += reversed(cls.subclasses)

    def is_subclass(self, other: ClassInfo) -> bool:
        return other in self.mro

    def takes_field(self, name: str) -> bool:
        """Can objects have a field of the name? If all classes have `__slots__`, those only."""
        slots = [cls.code.slots if cls.code is not None else None for cls in self.mro]
        return None in slots or any(name in names for names in slots if names is not None)

    @property
    def qualname(self) -> str:
        return self.code.qualname if self.code is not None else self.name

    @property
    def full_name(self) -> str:
        """With its module, as repr() has it."""
        if self.code is None:
            return f"{self.module}.{self.name}" if self.module else self.name
        return full_name(self.code)

    # --- what the class as a value holds ------------------------------------------------------------------------------

    def fields(self) -> list[tuple[str, Cell]]:
        """Class variables, and the function values of methods that captured something."""
        out = [*self.attributes.items()]
        for name, cell in self.late.items():
            out += [(name, cell), (set_flag(name), Cell(BOOL))]
        out += [(method_field(name), Cell(one(f))) for name, f in self.methods.items() if self.has_method_field(name)]
        return out

    def has_method_field(self, name: str) -> bool:
        """Is there a function value of the method? A second name for one has none of its own."""
        function = self.methods[name]
        return not function.is_static and self.first_name(function) == name

    def first_name(self, function: FunctionKind) -> str:
        return next(name for name, f in self.methods.items() if f is function)

    def __repr__(self) -> str:
        return self.name


def method_field(name: str) -> str:
    return f"method {name}"


def set_flag(name: str) -> str:
    return f"{name} is set"


def full_name(code: Class | Code) -> str:
    """With its module, as repr() and messages have it."""
    module = public_module(code.module.name)
    return f"{module}.{code.qualname}" if module else code.qualname


def public_module(name: str) -> str:
    """The module of the library that programs import it from; "" is the built-ins', which texts leave out."""
    if not name.startswith("weftc.lib."):
        return name
    part, module = name.split(".", 3)[2:]
    return module.partition(".")[0] if part == "std" else ""
