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


def print_program(program: Program, *, positions: bool = False) -> str:
    return "\n\n".join(print_function(f, positions=positions) for f in program.functions.values()) + "\n"


def print_function(function: Function, *, positions: bool = False) -> str:
    """`positions` adds where each instruction comes from."""
    result = "" if function.result is Rep.VOID else f" -> {function.result.value}"
    lines = [f"func {function.name}({_params(function.params)}){result}  ; {function.display}"]
    if function.library:
        lines[0] += " (library)"
    for block in function.blocks:
        lines.append(_heading(block))
        lines += [_line(print_value(value), value.pos if positions else None) for value in block.instrs]
        lines.append(_line(print_terminator(block), _term_pos(block) if positions else None))
    return "\n".join(lines)


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
            return (
                "raise" if symbol is None else f"raise {symbol}{imm if imm else '()'} {_list(args)}".rstrip()
            )
        case Unreachable():
            return "unreachable"


def _heading(block: Block) -> str:
    out = f"{block}({_params(block.params)}):" if block.params else f"{block}:"
    if block.handler is not None:
        out += f" handler {block.handler}" + (f"({_list(block.handler_args)})" if block.handler_args else "")
    return out + (" cold" if block.cold else "")


def _line(text: str, pos: Pos | None) -> str:
    out = f"  {text}"
    if pos is not None:
        out = f"{out:<50}  ; {pos.line}:{pos.column}"
        while pos.inlined_at is not None:
            pos = pos.inlined_at
            out += f" in {pos.function} {pos.line}:{pos.column}"
    return out


def _term_pos(block: Block) -> Pos | None:
    return block.term.pos if isinstance(block.term, Raise) else None


def _params(values: list[Value]) -> str:
    return ", ".join(f"{value}: {value.rep.value}" for value in values)


def _list(values: list[Value]) -> str:
    return ", ".join(map(repr, values))


def _jump(jump: Jump) -> str:
    return f"{jump.target}({_list(jump.args)})" if jump.args else repr(jump.target)


def _imm(imm: object) -> str:
    return imm if isinstance(imm, str) else repr(imm)
