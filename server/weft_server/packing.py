"""Answers, compressed once, in the worker: they are kept so, and go out so, with an end that differs each time.

A gzip stream (RFC 1952) is deflated blocks (RFC 1951) between a head and a checksum. Flushed in the middle, it takes
one more block, with the end as it is, and the checksum can be continued over that.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

#: fast: more would take a tenth of the time that small programs take to compile, to save an eighth
LEVEL = 1
#: no dates, no names, an unknown system
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
_STORED_LAST = struct.Struct("<BHH")
_TRAILER = struct.Struct("<II")
#: at a time: more than a client takes at once would only wait in memory
PIECE_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class Packed:
    """A text without its end: blocks, and the text's checksum and size."""

    blocks: bytes
    checksum: int
    size: int

    def to_bytes(self) -> bytes:
        """As it goes from process to process."""
        return _TRAILER.pack(self.checksum, self.size) + self.blocks

    @classmethod
    def from_bytes(cls, data: bytes) -> Packed:
        return cls(data[_TRAILER.size :], *_TRAILER.unpack_from(data))

    def gzip(self, end: bytes) -> tuple[int, Iterator[memoryview]]:
        """How many bytes the whole has with this end (at most 65,535 bytes), and the bytes."""
        size = (self.size + len(end)) & 0xFFFFFFFF
        last = _STORED_LAST.pack(1, len(end), len(end) ^ 0xFFFF) + end
        last += _TRAILER.pack(zlib.crc32(end, self.checksum), size)
        parts = (_HEAD, self.blocks, last)
        return sum(map(len, parts)), _pieces(parts)

    def plain(self, end: bytes) -> tuple[int, Iterator[memoryview]]:
        """The same, not compressed."""
        return self.size + len(end), _pieces(self._inflated(end))

    def _inflated(self, end: bytes) -> Iterator[bytes]:
        inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        rest = self.blocks
        while rest:
            yield inflater.decompress(rest, PIECE_BYTES)
            rest = inflater.unconsumed_tail
        yield inflater.flush()
        yield end


def pack(text: bytes) -> Packed:
    """Compresses a text that has no end yet."""
    deflater = zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
    blocks = deflater.compress(text) + deflater.flush(zlib.Z_SYNC_FLUSH)
    return Packed(blocks, zlib.crc32(text), len(text))


def _pieces(parts: Iterator[bytes] | tuple[bytes, ...]) -> Iterator[memoryview]:
    for part in parts:
        view = memoryview(part)
        for at in range(0, len(view), PIECE_BYTES):
            yield view[at : at + PIECE_BYTES]


class PackedResponse(Response):
    """A packed JSON text with an end, compressed if the client takes that, in pieces that wait for the client."""

    media_type = "application/json"

    def __init__(self, packed: Packed, end: bytes) -> None:
        super().__init__(headers={"Vary": "Accept-Encoding"})
        self.packed, self.end = packed, end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "gzip" in Headers(scope=scope).get("Accept-Encoding", ""):
            self.headers["Content-Encoding"] = "gzip"
            size, pieces = self.packed.gzip(self.end)
        else:
            size, pieces = self.packed.plain(self.end)
        self.headers["Content-Length"] = str(size)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if size <= PIECE_BYTES:
            await send({"type": "http.response.body", "body": b"".join(pieces)})
            return
        for piece in pieces:
            await send({"type": "http.response.body", "body": bytes(piece), "more_body": True})
        await send({"type": "http.response.body", "body": b""})
