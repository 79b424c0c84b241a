"""The typed IR of a program's own functions as text, as it comes from lowering, made to change little.

What says nothing about a function is made even: values and blocks are numbered in the order in which they are printed,
blocks stand in reverse postorder, constants that nothing uses are left out, and the numbers of classes and those in
symbols count only what this program's functions mention. A function of the library is mentioned by its name alone.
"""

from __future__ import annotations

import re

from weftc.ir.dominators import Dominators
from weftc.ir.ir import Block, Branch, Function, Program, Raise, Rep, Return, Switch, Value
from weftc.ir.printer import print_function

_CONSTANTS = ("const", "pair_const", "sym")
_LIBRARY = re.compile(r"\b(weftc\.lib\.[\w.<>]+)#\d+")
_NUMBERED = re.compile(r"([\w.<>]+)#(\d+)")


def golden(program: Program) -> str:
    """All functions of the program's own files, in the order in which they are reached. Changes the program."""
    texts = []
    classes: dict[object, int] = {}
    for function in program.functions.values():
        if not function.library:
            _even(function)
            _name_classes(function, classes)
            texts.append(print_function(function) + "\n")
    text = _LIBRARY.sub(r"\1", "\n".join(texts))
    numbers: dict[str, dict[str, int]] = {}
    for name, number in _NUMBERED.findall(text):
        found = numbers.setdefault(name, {})
        found.setdefault(number, len(found) + 1)

    def renamed(match: re.Match[str]) -> str:
        name, number = match.groups()
        return f"{name}#{numbers[name][number]}" if len(numbers[name]) > 1 else name

    return _NUMBERED.sub(renamed, text)


def _even(function: Function) -> None:
    function.blocks = Dominators(function).blocks()
    used: set[Value] = set()
    for block in function.blocks:
        used.update(*(value.args for value in block.instrs), _of_terminator(block), block.handler_args)
    count = 0
    for value in function.params:
        value.id = count
        count += 1
    for number, block in enumerate(function.blocks):
        block.id = number
        block.instrs = [value for value in block.instrs if value.op not in _CONSTANTS or value in used]
        for value in (*block.params, *block.instrs):
            value.id = count
            count += value.rep is not Rep.VOID


def _name_classes(function: Function, classes: dict[object, int]) -> None:
    """An object's class is told by its number less the first of a range."""
    for value in function.values():
        if value.op == "i32.sub" and value.args[0].op == "class_id" and value.args[1].op == "const":
            first = value.args[1]
            first.imm = f"class {classes.setdefault(first.imm, len(classes) + 1)}"


def _of_terminator(block: Block) -> list[Value]:
    """The values that a block's end uses."""
    out = [value for jump in block.jumps() for value in jump.args]
    match block.term:
        case Branch(cond=value) | Switch(index=value) | Return(value=Value() as value):
            out.append(value)
        case Raise(args=values):
            out += values
    return out
