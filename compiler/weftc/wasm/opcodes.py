"""The numeric instructions of WebAssembly: opcode, operands, result. Value types: i32 "i", i64 "l", f64 "d"."""

from __future__ import annotations

_COMPARE = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u"
_UNARY = "clz ctz popcnt"
_BINARY = "add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr"

#: (first opcode, prefix, names, operands, result): opcodes count up along the names
_RUNS = [
    (0x45, "i32", "eqz", "i", "i"),
    (0x46, "i32", _COMPARE, "ii", "i"),
    (0x50, "i64", "eqz", "l", "i"),
    (0x51, "i64", _COMPARE, "ll", "i"),
    (0x61, "f64", "eq ne lt gt le ge", "dd", "i"),
    (0x67, "i32", _UNARY, "i", "i"),
    (0x6A, "i32", _BINARY, "ii", "i"),
    (0x79, "i64", _UNARY, "l", "l"),
    (0x7C, "i64", _BINARY, "ll", "l"),
    (0x99, "f64", "abs neg ceil floor trunc nearest sqrt", "d", "d"),
    (0xA0, "f64", "add sub mul div min max copysign", "dd", "d"),
    (0xA7, "i32", "wrap_i64", "l", "i"),
    (0xAC, "i64", "extend_i32_s extend_i32_u", "i", "l"),
    (0xB7, "f64", "convert_i32_s convert_i32_u", "i", "d"),
    (0xB9, "f64", "convert_i64_s convert_i64_u", "l", "d"),
    (0xBD, "i64", "reinterpret_f64", "d", "l"),
    (0xBF, "f64", "reinterpret_i64", "l", "d"),
    (0xC0, "i32", "extend8_s extend16_s", "i", "i"),
    (0xC2, "i64", "extend8_s extend16_s extend32_s", "l", "l"),
    (0xFC02, "i32", "trunc_sat_f64_s trunc_sat_f64_u", "d", "i"),
    (0xFC06, "i64", "trunc_sat_f64_s trunc_sat_f64_u", "d", "l"),
]


def _table() -> dict[str, tuple[bytes, str, str]]:
    table = {}
    for first, prefix, names, operands, result in _RUNS:
        for opcode, name in enumerate(names.split(), first):
            code = bytes([opcode]) if opcode < 256 else bytes([opcode >> 8, opcode & 255])
            table[f"{prefix}.{name}"] = (code, operands, result)
    return table


#: name: (opcode bytes, operands, result)
NUMERIC: dict[str, tuple[bytes, str, str]] = _table()
