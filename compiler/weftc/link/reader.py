"""Reads a relocatable wasm object, as clang and `emcc -r` write it, into an `ObjectFile`.

In: the bytes of an object compiled with -ffunction-sections -fdata-sections. Out: one `Function` for each
function, one `Datum` for each data symbol, relocations with offsets from the start of the function's
expression or of the datum, in ascending order. The layout is the tool conventions' "Linking" document,
version 2.

- A segment that holds several symbols (`emcc -r` joins sections of the same name) is split at them, so that
  each can be dropped alone. All references go through symbols, so no reference crosses a cut.
- Local symbols become `name@1`, `name@2` ..., which no program can define or refer to.
- An undefined name `part:NAME:WITH WITH ...` refers to a part (symbols.py; `PART` in runtime-c/base.h).
- Debug information, producers and target features are skipped. Whatever else isn't known is an `ObjectError`:
  thread-local data, constructors, comdats, tags, position-independent relocations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from ..wasm.leb import read_sleb, read_uleb
from ..wasm.objects import Datum, Function, Global, Import, ObjectFile, Reloc, RelocKind, Signature

MAGIC = b"\0asm\x01\0\0\0"
LINKING_VERSION = 2

CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, DATA_COUNT = range(13)
SECTION_NAMES = {TABLE: "table", EXPORT: "export", START: "start"}
SEGMENT_INFO, INIT_FUNCS, COMDAT_INFO, SYMBOL_TABLE = 5, 6, 7, 8
SYM_FUNCTION, SYM_DATA, SYM_GLOBAL, SYM_SECTION, SYM_TAG, SYM_TABLE = range(6)
FLAG_WEAK, FLAG_LOCAL, FLAG_UNDEFINED, FLAG_EXPLICIT_NAME, FLAG_TLS = 0x01, 0x02, 0x10, 0x40, 0x100

WITH_ADDEND = {RelocKind.MEMORY_LEB, RelocKind.MEMORY_SLEB, RelocKind.MEMORY_I32}
PART = "part:"
SKIPPED = ("name", "producers", "target_features")


class ObjectError(Exception):
    """The object holds something that the linker doesn't know, or is damaged."""


@dataclass(slots=True)
class _Symbol:
    kind: int
    flags: int
    name: str
    index: int = 0  # function or global index, or data segment
    offset: int = 0
    size: int = 0

    @property
    def defined(self) -> bool:
        return not self.flags & FLAG_UNDEFINED


@dataclass(slots=True)
class _Segment:
    start: int  # in the data section
    data: bytes
    align: int = 1
    name: str = ""


@dataclass(slots=True)
class _Code:
    """One entry of the code section; offsets count from the section's start."""

    start: int
    end: int
    locals: list[tuple[int, int]]


@dataclass(slots=True)
class _Raw:
    """The object's sections, indices unresolved."""

    types: list[Signature] = field(default_factory=list)
    function_imports: list[tuple[str, str, int]] = field(default_factory=list)  # module, field, type
    global_imports: list[tuple[str, str]] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)  # type of each
    globals: list[tuple[int, bool, int]] = field(default_factory=list)
    codes: list[_Code] = field(default_factory=list)
    code_section: bytes = b""
    segments: list[_Segment] = field(default_factory=list)
    symbols: list[_Symbol] = field(default_factory=list)
    relocs: dict[int, list[tuple[int, int, int, int]]] = field(
        default_factory=dict
    )  # section: offset, kind, index, addend
    section_order: list[int] = field(default_factory=list)


class _Cursor:
    """Reads forward through bytes."""

    __slots__ = ("data", "position")

    def __init__(self, data: bytes, position: int = 0) -> None:
        self.data = data
        self.position = position

    def byte(self) -> int:
        value = self.data[self.position]
        self.position += 1
        return value

    def uleb(self) -> int:
        value, self.position = read_uleb(self.data, self.position)
        return value

    def sleb(self) -> int:
        value, self.position = read_sleb(self.data, self.position)
        return value

    def bytes(self, size: int) -> bytes:
        if self.position + size > len(self.data):
            raise IndexError
        self.position += size
        return self.data[self.position - size : self.position]

    def string(self) -> str:
        return self.bytes(self.uleb()).decode()

    def limits(self) -> None:
        flags = self.uleb()
        self.uleb()
        if flags & 1:
            self.uleb()

    @property
    def more(self) -> bool:
        return self.position < len(self.data)


