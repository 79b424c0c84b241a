"""Functions and objects from instructions, and linked modules under wasmtime, for the tests of the linker."""

from typing import Any

import wasmtime

from weftc.host.wasmtime_host import engine
from weftc.link.linker import LinkedModule, link
from weftc.wasm.leb import PADDED_ZERO, sleb
from weftc.wasm.objects import I32, Function, ObjectFile, Reloc, RelocKind, Signature

NONE, GIVES_I32, UNARY = (
    Signature(b"", b""),
    Signature(b"", bytes([I32])),
    Signature(bytes([I32]), bytes([I32])),
)
CONST, CALL, END, DROP = b"\x41", b"\x10", b"\x0b", b"\x1a"


def function(name: str, *parts: bytes | Reloc, signature: Signature = GIVES_I32) -> Function:
    """A function from instructions and relocations (whose offsets are filled in here)."""
    body, relocs = b"", []
    for part in parts:
        if isinstance(part, Reloc):
            relocs.append(Reloc(len(body), part.kind, part.symbol, part.addend, part.signature))
            part = PADDED_ZERO
        body += part
    return Function(name, signature, [], body + END, relocs)


def call(name: str) -> Reloc:
    return Reloc(0, RelocKind.FUNCTION, name)


def address(name: str, addend: int = 0) -> Reloc:
    return Reloc(0, RelocKind.MEMORY_SLEB, name, addend)


def constant(name: str, value: int) -> Function:
    return function(name, CONST, sleb(value))


class Running:
    """A portable module's instance, its exports as Python functions."""

    def __init__(self, linked: LinkedModule) -> None:
        self.store = wasmtime.Store(engine())
        module = wasmtime.Module(engine(), linked.wasm)
        linker = wasmtime.Linker(engine())
        linker.define_wasi()
        self.store.set_wasi(wasmtime.WasiConfig())
        self.exports = linker.instantiate(self.store, module).exports(self.store)

    def __call__(self, name: str, *arguments: int) -> Any:
        function = self.exports[name]
        assert isinstance(function, wasmtime.Func)
        return function(self.store, *arguments)

    def read(self, start: int, length: int) -> bytes:
        memory = self.exports["memory"]
        assert isinstance(memory, wasmtime.Memory)
        return bytes(memory.read(self.store, start, start + length))


def portable(program: ObjectFile, runtime: ObjectFile | None = None, *exports: str) -> LinkedModule:
    names = exports or tuple(f.name for f in program.functions)
    return link(program, runtime or ObjectFile(), threads=False, exports=names)
