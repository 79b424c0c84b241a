"""How representations and kinds of memory become wasm: value types, loads and stores, opposites of comparisons.

The numeric instructions themselves are `weftc.wasm.opcodes`.
"""

from __future__ import annotations

from weftc.abi.memory import BYTES_OF
from weftc.ir.ir import Rep
from weftc.wasm.objects import F64, I32, I64
from weftc.wasm.opcodes import NUMERIC

#: numeric instruction -> opcode bytes
OPCODE: dict[str, bytes] = {name: row[0] for name, row in NUMERIC.items()}

#: kinds of memory: opcode and alignment of load and store, log2 of the size in an array
LOAD: dict[str, bytes] = {"i32": b"\x28\x02", "u8": b"\x2d\x00", "i64": b"\x29\x03", "f64": b"\x2b\x03"}
STORE: dict[str, bytes] = {"i32": b"\x36\x02", "u8": b"\x3a\x00", "i64": b"\x37\x03", "f64": b"\x39\x03"}
#: a word that another worker may be writing: what it wrote before is seen, too
ATOMIC_LOAD = b"\xfe\x10\x02"
ATOMIC_LOAD64, ATOMIC_ADD64, ATOMIC_SUB64 = b"\xfe\x11\x03", b"\xfe\x1f\x03", b"\xfe\x26\x03"
SHIFT = {kind: size.bit_length() - 1 for kind, size in BYTES_OF.items()}

#: wasm value types of a representation
WASM_TYPES: dict[Rep, bytes] = {
    Rep.I32: bytes([I32]),
    Rep.I64: bytes([I64]),
    Rep.F64: bytes([F64]),
    Rep.REF: bytes([I32]),
    Rep.INT: bytes([I64]),
    Rep.PAIR: bytes([I32, I64]),
    Rep.PTR: bytes([I32]),
    Rep.VOID: b"",
}
#: kind of memory that holds a value type, and the instruction for its zero
KIND: dict[int, str] = {I32: "i32", I64: "i64", F64: "f64"}
ZERO: dict[int, bytes] = {I32: b"\x41\x00", I64: b"\x42\x00", F64: b"\x44" + bytes(8)}
