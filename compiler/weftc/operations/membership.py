"""`in`: whether a value holds an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Kind, Type, show

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def contains(site: Site, item: Type, container: Type, negate: bool) -> Answer:
    """emit(item, container): I32."""
    answer = site.cases(container, lambda atom: atom.contains(site, item), no_container)
    if answer is None:
        return site.complain("E0301", f"'in' needs a container on its right, not {show(container)}")

    def emit(f: FunctionLowering, x: ir.Value, c: ir.Value) -> ir.Value | None:
        out = answer.emit(f, c, x)
        return f.b.op("i32.eqz", out) if negate and out is not None else out

    return Answer(answer.type, emit)


def no_container(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"argument of type '{atom.class_name}' is not iterable")