def read_object(data: bytes) -> ObjectFile:
    """The contents of a relocatable object; raises ObjectError."""
    if data[:8] != MAGIC:
        raise ObjectError("not a wasm binary")
    try:
        raw = _sections(data)
    except (IndexError, UnicodeDecodeError) as error:
        raise ObjectError("truncated or damaged object") from error
    return _resolve(raw)


def _sections(data: bytes) -> _Raw:
    raw = _Raw()
    cursor = _Cursor(data, 8)
    linked = False
    while cursor.more:
        section = cursor.byte()
        content = _Cursor(cursor.bytes(cursor.uleb()))
        if section == CUSTOM:
            name = content.string()
            linked |= name == "linking"
            _custom(raw, name, content)
        elif section in _READERS:
            _READERS[section](raw, content)
        elif section not in (MEMORY, ELEMENT, DATA_COUNT):  # what those say, the relocations say too
            raise ObjectError(
                f"unexpected {SECTION_NAMES.get(section, str(section))} section: not a relocatable object"
            )
        raw.section_order.append(section)
    if not linked:
        raise ObjectError("no linking section: not a relocatable object")
    return raw


def _types(raw: _Raw, cursor: _Cursor) -> None:
    for _ in range(cursor.uleb()):
        if cursor.byte() != 0x60:
            raise ObjectError("unknown kind of type")
        raw.types.append(Signature(cursor.bytes(cursor.uleb()), cursor.bytes(cursor.uleb())))


def _imports(raw: _Raw, cursor: _Cursor) -> None:
    for _ in range(cursor.uleb()):
        module, name, kind = cursor.string(), cursor.string(), cursor.byte()
        if kind == 0:
            raw.function_imports.append((module, name, cursor.uleb()))
        elif kind == 1:
            cursor.byte()
            cursor.limits()
        elif kind == 2:
            cursor.limits()
        elif kind == 3:
            cursor.bytes(2)
            raw.global_imports.append((module, name))
        else:
            raise ObjectError(f"unknown kind of import: {module}.{name}")


def _functions(raw: _Raw, cursor: _Cursor) -> None:
    raw.functions = [cursor.uleb() for _ in range(cursor.uleb())]


def _globals(raw: _Raw, cursor: _Cursor) -> None:
    for _ in range(cursor.uleb()):
        type_, mutable, opcode = cursor.byte(), cursor.byte() == 1, cursor.byte()
        if opcode not in (0x41, 0x42):
            raise ObjectError("only integer globals are known")
        raw.globals.append((type_, mutable, cursor.sleb()))
        cursor.byte()


def _codes(raw: _Raw, cursor: _Cursor) -> None:
    raw.code_section = cursor.data
    for _ in range(cursor.uleb()):
        size = cursor.uleb()
        end = cursor.position + size
        locals_ = [(cursor.uleb(), cursor.byte()) for _ in range(cursor.uleb())]
        raw.codes.append(_Code(cursor.position, end, locals_))
        cursor.position = end


def _data(raw: _Raw, cursor: _Cursor) -> None:
    for _ in range(cursor.uleb()):
        flags = cursor.uleb()
        if flags == 0:
            if cursor.byte() != 0x41:
                raise ObjectError("a data segment's place is no constant")
            cursor.sleb()
            cursor.byte()
        elif flags != 1:
            raise ObjectError("a data segment in another memory")
        size = cursor.uleb()
        raw.segments.append(_Segment(cursor.position, cursor.bytes(size)))


_READERS: dict[int, Callable[[_Raw, _Cursor], None]] = {
    TYPE: _types,
    IMPORT: _imports,
    FUNCTION: _functions,
    GLOBAL: _globals,
    CODE: _codes,
    DATA: _data,
}


def _custom(raw: _Raw, name: str, cursor: _Cursor) -> None:
    if name == "linking":
        _linking(raw, cursor)
    elif name.startswith("reloc."):
        _relocs(raw, cursor)
    elif not name.startswith(".debug") and name not in SKIPPED:
        raise ObjectError(f"unknown custom section {name}")


