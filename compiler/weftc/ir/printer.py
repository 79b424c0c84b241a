"""The IR as text, for people and for tests: the same program always gives the same text.

func main.f(v0: int) -> int  ; f
b0:
  v1 = const 1 : int
  v2 = int.add v0, v1 : int
  br v3 b1(v2), b2
b1(v4: int): handler b5(v0)
  ret v4
"""

from __future__ import annotations

from collections.abc import Iterator

from weftc.ir.ir import (
    Block,
    Branch,
    Function,
    Jump,
    Pos,
    Program,
    Raise,
    Rep,
    Return,
    Switch,
    Unreachable,
    Value,
)
from weftc.source import Listing


def print_function(function: Function, *, positions: bool = False) -> str:
    """`positions` adds where each instruction comes from."""
    return "\n".join(_line(text, pos if positions else None) for text, pos in _lines(function))


def list_program(program: Program, file: str) -> Listing:
    """All functions, with the lines of `file`. What was inlined from elsewhere has its call's."""
    listing: Listing = []
    for function in program.functions.values():
        if listing:
            listing.append(("", 0))
        listing += [(text, _line_in(file, pos)) for text, pos in _lines(function)]
    return listing


def _lines(function: Function) -> Iterator[tuple[str, Pos | None]]:
    result = "" if function.result is Rep.VOID else f" -> {function.result.value}"
    library = " (library)" if function.library else ""
    yield f"func {function.name}({_params(function.params)}){result}  ; {function.display}{library}", None
    for block in function.blocks:
        yield _heading(block), None
        for value in block.instrs:
            yield f"  {print_value(value)}", value.pos
        yield f"  {print_terminator(block)}", _term_pos(block)


def print_value(value: Value) -> str:
    out = value.op
    if value.imm is not None:
        out += f" {_imm(value.imm)}"
    if value.args:
        out += " " + _list(value.args)
    return out if value.rep is Rep.VOID else f"v{value.id} = {out} : {value.rep.value}"


def print_terminator(block: Block) -> str:
    match block.term:
        case Jump() as jump:
            return f"jump {_jump(jump)}"
        case Branch(cond, then, otherwise):
            return f"br {cond} {_jump(then)}, {_jump(otherwise)}"
        case Switch(index, targets, default):
            return f"switch {index} [{', '.join(_jump(t) for t in targets)}] {_jump(default)}"
        case Return(value):
            return "ret" if value is None else f"ret {value}"
        case Raise(symbol, args, imm):
            return "raise" if symbol is None else f"raise {symbol}{imm if imm else '()'} {_list(args)}".rstrip()
        case Unreachable():
            return "unreachable"


def _heading(block: Block) -> str:
    out = f"{block}({_params(block.params)}):" if block.params else f"{block}:"
    if block.handler is not None:
        out += f" handler {block.handler}" + (f"({_list(block.handler_args)})" if block.handler_args else "")
    return out + (" cold" if block.cold else "")


def _line(text: str, pos: Pos | None) -> str:
    out = text
    if pos is not None:
        out = f"{out:<50}  ; {pos.line}:{pos.column}"
        while pos.inlined_at is not None:
            pos = pos.inlined_at
            out += f" in {pos.function} {pos.line}:{pos.column}"
    return out


def _line_in(file: str, pos: Pos | None) -> int:
    while pos is not None and pos.file != file:
        pos = pos.inlined_at
    return pos.line if pos is not None else 0


def _term_pos(block: Block) -> Pos | None:
    return block.term.pos if isinstance(block.term, Raise) else None


def _params(values: list[Value]) -> str:
    return ", ".join(f"{value}: {value.rep.value}" for value in values)


def _list(values: list[Value]) -> str:
    return ", ".join(map(repr, values))


def _jump(jump: Jump) -> str:
    return f"{jump.target}({_list(jump.args)})" if jump.args else repr(jump.target)


def _imm(imm: object) -> str:
    if isinstance(imm, str):
        return imm if imm.isprintable() else imm.encode("unicode_escape").decode()
    return repr(imm)
