"""Links a program of many symbols of every kind, and prints the hash of the module."""

import sys
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "compiler"))

from weftc.link.linker import link
from weftc.wasm.leb import PADDED_ZERO
from weftc.wasm.objects import I32, Datum, Function, Global, ObjectFile, Reloc, RelocKind, Signature

COUNT = 200
VOID = Signature(b"", b"")
DROPPED_CONSTANT = b"\x41" + PADDED_ZERO + b"\x1a"


def main() -> None:
    program = ObjectFile(weak={f"missing{n}" for n in range(COUNT)})
    for n in range(COUNT):
        relocs = [
            Reloc(1, RelocKind.TABLE_SLEB, f"f{n * 7 % COUNT}"),
            Reloc(8, RelocKind.MEMORY_SLEB, f"d{n * 11 % COUNT}"),
            Reloc(15, RelocKind.MEMORY_SLEB, f"missing{n * 13 % COUNT}"),
            Reloc(22, RelocKind.GLOBAL, f"g{n * 17 % COUNT}"),
        ]
        body = DROPPED_CONSTANT * 3 + b"\x23" + PADDED_ZERO + b"\x1a\x0b"
        program.functions.append(Function(f"f{n}", VOID, [], body, relocs))
        program.data.append(Datum(f"d{n}", 1 << n % 4, bytes([n % 3]), 1 + n % 5))
        program.globals.append(Global(f"g{n}", I32, True, n))
    print(sha256(link(program, ObjectFile(), threads=True, exports=["f0"]).wasm).hexdigest())


if __name__ == "__main__":
    main()
