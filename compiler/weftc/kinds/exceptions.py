"""Exceptions: objects whose memory begins with what the runtime reads (struct Exc).

The arguments are kept as a tuple. The text is what str(e) gives; it is made with the exception where it can't become
another, and else left out and made whenever it is asked for. What the runtime raises has its text only: its arguments
are made of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from weftc.abi.memory import EXCEPTION_PREFIX, EXCEPTION_SLOTS, SCANNED, SLOT_OF, Slot, TypeKind
from weftc.abi.structs import Exc
from weftc.infer.exceptions import RUNTIME_RAISES, short_name
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer, never_refused
from weftc.kinds.kind import Cell, Description, Kind, Type, find, held, one
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL, NUMBERS
from weftc.kinds.objects import ObjectKind
from weftc.kinds.text import STR, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.sequences import make_tuple

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout

OS_ERROR = ("errno", "strerror", "filename")
#: a field that no object has: something flows into it where `args` is set
REWRITTEN = "args is set"
#: what the runtime raises, as its classes are called
RAISED = frozenset(map(short_name, RUNTIME_RAISES))
#: in the flags of struct Exc
SUPPRESS_CONTEXT = 1


@dataclass(slots=True, eq=False, repr=False)
class ExceptionKind(ObjectKind):
    not_in_memory: ClassVar[tuple[str, ...]] = ("args", REWRITTEN)
    header_flags = 0  # the runtime's

    def prefix(self, layout: Layout) -> int:
        return EXCEPTION_PREFIX

    def describe(self, layout: Layout) -> Description:
        cls = self.cls
        fields, size = layout.fields(self)
        slots = [(offset, Slot.REF) for offset in EXCEPTION_SLOTS.values()]
        slots += [(f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in SCANNED]
        name = cls.full_name
        if cls.code is not None and not cls.code.module.library:  # as tracebacks end
            module = cls.code.module.name
            name = cls.qualname if module == "__main__" else f"{module}.{cls.qualname}"
        return Description(TypeKind.EXC, layout.own_ids[cls], max(size, EXCEPTION_PREFIX), name, slots=tuple(slots))

    is_plain = False

    def text(self, site: Site) -> Answer:
        answer = self.checked_text(site, "__str__", "__str__ returned non-string (type {})")
        return answer if answer is not None else self.default_text(site)

    def default_text(self, site: Site) -> Answer:
        if self.is_settled(site.get):
            return Answer(STR, load_text)
        return site.library("support.errors", "text", one(self))

    def is_settled(self, get: Callable[[Cell], Type]) -> bool:
        """Whether the text is made with the exception. `get`: what a cell holds."""
        return not get(self.field(REWRITTEN)) and settled(get, get(self.field("args")))

    @property
    def is_told(self) -> bool:
        """Whether the runtime can tell of it as it is."""
        return self.is_settled(held) and self.cls.member("__str__") is None

    def text_of_args(self, site: Site) -> Answer:
        """The text now. emit(v)."""
        name = "text_of_key" if self.is_a(site, "KeyError") else "text_of_args"
        args = self.args(site)
        texts = site.cases(args.type, lambda atom: site.library("support.errors", name, one(atom)), never_refused)

        def made(f: FunctionLowering, v: ir.Value) -> ir.Value:
            return texts.value(f, args.value(f, v)) if texts is not None else f.string("")

        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
            text = load_text(f, v)
            return f.merge(text, lambda: text, lambda: made(f, v), Rep.REF)

        return Answer(STR, emit)

    def repr(self, site: Site) -> Answer:
        answer = self.checked_text(site, "__repr__", "__repr__ returned non-string (type {})")
        return answer if answer is not None else self.default_repr(site)

    def default_repr(self, site: Site) -> Answer:
        """Name(args...)."""
        if self.is_settled(site.get):
            return self.repr_of_args(site)
        return site.library("support.errors", "representation", one(self))

    def repr_of_args(self, site: Site) -> Answer:
        args = self.args(site)
        texts = site.cases(args.type, partial(self.repr_of_tuple, site), never_refused)
        if texts is None:
            return Answer(STR, lambda f, v: f.string(f"{self.cls.name}()"))
        return args.then(STR, texts.emit)

    def repr_of_tuple(self, site: Site, atom: Kind) -> Answer:
        name = self.cls.name
        if isinstance(atom, TupleKind):
            parts = [site.repr(site.get(cell)) for cell in atom.items]

            def emit(f: FunctionLowering, t: ir.Value) -> ir.Value:
                values = atom.parts(f, t)
                pieces = [part.emit(f, item) for part, (item, _) in zip(parts, values, strict=True)]
                return f.joined(f"{name}(", [p for p in pieces if p is not None], ")")

            return Answer(STR, emit)
        text = site.library("support.errors", "repr_of_args", one(atom))
        return Answer(STR, lambda f, t: f.joined(name, [text.value(f, t)], ""))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if self.cls.member(name) is None:
            own = self.own_attribute(site, name)
            if own is not None:
                return own
        return ObjectKind.attribute(self, site, name)

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        if name == "args":
            return self.args(site)
        if name in LINKS:
            type = site.join(site.get(site.engine.raised), NONE)
            return Answer(type, LINKS[name])
        if name == "__suppress_context__":
            return Answer(BOOL, load_suppression)
        if name == "code" and self.is_a(site, "SystemExit"):
            return self.exit_code(site)
        if name in OS_ERROR and self.is_a(site, "OSError"):
            return self.os_part(site, name)
        return None

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        if name in OS_ERROR and self.is_a(site, "OSError") and self.cls.member(name) is None:
            return site.complain("E0401", f"setting {name} of an OSError isn't built")
        if name != "args" or self.cls.member(name) is not None:
            return ObjectKind.store_attribute(self, site, name, item)
        if self.is_a(site, "OSError"):
            return site.complain("E0401", "setting args of an OSError isn't built")
        for atom in map(find, item):
            if not isinstance(atom, (TupleKind, VarTupleKind)):
                return site.complain("E0401", "setting args of an exception to what is no tuple isn't built")
        kept = self.field("args")
        site.flow(kept, item)
        site.flow(self.field(REWRITTEN), NONE)

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> None:
            f.store(v, f.convert(x, item, held(kept)), EXCEPTION_SLOTS["args"], "exception")
            f.store(v, f.b.none(), EXCEPTION_SLOTS["text"], "exception")

        return Answer(NONE, emit)

    def is_a(self, site: Site, name: str) -> bool:
        return self.cls.is_subclass(site.engine.builtin_classes[name])

    @property
    def is_raised_by_runtime(self) -> bool:
        return self.cls.code is None and self.cls.name in RAISED

    def load_args(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        return f.load(v, f.layout.rep(held(self.field("args"))), EXCEPTION_SLOTS["args"], "exception")

    def args(self, site: Site) -> Answer:
        """e.args. emit(v)."""
        kept = self.field("args")
        if not self.is_raised_by_runtime:
            return Answer(site.get(kept), self.load_args)
        if self.is_a(site, "OSError"):
            made = site.library("support.errors", "os_args", STR)
        else:
            single = site.new_tuple([STR], "raised")
            made = Answer(one(single), lambda f, text: make_tuple(f, single, [(text, STR)]))
        site.flow(kept, made.type)
        type = site.get(kept)

        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
            given = self.load_args(f, v)
            return f.merge(
                given, lambda: given, lambda: f.convert(made.value(f, load_text(f, v)), made.type, type), given.rep
            )

        return Answer(type, emit)

    def os_part(self, site: Site, name: str) -> Answer:
        """errno, strerror or filename: of what the program makes, from its arguments; else from the text. emit(v)."""
        given = self.given_os_part(site, name)
        if not self.is_raised_by_runtime:
            return given
        told = site.library("support.errors", name, STR)
        type = site.join(given.type, told.type)

        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
            return f.merge(
                self.load_args(f, v),
                lambda: f.convert(given.value(f, v), given.type, type),
                lambda: f.convert(told.value(f, load_text(f, v)), told.type, type),
                f.layout.rep(type),
            )

        return Answer(type, emit)

    def given_os_part(self, site: Site, name: str) -> Answer:
        if name == "filename":
            type = site.get(self.field(name))
            if not type:
                return Answer(NONE, lambda f, v: f.b.none())
            return Answer(type, lambda f, v: f.load_field(v, f.layout.known_field(self, name), f"field:{name}"))
        place = OS_ERROR.index(name)

        def one_kind(atom: Kind) -> Answer:
            if isinstance(atom, TupleKind) and len(atom.items) > 1:
                return Answer(site.get(atom.items[place]), lambda f, t: atom.parts(f, t)[place][0])
            return Answer(NONE, lambda f, t: f.b.none())

        kept = site.get(self.field("args"))
        part = site.cases(kept, one_kind, never_refused)
        if part is None:
            return Answer(NONE, lambda f, v: f.b.none())
        return Answer(kept, self.load_args).then(part.type, part.emit)

    def exit_code(self, site: Site) -> Answer:
        """SystemExit.code: nothing, the one argument, or all of them."""

        def one_kind(atom: Kind) -> Answer:
            if not isinstance(atom, TupleKind) or len(atom.items) > 1:
                return Answer(one(atom), lambda f, t: t)
            if not atom.items:
                return Answer(NONE, lambda f, t: f.b.none())
            return Answer(site.get(atom.items[0]), lambda f, t: atom.parts(f, t)[0][0])

        args = self.args(site)
        code = site.cases(args.type, one_kind, never_refused)
        if code is None:
            return Answer(NONE, lambda f, v: f.b.none())
        return args.then(code.type, code.emit)

    # --- making -------------------------------------------------------------------------------------------------------

    def fresh(self, f: FunctionLowering, fields: dict[str, tuple[ir.Value, Type]]) -> ir.Value:
        out = f.new_object(self, fields)
        for offset in EXCEPTION_SLOTS.values():
            f.store(out, f.b.none(), offset, "exception")
        return out

    def init(self, site: Site, types: list[Type]) -> Answer:
        """BaseException.__init__: keeps the arguments, and makes the text where it won't change. emit(v, arguments)."""
        if len(types) > 1 and self.is_a(site, "OSError"):
            return self.os_init(site, types)
        kept = self.keep_args(site, types)
        is_settled = all(settled(site.get, t) for t in types)
        texts: list[Answer] = []
        if is_settled:
            single = len(types) == 1 and not self.is_a(site, "KeyError")
            texts = [site.text(t) if single else site.repr(t) for t in types]

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
            if is_settled:
                given = [text.value(f, a) for text, a in zip(texts, args, strict=True)]
                f.store(v, text_of_pieces(f, given), EXCEPTION_SLOTS["text"], "exception")
            return kept.value(f, v, args)

        return Answer(NONE, emit)

    def keep_args(self, site: Site, types: list[Type]) -> Answer:
        """Sets args. emit(v, arguments)."""
        made = site.new_tuple(types, "args")
        site.flow(self.field("args"), one(made))

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
            f.store(v, make_tuple(f, made, list(zip(args, types, strict=True))), EXCEPTION_SLOTS["args"], "exception")
            return f.b.none()

        return Answer(NONE, emit)

    def os_init(self, site: Site, types: list[Type]) -> Answer:
        """The same of OSError(errno, strerror) and OSError(errno, strerror, filename)."""
        if len(types) > 3 or (len(types) == 3 and NONE_ATOM in types[2]):
            return site.complain("E0402", "OSError with more than errno, strerror and a name isn't built")
        made = site.new_tuple(types[:2], "args")
        site.flow(self.field("args"), one(made))
        site.flow(self.field("filename"), types[2] if len(types) == 3 else NONE)
        text = site.library("support.errors", ("os_text", "os_text_of_file")[len(types) - 2], *types)

        def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
            f.store(v, text.value(f, *args), EXCEPTION_SLOTS["text"], "exception")
            f.store(
                v, make_tuple(f, made, list(zip(args[:2], types, strict=False))), EXCEPTION_SLOTS["args"], "exception"
            )
            if len(types) == 3:
                ObjectKind.put(self, "filename", types[2], f, v, args[2])
            return f.b.none()

        return Answer(NONE, emit)


