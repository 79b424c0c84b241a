"""Objects of classes that derive from a number or str: a hidden field holds the value, which never changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Raises
from weftc.kinds.condition import Known
from weftc.kinds.derived import VIEW, DerivedKind, no_init
from weftc.kinds.kind import one
from weftc.kinds.none import NONE

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@dataclass(slots=True, eq=False, repr=False)
class WrappedKind(DerivedKind):
    def seen(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        return f.load_field(v, f.layout.known_field(self, VIEW), self.alias(VIEW))

    def about(self, answer: Answer) -> Answer:
        if isinstance(answer, Known):
            return answer

        def emit(f: FunctionLowering, v: ir.Value, *rest: object) -> ir.Value | None:
            return answer.emit(f, self.seen(f, v), *rest)

        return Raises(emit) if isinstance(answer, Raises) else Answer(answer.type, emit)

    def init(self, site: Site, args: Args) -> Answer:
        return no_init(args)

    def made(self, site: Site, args: Args) -> Answer | None:
        """The value is what the built-in class makes of the arguments."""
        value = site.call_builtin(self.kind.class_name, args)
        if not value.type:
            return NOTHING

        def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
            kept = value.emit(f, None, values)
            if kept is None:
                return None
            place = f.layout.known_field(self, VIEW)
            f.store(v, f.convert(kept, value.type, one(self.kind)), place.offset, self.alias(VIEW))
            return f.b.none()

        return Answer(NONE, emit)
