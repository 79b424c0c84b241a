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
from weftc.kinds.kind import Cell, Description, SingleKind, Type, one
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.refuse import as_repr, by_code, no, unchanging
from weftc.kinds.text import STR
from weftc.lower.sources import FileIterator

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class FileKind(SingleKind, LibraryKind):
    library = "kinds.file"
    own_attributes = ("closed", "name", "mode", "encoding")
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

    equals_itself_alone = True
    is_static = False
    is_plain = False
    changing_methods = unchanging
    is_reversible = False
    is_sequence = False
    is_callable = False
    is_hashable = True

    truth = always
    length = to_int = to_float = to_index = next = no
    index = store = delete = slice = store_slice = delete_slice = no
    compare = binary = reflected = inplace = unary = no
    format = store_attribute = call = no
    text = as_repr
    key_kind = by_code

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(STR, lambda f, v: FileIterator(v, STR))

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_lines", FILE)

    def contains(self, site: Site, item: Type) -> Answer | None:
        return site.library("support.compare", "contains", FILE, item)

    def repr(self, site: Site) -> Answer:
        return site.library("support.files", "repr_of", FILE)

    def hash(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.rt("weft_object_number", v))

    def same(self) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value]:
        return lambda f, x, y: f.rt("weft_same_object", x, y)

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        if name == "closed":
            return Answer(BOOL, lambda f, v: f.rt("weft_file_closed", v))
        part = ("name", "mode", "encoding").index(name)
        told = site.library("support.files", "told", FILE, INT)
        return Answer(told.type, lambda f, v: told.emit(f, v, f.b.word(part)))

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
