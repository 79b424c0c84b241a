"""Exceptions: objects whose memory begins with what the runtime reads (struct Exc).

The arguments are kept as a tuple; the text is what str(e) gives. What the runtime raises has its text only, and then
its arguments are that text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import EXCEPTION_PREFIX, EXCEPTION_SLOTS, SCANNED, SLOT_OF, Slot, TypeKind
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Description, Kind, Type, find, held, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL
from weftc.kinds.objects import ObjectKind
from weftc.kinds.text import STR
from weftc.kinds.tuple import TupleKind
from weftc.lower.sequences import make_tuple

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout

LINKS = {"__cause__": "cause", "__context__": "context"}
OS_ERROR = ("errno", "strerror", "filename")
#: in the flags of struct Exc
SUPPRESS_CONTEXT = 1


@dataclass(slots=True, eq=False, repr=False)
class ExceptionKind(ObjectKind):
    def held_fields(self) -> list[tuple[str, Type]]:
        return [(n, t) for n, t in ObjectKind.held_fields(self) if n != "args"]

    def describe(self, layout: Layout) -> Description:
        cls = self.cls
        fields, size = layout.fields(self)
        slots = [(offset, Slot.REF) for offset in EXCEPTION_SLOTS.values()]
        slots += [(f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in SCANNED]
        name = cls.name
        if cls.code is not None and not cls.code.module.library:  # as tracebacks end
            module = cls.code.module.name
            name = cls.qualname if module == "__main__" else f"{module}.{cls.qualname}"
        return Description(
            TypeKind.EXC, layout.class_ids[cls][0], max(size, EXCEPTION_PREFIX), name, slots=tuple(slots)
        )

    is_plain = False

    def text(self, site: Site) -> Answer:
        answer = self.checked_text(site, "__str__", "__str__ returned non-string (type {})")
        return answer if answer is not None else Answer(STR, load_text)

    def repr(self, site: Site) -> Answer:
        answer = self.checked_text(site, "__repr__", "__repr__ returned non-string (type {})")
        if answer is not None:
            return answer
        return self.default_repr(site)

    def default_repr(self, site: Site) -> Answer:
        """Name(args...)."""
        kept = site.get(self.field("args"))
        texts = site.cases(kept, partial(self.repr_of_args, site), no_refusal)
        if texts is None:
            return Answer(STR, lambda f, v: f.string(f"{self.cls.name}()"))

        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
            return texts.emit(f, self.args(f, v))

        return Answer(STR, emit)

    def repr_of_args(self, site: Site, atom: Kind) -> Answer:
        if isinstance(atom, TupleKind):
            parts = [site.repr(site.get(cell)) for cell in atom.items]

            def emit(f: FunctionLowering, t: ir.Value) -> ir.Value:
                values = atom.parts(f, t)
                pieces = [part.emit(f, item) for part, (item, _) in zip(parts, values, strict=True)]
                return f.joined(f"{self.cls.name}(", [p for p in pieces if p is not None], ")")

            return Answer(STR, emit)
        text = atom.repr(site)
        return Answer(STR, lambda f, t: f.joined(self.cls.name, [p for p in (text.emit(f, t),) if p is not None], ""))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if self.cls.member(name) is None:
            own = self.own_attribute(site, name)
            if own is not None:
                return own
        return ObjectKind.attribute(self, site, name)

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        if name == "args":
            return Answer(site.get(self.field("args")) or NONE, self.args)
        if name in LINKS:
            type = site.join(site.get(site.engine.raised), NONE)
            slot = EXCEPTION_SLOTS[LINKS[name]]
            return Answer(type, lambda f, v: f.load(v, f.layout.rep(type), slot, "exception"))
        if name == "__suppress_context__":
            return Answer(BOOL, lambda f, v: f.b.op("i32.and", load_flags(f, v), f.b.i32(SUPPRESS_CONTEXT)))
        if name == "code" and self.is_a(site, "SystemExit"):
            return self.exit_code(site)
        if name in OS_ERROR and self.is_a(site, "OSError"):
            part = site.library("support.errors", name, STR)
            return Answer(part.type, lambda f, v: part.emit(f, load_text(f, v)))
        return None

    def is_a(self, site: Site, name: str) -> bool:
        return self.cls.is_subclass(site.engine.builtin_classes[name])

    def args(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        """e.args; what the runtime raised has only its text."""
        rep = f.layout.rep(held(self.field("args")))
        kept = f.load(v, rep, EXCEPTION_SLOTS["args"], "exception")
        single = next(
            (a for a in map(find, held(self.field("args"))) if isinstance(a, TupleKind) and len(a.items) == 1), None
        )
        if single is None:
            return kept
        return f.merge(kept, lambda: kept, lambda: make_tuple(f, single, [(load_text(f, v), STR)]), rep)

    def exit_code(self, site: Site) -> Answer:
        """SystemExit.code: nothing, the one argument, or all of them."""

        def one_kind(atom: Kind) -> Answer:
            if not isinstance(atom, TupleKind) or len(atom.items) > 1:
                return Answer(one(atom), lambda f, t: t)
            if not atom.items:
                return Answer(NONE, lambda f, t: f.b.none())
            return Answer(site.get(atom.items[0]), lambda f, t: atom.parts(f, t)[0][0])

        kept = site.get(self.field("args"))
        code = site.cases(kept, one_kind, no_refusal)
        if code is None:
            return Answer(NONE, lambda f, v: f.b.none())
        return Answer(code.type, lambda f, v: code.emit(f, self.args(f, v)))

    # --- making -------------------------------------------------------------------------------------------------------

    def fresh(self, f: FunctionLowering, fields: dict[str, tuple[ir.Value, Type]]) -> ir.Value:
        out = f.new_object(self, fields)
        for offset in EXCEPTION_SLOTS.values():
            f.store(out, f.b.none(), offset, "exception")
        return out

    def init(self, site: Site, types: list[Type]) -> Answer:
        """BaseException.__init__: keeps the arguments, and makes the text that str(e) gives. emit(v, arguments)."""
        made = site.new_tuple(types, "args")
        site.flow(self.field("args"), one(made))
        single = len(types) == 1 and not self.is_a(site, "KeyError")
        texts = [site.text(t) if single else site.repr(t) for t in types]

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
            pieces = [text.emit(f, a) for text, a in zip(texts, args, strict=True)]
            given = [p if p is not None else f.string("") for p in pieces]
            if not given:
                text = f.string("")
            else:
                text = given[0] if len(given) == 1 else f.joined("(", given, ")")
            f.store(v, text, EXCEPTION_SLOTS["text"], "exception")
            kept = make_tuple(f, made, list(zip(args, types, strict=True)))
            f.store(v, kept, EXCEPTION_SLOTS["args"], "exception")
            return f.b.none()

        return Answer(NONE, emit)


def load_text(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.load(v, Rep.REF, EXCEPTION_SLOTS["text"], "exception")


def load_flags(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.b.op("load", v, imm=("i32", 4, "exception"), rep=Rep.I32)


def no_refusal(f: FunctionLowering, atom: Kind) -> None:
    raise AssertionError(atom)
