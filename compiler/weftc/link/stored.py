"""The shipped form of a runtime object: written when the runtime is built, opened at each compile.

`store` turns an `ObjectFile` into bytes, the same bytes for the same object. `StoredObject` reads them;
opening costs about a millisecond, whatever the size, for functions and data are decoded only when the linker
asks for one.

    magic, u32 length of the index, the index (JSON), the blob
    index: signatures   [[params, results] in hex]
           names        every name that is defined or referred to
           functions    [[name, signature, locals flattened, body at, body length, relocations at, how many]]
           data         [[name, align, size, bytes at, length, relocations at, how many]]
           globals, imports, aliases, declared, weak, parts, abi
    blob:  bodies, bytes of data, relocations as (u32 offset, u16 kind, u16 name or signature, i32 addend)
"""

from __future__ import annotations

import json
import struct
from functools import cache
from pathlib import Path
from typing import Any

from ..wasm.objects import Datum, Definition, Function, Global, Import, ObjectFile, Reloc, RelocKind, Signature

MAGIC = b"WEFTOBJ1"
_RELOC = struct.Struct("<IHHi")
_KINDS = {int(kind): kind for kind in RelocKind}
#: where the shipped objects lie
RUNTIME_FOLDER = Path(__file__).parent.parent / "runtime"


class StoredObject:
    """An object in its stored form. The linker looks definitions up by name. `name` is for messages."""

    def __init__(self, data: bytes, name: str = "the object") -> None:
        if data[:8] != MAGIC:
            raise ValueError("not a stored object of this version")
        (length,) = struct.unpack_from("<I", data, 8)
        index: dict[str, Any] = json.loads(data[12 : 12 + length])
        self.name, self.abi = name, str(index["abi"])
        self._data = data
        self._base = 12 + length
        self._names: list[str] = index["names"]
        self._signatures = [Signature(bytes.fromhex(p), bytes.fromhex(r)) for p, r in index["signatures"]]
        names = self._names
        self._functions = {names[row[0]]: row for row in index["functions"]}
        self._rows = {names[row[0]]: row for row in index["data"]}
        self._small: dict[str, Definition] = {
            row[0]: Global(row[0], row[1], bool(row[2]), row[3]) for row in index["globals"]
        }
        for name, module, field, signature in index["imports"]:
            self._small[name] = Import(name, module, field, self._signatures[signature])
        self.aliases: dict[str, tuple[str, int]] = {k: (v[0], v[1]) for k, v in index["aliases"].items()}
        self.declared = {name: self._signatures[number] for name, number in index["declared"].items()}
        self.weak: set[str] = set(index["weak"])
        self.parts: dict[str, tuple[str, tuple[str, ...]]] = {k: (v[0], tuple(v[1])) for k, v in index["parts"].items()}

    def names(self) -> list[str]:
        """Names of all definitions, in order; aliases apart."""
        return [*self._functions, *self._rows, *self._small]

    def find(self, name: str) -> Definition | None:
        """The definition of that name."""
        if row := self._functions.get(name):
            flat = row[2]
            return Function(
                name,
                self._signatures[row[1]],
                list(zip(flat[::2], flat[1::2], strict=True)),
                self._slice(row[3], row[4]),
                self._relocs(row[5], row[6]),
            )
        if row := self._rows.get(name):
            return Datum(name, row[1], self._slice(row[3], row[4]), row[2], self._relocs(row[5], row[6]))
        return self._small.get(name)

    def _slice(self, start: int, length: int) -> bytes:
        return self._data[self._base + start : self._base + start + length]

    def _relocs(self, start: int, count: int) -> list[Reloc]:
        names, signatures = self._names, self._signatures
        return [
            Reloc(offset, _KINDS[kind], names[index], addend)
            if kind != RelocKind.TYPE
            else Reloc(offset, RelocKind.TYPE, signature=signatures[index])
            for offset, kind, index, addend in _RELOC.iter_unpack(self._slice(start, count * _RELOC.size))
        ]


def store(object_file: ObjectFile) -> bytes:
    """The stored form of an object."""
    names, signatures, blob = _Numbering(), _Numbering(), bytearray()
    names.number("")  # of relocations without a symbol

    def sign(signature: Signature) -> int:
        return signatures.number((signature.params.hex(), signature.results.hex()))

    def put(data: bytes) -> list[int]:
        blob.extend(data)
        return [len(blob) - len(data), len(data)]

    def put_relocs(relocs: list[Reloc]) -> list[int]:
        start = len(blob)
        for reloc in relocs:
            index = sign(reloc.signature) if reloc.signature else names.number(reloc.symbol)
            blob.extend(_RELOC.pack(reloc.offset, reloc.kind, index, reloc.addend))
        return [start, len(relocs)]

    functions = [
        [
            names.number(f.name),
            sign(f.signature),
            [n for pair in f.locals for n in pair],
            *put(f.body),
            *put_relocs(f.relocs),
        ]
        for f in object_file.functions
    ]
    data = [[names.number(d.name), d.align, d.size, *put(d.data), *put_relocs(d.relocs)] for d in object_file.data]
    index = {
        "abi": object_file.abi,
        "functions": functions,
        "data": data,
        "globals": [[g.name, g.type, int(g.mutable), g.init] for g in object_file.globals],
        "imports": [[i.name, i.module, i.field, sign(i.signature)] for i in object_file.imports],
        "aliases": object_file.aliases,
        "declared": {name: sign(signature) for name, signature in object_file.declared.items()},
        "weak": sorted(object_file.weak),
        "parts": object_file.parts,
        "names": list(names.numbers),
        "signatures": list(signatures.numbers),
    }
    text = json.dumps(index, separators=(",", ":")).encode()
    return MAGIC + struct.pack("<I", len(text)) + text + bytes(blob)


class _Numbering:
    """Numbers things in the order in which they are first met."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number(self, thing: Any) -> int:
        return self.numbers.setdefault(thing, len(self.numbers))


@cache
def runtime_object(target: str) -> StoredObject:
    """The shipped runtime for "threads" or "portable"."""
    path = RUNTIME_FOLDER / f"{target}.obj"
    return StoredObject(path.read_bytes(), str(path))
