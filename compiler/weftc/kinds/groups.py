"""Exception groups: exceptions that hold others, at a place that the runtime knows (struct Group).

Their text is made with them, and never changes. What they hold is checked by the library (support/groups.py), which has
their methods, too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from weftc.abi.memory import EXCEPTION_SLOTS, GROUP_PREFIX, Slot, TypeFlag
from weftc.abi.structs import Group
from weftc.infer.args import Args
from weftc.infer.exceptions import GROUPS
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.exceptions import ExceptionKind, load_text
from weftc.kinds.kind import Description, Kind, Type, find, one
from weftc.kinds.none import NONE
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.kinds.class_info import ClassInfo
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout

PLACES = {"exceptions": Group.exceptions, "message": Group.message}
NO_SEQUENCE = "second argument (exceptions) must be a sequence"


def is_group(cls: ClassInfo) -> bool:
    return any(c.code is None and c.name == GROUPS[0] for c in cls.mro)


@dataclass(slots=True, eq=False, repr=False)
class GroupKind(ExceptionKind):
    not_in_memory: ClassVar[tuple[str, ...]] = (*ExceptionKind.not_in_memory, *PLACES)

    def prefix(self, layout: Layout) -> int:
        return GROUP_PREFIX

    def describe(self, layout: Layout) -> Description:
        plain = ExceptionKind.describe(self, layout)
        slots = (*((place, Slot.REF) for place in PLACES.values()), *plain.slots)
        return plain._replace(size=max(plain.size, GROUP_PREFIX), slots=slots, flags=TypeFlag.GROUP)

    #: what it holds may not be
    is_told = False

    def default_text(self, site: Site) -> Answer:
        return Answer(STR, load_text)

    def default_repr(self, site: Site) -> Answer:
        return site.library("support.errors", "representation", one(self))

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        if name in PLACES:
            return Answer(site.get(self.field(name)), PLACED[name])
        return ExceptionKind.own_attribute(self, site, name)

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        if name in PLACES and self.cls.member(name) is None:
            return Answer(NONE, lambda f, v, x: f.raise_text("AttributeError", "readonly attribute"))
        if name == "args":
            return site.complain("E0401", "setting args of an exception group isn't built")
        return ExceptionKind.store_attribute(self, site, name, item)

    # --- making -------------------------------------------------------------------------------------------------------

    def init(self, site: Site, types: list[Type]) -> Answer:
        """BaseException.__init__: keeps the arguments. emit(v, arguments)."""
        return self.keep_args(site, types)

    def made(self, site: Site, args: Args) -> Answer:
        """BaseExceptionGroup.__new__. emit(v, arguments)."""
        if args.shape.keywords or len(args.types) != 2:
            wrong = f"BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(args.types)} given)"
            return site.complain("E0310", wrong)
        message, items = args.types
        told = site.library("support.groups", "message_of", message)
        checked = site.all_cases(items, lambda atom: self.held_in(site, atom), no_sequence)
        site.flow(self.field("exceptions"), checked.type)
        site.flow(self.field("message"), STR)
        text = site.library("support.groups", "text", STR, checked.type) if checked.type else NOTHING
        kept = self.keep_args(site, args.types)

        def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
            own = told.emit(f, values[0])
            inside = checked.emit(f, values[1]) if own is not None else None
            if own is None or inside is None:
                return None
            f.store(v, own, Group.message, "exception")
            f.store(v, inside, Group.exceptions, "exception")
            f.store(v, text.value(f, own, inside), EXCEPTION_SLOTS["text"], "exception")
            return kept.emit(f, v, values)

        return Answer(NONE if checked.type else checked.type, emit)

    def held_in(self, site: Site, atom: Kind) -> Answer | None:
        """What is to be held, as a tuple of any length. None: TypeError. emit(v)."""
        if not is_sequence(atom):
            return None
        exception = site.engine.builtin_classes["Exception"]
        if not self.cls.is_subclass(exception):
            return site.library("support.groups", "checked", one(atom))
        name = self.cls.name
        where = f"'{name}'" if self.cls.code is not None else f"an {name}"
        answer = site.library("support.groups", "checked_plain", one(atom), STR)
        return Answer(answer.type, lambda f, v: answer.emit(f, v, f.string(where)))


def group_of_fitting_class(site: Site, message: Type, items: Type) -> Answer:
    """BaseExceptionGroup(message, items): an ExceptionGroup, if all are Exceptions. emit(v, arguments)."""
    told = site.library("support.groups", "message_of", message)

    def one_kind(atom: Kind) -> Answer | None:
        if not is_sequence(atom):
            return None
        made = site.library("support.groups", "group", told.type, one(atom))
        return Answer(made.type, lambda f, held, text: made.emit(f, text, held))

    made = site.all_cases(items, one_kind, no_sequence)
    return Answer(made.type, lambda f, v, values: made.emit(f, values[1], told.value(f, values[0])))


def is_sequence(atom: Kind) -> bool:
    """As CPython's PySequence_Check has it."""
    atom = find(atom)
    if atom.class_info is not None:
        base = atom.class_info.builtin_base
        return base in ("list", "tuple", "str") or (base is None and atom.class_info.member("__getitem__") is not None)
    return atom.class_name in ("list", "tuple", "str", "range")


def no_sequence(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", NO_SEQUENCE)


def load_place(place: int, f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.load(v, Rep.REF, place, "exception")


#: one emitter each, by which classes are known to be alike
PLACED = {name: partial(load_place, place) for name, place in PLACES.items()}