def settled(get: Callable[[Cell], Type], type: Type, depth: int = 3) -> bool:
    """Whether the texts of such values are always the same, and asking for them does nothing else. Tuples deeper than
    that aren't looked at: they may hold tuples of their own type."""
    return all(
        atom in NUMBERS
        or atom in (NONE_ATOM, STR_ATOM)
        or (isinstance(atom, TupleKind) and depth and all(settled(get, get(cell), depth - 1) for cell in atom.items))
        for atom in map(find, type)
    )


def text_of_pieces(f: FunctionLowering, pieces: list[ir.Value]) -> ir.Value:
    """str(e), of the text of the only argument, or of the representations of several."""
    if len(pieces) == 1:
        return pieces[0]
    return f.joined("(", pieces, ")") if pieces else f.string("")


def load_text(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.load(v, Rep.REF, EXCEPTION_SLOTS["text"], "exception")


def load_flags(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.b.op("load", v, imm=("i32", Exc.flags, "exception"), rep=Rep.I32)


def load_suppression(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.b.op("i32.and", load_flags(f, v), f.b.i32(SUPPRESS_CONTEXT))


def load_link(slot: str, f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.load(v, f.layout.rep(held(f.engine.raised) | NONE), EXCEPTION_SLOTS[slot], "exception")


#: one emitter each, by which classes are known to be alike
LINKS = {"__cause__": partial(load_link, "cause"), "__context__": partial(load_link, "context")}
