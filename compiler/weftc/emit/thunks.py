"""Functions that compiled code brings for the runtime's sake.

`NAME.resume()`: one for each function that may suspend: calls it with zeros and the resuming budget, and stores what it
returns in the worker's result.
`weft.lines(list)`: appends several lines to a traceback.
The rest let C reach the instance's globals.
"""

from __future__ import annotations

from weftc.abi.structs import Worker
from weftc.emit.assembler import BLOCK, BR, BR_IF, END, LOOP, Assembler
from weftc.emit.constants import RESUME, STATUS_GLOBAL, WORKER_GLOBAL
from weftc.emit.opcodes import KIND, OPCODE, ZERO
from weftc.wasm.objects import I32, Function, Global, ObjectFile, Signature


def thunk_name(function: str) -> str:
    """The symbol of a function's thunk."""
    return f"{function}.resume"


def write_thunk(function: str, signature: Signature) -> Function:
    """`()`. A word of 4 bytes is stored zero-extended; of a pair the tag goes to its own place."""
    code = Assembler()
    for value_type in signature.params[:-1]:
        code.buf += ZERO[value_type]
    code.i32(RESUME)
    code.call(function)
    results = signature.results
    local = len(results) - 1  # of the last result
    for i in range(local, -1, -1):
        code.set(i)
    if results:
        if len(results) == 2:
            code.worker()
            code.get(0)
            code.store("i32", Worker.result_tag)
        code.worker()
        code.get(local)
        kind = KIND[results[-1]]
        if kind == "i32":
            code.buf += OPCODE["i64.extend_i32_u"]
            kind = "i64"
        code.store(kind, Worker.result)
    code.buf.append(END)
    locals_ = [(1, value_type) for value_type in results]
    return Function(thunk_name(function), Signature(b"", b""), locals_, bytes(code.buf), code.relocs)


def write_lines() -> Function:
    """`(list)`: the address of zero-terminated addresses of lines."""
    code = Assembler()
    code.buf += bytes((BLOCK, 0x40, LOOP, 0x40))
    code.get(0)
    code.load("i32", 0)
    code.buf += OPCODE["i32.eqz"] + bytes((BR_IF, 1))
    code.get(0)
    code.load("i32", 0)
    code.call("weft_traceback")
    code.get(0)
    code.i32(4)
    code.buf += OPCODE["i32.add"]
    code.set(0)
    code.buf += bytes((BR, 0, END, END, END))
    return Function("weft.lines", Signature(bytes([I32]), b""), [], bytes(code.buf), code.relocs)


def add_globals(out: ObjectFile) -> None:
    """The worker's address and the status, with their functions for C."""
    for name, symbol in (("worker", WORKER_GLOBAL), ("status", STATUS_GLOBAL)):
        out.globals.append(Global(symbol, I32, True, 0))
        for verb in ("", "set_"):
            code = Assembler()
            if verb:
                code.get(0)
            if name == "worker":
                code.worker()
            else:
                code.status()
            if verb:
                code.buf[2] = 0x24
            code.buf.append(END)
            one = bytes([I32])
            signature = Signature(one, b"") if verb else Signature(b"", one)
            out.functions.append(Function(f"weft_{verb}{name}", signature, [], bytes(code.buf), code.relocs))
