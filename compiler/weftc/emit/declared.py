"""The signatures under which compiled code calls the runtime."""

from __future__ import annotations

from weftc.emit.opcodes import WASM_TYPES
from weftc.ir.runtime import RUNTIME
from weftc.wasm.objects import ObjectFile, RelocKind, Signature


def declare(out: ObjectFile) -> None:
    """Lists every function that is called but not defined."""
    defined = {function.name for function in out.functions}
    called = {
        reloc.symbol: None
        for function in out.functions
        for reloc in function.relocs
        if reloc.kind is RelocKind.FUNCTION and reloc.symbol not in defined
    }
    for symbol in called:
        row = RUNTIME[symbol]
        out.declared[symbol] = Signature(b"".join(WASM_TYPES[rep] for rep in row.args), WASM_TYPES[row.result])
