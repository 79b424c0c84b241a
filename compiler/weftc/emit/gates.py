"""Permits in passing: what nobody else touches, wants or has is taken and given back without a call.

    if scarce or shared > alone                     if worker.taken != gate:
            or heed or taken or attention:              call the runtime
        call the runtime                            else:
    else:                                               worker.taken = 0
        worker.taken = gate

The gate itself stays as it is: before anyone can look at it, the runtime makes a hold of what was taken (gate.h).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.numbers import GateLayout
from weftc.abi.structs import Handle, Worker
from weftc.emit.assembler import BLOCK, BR, BR_IF, END
from weftc.emit.opcodes import OPCODE
from weftc.ir.ir import Value

if TYPE_CHECKING:
    from weftc.emit.instructions import Instructions

#: how often the worker's address is used
WORKER_USES = 4
#: two words, which are looked at together
_ATTENTION_AND_HEED = Worker.attention
assert Worker.heed == Worker.attention + 4
_TO_CALL = bytes((BR_IF, 0))
#: what is written beside the handle, by the permits that are taken
_MARKS = {1: 0, 2**32 - 1: GateLayout.ALL}


def can_take(value: Value) -> bool:
    """Is it an acquire without a timeout, or a release, of one permit or all?"""
    match value.imm:
        case "weft_gate_acquire":
            timeout = value.args[2]
            endless = timeout.op == "const" and isinstance(timeout.imm, float) and timeout.imm < 0
            return endless and _mark(value) is not None
        case "weft_gate_release":
            return _mark(value) is not None
    return False


def _mark(value: Value) -> int | None:
    permits = value.args[1]
    return _MARKS.get(permits.imm) if permits.op == "const" and isinstance(permits.imm, int) else None


def write_taking(at: Instructions, value: Value) -> None:
    """The tests, what is done in passing, and the call where that can't be."""
    code = at.code
    code.buf += bytes((BLOCK, 0x40, BLOCK, 0x40))
    if value.imm == "weft_gate_acquire":
        _take(at, value)
    else:
        _give_back(at, value)
    code.buf += bytes((BR, 1, END))
    at.labels.depth += 1
    for arg in value.args:
        at.put(arg)
    code.call(str(value.imm))
    at.check_status(value)
    code.buf.append(END)
    at.labels.depth -= 1


def _give_back(at: Instructions, value: Value) -> None:
    code = at.code
    at.worker()
    code.load("i32", Worker.taken)
    _put_taken(at, value)
    code.buf += OPCODE["i32.ne"] + _TO_CALL
    at.worker()
    code.i32(0)
    code.store("i32", Worker.taken)


def _take(at: Instructions, value: Value) -> None:
    code = at.code
    at.put(value.args[0])
    code.load("i32", Handle.object)
    code.load("i32", GateLayout.SHARED)
    code.i32(GateLayout.SHARED_MASK)
    code.buf += OPCODE["i32.and"]
    if at.threads:
        at.worker()
        code.load("i32", Worker.alone)
        code.buf += OPCODE["i32.gt_u"]
    code.buf += _TO_CALL
    at.worker()
    if at.threads:  # attention: an abort by another worker that has done something since
        code.load("i64", _ATTENTION_AND_HEED)
        code.i64(0)
        code.buf += OPCODE["i64.ne"]
    else:
        code.load("i32", Worker.heed)
    code.buf += _TO_CALL
    at.worker()
    code.load("i32", Worker.taken)
    code.buf += _TO_CALL
    at.worker()
    _put_taken(at, value)
    code.store("i32", Worker.taken)


def _put_taken(at: Instructions, value: Value) -> None:
    """What tells that this is taken."""
    at.put(value.args[0])
    mark = _mark(value)
    if mark:
        at.code.i32(mark)
        at.code.buf += OPCODE["i32.or"]
