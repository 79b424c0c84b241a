"""Sends and receives in passing: where a channel's window is open, a value is put or taken without a call.

    room = channel.ring.room                            ready = channel.ring.ready
    if not room or heed or attention: call the runtime  if not ready or heed or attention: call the runtime
    else:                                               else:
        items[tail & mask] = payload                        worker.result = items[head & mask]
        tail += ITEM; room -= 1                             head += ITEM; ready -= 1; outcome = VALUE

The runtime opens a window where that is all that its call would do (channel.h); it never does for values that hold
references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.memory import Slot, Tag
from weftc.abi.numbers import ChannelLayout, Outcome
from weftc.abi.structs import Handle, Ring, Worker
from weftc.emit.assembler import ELSE
from weftc.emit.opcodes import OPCODE
from weftc.ir.ir import Value
from weftc.wasm.objects import I32

if TYPE_CHECKING:
    from weftc.emit.instructions import Instructions

_RING = ChannelLayout.RING
#: how often the worker's address is used
WORKER_USES = 5


def can_pass(value: Value) -> bool:
    """Is it a send or receive, without a timeout, of what holds no references?"""
    match value.imm:
        case "weft_channel_send":
            tag, timeout = value.args[2:4]
            return tag.op == "const" and tag.imm != Tag.REF and _no_timeout(timeout)
        case "weft_channel_recv":
            return _is_plain(value.args[1]) and _no_timeout(value.args[2])
        case "weft_channel_next":
            return _is_plain(value.args[1])
    return False


def _is_plain(elem: Value) -> bool:
    return elem.op == "const" and elem.imm not in (Slot.REF, Slot.PAIR)


def _no_timeout(timeout: Value) -> bool:
    return timeout.op == "const" and isinstance(timeout.imm, float) and timeout.imm < 0


def write_passing(at: Instructions, value: Value) -> None:
    """The test, the call, and what is done instead."""
    code = at.code
    sends = value.imm == "weft_channel_send"
    channel, left, place = at.scratch(I32), at.scratch(I32, 1), at.scratch(I32, 2)
    count, position = (Ring.room, Ring.tail) if sends else (Ring.ready, Ring.head)
    at.put(value.args[0])
    code.load("i32", Handle.object)
    code.set(channel)
    code.get(channel)
    code.load("i32", _RING + count)
    code.set(left)
    code.get(left)
    code.buf += OPCODE["i32.eqz"]
    at.worker()
    code.load("i32", Worker.heed)
    code.buf += OPCODE["i32.or"]
    if at.threads:  # an abort by another worker that has done something since
        at.worker()
        code.load("i32", Worker.attention)
        code.buf += OPCODE["i32.or"]
    at.begin_if()
    at.store_left()
    for arg in value.args:
        at.put(arg)
    code.call(str(value.imm))
    at.check_status(value)
    code.buf.append(ELSE)
    if not sends:
        at.worker()
    code.get(channel)
    code.load("i32", _RING + Ring.items)
    code.get(channel)
    code.load("i32", _RING + position)
    code.set(place)
    code.get(place)
    code.get(channel)
    code.load("i32", _RING + Ring.mask)
    code.buf += OPCODE["i32.and"] + OPCODE["i32.add"]
    if sends:
        at.put(value.args[1])
        code.store("i64", 0)
    else:
        code.load("i64", 0)
        code.store("i64", Worker.result)
        at.worker()
        code.i32(Outcome.VALUE)
        code.store("i32", Worker.outcome)
    _count(at, channel, position, place, ChannelLayout.ITEM)
    _count(at, channel, count, left, -1)
    at.end_if()


def _count(at: Instructions, channel: int, field: int, local: int, step: int) -> None:
    at.code.get(channel)
    at.code.get(local)
    at.code.i32(step)
    at.code.buf += OPCODE["i32.add"]
    at.code.store("i32", _RING + field)
