"""What the linker joins: functions and data with symbols and relocations.

The emitter builds an `ObjectFile` for the program; the reader of relocatable wasm makes one from each shipped
runtime object. Both kinds of code carry relocations at padded (5-byte) LEB fields, so the linker
never decodes instructions. A symbol names one function, one datum or one global; the name spaces are shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

I32, I64, F32, F64, FUNCREF = 0x7F, 0x7E, 0x7D, 0x7C, 0x70


class RelocKind(IntEnum):
    """How the 5 (or 4) bytes at a relocation's offset are filled in; numbered as in the tool conventions."""

    FUNCTION = 0  # padded ULEB: index of the function `symbol` (call)
    TABLE_SLEB = 1  # padded SLEB: table index of the function `symbol` (i32.const of a function pointer)
    TABLE_I32 = 2  # 4 bytes: table index of the function `symbol` (function pointer in data)
    MEMORY_LEB = 3  # padded ULEB: address of the datum `symbol` + addend (offset immediate)
    MEMORY_SLEB = 4  # padded SLEB: the same (i32.const)
    MEMORY_I32 = 5  # 4 bytes: the same (pointer in data)
    TYPE = 6  # padded ULEB: index of the function type `signature` (call_indirect)
    GLOBAL = 7  # padded ULEB: index of the global `symbol`
    TABLE_NUMBER = 20  # padded ULEB: index of a table (always 0)


class Signature(NamedTuple):
    """A wasm function type: value types as bytes."""

    params: bytes
    results: bytes


class Reloc(NamedTuple):
    """One place to fill in. `offset` counts from the start of the function's expression or of the datum."""

    offset: int
    kind: RelocKind
    symbol: str = ""
    addend: int = 0
    signature: Signature | None = None


@dataclass(slots=True)
class Function:
    """A defined function. `locals` lists (count, value type); `body` is the expression, `end` included."""

    name: str
    signature: Signature
    locals: list[tuple[int, int]]
    body: bytes
    relocs: list[Reloc] = field(default_factory=list)
    #: source positions: (offset in body, line of `file`) in order of offset; may be empty
    lines: list[tuple[int, int]] = field(default_factory=list)
    file: str = ""


@dataclass(slots=True)
class Datum:
    """Initialised data; `size` may exceed len(data): the rest is zero. Alignment in bytes, a power of two."""

    name: str
    align: int
    data: bytes
    size: int
    relocs: list[Reloc] = field(default_factory=list)


class Global(NamedTuple):
    """A wasm global, one per instance (so one per worker)."""

    name: str
    type: int
    mutable: bool
    init: int


class Import(NamedTuple):
    """A function that the host provides: WASI preview 1, or wasi.thread-spawn."""

    name: str
    module: str
    field: str
    signature: Signature


@dataclass(slots=True)
class ObjectFile:
    """Everything that one side brings to the link."""

    functions: list[Function] = field(default_factory=list)
    data: list[Datum] = field(default_factory=list)
    globals: list[Global] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    #: other names: name -> (definition, offset into it; 0 for functions)
    aliases: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: the signature under which this side calls a function that it doesn't define: must be the definition's
    declared: dict[str, Signature] = field(default_factory=dict)
    #: definitions that yield to another of that name, and undefined names that may stay so (then address 0)
    weak: set[str] = field(default_factory=set)
    #: names of parts: name -> (definition, what brings it in): means the definition if any of the latter is in the
    #: module, and may stay undefined otherwise
    parts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    #: which ABI it was made for (abi/version.py): both sides must say the same
    abi: str = ""


Definition = Function | Datum | Global | Import