def _linking(raw: _Raw, cursor: _Cursor) -> None:
    if (version := cursor.uleb()) != LINKING_VERSION:
        raise ObjectError(f"linking section of version {version}, not {LINKING_VERSION}")
    while cursor.more:
        kind, content = cursor.byte(), _Cursor(cursor.bytes(cursor.uleb()))
        count = content.uleb()
        if kind == SEGMENT_INFO:
            for segment in raw.segments[:count]:
                segment.name = content.string()
                segment.align = 1 << content.uleb()
                content.uleb()
        elif kind == SYMBOL_TABLE:
            raw.symbols = [_symbol(raw, content) for _ in range(count)]
        elif kind == INIT_FUNCS and count:
            raise ObjectError("constructors are not supported")
        elif kind == COMDAT_INFO and count:
            raise ObjectError("comdat groups are not supported")
        elif kind not in (INIT_FUNCS, COMDAT_INFO):
            raise ObjectError(f"unknown part {kind} of the linking section")


def _symbol(raw: _Raw, cursor: _Cursor) -> _Symbol:
    kind, flags = cursor.byte(), cursor.uleb()
    symbol = _Symbol(kind, flags, "")
    named = symbol.defined or bool(flags & FLAG_EXPLICIT_NAME)
    if kind in (SYM_FUNCTION, SYM_GLOBAL, SYM_TABLE):
        symbol.index = cursor.uleb()
        if named:
            symbol.name = cursor.string()
        elif kind == SYM_FUNCTION:
            symbol.name = raw.function_imports[symbol.index][1]
        elif kind == SYM_GLOBAL:
            symbol.name = raw.global_imports[symbol.index][1]
    elif kind == SYM_DATA:
        symbol.name = cursor.string()
        if symbol.defined:
            symbol.index, symbol.offset, symbol.size = cursor.uleb(), cursor.uleb(), cursor.uleb()
    elif kind == SYM_SECTION:
        cursor.uleb()
    else:
        raise ObjectError(f"unknown kind {kind} of symbol")
    if flags & FLAG_TLS:
        raise ObjectError(f"thread-local data is not supported: {symbol.name}")
    return symbol


def _relocs(raw: _Raw, cursor: _Cursor) -> None:
    number = cursor.uleb()
    section = raw.section_order[number]
    if section == CUSTOM:  # of debug information
        return
    out = raw.relocs.setdefault(section, [])
    for _ in range(cursor.uleb()):
        kind, offset, index = cursor.byte(), cursor.uleb(), cursor.uleb()
        if kind not in RelocKind._value2member_map_:
            raise ObjectError(f"unknown relocation of kind {kind}")
        out.append((offset, kind, index, cursor.sleb() if kind in WITH_ADDEND else 0))
    out.sort()


