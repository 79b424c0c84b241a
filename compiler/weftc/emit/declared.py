"""The signatures under which compiled code calls the runtime."""

from __future__ import annotations

from weftc.emit.opcodes import WASM_TYPES
from weftc.ir.ir import Program, Raise, Rep
from weftc.ir.runtime import RUNTIME
from weftc.wasm.objects import ObjectFile, RelocKind, Signature

_I, _V = Rep.I32, Rep.VOID
#: what emitted code calls by itself
_OWN: dict[str, tuple[tuple[Rep, ...], Rep]] = {
    "weft_alloc_slow": ((_I,), _I),
    "weft_traceback": ((_I,), _V),
    "weft_catch": ((), _I),
    "weft_raise_overflow": ((), _V),
    "weft_raise_power": ((), _V),
    "weft_spawn_frame": ((_I,), _I),
    "weft_spawn_commit": ((_I, _I, _I, _I), _I),
}


def declare(out: ObjectFile, program: Program) -> None:
    """Lists every function that is called but not defined."""
    defined = {function.name for function in out.functions}
    called = {
        reloc.symbol: None
        for function in out.functions
        for reloc in function.relocs
        if reloc.kind is RelocKind.FUNCTION and reloc.symbol not in defined
    }
    raisers = _raisers(program)
    for symbol in called:
        if symbol in _OWN:
            params, result = _OWN[symbol]
        elif symbol in raisers:
            params, result = raisers[symbol], _V
        else:
            row = RUNTIME[symbol]
            params, result = row.args, row.result
        out.declared[symbol] = Signature(b"".join(WASM_TYPES[p] for p in params), WASM_TYPES[result])


def _raisers(program: Program) -> dict[str, tuple[Rep, ...]]:
    """The runtime functions that guards and raises call, by the arguments they get there."""
    found: dict[str, tuple[Rep, ...]] = {}
    for function in program.functions.values():
        for block in function.blocks:
            for value in block.instrs:
                if value.op == "guard":
                    assert isinstance(value.imm, tuple)
                    symbol, constants = value.imm
                    found[symbol] = (*[_I] * len(constants), *(arg.rep for arg in value.args[1:]))
            term = block.term
            if isinstance(term, Raise) and term.symbol is not None:
                found[term.symbol] = (*[_I] * len(term.imm), *(arg.rep for arg in term.args))
    return found
