"""Frames in memory and their descriptors; source positions.

A frame is the address of its descriptor at 0, then one fixed slot for each local that is live at any point: words of 4
bytes first fill the place at 4, then those of 8 bytes and pairs (tag at 0, payload at 8), then the rest. A descriptor
(struct FrameDesc) is read-only data, one per point; positions (struct Where) are shared by all that have them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from weftc.abi.memory import FrameFlag, Slot
from weftc.abi.structs import FrameDesc, Where
from weftc.emit.carets import excerpt, is_long
from weftc.emit.liveness import Liveness
from weftc.emit.locals import Locals
from weftc.emit.points import ENTRY, POLL, Point
from weftc.ir.ir import Block, Pos, Rep, Value
from weftc.limits import TooLarge
from weftc.source import LIBRARY_SHOWN
from weftc.wasm.objects import I32, Datum, Reloc, RelocKind

#: what the collector must see; an int word is never a reference today
_KINDS = {Rep.REF: Slot.REF, Rep.PAIR: Slot.PAIR}
_MAX_OFFSET = 1 << 15


@dataclass(slots=True)
class Frame:
    """`slots`: (local, value type, offset) of all that is saved; `offset` by local."""

    size: int
    slots: list[tuple[int, int, int]]
    offset: dict[int, int]


def live_values(live: Liveness, points: list[Point]) -> list[Value]:
    """Values that are live at one of the points, derived ones left out."""
    union = 0
    for point in points:
        union |= point.live
    return bits(live, union & ~live.derived)


def bits(live: Liveness, mask: int) -> list[Value]:
    """The values of a set."""
    out = []
    while mask:
        low = mask & -mask
        out.append(live.values[low.bit_length() - 1])
        mask ^= low
    return out


def lay_out(values: list[Value], locals_: Locals) -> Frame:
    """The frame that can hold these values' locals."""
    kept = sorted({locals_.local[value.id] for value in values})
    payloads = {locals_.local[v.id]: locals_.payload[v.id] for v in values if v.rep is Rep.PAIR}
    types = locals_.types
    words = [local for local in kept if types[local] == I32 and local not in payloads]
    offset: dict[int, int] = {}
    at = 4
    if words:
        offset[words[0]] = at
    at = 8
    for local in kept:
        if local in payloads:
            offset[local], offset[payloads[local]] = at, at + 8
            at += 16
        elif types[local] != I32:
            offset[local] = at
            at += 8
    for local in words[1:]:
        offset[local] = at
        at += 4
    size = at + 7 & -8
    if size >= _MAX_OFFSET:
        message = "a function has more than 32 KB of values that it keeps while others run"
        raise TooLarge("E0604", message, "keep the values in a list or dict")
    return Frame(size, [(local, types[local], o) for local, o in sorted(offset.items())], offset)


@dataclass(slots=True)
class Positions:
    """The `Where` data of a program, and the text that they quote."""

    sources: dict[str, str]
    data: list[Datum] = field(default_factory=list)
    _where: dict[Pos, str] = field(default_factory=dict)
    _text: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)
    _chains: dict[tuple[str, ...], str] = field(default_factory=dict)

    def chain(self, pos: Pos | None, handler: Block | None = None) -> list[str]:
        """The data of the traceback lines of a position, innermost first: more than one where code was inlined. An
        error that goes to a handler has come no further than the function that the handler is of."""
        out = []
        catch = handler.instrs[0].pos if handler is not None else None
        outermost = catch.depth if catch is not None else 0
        while pos is not None and pos.depth >= outermost:
            if pos.line and not pos.file.startswith(LIBRARY_SHOWN):  # those of the library no traceback shows
                out.append(self.where(pos))
            pos = pos.inlined_at
        return out

    def where(self, pos: Pos) -> str:
        """The datum of one line."""
        lines = self._lines_of(pos)
        # all places in a line that is shown without carets are one
        bare = len(lines) == 1 and is_long(lines[0])
        column, end_column = (0, 0) if bare else (pos.column, pos.end_column)
        key = Pos(pos.file, pos.function, pos.line, column, pos.end_line, end_column)
        name = self._where.get(key)
        if name is not None:
            return name
        name = self._where[key] = f".where.{len(self._where)}"
        text = excerpt(lines, column, end_column)
        strings = {Where.file: pos.file, Where.function: pos.function, Where.text: text}
        relocs = [Reloc(offset, RelocKind.MEMORY_I32, self.string(s)) for offset, s in strings.items() if s]
        content = Where.pack(line=pos.line)
        self.data.append(Datum(name, 4, content, len(content), relocs))
        return name

    def name(self, function: str) -> str:
        """The datum of a task's function that has no line to show."""
        return self.where(Pos("", function, 0, 0, 0, 0))

    def string(self, text: str) -> str:
        """The datum of a NUL-terminated text."""
        name = self._text.get(text)
        if name is None:
            name = self._text[text] = f".text.{len(self._text)}"
            content = text.encode("utf-8", "surrogatepass") + b"\0"
            self.data.append(Datum(name, 1, content, len(content)))
        return name

    def list_of(self, chain: list[str]) -> str:
        """The datum of a zero-terminated list of lines."""
        key = tuple(chain)
        name = self._chains.get(key)
        if name is None:
            name = self._chains[key] = f".chain.{len(self._chains)}"
            self.data.append(address_table(name, [*chain, None]))
        return name

    def _lines_of(self, pos: Pos) -> list[str]:
        lines = self._lines.get(pos.file)
        if lines is None:
            lines = [line.rstrip() for line in self.sources.get(pos.file, "").split("\n")]
            self._lines[pos.file] = lines
        return lines[pos.line - 1 : pos.end_line] or [""]


def address_table(name: str, symbols: list[str | None]) -> Datum:
    """Words with the addresses of data, 0 for None."""
    relocs = [Reloc(4 * i, RelocKind.MEMORY_I32, s) for i, s in enumerate(symbols) if s is not None]
    return Datum(name, 4, bytes(4 * len(symbols)), 4 * len(symbols), relocs)


def describe(
    name: str,
    thunk: str,
    point: Point,
    frame: Frame,
    live: Liveness,
    locals_: Locals,
    of_function: int,
    chain: list[str],
) -> Datum:
    """The descriptor of a point. `of_function`: the FrameFlags that its function gives it. Several traceback lines are
    written by the function itself, so it is resumed to raise as if it had a handler."""
    slots = []
    for value in bits(live, point.live & live.scanned):
        slots.append(frame.offset[locals_.local[value.id]] // 4 << 3 | _KINDS[value.rep])
    slots.sort()
    flags = of_function if point.kind == ENTRY else of_function & FrameFlag.LIBRARY
    if point.handler is not None or len(chain) > 1:
        flags |= FrameFlag.HANDLER
    if point.kind in (ENTRY, POLL):
        flags |= FrameFlag.POLL
    if point.kind == ENTRY:
        flags |= FrameFlag.ENTRY
    content = FrameDesc.pack(size=frame.size, pt=point.number, flags=flags, nslots=len(slots))
    content += struct.pack(f"<{len(slots)}H", *slots)
    relocs = [Reloc(FrameDesc.thunk, RelocKind.TABLE_I32, thunk)]
    if chain:
        relocs.append(Reloc(FrameDesc.where, RelocKind.MEMORY_I32, chain[0]))
    return Datum(name, 4, content, len(content), relocs)
