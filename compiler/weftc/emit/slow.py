"""The int operations for operands or results beyond the small range, until the runtime has big integers.

`weft_int_<op>_slow(a, b) -> word [raises]`: exact where the result is small after all (the tests of a product leave a
little room), else OverflowError. Weak: a runtime that defines them is preferred.
"""

from __future__ import annotations

from weftc.emit.assembler import END, IF, Assembler
from weftc.emit.opcodes import OPCODE
from weftc.wasm.objects import I64, Function, ObjectFile, Signature

_NAMES = {f"weft_int_{op}_slow": op for op in ("add", "sub", "mul", "neg", "shl")}


def add_slow(out: ObjectFile) -> None:
    """Defines those that the object's functions call."""
    called = {reloc.symbol for function in out.functions for reloc in function.relocs}
    for name, op in _NAMES.items():
        if name in called:
            out.functions.append(_write(name, op))
            out.weak.add(name)


def _write(name: str, op: str) -> Function:
    code = Assembler()
    operands = 1 if op == "neg" else 2
    result = operands
    if op == "neg":
        code.i64(0)
    for i in range(operands):
        code.get(i)
    code.buf += OPCODE["i64.sub" if op == "neg" else f"i64.{op}"]
    code.set(result)
    code.get(result)
    code.i64(2)
    code.buf += OPCODE["i64.shl"]
    code.i64(2)
    code.buf += OPCODE["i64.shr_s"]
    code.get(result)
    code.buf += OPCODE["i64.ne"]
    if op == "mul":  # the product has wrapped: it isn't near that of the doubles
        _doubles_product(code)
        code.f64(float(1 << 62))
        code.buf += OPCODE["f64.ge"] + OPCODE["i32.or"]
    elif op == "shl":
        code.get(result)
        code.get(1)
        code.buf += OPCODE["i64.shr_s"]
        code.get(0)
        code.buf += OPCODE["i64.ne"] + OPCODE["i32.or"]
    code.buf += bytes((IF, 0x40))
    code.call("weft_raise_overflow")
    code.i64(0)
    code.set(result)
    code.buf.append(END)
    code.get(result)
    code.buf.append(END)
    signature = Signature(bytes([I64] * operands), bytes([I64]))
    return Function(name, signature, [(1, I64)], bytes(code.buf), code.relocs)


def _doubles_product(code: Assembler) -> None:
    for i in range(2):
        code.get(i)
        code.buf += OPCODE["f64.convert_i64_s"]
    code.buf += OPCODE["f64.mul"] + OPCODE["f64.abs"]
