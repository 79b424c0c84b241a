"""print, input and open."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import Cell, Kind
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import FILE_ATOM, NONE_ATOM, STR
from weftc.lower.builtins import Arg, Call, row
from weftc.lower.function import FunctionLowering
from weftc.lower.iterate import iterator_of
from weftc.lower.loops import loop
from weftc.lower.sequences import append, new_list
from weftc.lower.text import build, prepare, str_value


@row("print")
def print_(call: Call) -> ir.Value:
    f, value, operands, shape = call.f, call.value, call.operands, call.shape
    split = len(operands) - len(shape.keywords)
    keywords: dict[str, Arg] = {}
    literal: dict[str, object] = {}
    for name, a in zip(shape.keywords, operands[split:], strict=True):
        if name == "file" and a.op == "attr" and a.imm in ("stdout", "stderr") and str(a.args[0].imm) == "sys":
            literal["file"] = a.imm
        keywords[name] = (f.get(a), f.type(a))
    if any(k in shape.stars for k in range(split)):
        print_starred(f, value, operands[:split], shape, keywords, literal)
    else:
        print_values(f, value, [(f.get(a), f.type(a)) for a in operands[:split]], keywords, literal)
    return f.b.none()


def print_starred(
    f: FunctionLowering,
    value: hir.Value,
    operands: list[hir.Value],
    shape: hir.CallShape,
    keywords: dict[str, Arg],
    literal: dict[str, object],
) -> None:
    """print(*items): the texts are collected in a list, and joined."""
    texts = ListKind(Cell(STR))
    out = new_list(f, texts, 0)
    for k, a in enumerate(operands):
        if k not in shape.stars:
            append(f, out, str_value(f, f.get(a), f.type(a), value), STR)
            continue
        iterator = iterator_of(f, a, value)
        loop(f, iterator, lambda item: append(f, out, str_value(f, item, iterator.item, value), STR))
    sep = keywords.pop("sep", (f.string(" "), STR))
    sep_text = f.dispatch(sep[0], sep[1], lambda a, v: f.string(" ") if a is NONE_ATOM else v, STR)
    assert sep_text is not None
    print_values(f, value, [(f.rt("weft_str_join", sep_text, out), STR)], keywords, literal)


def print_values(
    f: FunctionLowering, origin: hir.Value, args: list[Arg], keywords: dict[str, Arg], literal: dict[str, object]
) -> None:
    """One print is one write: everything is made text first, then built, then written at once."""
    b = f.b
    prepared = [prepare(f, v, t, origin) for v, t in args]

    def text_keyword(name: str, fallback: str) -> ir.Value:
        if name not in keywords:
            return f.string(fallback)
        v, t = keywords[name]
        return f.dispatch(v, t, lambda a, x: f.string(fallback) if a is NONE_ATOM else x, STR) or f.string(fallback)

    sep = text_keyword("sep", " ") if len(prepared) > 1 else None
    end = text_keyword("end", "\n")
    if "file" in keywords and literal.get("file") not in ("stdout", "stderr"):
        print_to_file(f, prepared, sep, end, keywords["file"])
        return
    f.rt("weft_build_begin")
    build_line(f, prepared, sep, end)
    flush = keywords["flush"][0] if "flush" in keywords and keywords["flush"][0].rep is Rep.I32 else b.i32(0)
    f.rt("weft_build_print", b.i32(2 if literal.get("file") == "stderr" else 1), flush)


def build_line(f: FunctionLowering, prepared: list[Arg], sep: ir.Value | None, end: ir.Value) -> None:
    for k, (v, t) in enumerate(prepared):
        if k and sep is not None:
            f.rt("weft_build_str", sep)
        build(f, v, t)
    f.rt("weft_build_str", end)


def print_to_file(f: FunctionLowering, prepared: list[Arg], sep: ir.Value | None, end: ir.Value, file: Arg) -> None:
    f.rt("weft_build_begin")
    build_line(f, prepared, sep, end)
    text = f.rt("weft_build_end")

    def one_kind(atom: Kind, v: ir.Value) -> None:
        if atom is NONE_ATOM:
            f.rt("weft_build_begin")
            f.rt("weft_build_str", text)
            f.rt("weft_build_print", f.b.i32(1), f.b.i32(0))
        else:
            f.rt("weft_file_write", v, text)

    f.dispatch(file[0], file[1], one_kind, None)


@row("input")
def input_(call: Call) -> ir.Value:
    f = call.f
    prompt = str_value(f, call.arg(0), call.type(0), call.value) if call.operands else f.b.none()
    return f.rt("weft_input", prompt)


@row("open")
def open_(call: Call) -> ir.Value:
    f = call.f
    mode = call.keyword("mode") or (call.positional[1] if len(call.positional) > 1 else None)
    text = f.get(mode) if mode is not None else f.string("r")
    return f.rt("weft_file_open", call.arg(0), text, f.type_address(FILE_ATOM))
