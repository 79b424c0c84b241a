"""print, input and open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.numbers import Encoding, Newline, Stream
from weftc.builtins.table import STARRED, Call, row
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.file import FILE
from weftc.kinds.kind import Kind, Type, one, show, viewed
from weftc.kinds.list import ListKind
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import INT
from weftc.kinds.text import STR, STR_ATOM
from weftc.lower.loops import loop
from weftc.lower.sequences import append, new_list
from weftc.operations.iteration import no_star
from weftc.operations.text import Piece, append_text, piece_of, text_of

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering

STARRED["print"] = lambda types, shape: True
KEYWORDS = ("sep", "end", "file", "flush")

#: what text is encoded in, and what ends a line
ENCODINGS: dict[object, int] = {
    None: Encoding.UTF8, "utf-8": Encoding.UTF8, "utf8": Encoding.UTF8, "latin-1": Encoding.LATIN1,
    "latin1": Encoding.LATIN1, "iso-8859-1": Encoding.LATIN1, "ascii": Encoding.ASCII,
}  # fmt: skip
NEWLINES: dict[object, int] = {
    None: Newline.ANY, "": Newline.KEPT, "\n": Newline.LF, "\r": Newline.CR, "\r\n": Newline.CRLF
}  # fmt: skip


@row("print")
def print_(call: Call) -> Answer:
    site, args = call.site, call.args
    for name in args.shape.keywords:
        if name not in KEYWORDS:
            return call.complain("E0310", f"print() got an unexpected keyword argument '{name}'")
    for name in ("sep", "end"):
        place = args.place(name)
        if place is not None and not args.types[place] & (STR | NONE):
            text = f"{name} must be None or a string, not {show(args.types[place])}"
            return call.complain("E0303", text, f"in print(), {name}=")
    place = args.place("file")
    if place is not None and args.types[place] - FILE - NONE:
        return call.complain("E0401", f"print(file=) to {show(args.types[place])} isn't built")
    if not args.shape.stars:
        pieces = [piece_of(site, type) for type in args.positional]
        return Answer(NONE, partial(print_pieces, call, pieces))
    texts = site.new_list(STR, "texts")
    parts: list[tuple[Iteration | None, Answer]] = []
    for k, type in enumerate(args.positional):
        source = call.items(k, no_star("print() argument")) if k in args.shape.stars else None
        if k in args.shape.stars and source is None:
            return NOTHING
        parts.append((source, text_of(site, source.item if source is not None else type)))
    return Answer(NONE, partial(print_joined, call, parts, texts))


def print_pieces(call: Call, pieces: list[Piece], f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
    """One print is one write: everything is made text first, then built, then written at once."""
    prepared = [piece.prepare(f, f.real(value)) for piece, value in zip(pieces, args, strict=False)]
    sep = keyword(f, call, args, "sep", " ") if len(prepared) > 1 else None
    write(f, call, args, prepared, sep)
    return f.b.none()


def print_joined(
    call: Call,
    parts: list[tuple[Iteration | None, Answer]],
    texts: ListKind,
    f: FunctionLowering,
    v: ir.Value,
    args: list[ir.Value],
) -> ir.Value:
    """print(*items): the texts are collected in a list, and joined."""
    out = new_list(f, texts, 0)

    def add(text: Answer, item: ir.Value) -> None:
        made = text.emit(f, item)
        if made is not None:
            append(f, out, made, STR)

    for (source, text), value in zip(parts, args, strict=False):
        if source is None:
            add(text, f.real(value))
        else:
            loop(f, source.open(f, value), partial(add, text))
    joined = f.rt("weft_str_join", keyword(f, call, args, "sep", " "), out)
    write(f, call, args, [(joined, STR)], None)
    return f.b.none()


def keyword(f: FunctionLowering, call: Call, args: list[ir.Value], name: str, fallback: str) -> ir.Value:
    """sep= or end=: None stands for what it is without."""
    place = call.args.place(name)
    if place is None:
        return f.string(fallback)

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom is NONE_ATOM:
            return f.string(fallback)
        if viewed(atom) is STR_ATOM:
            return f.as_views(v, one(atom), STR)[0]
        f.raise_text("TypeError", f"{name} must be None or a string, not {atom.class_name}")
        return None

    return f.dispatch(args[place], call.types[place], one_kind, STR) or f.string(fallback)


def write(
    f: FunctionLowering,
    call: Call,
    args: list[ir.Value],
    prepared: list[tuple[ir.Value, Type]],
    sep: ir.Value | None,
) -> None:
    end = keyword(f, call, args, "end", "\n")
    stream, place = standard_stream(call), call.args.place("file")

    def build() -> None:
        f.rt("weft_build_begin")
        for k, (v, t) in enumerate(prepared):
            if k and sep is not None:
                f.rt("weft_build_str", sep)
            append_text(f, v, t)
        f.rt("weft_build_str", end)

    if place is not None and not stream:
        build()
        print_to_file(f, f.rt("weft_build_end"), args[place], call.types[place])
        return
    build()
    flush = call.args.place("flush")
    flag = args[flush] if flush is not None and args[flush].rep is Rep.I32 else f.b.i32(0)
    f.rt("weft_build_print", f.b.i32(Stream.ERROR if stream == "stderr" else Stream.OUT), flag)


def standard_stream(call: Call) -> str:
    """The stream that `file=` names, if it is written as sys.stdout or sys.stderr."""
    place = call.args.place("file")
    operand = call.args.operands[place] if place is not None else None
    if operand is None or operand.op != "attr" or operand.imm not in ("stdout", "stderr"):
        return ""
    return str(operand.imm) if str(operand.args[0].imm) == "sys" else ""


def print_to_file(f: FunctionLowering, text: ir.Value, file: ir.Value, type: Type) -> None:
    def one_kind(atom: Kind, v: ir.Value) -> None:
        if atom is NONE_ATOM:
            f.rt("weft_build_begin")
            f.rt("weft_build_str", text)
            f.rt("weft_build_print", f.b.i32(Stream.OUT), f.b.i32(0))
        else:
            f.rt("weft_file_write", v, text)

    f.dispatch(file, type, one_kind, None)


@row("input")
def input_(call: Call) -> Answer:
    if not call.arity(0, 1):
        return NOTHING
    prompt = text_of(call.site, call.types[0]) if call.types else None

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
        return f.rt("weft_input", prompt.value(f, f.real(args[0])) if prompt is not None else f.b.none())

    return Answer(STR, emit)


@row("open")
def open_(call: Call) -> Answer:
    if not call.arity(1, 2, ("mode", "encoding", "newline")):
        return NOTHING
    place = call.args.at(1, "mode")
    for k in (0, place):
        if k is not None and call.types[k] != STR:
            return call.complain("E0303", f"open() needs a str, not {show(call.types[k])}")

    reading, encoding = 0, "utf-8"
    for name, table, shift in (("encoding", ENCODINGS, 0), ("newline", NEWLINES, Newline.SHIFT)):
        at = call.args.place(name)
        if at is None:
            continue
        written = call.args.operands[at]
        literal = written.imm if written is not None and written.op == "const" else NotImplemented
        key = normal_name(literal) if name == "encoding" and isinstance(literal, str) else literal
        if key not in table:
            shown = "one that isn't written out" if literal is NotImplemented else repr(literal)
            known = ", ".join(map(repr, table))
            return call.complain("E0402", f"open({name}=) with {shown} isn't built", helps=(f"built are {known}",))
        reading |= table[key] << shift
        if name == "encoding" and isinstance(literal, str):
            encoding = literal
    opened = call.site.library("support.files", "open_file", STR, STR, STR, INT)

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
        mode = args[place] if place is not None else f.string("r")
        return opened.emit(f, f.real(args[0]), f.real(mode), f.string(encoding), f.b.word(reading))

    return Answer(FILE, emit)


def normal_name(encoding: str) -> str:
    return encoding.lower().replace("_", "-")
