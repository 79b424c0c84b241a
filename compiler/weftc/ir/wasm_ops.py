"""The wasm instructions that are operations of the IR under their own names: operands, result.

Where I64 stands an INT may be given, and where I32 stands a REF or a PTR: only the wasm value type counts.
The operations of `TRAPPING` trap on some operands: what makes those impossible must have been emitted before
them.
"""

from __future__ import annotations

from weftc.ir.ir import Rep
from weftc.wasm.opcodes import NUMERIC

_REPS = {"i": Rep.I32, "l": Rep.I64, "d": Rep.F64}

#: name: (operands, result)
WASM_OPS: dict[str, tuple[tuple[Rep, ...], Rep]] = {
    name: (tuple(_REPS[letter] for letter in operands), _REPS[result])
    for name, (_, operands, result) in NUMERIC.items()
}

TRAPPING = frozenset(f"{p}.{o}" for p in ("i32", "i64") for o in ("div_s", "div_u", "rem_s", "rem_u"))

#: the wasm value types behind a representation: i32 "i", i64 "l", f64 "d", a pair's two "il", nothing ""
WASM_TYPE: dict[Rep, str] = {
    Rep.I32: "i",
    Rep.REF: "i",
    Rep.ANY: "i",
    Rep.PTR: "i",
    Rep.I64: "l",
    Rep.INT: "l",
    Rep.F64: "d",
    Rep.PAIR: "il",
    Rep.VOID: "",
}
