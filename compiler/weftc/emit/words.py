"""A gate's word without a call: read, and added to where that wakes nobody.

    load    the word
    add     old = word; word += delta, in one step; where the sum is no int of Weft's it is taken back, and the runtime
            called, which says so

The runtime does no more (gate.c), but for a store to a word that one worker alone knows, which is no atomic step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.numbers import GateLayout
from weftc.abi.structs import Handle
from weftc.emit.assembler import DROP
from weftc.emit.opcodes import ATOMIC_ADD64, ATOMIC_LOAD64, ATOMIC_SUB64, OPCODE
from weftc.ir.ir import Value
from weftc.wasm.leb import uleb
from weftc.wasm.objects import I32, I64

if TYPE_CHECKING:
    from weftc.emit.instructions import Instructions

_WORD = uleb(GateLayout.WORD)
_INT_BITS = 61


def has_word(value: Value) -> bool:
    """Is it one of these?"""
    if value.imm == "weft_gate_add":
        wakes = value.args[2]
        return wakes.op == "const" and wakes.imm == 0
    return value.imm == "weft_gate_load"


def write_word(at: Instructions, value: Value) -> None:
    result = at.local[value.id]
    if result < 0:
        result = at.scratch(I64, 1)
    at.put(value.args[0])
    at.code.load("i32", Handle.object)
    if value.imm == "weft_gate_add":
        _add(at, value, result)
    else:
        _read(at)
        at.code.set(result)


def _read(at: Instructions) -> None:
    """Of the gate whose address is on the stack."""
    if at.threads:
        at.code.buf += ATOMIC_LOAD64 + _WORD
    else:
        at.code.load("i64", GateLayout.WORD)


def _add(at: Instructions, value: Value, result: int) -> None:
    code, gate, delta = at.code, at.scratch(I32), at.scratch(I64)
    code.set(gate)
    at.put(value.args[1])
    code.set(delta)
    code.get(gate)
    if at.threads:
        code.get(delta)
        code.buf += ATOMIC_ADD64 + _WORD
    else:
        _read(at)
    code.get(delta)
    code.buf += OPCODE["i64.add"]
    code.set(result)
    if not at.threads:
        code.get(gate)
        code.get(result)
        code.store("i64", GateLayout.WORD)
    code.get(result)
    code.i64(1 << _INT_BITS)
    code.buf += OPCODE["i64.add"]
    code.i64(1 << _INT_BITS + 1)
    code.buf += OPCODE["i64.ge_u"]
    at.begin_if()
    _take_back(at, gate, delta)
    for arg in value.args:
        at.put(arg)
    code.call(str(value.imm))
    code.set(result)
    at.check_status(value)
    at.end_if()


def _take_back(at: Instructions, gate: int, delta: int) -> None:
    code = at.code
    code.get(gate)
    if at.threads:
        code.get(delta)
        code.buf += ATOMIC_SUB64 + _WORD
        code.buf.append(DROP)
        return
    code.get(gate)
    code.load("i64", GateLayout.WORD)
    code.get(delta)
    code.buf += OPCODE["i64.sub"]
    code.store("i64", GateLayout.WORD)
