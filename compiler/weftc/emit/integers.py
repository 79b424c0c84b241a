"""Code of operations on int words.

A word in [-2**61, 2**61) is the value itself. A sum's or difference's range test on the result tells whether it is
Python's; a product is compared with that of the doubles. What fails leaves the loop (see resume.py), or outside loops
calls the slow operation and goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.emit.assembler import SELECT
from weftc.emit.call_graph import floordiv_overflows
from weftc.emit.opcodes import OPCODE
from weftc.ir.ir import Rep, Value
from weftc.ir.ops import ARITHMETIC
from weftc.wasm.objects import I64

if TYPE_CHECKING:
    from weftc.emit.instructions import Instructions

SMALL = 1 << 61  # int words in [-SMALL, SMALL) are themselves
_MUL_LIMIT = float(SMALL) * (1 - 2**-50)  # products of doubles below this are products of ints below SMALL
_MUL64_LIMIT = float(1 << 63) * (1 - 2**-50)


def _is_small(out: Instructions, value: Value) -> bool:
    """Whether an int word can't be a big integer's."""
    if value.rep is Rep.I64 or value.op == "const":
        return True
    return not out.body.generic and value.op in ARITHMETIC and value.imm != "i64"


def write_checked(out: Instructions, value: Value) -> None:
    if value.imm == "fits":
        out.compute(value)
        out.code.set(out.local[value.id])
        return
    code = out.code
    local = out.local[value.id] if out.uses[value.id] else out.scratch(I64)
    point = out.plan.points.of_value.get(value.id)
    rejoins = out.body.generic if point is not None else not out.in_loop and value.imm is None
    if not rejoins:
        out.site(value)
    out.fits(value)
    code.set(local)
    _overflow_test(out, value, local)
    if not rejoins:
        side = out.body.polled if point is not None else out.body.side[value.id]
        assert side is not None
        out.branch_if(side)
        return
    out.begin_if()
    for arg in value.args:
        out.put(arg)
    code.call(f"weft_{value.op.replace('.', '_')}_slow")
    code.set(local)
    out.reset_turns()
    out.check_status(value)
    out.end_if()


def _overflow_test(out: Instructions, value: Value, local: int) -> None:
    """Leaves nonzero if the result isn't what Python's would be, as a word."""
    op, args, code = value.op, value.args, out.code
    if op == "int.mul":
        _mul_test(out, value)
    elif op == "int.shl":
        _shl_test(out, value, local)
    elif value.imm == "i64":
        _wrap_test(out, value, local)
    elif op == "int.sub" and not _is_small(out, args[0]) and not _is_small(out, args[1]):
        code.get(local)
        code.i64(SMALL)
        code.buf += OPCODE["i64.add"]
        out.put(args[1])
        code.i64(SMALL)
        code.buf += OPCODE["i64.add"] + OPCODE["i64.or"]
        code.i64(62)
        code.buf += OPCODE["i64.shr_u"] + OPCODE["i32.wrap_i64"]
    else:
        _range_test(out, local)


def _range_test(out: Instructions, local: int) -> None:
    """Whether the upper three bits differ. (Measured against `(r + 2**61) >> 62`: 1.31 and 1.46 of no test.)"""
    code = out.code
    code.get(local)
    code.i64(2)
    code.buf += OPCODE["i64.shl"]
    code.i64(2)
    code.buf += OPCODE["i64.shr_s"]
    code.get(local)
    code.buf += OPCODE["i64.ne"]


def _wrap_test(out: Instructions, value: Value, local: int) -> None:
    """Whether an addition or subtraction has left 64 bits."""
    code, args = out.code, value.args
    if value.op == "int.neg":
        code.get(local)
        code.i64(-(1 << 63))
        code.buf += OPCODE["i64.eq"]
        return
    a, b = args
    out.put(a)
    if value.op == "int.add":
        code.get(local)
    else:
        out.put(b)
    code.buf += OPCODE["i64.xor"]
    out.put(b if value.op == "int.add" else a)
    code.get(local)
    code.buf += OPCODE["i64.xor"] + OPCODE["i64.and"]
    code.i64(0)
    code.buf += OPCODE["i64.lt_s"]


def _mul_test(out: Instructions, value: Value) -> None:
    code, (a, b) = out.code, value.args
    if a.op == "const":
        a, b = b, a
    if b.op == "const" and value.imm is None:
        assert isinstance(b.imm, int)
        reach = (SMALL - 1) // max(1, abs(b.imm))
        out.put(a)
        code.i64(reach)
        code.buf += OPCODE["i64.add"]
        code.i64(2 * reach)
        code.buf += OPCODE["i64.gt_u"]
        return
    out.put(a)
    code.buf += OPCODE["f64.convert_i64_s"]
    out.put(b)
    code.buf += OPCODE["f64.convert_i64_s"] + OPCODE["f64.mul"] + OPCODE["f64.abs"]
    code.f64(_MUL_LIMIT if value.imm is None else _MUL64_LIMIT)
    code.buf += OPCODE["f64.ge"]


def _shl_test(out: Instructions, value: Value, local: int) -> None:
    code, (a, b) = out.code, value.args
    if b.op == "const" and value.imm is None:
        assert isinstance(b.imm, int)
        out.put(a)
        code.i64(1 << 61 - b.imm)
        code.buf += OPCODE["i64.add"]
        code.i64(62 - b.imm)
        code.buf += OPCODE["i64.shr_u"] + OPCODE["i64.eqz"] + OPCODE["i32.eqz"]
        return
    code.get(local)
    out.put(b)
    code.buf += OPCODE["i64.shr_s"]
    out.put(a)
    code.buf += OPCODE["i64.ne"]
    if value.imm is None:
        _range_test(out, local)
        code.buf += OPCODE["i32.or"]


def write_division(out: Instructions, value: Value) -> None:
    """Floor division and Python's modulo."""
    code, (a, b), floor = out.code, value.args, value.op == "int.floordiv"
    local = out.local[value.id] if out.uses[value.id] else out.scratch(I64)
    facts = value.imm if isinstance(value.imm, dict) else {}
    divisor = b.imm if b.op == "const" and isinstance(b.imm, int) else 0  # 0: not known
    power = divisor.bit_length() - 1 if divisor > 0 and divisor & (divisor - 1) == 0 else -1
    overflows = floor and floordiv_overflows(value)
    if overflows:
        out.site(value)
        if divisor == 0 and a.imm == "i64":  # -2**63 // -1 would trap
            out.put(a)
            code.i64(-(1 << 63))
            code.buf += OPCODE["i64.eq"]
            out.branch_if(out.body.side[value.id])
    out.put(a)
    if power >= 0:
        code.i64(power if floor else divisor - 1)
        code.buf += OPCODE["i64.shr_s" if floor else "i64.and"]
        code.set(local)
    elif facts.get("nonneg"):
        out.put(b)
        code.buf += OPCODE["i64.div_u" if floor else "i64.rem_u"]
        code.set(local)
    else:
        out.put(b)
        if floor:
            _floor_divide(out, a, b, local, divisor)
        else:
            _modulo(out, b, local, divisor)
    if overflows:
        _range_test(out, local)
        out.branch_if(out.body.side[value.id])


