"""A module as text, for `weft build --dump=wat`: the same module again when assembled, custom sections aside.

In: the bytes of a module that the linker wrote. Out: WebAssembly text, one instruction a line. Functions have the names
of the name section; types, globals, memories and segments are numbered.

    (func $__main__.<module>#0 (type 3) (param i32) (local i64)
      local.get 0
      i64.const 1
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from enum import Enum, auto

from weftc.source import Listing
from weftc.wasm.leb import read_sleb, read_uleb
from weftc.wasm.opcodes import NUMERIC

MAGIC = b"\0asm\x01\0\0\0"
TYPES = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x70: "funcref", 0x6F: "externref"}
KINDS = ("func", "table", "memory", "global")
EMPTY_BLOCK = 0x40
#: blocks that are nested deeper aren't indented more: long chains of `elif` are nested as deep as they are long
DEEPEST = 40
_END = (sys.maxsize, 0)
F32_FRACTION, F64_FRACTION = 23, 52


class Operands(Enum):
    """What follows an opcode."""

    NONE = auto()
    BLOCK = auto()  # a block's type; an `end` closes it
    LABEL = auto()
    LABELS = auto()
    FUNC = auto()
    INDIRECT = auto()  # type, table
    INDEX = auto()
    MEMORY = auto()  # alignment, offset
    INT = auto()
    F32 = auto()
    F64 = auto()
    INIT = auto()  # segment, memory
    COPY = auto()  # two memories
    MEMORY_ZERO = auto()  # a memory, always 0
    SELECT = auto()  # types
    HEAP = auto()


#: (first opcode, operands, names): opcodes count up along the names
_RUNS = [
    (0x00, Operands.NONE, "unreachable nop"),
    (0x02, Operands.BLOCK, "block loop if"),
    (0x05, Operands.NONE, "else"),
    (0x0B, Operands.NONE, "end"),
    (0x0C, Operands.LABEL, "br br_if"),
    (0x0E, Operands.LABELS, "br_table"),
    (0x0F, Operands.NONE, "return"),
    (0x10, Operands.FUNC, "call"),
    (0x11, Operands.INDIRECT, "call_indirect"),
    (0x12, Operands.FUNC, "return_call"),
    (0x13, Operands.INDIRECT, "return_call_indirect"),
    (0x1A, Operands.NONE, "drop select"),
    (0x1C, Operands.SELECT, "select"),
    (0x20, Operands.INDEX, "local.get local.set local.tee global.get global.set table.get table.set"),
    (0x28, Operands.MEMORY, "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u"),
    (0x30, Operands.MEMORY, "i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u"),
    (0x36, Operands.MEMORY, "i32.store i64.store f32.store f64.store i32.store8 i32.store16"),
    (0x3C, Operands.MEMORY, "i64.store8 i64.store16 i64.store32"),
    (0x3F, Operands.MEMORY_ZERO, "memory.size memory.grow"),
    (0x41, Operands.INT, "i32.const"),
    (0x42, Operands.INT, "i64.const"),
    (0x43, Operands.F32, "f32.const"),
    (0x44, Operands.F64, "f64.const"),
    (0x5B, Operands.NONE, "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge"),
    (0x8B, Operands.NONE, "f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt"),
    (0x92, Operands.NONE, "f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign"),
    (0xA8, Operands.NONE, "i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u"),
    (0xAE, Operands.NONE, "i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u"),
    (0xB2, Operands.NONE, "f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64"),
    (0xBB, Operands.NONE, "f64.promote_f32 i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32"),
    (0xD0, Operands.HEAP, "ref.null"),
    (0xD1, Operands.NONE, "ref.is_null"),
    (0xD2, Operands.FUNC, "ref.func"),
    (0xFC00, Operands.NONE, "i32.trunc_sat_f32_s i32.trunc_sat_f32_u"),
    (0xFC04, Operands.NONE, "i64.trunc_sat_f32_s i64.trunc_sat_f32_u"),
    (0xFC08, Operands.INIT, "memory.init"),
    (0xFC09, Operands.INDEX, "data.drop"),
    (0xFC0A, Operands.COPY, "memory.copy"),
    (0xFC0B, Operands.MEMORY_ZERO, "memory.fill"),
    (0xFE00, Operands.MEMORY, "memory.atomic.notify memory.atomic.wait32 memory.atomic.wait64"),
    (0xFE03, Operands.MEMORY_ZERO, "atomic.fence"),
    (0xFE10, Operands.MEMORY, "i32.atomic.load i64.atomic.load i32.atomic.load8_u i32.atomic.load16_u"),
    (0xFE14, Operands.MEMORY, "i64.atomic.load8_u i64.atomic.load16_u i64.atomic.load32_u"),
    (0xFE17, Operands.MEMORY, "i32.atomic.store i64.atomic.store i32.atomic.store8 i32.atomic.store16"),
    (0xFE1B, Operands.MEMORY, "i64.atomic.store8 i64.atomic.store16 i64.atomic.store32"),
]
_ATOMIC_SHAPES = "i32.rmw. i64.rmw. i32.rmw8. i32.rmw16. i64.rmw8. i64.rmw16. i64.rmw32."
_ATOMIC_UPDATES = "add sub and or xor xchg cmpxchg"


def _table() -> dict[int, tuple[str, Operands]]:
    """Opcode, with its prefix in the upper byte: name, operands."""
    table = {int.from_bytes(code, "big"): (name, Operands.NONE) for name, (code, _, _) in NUMERIC.items()}
    for first, operands, names in _RUNS:
        table |= {opcode: (name, operands) for opcode, name in enumerate(names.split(), first)}
    atomics = (
        shape.replace(".", ".atomic.", 1) + update + ("" if shape.endswith("rmw.") else "_u")
        for update in _ATOMIC_UPDATES.split()
        for shape in _ATOMIC_SHAPES.split()
    )
    return table | {opcode: (name, Operands.MEMORY) for opcode, name in enumerate(atomics, 0xFE1E)}


OPCODES = _table()


class Cursor:
    """Reads forward through bytes."""

    def __init__(self, data: bytes, position: int = 0) -> None:
        self.data, self.position = data, position

    def byte(self) -> int:
        self.position += 1
        return self.data[self.position - 1]

    def uleb(self) -> int:
        value, self.position = read_uleb(self.data, self.position)
        return value

    def sleb(self) -> int:
        value, self.position = read_sleb(self.data, self.position)
        return value

    def bytes(self, size: int) -> bytes:
        self.position += size
        return self.data[self.position - size : self.position]


def print_module(wasm: bytes) -> str:
    """The text of a module."""
    return "\n".join(text for text, _ in _Printer(wasm, []).lines()) + "\n"


def list_module(wasm: bytes, places: list[tuple[int, int]]) -> Listing:
    """What `print_module` prints, each line with its line of the program. `places` says from which offset on code comes
    from which line, ascending."""
    return list(_Printer(wasm, places).lines())


def natural_align(name: str) -> int:
    """log2 of the bytes that a load, store or atomic instruction accesses."""
    if name == "memory.atomic.notify":
        return 2
    bits = "".join(c for c in name.partition(".")[2] if c.isdigit()) or name[1:3]
    return int(bits).bit_length() - 4


class _Printer:
    """Reads the sections apart, then writes them one by one."""

    def __init__(self, wasm: bytes, places: list[tuple[int, int]]) -> None:
        if wasm[:8] != MAGIC:
            raise ValueError("not a WebAssembly module")
        self.places = places
        self.sections: dict[int, bytes] = {}
        self.code_at = 0  # where the content of the code section begins
        self.names: dict[int, str] = {}
        self.types: list[tuple[list[str], list[str]]] = []
        self.functions: list[int] = []  # types of all of them, imported ones first
        self.imported = 0
        at = Cursor(wasm, 8)
        while at.position < len(wasm):
            number, content = at.byte(), at.bytes(at.uleb())
            if number == 10:
                self.code_at = at.position - len(content)
            if number == 0:
                self._custom(Cursor(content))
            else:
                self.sections[number] = content

    def lines(self) -> Iterator[tuple[str, int]]:
        """Each line of the text with its line of the program."""
        yield "(module", 0
        before = (
            self._types,
            self._imports,
            self._tables,
            self._memories,
            self._globals,
            self._exports,
            self._elements,
        )
        for part in before:
            for text in part():
                yield f"  {text}", 0
        for text, line in self._code():
            yield f"  {text}", line
        for text in self._data():
            yield f"  {text}", 0
        yield ")", 0

    def _entries(self, section: int) -> Iterator[Cursor]:
        """One cursor, as often as the section has entries."""
        if section in self.sections:
            at = Cursor(self.sections[section])
            for _ in range(at.uleb()):
                yield at

    def _custom(self, at: Cursor) -> None:
        if at.bytes(at.uleb()) != b"name":
            return
        while at.position < len(at.data):
            kind, content = at.byte(), Cursor(at.bytes(at.uleb()))
            for _ in range(content.uleb() if kind == 1 else 0):
                number = content.uleb()
                self.names[number] = content.bytes(content.uleb()).decode()

    def _types(self) -> Iterator[str]:
        for number, at in enumerate(self._entries(1)):
            at.byte()
            params = [TYPES[at.byte()] for _ in range(at.uleb())]
            self.types.append((params, [TYPES[at.byte()] for _ in range(at.uleb())]))
            yield f"(type (;{number};) (func{self._signature(number)}))"

    def _signature(self, number: int) -> str:
        params, results = self.types[number]
        text = f" (param {' '.join(params)})" if params else ""
        return text + (f" (result {' '.join(results)})" if results else "")

    def _imports(self) -> Iterator[str]:
        for at in self._entries(2):
            module, name = self._string(at), self._string(at)
            kind = at.byte()
            if kind == 0:
                number = len(self.functions)
                self.functions.append(at.uleb())
                what = f"func {self._declared(number)} (type {self.functions[-1]})"
            elif kind == 2:
                what = f"memory {self._limits(at)}"
            elif kind == 3:
                what = f"global {self._global_type(at)}"
            else:
                what = f"table {self._table_type(at)}"
            yield f'(import "{module}" "{name}" ({what}))'
        self.imported = len(self.functions)
        self.functions += [at.uleb() for at in self._entries(3)]

    def _tables(self) -> Iterator[str]:
        for at in self._entries(4):
            yield f"(table {self._table_type(at)})"

    def _table_type(self, at: Cursor) -> str:
        element = TYPES[at.byte()]
        return f"{self._limits(at)} {element}"

    def _memories(self) -> Iterator[str]:
        for at in self._entries(5):
            yield f"(memory {self._limits(at)})"

    def _limits(self, at: Cursor) -> str:
        flags, least = at.byte(), at.uleb()
        return f"{least}" + (f" {at.uleb()}" if flags & 1 else "") + (" shared" if flags & 2 else "")

    def _globals(self) -> Iterator[str]:
        for at in self._entries(6):
            yield f"(global {self._global_type(at)} ({self._constant(at)}))"

    def _global_type(self, at: Cursor) -> str:
        kind = TYPES[at.byte()]
        return f"(mut {kind})" if at.byte() else kind

    def _constant(self, at: Cursor) -> str:
        return " ".join(text for text in self._expression(at) if text != "end")

    def _exports(self) -> Iterator[str]:
        for at in self._entries(7):
            name, kind, number = self._string(at), at.byte(), at.uleb()
            target = self._function(number) if kind == 0 else number
            yield f'(export "{name}" ({KINDS[kind]} {target}))'

    def _elements(self) -> Iterator[str]:
        for at in self._entries(9):
            if at.uleb() != 0:
                raise ValueError("a segment of elements that the linker doesn't write")
            start = self._constant(at)
            yield f"(elem ({start}) func {' '.join(self._function(at.uleb()) for _ in range(at.uleb()))})"

    def _data(self) -> Iterator[str]:
        for at in self._entries(11):
            flags = at.uleb()
            place = f"({self._constant(at)}) " if flags == 0 else ""
            yield f'(data {place}"{_escaped(at.bytes(at.uleb()))}")'

    def _code(self) -> Iterator[tuple[str, int]]:
        places = iter(self.places)
        line, (following, next_line) = 0, next(places, _END)
        for number, at in enumerate(self._entries(10), self.imported):
            at.uleb()
            groups = [(at.uleb(), TYPES[at.byte()]) for _ in range(at.uleb())]
            kind = self.functions[number]
            local_types = [kind for count, kind in groups for _ in range(count)]
            local = f" (local {' '.join(local_types)})" if local_types else ""
            yield f"(func {self._declared(number)} (type {kind}){self._signature(kind)}{local}", 0
            depth = 1
            start = at.position
            for text in self._expression(at):
                while following <= self.code_at + start:
                    line, (following, next_line) = next_line, next(places, _END)
                start = at.position
                if text in ("end", "else"):
                    depth -= 1
                if depth:
                    yield "  " * min(depth, DEEPEST) + text, line
                if text.startswith(("block", "loop", "if", "else")):
                    depth += 1
            yield ")", 0

    def _expression(self, at: Cursor) -> Iterator[str]:
        """The instructions up to the `end` that closes the expression, that included."""
        depth = 1
        while depth:
            opcode = at.byte()
            if opcode >= 0xFC:
                opcode = opcode << 8 | at.uleb()
            name, operands = OPCODES[opcode]
            depth += (operands is Operands.BLOCK) - (name == "end")
            yield name + self._operands(name, operands, at)

    def _operands(self, name: str, operands: Operands, at: Cursor) -> str:
        match operands:
            case Operands.NONE:
                return ""
            case Operands.BLOCK:
                return self._block_type(at)
            case Operands.LABEL | Operands.INDEX:
                return f" {at.uleb()}"
            case Operands.LABELS:
                return "".join(f" {at.uleb()}" for _ in range(at.uleb() + 1))
            case Operands.FUNC:
                return f" {self._function(at.uleb())}"
            case Operands.INDIRECT:
                kind, table = at.uleb(), at.uleb()
                return (f" {table}" if table else "") + f" (type {kind})"
            case Operands.MEMORY:
                align, offset = at.uleb(), at.uleb()
                shown = f" align={1 << align}" if align != natural_align(name) else ""
                return (f" offset={offset}" if offset else "") + shown
            case Operands.INT:
                return f" {at.sleb()}"
            case Operands.F32:
                return f" {_float(int.from_bytes(at.bytes(4), 'little'), F32_FRACTION, 'f')}"
            case Operands.F64:
                return f" {_float(int.from_bytes(at.bytes(8), 'little'), F64_FRACTION, 'd')}"
            case Operands.INIT:
                segment = at.uleb()
                at.uleb()
                return f" {segment}"
            case Operands.COPY:
                at.bytes(2)
                return ""
            case Operands.MEMORY_ZERO:
                at.byte()
                return ""
            case Operands.SELECT:
                return f" (result {' '.join(TYPES[at.byte()] for _ in range(at.uleb()))})"
            case Operands.HEAP:
                return " func" if at.byte() == 0x70 else " extern"

    def _block_type(self, at: Cursor) -> str:
        if at.data[at.position] == EMPTY_BLOCK:
            at.byte()
            return ""
        if at.data[at.position] in TYPES:
            return f" (result {TYPES[at.byte()]})"
        return f" (type {at.sleb()})"

    def _function(self, number: int) -> str:
        name = self.names.get(number)
        if name is None:
            return str(number)
        plain = all(c.isascii() and (c.isalnum() or c in "_.<>-#@$!*+/:=?^|~&%'`\\") for c in name) and name
        return f"${name}" if plain else f'$"{_escaped(name.encode())}"'

    def _declared(self, number: int) -> str:
        """A function's name where it is defined: one without a name is counted."""
        return self._function(number) if number in self.names else f"(;{number};)"

    def _string(self, at: Cursor) -> str:
        return _escaped(at.bytes(at.uleb()))


def _escaped(data: bytes) -> str:
    return "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:02x}" for b in data)


def _float(bits: int, fraction: int, code: str) -> str:
    """A float's bits as text that keeps all of them."""
    size = struct.calcsize(code)
    sign = "-" if bits >> (size * 8 - 1) else ""
    value = struct.unpack(f"<{code}", bits.to_bytes(size, "little"))[0]
    if value != value:
        return f"{sign}nan:{bits & ((1 << fraction) - 1):#x}"
    text: str = value.hex().lstrip("-")
    return sign + text
