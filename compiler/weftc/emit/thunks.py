"""Functions that compiled code brings for the runtime's sake.

`weft.resume.<type>(index)`: one per wasm signature of functions that may suspend: calls the function of that table
index with zeros and the resuming budget, and stores what it returns in the worker's result.
`weft.lines(list)`: appends several lines to a traceback.
The rest let C reach the instance's globals.
"""

from __future__ import annotations

from weftc.abi.structs import Worker
from weftc.emit.assembler import BLOCK, BR, BR_IF, END, LOOP, Assembler
from weftc.emit.constants import RESUME, STATUS_GLOBAL, WORKER_GLOBAL
from weftc.emit.opcodes import KIND, OPCODE, ZERO
from weftc.wasm.objects import I32, Function, Global, ObjectFile, Signature

_LETTER = {0x7F: "i", 0x7E: "l", 0x7C: "d"}


def thunk_name(signature: Signature) -> str:
    """The symbol of a signature's thunk."""
    letters = ["".join(_LETTER[t] for t in types) for types in (signature.params, signature.results)]
    return f"weft.resume.{letters[0]}.{letters[1]}"


def write_thunk(signature: Signature) -> Function:
    """`(index)`. A word of 4 bytes is stored zero-extended; of a pair the tag goes to its own place."""
    code = Assembler()
    for value_type in signature.params[:-1]:
        code.buf += ZERO[value_type]
    code.i32(RESUME)
    code.get(0)
    code.call_indirect(signature)
    results = signature.results
    local = len(results)  # of the last result; locals follow the one parameter
    for i in range(local, 0, -1):
        code.set(i)
    if results:
        if len(results) == 2:
            code.worker()
            code.get(1)
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
    return Function(thunk_name(signature), Signature(bytes([I32]), b""), locals_, bytes(code.buf), code.relocs)


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