def _resolve(raw: _Raw) -> ObjectFile:
    """Turns indices into names, and sections into functions and data."""
    out = ObjectFile()
    names = _names(raw.symbols)
    imported = len(raw.function_imports)
    primary: dict[tuple[int, int], str] = {}  # (kind, index): the name of a function or global
    for symbol, name in _globals_first(raw.symbols, names):
        if symbol.defined and symbol.kind in (SYM_FUNCTION, SYM_GLOBAL):
            first = primary.setdefault((symbol.kind, symbol.index), name)
            if first != name:
                out.aliases[name] = (first, 0)
        if name.startswith(PART) and not symbol.defined:
            _, target, companions = name.split(":")
            out.parts[name] = (target, tuple(companions.split()))
        elif symbol.flags & FLAG_WEAK:
            out.weak.add(name)
        if symbol.kind == SYM_FUNCTION and not symbol.defined:
            module, field_, type_ = raw.function_imports[symbol.index]
            if module == "env":
                out.declared[name] = raw.types[type_]
            else:
                out.imports.append(Import(name, module, field_, raw.types[type_]))
    pieces = _split_data(raw, names, out)

    def reloc(base: int, offset: int, kind: int, index: int, addend: int) -> Reloc:
        if kind == RelocKind.TYPE:
            return Reloc(offset - base, RelocKind.TYPE, signature=raw.types[index])
        if kind == RelocKind.TABLE_NUMBER:
            return Reloc(offset - base, RelocKind.TABLE_NUMBER)
        return Reloc(offset - base, RelocKind(kind), names[index], addend)

    relocs = raw.relocs.get(CODE, [])
    starts = [entry[0] for entry in relocs]
    for number, (type_index, code) in enumerate(zip(raw.functions, raw.codes, strict=True)):
        inside = relocs[bisect_right(starts, code.start - 1) : bisect_right(starts, code.end - 1)]
        function_name = primary.get((SYM_FUNCTION, imported + number))
        if function_name is None:
            raise ObjectError(f"function {number} has no symbol")
        out.functions.append(
            Function(
                function_name,
                raw.types[type_index],
                code.locals,
                raw.code_section[code.start : code.end],
                [reloc(code.start, *entry) for entry in inside],
            )
        )
    for number, (value_type, mutable, init) in enumerate(raw.globals):
        name = primary[SYM_GLOBAL, len(raw.global_imports) + number]
        out.globals.append(Global(name, value_type, mutable, init))
    for entry in raw.relocs.get(DATA, []):
        place = bisect_right(pieces, entry[0], key=lambda piece: piece[0]) - 1
        base, datum = pieces[place] if place >= 0 else (0, None)
        if datum is None or entry[0] + 4 > base + datum.size:
            raise ObjectError(f"a relocation of the data section at {entry[0]} lies outside all symbols")
        datum.relocs.append(reloc(base, *entry))
    return out


def _names(symbols: list[_Symbol]) -> list[str]:
    """A unique name for each symbol: its own, or for local ones `name@number`."""
    used: dict[str, int] = {}
    names = []
    for symbol in symbols:
        if symbol.flags & FLAG_LOCAL:
            used[symbol.name] = used.get(symbol.name, 0) + 1
            names.append(f"{symbol.name}@{used[symbol.name]}")
        else:
            names.append(symbol.name)
    return names


def _globals_first(symbols: list[_Symbol], names: list[str]) -> list[tuple[_Symbol, str]]:
    pairs = zip(symbols, names, strict=True)
    return sorted(pairs, key=lambda pair: pair[0].flags & (FLAG_LOCAL | FLAG_WEAK))


def _split_data(raw: _Raw, names: list[str], out: ObjectFile) -> list[tuple[int, Datum]]:
    """Adds the object's data to `out`; returns each piece with its place in the data section, in order."""
    inside: list[list[tuple[int, int, str]]] = [[] for _ in raw.segments]  # offset, -size, name
    for symbol, name in _globals_first(raw.symbols, names):
        if symbol.kind == SYM_DATA and symbol.defined:
            inside[symbol.index].append((symbol.offset, -symbol.size, name))
    pieces: list[tuple[int, Datum]] = []
    for segment, symbols in zip(raw.segments, inside, strict=True):
        symbols.sort(key=lambda entry: entry[:2])
        starts = _cuts(symbols, len(segment.data))
        here: list[Datum] = []
        for start, end in zip(starts, [*starts[1:], len(segment.data)], strict=True):
            content = segment.data[start:end]
            align = min(segment.align, start & -start) if start else segment.align
            here.append(Datum("", align, content.rstrip(b"\0"), len(content)))
        for offset, _, name in symbols:
            piece = bisect_right(starts, offset) - 1
            if here[piece].name:
                out.aliases[name] = (here[piece].name, offset - starts[piece])
            else:
                here[piece].name = name
        out.data.extend(here)
        pieces.extend((segment.start + start, datum) for start, datum in zip(starts, here, strict=True))
    return pieces


def _cuts(symbols: list[tuple[int, int, str]], length: int) -> list[int]:
    """Where a segment may be cut: at each symbol that no earlier one reaches into."""
    cuts: list[int] = []
    reach = 0
    for offset, negative_size, _ in symbols:
        if not cuts or (offset >= reach and offset > cuts[-1]):
            cuts.append(offset)
        reach = max(reach, offset - negative_size)
    if reach > length:
        raise ObjectError("a data symbol reaches beyond its segment")
    return cuts
