"""None and NotImplemented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, HEADER, KeyKind, Tag, TypeKind
from weftc.kinds.answer import Answer
from weftc.kinds.condition import Known, always
from weftc.kinds.kind import Cell, Description, SingleKind, Type, one
from weftc.kinds.numbers import INT
from weftc.kinds.refuse import as_repr, by_code, no, no_names, no_object, unchanging
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.layout import Layout

NONE_HASH = 0xFCA86420  # CPython's
NOT_IMPLEMENTED_HASH = NONE_HASH + 1


@dataclass(slots=True, eq=False, repr=False)
class NoneKind(SingleKind):
    """A reference of 0."""

    tag = Tag.NONE
    builder = "weft_build_none"

    def __repr__(self) -> str:
        return "None"

    def order_key(self) -> str:
        return "0"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "None"

    class_name = "NoneType"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("NoneType")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "None"

    describe = no_object
    is_static = False
    is_plain = True
    changing_methods = unchanging
    is_reversible = False
    is_sequence = False
    is_callable = False
    is_hashable = True

    length = to_int = to_float = to_index = no
    iterate = iterator = next = contains = no
    index = store = delete = slice = store_slice = delete_slice = no
    compare = binary = reflected = inplace = unary = no
    format = attribute = store_attribute = method = call = enter = exit = no
    attribute_names = no_names
    text = as_repr

    def truth(self, site: Site) -> Answer:
        return Known(False)

    def key_kind(self) -> KeyKind | None:
        return KeyKind.PAIR

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string("None"))

    def hash(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.b.word(NONE_HASH))


@dataclass(slots=True, eq=False, repr=False)
class NotImplementedKind(SingleKind):
    """What a special method returns to have the other operand asked."""

    def order_key(self) -> str:
        return "BuiltinKindNotImplemented"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "NotImplementedType"

    class_name = "NotImplementedType"
    equals_itself_alone = True

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("NotImplementedType")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "builtin NotImplemented"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], HEADER, self.class_name)

    is_static = True
    is_plain = True
    changing_methods = unchanging
    is_reversible = False
    is_sequence = False
    is_callable = False
    is_hashable = True

    truth = always
    length = to_int = to_float = to_index = no
    iterate = iterator = next = contains = no
    index = store = delete = slice = store_slice = delete_slice = no
    compare = binary = reflected = inplace = unary = no
    format = attribute = store_attribute = method = call = enter = exit = no
    attribute_names = no_names
    text = as_repr
    key_kind = by_code

    def hash(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.b.i64(NOT_IMPLEMENTED_HASH))

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string("NotImplemented"))


NONE_ATOM, NOT_IMPLEMENTED_ATOM = NoneKind(), NotImplementedKind()
NONE: Type = one(NONE_ATOM)
NOT_IMPLEMENTED: Type = one(NOT_IMPLEMENTED_ATOM)
