"""Bytes of one function's body, with relocations at padded fields.

`Assembler` appends instructions to `buf`. A `local.get` right after the `local.set` of the same local becomes a
`local.tee`. Nothing here knows the IR.
"""

from __future__ import annotations

import struct

from weftc.emit.constants import STATUS_GLOBAL, WORKER_GLOBAL
from weftc.emit.opcodes import LOAD, STORE
from weftc.wasm.leb import PADDED_ZERO, sleb, uleb
from weftc.wasm.objects import Reloc, RelocKind, Signature

BLOCK, LOOP, IF, ELSE, END = 0x02, 0x03, 0x04, 0x05, 0x0B
BR, BR_IF, BR_TABLE, RETURN, UNREACHABLE, SELECT, DROP = 0x0C, 0x0D, 0x0E, 0x0F, 0x00, 0x1B, 0x1A

_GET = [b"\x20" + uleb(i) for i in range(512)]
_SET = [b"\x21" + uleb(i) for i in range(512)]
_I32 = [b"\x41" + sleb(i) for i in range(256)]


class Assembler:
    """One body under construction."""

    __slots__ = ("buf", "relocs", "_set_end", "_set_start", "_set_local")

    def __init__(self) -> None:
        self.buf = bytearray()
        self.relocs: list[Reloc] = []
        self._set_end = self._set_start = self._set_local = -1

    def get(self, local: int) -> None:
        buf = self.buf
        if self._set_end == len(buf) and self._set_local == local:
            buf[self._set_start] = 0x22
            self._set_end = -1
        elif local < 512:
            buf += _GET[local]
        else:
            buf += b"\x20" + uleb(local)

    def set(self, local: int) -> None:
        buf = self.buf
        self._set_start = len(buf)
        self._set_local = local
        buf += _SET[local] if local < 512 else b"\x21" + uleb(local)
        self._set_end = len(buf)

    def i32(self, n: int) -> None:
        self.buf += _I32[n] if 0 <= n < 256 else b"\x41" + sleb(n)

    def i64(self, n: int) -> None:
        self.buf += b"\x42" + sleb(n)

    def f64(self, x: float) -> None:
        self.buf += b"\x44" + struct.pack("<d", x)

    def load(self, kind: str, offset: int) -> None:
        self.buf += LOAD[kind] + uleb(offset)

    def store(self, kind: str, offset: int) -> None:
        self.buf += STORE[kind] + uleb(offset)

    def call(self, symbol: str) -> None:
        self.buf.append(0x10)
        self._reloc(RelocKind.FUNCTION, symbol)

    def call_indirect(self, signature: Signature) -> None:
        self.buf.append(0x11)
        self.relocs.append(Reloc(len(self.buf), RelocKind.TYPE, signature=signature))
        self.buf += PADDED_ZERO
        self._reloc(RelocKind.TABLE_NUMBER, "")

    def address(self, symbol: str) -> None:
        """i32.const of a datum's address."""
        self.buf.append(0x41)
        self._reloc(RelocKind.MEMORY_SLEB, symbol)

    def load_from(self, symbol: str) -> None:
        """i32.load at the operand plus a datum's address."""
        self.buf += b"\x28\x02"
        self._reloc(RelocKind.MEMORY_LEB, symbol)

    def status(self) -> None:
        self.buf.append(0x23)
        self._reloc(RelocKind.GLOBAL, STATUS_GLOBAL)

    def set_status(self, status: int) -> None:
        self.i32(status)
        self.buf.append(0x24)
        self._reloc(RelocKind.GLOBAL, STATUS_GLOBAL)

    def worker(self) -> None:
        self.buf.append(0x23)
        self._reloc(RelocKind.GLOBAL, WORKER_GLOBAL)

    def _reloc(self, kind: RelocKind, symbol: str) -> None:
        self.relocs.append(Reloc(len(self.buf), kind, symbol))
        self.buf += PADDED_ZERO
