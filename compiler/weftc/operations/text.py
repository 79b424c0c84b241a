"""str(), repr(), format(), and f-strings, which are built piece by piece without making every piece a str."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from weftc.hir import hir
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.ir.runtime import RUNTIME
from weftc.kinds.answer import NOTHING, Answer, Raises, never_refused
from weftc.kinds.indexing import refused
from weftc.kinds.kind import NEVER, Kind, Type, find
from weftc.kinds.text import STR
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def text_of(site: Site, type: Type) -> Answer:
    """str(). emit(v)."""
    answer = site.cases(type, lambda atom: atom.text(site), never_refused)
    return answer if answer is not None else NOTHING


def repr_of(site: Site, type: Type) -> Answer:
    """repr(). emit(v)."""
    answer = site.cases(type, lambda atom: atom.repr(site), never_refused)
    return answer if answer is not None else NOTHING


def ascii_of(site: Site, type: Type) -> Answer:
    """ascii(). emit(v)."""
    text, escaped = repr_of(site, type), site.library("support.text", "to_ascii", STR)
    return text.then(STR, escaped.emit)


def format_of(site: Site, type: Type, literal: str | None) -> Answer:
    """format(v, spec), where `literal` is the spec if it is written out. emit(v, spec)."""
    answer = site.cases(type, partial(format_kind, site, literal), no_format)
    return answer if answer is not None else Raises(partial(refused, type, no_format))


def format_kind(site: Site, literal: str | None, atom: Kind) -> Answer | None:
    own = atom.format(site)
    if own is not None and (cls := atom.class_info) is not None and cls.member("__format__") is not None:
        return own  # a `__format__` is asked whatever the spec is
    text = atom.text(site)
    plain = Answer(STR, lambda f, v, spec: text.emit(f, v))
    if literal == "":
        return plain
    if literal is not None:
        return own

    def emit(f: FunctionLowering, v: ir.Value, spec: ir.Value) -> ir.Value | None:
        """The spec may turn out to be empty."""
        if own is not None and atom.formatter is not None:
            return own.emit(f, v, spec)  # the runtime sees to that

        def with_spec() -> ir.Value:
            if own is None:
                no_format(f, atom)
                return f.zero(STR)
            return own.emit(f, v, spec) or f.zero(STR)

        given = f.b.op("i32.ne", f.b.op("str.len", spec), f.b.i32(0))
        return f.merge(given, with_spec, lambda: text.emit(f, v) or f.zero(STR), ir.Rep.REF)

    return Answer(STR, emit)


def no_format(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"unsupported format string passed to {atom.class_name}.__format__")


# --- building ---------------------------------------------------------------------------------------------------------


def is_simple(type: Type) -> bool:
    """Can the runtime append it without calling the program's code?"""
    return all(find(atom).builder is not None for atom in type)


def append_text(f: FunctionLowering, v: ir.Value, type: Type) -> None:
    """Appends str(v) to the text under construction."""

    def one_kind(atom: Kind, x: ir.Value) -> None:
        assert atom.builder is not None
        f.rt(atom.builder, *([x] if RUNTIME[atom.builder].args else []))

    f.dispatch(v, type, one_kind, None)


class Piece(NamedTuple):
    """A value that becomes a part of a text: `text` makes a str of it first, where the runtime can't append it."""

    type: Type
    text: Answer | None

    def prepare(self, f: FunctionLowering, v: ir.Value) -> tuple[ir.Value, Type]:
        """What must be computed before the building begins."""
        if self.text is None:
            return v, self.type
        return self.text.value(f, v), STR


def piece_of(site: Site, type: Type) -> Piece:
    return Piece(type, None if is_simple(type) else text_of(site, type))


class Formatted(Virtual):
    """One {…} of an f-string that only the concat beside it uses: appended in place."""

    __slots__ = ("value", "type", "spec", "where")

    def __init__(self, value: ir.Value, type: Type, spec: ir.Value | None, where: ir.Pos | None) -> None:
        super().__init__()
        self.value, self.type, self.spec, self.where = value, type, spec, where

    def append(self, f: FunctionLowering) -> None:
        spec = self.spec
        if spec is None:
            append_text(f, self.value, self.type)
            return

        def one_kind(atom: Kind, v: ir.Value) -> None:
            assert atom.formatter is not None
            f.rt(atom.formatter, v, spec)

        before, f.b.pos = f.b.pos, self.where
        f.dispatch(self.value, self.type, one_kind, None)
        f.b.pos = before

    def materialise(self, f: FunctionLowering) -> ir.Value:
        if self.spec is None and self.type == STR:
            return self.value
        f.rt("weft_build_begin")
        self.append(f)
        return f.rt("weft_build_end")


@rule("format")
def format_(site: Site) -> Type:
    """One piece: a conversion, then format() of it."""
    operand, conversion = site.arg(), site.value.imm
    if not operand:
        site.decide(NOTHING)
        return NEVER
    spec = site.value.args[1] if len(site.value.args) > 1 else None
    literal = "" if spec is None else str(spec.imm) if spec.op == "const" else None
    converted: Answer | None = None
    if conversion:
        convert = {"r": repr_of, "a": ascii_of, "s": text_of}[str(conversion)]
        converted = convert(site, operand)
        if not converted.type:
            return site.decide(converted)
    type = STR if converted is not None else operand
    whole: Answer | None = None
    if own_format(type) or not formats_in_place(type, literal):
        whole = format_of(site, type, literal)

    def emit(f: FunctionLowering, v: ir.Value, given: ir.Value | None = None) -> ir.Value | None:
        v = f.real(v)
        if converted is not None:
            v = converted.value(f, v)
        if whole is not None:
            return whole.emit(f, v, given if given is not None else f.string(""))
        piece = Formatted(v, type, given if literal != "" else None, f.b.pos)
        users = f.uses.get(site.value.id, [])
        if len(users) == 1 and isinstance(users[0], hir.Value) and users[0].op == "concat":
            return piece
        return piece.materialise(f)

    return site.decide(Answer(STR if whole is None else whole.type, emit))


def own_format(type: Type) -> bool:
    return any(find(a).class_info is not None for a in type)


def formats_in_place(type: Type, literal: str | None) -> bool:
    """Can the runtime append it, with this spec?"""
    if literal == "":
        return is_simple(type)
    return all(find(atom).formatter is not None for atom in type)


@rule("concat")
def concat(site: Site) -> Type:
    return site.decide(Answer(STR, join_pieces))


def join_pieces(f: FunctionLowering, *pieces: ir.Value) -> ir.Value:
    f.rt("weft_build_begin")
    for piece in pieces:
        if isinstance(piece, Formatted):
            piece.append(f)
        else:
            f.rt("weft_build_str", f.real(piece))
    return f.rt("weft_build_end")
