"""Text files, and the standard streams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, TypeKind
from weftc.ir import ir
from weftc.kinds.answer import Answer, Iteration
from weftc.kinds.condition import always
from weftc.kinds.handle import HANDLE_SIZE
from weftc.kinds.kind import Cell, Description, Type, one
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL
from weftc.kinds.refuse import as_repr, no, no_key, unchanging
from weftc.kinds.text import STR
from weftc.lower.sources import FileIterator

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class FileKind(LibraryKind):
    library = "kinds.file"
    own_attributes = ("closed", "name")
    own_methods = ("__enter__",)

    def order_key(self) -> str:
        return "5TextIOWrapper"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "TextIOWrapper"

    class_name = "_io.TextIOWrapper"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("TextIOWrapper")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "TextIOWrapper"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.HANDLE, BUILTIN_CLASS_IDS["handle"], HANDLE_SIZE, "TextIOWrapper")

    is_static = False
    is_plain = False
    changing_methods = unchanging
    is_reversible = False
    is_sequence = False
    is_callable = False
    is_hashable = True

    truth = always
    length = to_int = to_float = to_index = next = contains = no
    index = store = delete = slice = store_slice = delete_slice = no
    compare = binary = reflected = inplace = unary = no
    format = hash = store_attribute = call = no
    text = as_repr
    key_kind = no_key

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(STR, lambda f, v: FileIterator(v, STR))

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_lines", FILE)

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string("<TextIOWrapper>"))

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        if name == "closed":
            return Answer(BOOL, lambda f, v: f.rt("weft_file_closed", v))
        return Answer(STR, lambda f, v: f.string("<file>"))

    def own_method(self, site: Site, name: str, args: Args) -> Answer | None:
        return self.enter(site)

    def enter(self, site: Site) -> Answer | None:
        return Answer(FILE, lambda f, v, *_: v)

    def exit(self, site: Site, error: Type) -> Answer | None:
        return Answer(NONE, close)


FILE_ATOM = FileKind()
FILE: Type = one(FILE_ATOM)


def close(f: FunctionLowering, v: ir.Value, *_: object) -> ir.Value:
    f.rt("weft_file_close", v)
    return f.b.none()
