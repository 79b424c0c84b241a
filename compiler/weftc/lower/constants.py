"""Constants as they stand in a list's storage."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from weftc.abi.memory import Tag
from weftc.ir.ir import Rep


def constants(items: Sequence[object], rep: Rep) -> tuple[bytes, list[tuple[int, str]]]:
    """The bytes of items that are all held alike, and where texts are to be referred to."""
    count = len(items)
    match rep:
        case Rep.INT:
            return struct.pack(f"<{count}q", *items), []
        case Rep.F64:
            return struct.pack(f"<{count}d", *items), []
        case Rep.I32:
            return bytes(map(bool, items)), []
        case Rep.REF | Rep.ANY:
            return bytes(4 * count), [(4 * k, item) for k, item in enumerate(items) if isinstance(item, str)]
        case Rep.PAIR:
            pairs = b"".join(map(_pair, items))
            return pairs, [(16 * k + 8, item) for k, item in enumerate(items) if isinstance(item, str)]
    raise AssertionError(rep)


def _pair(item: object) -> bytes:
    match item:
        case None:
            return struct.pack("<IIq", Tag.NONE, 0, 0)
        case bool():
            return struct.pack("<IIq", Tag.BOOL, 0, item)
        case int():
            return struct.pack("<IIq", Tag.INT, 0, item)
        case float():
            return struct.pack("<IId", Tag.FLOAT, 0, item)
        case str():
            return struct.pack("<IIq", Tag.REF, 0, 0)
    raise AssertionError(item)
