"""Modules as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, TypeKind
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Cell, Description, Type
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class ModuleKind(OpaqueKind):
    name: str

    def order_key(self) -> str:
        return f"ModuleKind{self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"module {self.name}"

    class_name = "module"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("module")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"builtin {self.name}"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], 8, f"module {self.name}")

    is_static = True
    is_plain = True
    is_callable = False

    def repr(self, site: Site) -> Answer:
        known = site.engine.program.modules.get(self.name)
        place = "(built-in)" if known is None or known.library else f"from {known.file!r}"
        return Answer(STR, lambda f, v: f.string(f"<module '{self.name}' {place}>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        return site.module_member(self.name, name)

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        return site.store_module_member(self.name, name, item)

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        if self.name == "rt":
            return site.runtime_call(name, args)
        member = self.attribute(site, name)
        if member is None:
            return None
        answer = site.call_value(member.type, args)
        if answer is None:
            return None

        def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
            return answer.emit(f, member.value(f, v), values)

        return Answer(answer.type, emit)

    def attribute_names(self, site: Site) -> Iterable[str]:
        return site.module_names(self.name)

    def call(self, site: Site, args: Args) -> Answer | None:
        return None
