"""Characters of Latin-1 without a call: which one is at an index, its number, and whether two texts are equal.

    s[i]      if i is a place in s, and s of one byte a character: weft_characters[s.data[i]], if that is made
    s == t    False if lengths or widths differ, which a text holds at its narrowest; two characters by their bytes
    ord(s)    a character's byte

Anything else is the runtime's call, and so is a negative index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.structs import Character, Str
from weftc.emit.assembler import BLOCK, BR, BR_IF, ELSE, END
from weftc.emit.opcodes import ATOMIC_LOAD, OPCODE
from weftc.ir.ir import Value
from weftc.wasm.objects import I32, I64

if TYPE_CHECKING:
    from weftc.emit.instructions import Instructions

_CALLS = frozenset(["weft_str_index", "weft_str_eq", "weft_ord"])
#: length and width, read at once, of a text of one character of one byte
_ONE_BYTE = 1 | 1 << 32
assert Str.width == Str.len + 4


def has_near(value: Value) -> bool:
    """Is it a call that compiled code does itself for such texts?"""
    return value.imm in _CALLS


def write_near(at: Instructions, value: Value) -> None:
    """What compiled code does itself, and the call for what else there is."""
    result = at.local[value.id]
    if result < 0:
        result = at.scratch(I64 if value.imm == "weft_ord" else I32, 1)
    match value.imm:
        case "weft_str_index":
            _index(at, value, result)
        case "weft_str_eq":
            _equal(at, value, result)
        case "weft_ord":
            _ord(at, value, result)


def _call(at: Instructions, value: Value, result: int) -> None:
    for arg in value.args:
        at.put(arg)
    at.code.call(str(value.imm))
    at.code.set(result)
    at.check_status(value)


def _begin_if_character(at: Instructions) -> None:
    """Of the length and width on the stack."""
    at.code.i64(_ONE_BYTE)
    at.code.buf += OPCODE["i64.eq"]
    at.begin_if()


def _index(at: Instructions, value: Value, result: int) -> None:
    code, (text, index), character = at.code, value.args, at.scratch(I32)  # the result may be where an operand is
    code.buf += bytes((BLOCK, 0x40, BLOCK, 0x40))
    at.labels.depth += 2
    at.put(index)
    at.put(text)
    code.load("i32", Str.len)
    code.buf += OPCODE["i64.extend_i32_u"] + OPCODE["i64.ge_u"] + bytes((BR_IF, 0))
    at.put(text)
    code.load("i32", Str.width)
    code.i32(1)
    code.buf += OPCODE["i32.ne"] + bytes((BR_IF, 0))
    at.put(text)
    at.put(index)
    code.buf += OPCODE["i32.wrap_i64"] + OPCODE["i32.add"]
    code.load("u8", Str.data)
    code.i32(Character.BYTES)
    code.buf += OPCODE["i32.mul"]
    code.address("weft_characters")
    code.buf += OPCODE["i32.add"]
    code.set(character)
    code.get(character)
    if at.threads:  # another worker may be making it: whoever sees its type sees the rest
        code.buf += ATOMIC_LOAD + bytes((Character.type,))
    else:
        code.load("i32", Character.type)
    code.buf += OPCODE["i32.eqz"] + bytes((BR_IF, 0))
    code.get(character)
    code.set(result)
    code.buf += bytes((BR, 1, END))
    at.labels.depth -= 1
    _call(at, value, result)
    at.end_if()


def _equal(at: Instructions, value: Value, result: int) -> None:
    code, (left, right) = at.code, value.args
    shape = at.scratch(I64)
    at.put(left)
    code.load("i64", Str.len)
    code.set(shape)
    code.get(shape)
    at.put(right)
    code.load("i64", Str.len)
    code.buf += OPCODE["i64.ne"]
    at.begin_if()
    code.i32(0)
    code.set(result)
    code.buf.append(ELSE)
    code.get(shape)
    _begin_if_character(at)
    at.put(left)
    code.load("u8", Str.data)
    at.put(right)
    code.load("u8", Str.data)
    code.buf += OPCODE["i32.eq"]
    code.set(result)
    code.buf.append(ELSE)
    _call(at, value, result)
    at.end_if()
    at.end_if()


def _ord(at: Instructions, value: Value, result: int) -> None:
    code, (text,) = at.code, value.args
    at.put(text)
    code.load("i64", Str.len)
    _begin_if_character(at)
    at.put(text)
    code.load("u8", Str.data)
    code.buf += OPCODE["i64.extend_i32_u"]
    code.set(result)
    code.buf.append(ELSE)
    _call(at, value, result)
    at.end_if()