def _modulo(out: Instructions, b: Value, local: int, divisor: int) -> None:
    """r = a rem b; r += b if r isn't 0 and has the other sign."""
    code = out.code
    code.buf += OPCODE["i64.rem_s"]
    code.set(local)
    code.get(local)
    if divisor > 0:
        code.get(local)
        code.i64(63)
        code.buf += OPCODE["i64.shr_s"]
        out.put(b)
        code.buf += OPCODE["i64.and"] + OPCODE["i64.add"]
    else:
        out.put(b)
        code.i64(0)
        _signs_differ(out, local, b)
        code.buf.append(SELECT)
        code.buf += OPCODE["i64.add"]
    code.set(local)


def _floor_divide(out: Instructions, a: Value, b: Value, local: int, divisor: int) -> None:
    """q = a div b; q -= 1 if the remainder isn't 0 and its sign isn't b's."""
    code, rest = out.code, out.scratch(I64, 1)
    code.buf += OPCODE["i64.div_s"]
    code.set(local)
    out.put(a)
    code.get(local)
    out.put(b)
    code.buf += OPCODE["i64.mul"] + OPCODE["i64.sub"]
    code.set(rest)
    code.get(local)
    if divisor > 0:
        code.get(rest)
        code.i64(63)
        code.buf += OPCODE["i64.shr_s"] + OPCODE["i64.add"]
    else:
        _signs_differ(out, rest, b)
        code.buf += OPCODE["i64.extend_i32_u"] + OPCODE["i64.sub"]
    code.set(local)


def _signs_differ(out: Instructions, rest: int, b: Value) -> None:
    """Whether a remainder isn't 0 and has another sign than the divisor."""
    code = out.code
    code.get(rest)
    out.put(b)
    code.buf += OPCODE["i64.xor"]
    code.i64(0)
    code.buf += OPCODE["i64.lt_s"]
    code.get(rest)
    code.i64(0)
    code.buf += OPCODE["i64.ne"] + OPCODE["i32.and"]
