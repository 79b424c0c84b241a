"""LEB128: the variable-length integers of wasm binaries.

Padded forms always take five bytes, so that a field can be filled in later without moving what follows.
"""

from __future__ import annotations


def uleb(value: int) -> bytes:
    """An unsigned integer in as few bytes as possible."""
    if value < 0x80:
        return bytes((value,))
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def sleb(value: int) -> bytes:
    """A signed integer (of any width) in as few bytes as possible."""
    out = bytearray()
    while not -0x40 <= value < 0x40:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value & 0x7F)
    return bytes(out)


def sleb32(value: int) -> bytes:
    """The bit pattern of a u32 as the signed immediate of `i32.const`."""
    return sleb((value & 0xFFFFFFFF ^ 0x80000000) - 0x80000000)


#: what the emitter writes where a relocation will be filled in
PADDED_ZERO = b"\x80\x80\x80\x80\x00"


def read_uleb(data: bytes, position: int) -> tuple[int, int]:
    """The unsigned integer at `position`, and the position after it."""
    result = shift = 0
    while True:
        byte = data[position]
        position += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, position
        shift += 7


def read_sleb(data: bytes, position: int) -> tuple[int, int]:
    """The signed integer at `position`, and the position after it."""
    result = shift = 0
    while True:
        byte = data[position]
        position += 1
        result |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return (result - (1 << shift) if byte & 0x40 else result), position
