"""The untyped form as text, for tests and for whoever works on a stage (CONTRIBUTING.md).

def f(%0 a, %1 b):
b0:
  %2 = binary + %0 %1
  return %2
"""

from __future__ import annotations

from weftc.hir.hir import (
    Block,
    Body,
    Branch,
    CallShape,
    Class,
    Code,
    ForNext,
    Jump,
    Module,
    Raise,
    Return,
    Switch,
    Value,
)


def codes_below(code: Code) -> list[Code]:
    """`code` and all that it makes, each once."""
    found = {code: None}
    work = [code]
    while work:
        inner: list[Code] = []
        for block in work.pop().body().blocks:
            for value in block.instrs:
                if isinstance(value.imm, Code):
                    inner.append(value.imm)
                elif isinstance(value.imm, Class) and value.op == "class":
                    inner += value.imm.methods.values()
        for each in inner:
            if each not in found:
                found[each] = None
                work.append(each)
    return list(found)


def print_code(code: Code) -> str:
    body = code.body()
    names = ", ".join(f"{value} {value.imm}" for value in body.params)
    captures = "".join(f" {'boxed' if boxed else 'captures'} {name}" for name, boxed in code.captures)
    return f"{code.kind} {code.qualname}({names}){captures}:\n{print_body(body)}"


def print_body(body: Body) -> str:
    lines: list[str] = []
    for block in body.blocks:
        lines += _block(block)
    return "\n".join(lines)


def _block(block: Block) -> list[str]:
    head = f"{block}"
    if block.params:
        head += "(" + ", ".join(_parameter(value) for value in block.params) + ")"
    if block.handler is not None:
        head += f" handler {_target(block.handler, block.handler_args)}"
    return [head + ":", *(f"  {print_value(value)}" for value in block.instrs), f"  {_terminator(block)}"]


def _parameter(value: Value) -> str:
    return f"{value} {value.imm}" if value.imm is not None else f"{value}"


def print_value(value: Value) -> str:
    parts = [value.op]
    text = _immediate(value)
    if text:
        parts.append(text)
    parts += [str(argument) for argument in value.args]
    return f"{value} = {' '.join(parts)}"


def _immediate(value: Value) -> str:
    match value.imm:
        case None:
            return "None" if value.op == "const" else ""
        case Code(qualname=name) | Class(qualname=name):
            return name
        case (Module(name=module), str(name)):
            return name if module == "__main__" else f"{module}.{name}"
        case (str(name), CallShape() as shape):
            return f".{name}{_shape(shape)}"
        case CallShape() as shape:
            return _shape(shape)
        case (str(kind), bool(positive)):
            return kind if positive else f"not-{kind}"
        case tuple(parts):
            return ",".join(str(part) for part in parts)
        case str(text) if value.op != "const":
            return text or "-"
        case other if value.op == "annotated":
            import ast

            return ast.unparse(other) if isinstance(other, ast.AST) else str(other)
        case other:
            return repr(other)


def _shape(shape: CallShape) -> str:
    marks = ["*" if number in shape.stars else "_" for number in range(shape.positional)]
    return f"({', '.join([*marks, *(f'{name}=' for name in shape.keywords)])})"


def _target(block: Block, args: list[Value]) -> str:
    return f"{block}({', '.join(map(str, args))})" if args else f"{block}"


def _jump(jump: Jump) -> str:
    return _target(jump.target, jump.args)


def _terminator(block: Block) -> str:
    match block.term:
        case Jump() as jump:
            return f"jump {_jump(jump)}"
        case Branch(cond, then, otherwise):
            return f"branch {cond} {_jump(then)} else {_jump(otherwise)}"
        case Switch(index, targets):
            return f"switch {index} {', '.join(map(_jump, targets))}"
        case ForNext(iterator, body, exit, _):
            return f"for {iterator} {_jump(body)} else {_jump(exit)}"
        case Return(value):
            return f"return {value}"
        case Raise(exc, cause, reraise, _):
            return f"{'reraise' if reraise else 'raise'} {exc}" + (f" from {cause}" if cause is not None else "")
        case _:
            return "unreachable"
