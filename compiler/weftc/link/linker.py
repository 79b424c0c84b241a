"""Joins a program with the C runtime into one module that keeps the contract (`weftc.host.contract`).

In: the program's `ObjectFile` and the runtime's object. Out: a `LinkedModule`. Only what the exports and
roots reach is in it. The result depends on nothing but the arguments.

- Functions are numbered imports first, then program, runtime, and the entries that the linker writes.
- Fields that relocations fill in are written at their shortest, so bodies shrink; nothing is decoded for
  that, since wasm has no relative jumps.
- Memory: data from `DATA_START`, initialised before zeroed, then the main C stack, then `__heap_base`.
- threads: the data are one passive segment, which `_start` alone copies. A start function or an active
  segment would write over live memory when a second instance is made.
- The function table holds exactly the functions whose address is taken, from 1 on; entry 0 stays null.

Names that the linker defines: `__stack_pointer` (a global), `__heap_base`, `__data_end` (addresses).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import limits
from ..host import contract
from ..limits import TooLarge
from ..wasm import most
from ..wasm.leb import PADDED_ZERO, sleb, sleb32, uleb
from ..wasm.objects import F32, I32, I64, Datum, Function, Global, ObjectFile, Reloc, RelocKind, Signature
from .stored import StoredObject
from .symbols import LinkError, Live, Loaded, find_live

__all__ = ["LinkError", "LinkedModule", "link"]

HEADER = b"\0asm\x01\0\0\0"
STACK_POINTER, HEAP_BASE, DATA_END = "__stack_pointer", "__heap_base", "__data_end"
DATA_BYTES = "__data_bytes"  # no address, but a size: what `_start` copies
MAIN_STACK = "__main_stack"
WORKERS = "weft_workers"
STACK_ALIGN = 16
FUNCTION_TYPE, FUNCREF, END = 0x60, 0x70, 0x0B
I32_CONST, I64_CONST, F32_CONST, F64_CONST = 0x41, 0x42, 0x43, 0x44
LOCAL_GET, GLOBAL_SET, CALL, I32_LOAD = b"\x20", b"\x24", b"\x10", b"\x28\x02\x00"
MEMORY_INIT_0, DATA_DROP_0 = b"\xfc\x08\x00\x00", b"\xfc\x09\x00"
KIND_FUNCTION, KIND_MEMORY = 0, 2


class Place(NamedTuple):
    """From `offset` in the module on stands code of `function` that comes from `line` of its file (0: of none)."""

    offset: int
    function: Function
    line: int


@dataclass(slots=True)
class LinkedModule:
    """A finished module, and where everything is in it."""

    wasm: bytes
    #: pages of memory that it starts with
    pages: int
    #: function indices, by symbol
    functions: dict[str, int]
    #: addresses of data and of the linker's symbols
    addresses: dict[str, int]
    #: table indices of the functions whose address is taken
    table: dict[str, int]
    #: where each function's expression begins in `wasm`, ascending
    bodies: dict[str, int]
    _parts: dict[str, Function] = field(repr=False)
    _numbers: _Numbers = field(repr=False)

    def places(self) -> Iterator[Place]:
        """Where in the source all code comes from, in order of offset: each place goes on to the next."""
        for name, start in self.bodies.items():
            function = self._parts[name]
            yield Place(start, function, 0)
            lines = iter(function.lines)
            entry = next(lines, None)
            original = 0  # in the body as it was before relocations were filled in
            for piece, padded in self._numbers.pieces(function):
                while entry is not None and entry[0] < original + padded:
                    yield Place(start + entry[0] - original, function, entry[1])
                    entry = next(lines, None)
                original += padded
                start += len(piece)

    def locate(self, offset: int) -> tuple[str, int] | None:
        """The function and source line (0: none) at an offset in the module, as engines report them."""
        found = None
        for place in self.places():
            if place.offset > offset:
                break
            found = place.function.name, place.line
        return found


def link(
    program: ObjectFile,
    runtime: ObjectFile | StoredObject,
    *,
    threads: bool,
    exports: Sequence[str],
    roots: Iterable[str] = (),
    names: bool = True,
    workers: int | None = None,
) -> LinkedModule:
    """Joins program and runtime; raises LinkError.

    `exports` names functions; `roots` names whatever else must stay. Of the exports, those of
    `contract.ENTRIES` are written here unless an object defines them. `names=False` leaves out the function
    names that stack traces show. `workers`: so many a threads module starts, unless its host says otherwise.
    """
    objects = [
        Loaded(program, "the program"),
        runtime if isinstance(runtime, StoredObject) else Loaded(runtime, "the runtime"),
    ]
    if objects[1].abi != program.abi:
        raise LinkError(
            f"{objects[1].name} was made for another ABI than the program ({objects[1].abi or 'none'}, not"
            f" {program.abi or 'none'}): rebuild it with `make runtime`"
        )
    own = Loaded(_own_object(objects, exports, threads, workers))
    live = find_live([*objects, own], [*exports, *roots, MAIN_STACK], [HEAP_BASE, DATA_END, DATA_BYTES])
    if len(live.functions) + len(live.imports) > most.FUNCTIONS:
        message = f"the program becomes more than the {most.FUNCTIONS:,} functions that WebAssembly takes"
        raise TooLarge("E0605", message, "give functions fewer kinds of arguments")
    _check_imports(live, threads)
    layout = _lay_out(live.data)
    numbers = _Numbers(live, layout)
    return _Writer(live, layout, numbers, exports, threads, names, workers, program.abi).write()


def _own_object(
    objects: Sequence[Loaded | StoredObject], exports: Sequence[str], threads: bool, workers: int | None
) -> ObjectFile:
    """What the linker itself contributes: the entries, their C stacks, the stack pointer, the number of workers."""
    own = ObjectFile(globals=[Global(STACK_POINTER, I32, True, 0)])
    for name in exports:
        entry = contract.ENTRIES.get(name)
        if entry is None or (name != contract.START and any(o.find(name) for o in objects)):
            continue
        signature = Signature(bytes([I32] * entry.parameters), b"")
        own.declared[entry.calls] = signature
        own.functions.append(_entry(name, entry, signature, threads))
        if entry.stack == "own":
            own.data.append(Datum(_stack_of(name), STACK_ALIGN, b"", contract.CONTROL_STACK_BYTES))
    own.data.append(Datum(WORKERS, 4, (workers or 1).to_bytes(4, "little"), 4))
    own.data.append(Datum(MAIN_STACK, STACK_ALIGN, b"", contract.MAIN_STACK_BYTES))
    return own


def _entry(name: str, entry: contract.Entry, signature: Signature, threads: bool) -> Function:
    code, relocs = bytearray(), list[Reloc]()

    def padded(before: bytes, kind: RelocKind, symbol: str, addend: int = 0) -> None:
        code.extend(before)
        relocs.append(Reloc(len(code), kind, symbol, addend))
        code.extend(PADDED_ZERO)

    if name == contract.START and threads:
        code += bytes([I32_CONST]) + sleb(contract.DATA_START) + bytes([I32_CONST]) + sleb(0)
        padded(bytes([I32_CONST]), RelocKind.MEMORY_SLEB, DATA_BYTES)
        code += MEMORY_INIT_0 + DATA_DROP_0
    elif entry.stack == "argument":
        code += LOCAL_GET + uleb(entry.parameters - 1) + I32_LOAD
        padded(GLOBAL_SET, RelocKind.GLOBAL, STACK_POINTER)
    elif entry.stack == "own":
        padded(bytes([I32_CONST]), RelocKind.MEMORY_SLEB, _stack_of(name), contract.CONTROL_STACK_BYTES)
        padded(GLOBAL_SET, RelocKind.GLOBAL, STACK_POINTER)
    for number in range(entry.parameters):
        code += LOCAL_GET + uleb(number)
    padded(CALL, RelocKind.FUNCTION, entry.calls)
    code.append(END)
    return Function(name, signature, [], bytes(code), relocs)


def _stack_of(entry: str) -> str:
    return f"__stack_of_{entry}"


def _check_imports(live: Live, threads: bool) -> None:
    refused = [
        f"{i.module}.{i.field}" for i in live.imports if not contract.may_import(i.module, i.field, threads=threads)
    ]
    if refused:
        raise LinkError(f"the contract allows no import of {', '.join(refused)}")


@dataclass(slots=True)
class _DataLayout:
    """Where data lie. `initialised` come first, without gaps but for alignment."""

    addresses: dict[str, int]
    initialised: list[Datum]
    data_bytes: int  # of the segment
    pages: int


def _lay_out(data: list[Datum]) -> _DataLayout:
    initialised = [d for d in data if d.relocs or d.data.strip(b"\0")]
    zeroed = [d for d in data if not (d.relocs or d.data.strip(b"\0"))]
    addresses: dict[str, int] = {}
    end = data_end = contract.DATA_START
    for datum in (*initialised, *zeroed):
        if datum.align & (datum.align - 1) or datum.align < 1:
            raise LinkError(f"{datum.name} has an alignment of {datum.align}")
        addresses[datum.name] = start = -(-end // datum.align) * datum.align
        end = start + datum.size
        if datum.relocs or datum.data:
            data_end = end
    heap = -(-end // STACK_ALIGN) * STACK_ALIGN
    pages = -(-heap // contract.PAGE_BYTES)
    if pages > contract.MAX_PAGES:
        raise LinkError(f"{heap} bytes of data are more than 32-bit memory holds")
    size = data_end - contract.DATA_START if initialised else 0
    addresses |= {HEAP_BASE: heap, DATA_END: end, DATA_BYTES: size}
    return _DataLayout(addresses, initialised, size, pages)


class _Numbers:
    """The value of every symbol, and what relocations write for it."""

    def __init__(self, live: Live, layout: _DataLayout) -> None:
        self.functions = {name: number for number, name in enumerate(live.callable())}
        self.table = {name: number for number, name in enumerate(live.table, 1)}
        self.table |= dict.fromkeys(live.missing, 0)
        self.globals = {g.name: number for number, g in enumerate(live.globals)}
        self.addresses = layout.addresses
        self.addresses |= dict.fromkeys(live.missing, 0)
        self.types: dict[Signature, int] = {}
        for alias, (name, offset) in live.aliases.items():
            for table in (self.functions, self.table, self.globals):
                if name in table:
                    table[alias] = table[name]
            if name in self.addresses:
                self.addresses[alias] = self.addresses[name] + offset
        self._calls = {name: uleb(number) for name, number in self.functions.items()}

    def type(self, signature: Signature) -> int:
        """The index of a function type."""
        return self.types.setdefault(signature, len(self.types))

    def pieces(self, function: Function) -> Iterator[tuple[bytes, int]]:
        """A function's expression as it is written: each piece, and how long it was before."""
        body, position, last = function.body, 0, len(function.body) - 5
        for reloc in function.relocs:
            offset = reloc.offset
            if not position <= offset <= last or body[offset + 3] < 0x80 or body[offset + 4] >= 0x80:
                raise LinkError(f"{function.name}: no padded field at offset {offset}, for {_target(reloc)}")
            if offset > position:
                yield body[position:offset], offset - position
            position = offset + 5
            yield self.value(function.name, reloc), 5
        yield body[position:], len(body) - position

    def value(self, user: str, reloc: Reloc) -> bytes:
        """What a relocation in code writes."""
        kind = reloc.kind
        try:
            if kind is RelocKind.FUNCTION:
                return self._calls[reloc.symbol]
            if kind is RelocKind.MEMORY_SLEB:
                return sleb32(self.addresses[reloc.symbol] + reloc.addend)
            if kind is RelocKind.MEMORY_LEB:
                return uleb(self.addresses[reloc.symbol] + reloc.addend & 0xFFFFFFFF)
            if kind is RelocKind.GLOBAL:
                return uleb(self.globals[reloc.symbol])
            if kind is RelocKind.TYPE and reloc.signature is not None:
                return uleb(self.type(reloc.signature))
            if kind is RelocKind.TABLE_SLEB:
                return sleb(self.table[reloc.symbol])
            if kind is RelocKind.TABLE_NUMBER:
                return b"\0"
        except KeyError:
            raise LinkError(f"{user}: {reloc.symbol} is no {_WANTED[kind]}") from None
        raise LinkError(f"{user}: {kind.name} relocations don't belong in code")

    def word(self, user: str, reloc: Reloc) -> bytes:
        """What a relocation in data writes."""
        try:
            if reloc.kind is RelocKind.MEMORY_I32:
                return (self.addresses[reloc.symbol] + reloc.addend & 0xFFFFFFFF).to_bytes(4, "little")
            if reloc.kind is RelocKind.TABLE_I32:
                return self.table[reloc.symbol].to_bytes(4, "little")
        except KeyError:
            raise LinkError(f"{user}: {reloc.symbol} is no {_WANTED[reloc.kind]}") from None
        raise LinkError(f"{user}: {reloc.kind.name} relocations don't belong in data")


_WANTED = {
    RelocKind.FUNCTION: "function",
    RelocKind.TABLE_SLEB: "function",
    RelocKind.TABLE_I32: "function",
    RelocKind.MEMORY_LEB: "datum",
    RelocKind.MEMORY_SLEB: "datum",
    RelocKind.MEMORY_I32: "datum",
    RelocKind.GLOBAL: "global",
}


def _target(reloc: Reloc) -> str:
    return reloc.symbol or reloc.kind.name.lower()


class _Writer:
    """Writes the sections of one module."""

    def __init__(
        self,
        live: Live,
        layout: _DataLayout,
        numbers: _Numbers,
        exports: Sequence[str],
        threads: bool,
        names: bool,
        workers: int | None,
        abi: str,
    ) -> None:
        self.live, self.layout, self.numbers = live, layout, numbers
        self.workers = workers
        self.exports, self.threads, self.names, self.abi = exports, threads, names, abi

    def write(self) -> LinkedModule:
        """All sections in order. Code is made before types: it brings the types of indirect calls."""
        imports, functions = self._imports(), self._functions()
        code, starts = self._code()
        before = [
            HEADER,
            _custom(contract.SECTION, self._contract()),
            _section(1, _vector([_function_type(s) for s in self.numbers.types])),
            imports,
            functions,
            self._table(),
            self._memory(),
            self._globals(),
            self._exports(),
            self._elements(),
            _section(12, uleb(1)) if self.threads else b"",
        ]
        code_at = sum(map(len, before)) + len(code) - starts.pop()
        wasm = b"".join([*before, code, self._data(), self._names()])
        names = [function.name for function in self.live.functions]
        return LinkedModule(
            wasm,
            self.layout.pages,
            self.numbers.functions,
            self.numbers.addresses,
            self.numbers.table,
            {name: code_at + start for name, start in zip(names, starts, strict=True)},
            dict(zip(names, self.live.functions, strict=True)),
            self.numbers,
        )

    def _contract(self) -> bytes:
        target = "threads" if self.threads else "portable"
        facts = {"contract": contract.VERSION, "target": target, "pages": self.layout.pages, "abi": self.abi}
        if self.workers is not None:
            facts["workers"] = self.workers
        return json.dumps(facts, separators=(",", ":")).encode()

    def _imports(self) -> bytes:
        entries = []
        if self.threads:
            limits = b"\x03" + uleb(self.layout.pages) + uleb(contract.MAX_PAGES)
            entries.append(_name(contract.MEMORY_MODULE) + _name(contract.MEMORY) + b"\x02" + limits)
        for i in self.live.imports:
            entries.append(_name(i.module) + _name(i.field) + b"\x00" + uleb(self.numbers.type(i.signature)))
        return _section(2, _vector(entries)) if entries else b""

    def _functions(self) -> bytes:
        return _section(3, _vector([uleb(self.numbers.type(f.signature)) for f in self.live.functions]))

    def _table(self) -> bytes:
        size = uleb(len(self.live.table) + 1)
        return _section(4, _vector([bytes([FUNCREF]) + b"\x01" + size + size]))

    def _memory(self) -> bytes:
        return b"" if self.threads else _section(5, _vector([b"\x00" + uleb(self.layout.pages)]))

    def _globals(self) -> bytes:
        entries = [bytes([g.type, g.mutable]) + self._init(g) + bytes([END]) for g in self.live.globals]
        return _section(6, _vector(entries)) if entries else b""

    def _init(self, variable: Global) -> bytes:
        if variable.name == STACK_POINTER:
            top = self.numbers.addresses[MAIN_STACK] + contract.MAIN_STACK_BYTES
            return bytes([I32_CONST]) + sleb32(top)
        if variable.type == I32:
            return bytes([I32_CONST]) + sleb32(variable.init)
        if variable.type == I64:
            return bytes([I64_CONST]) + sleb(variable.init)
        size, opcode = (4, F32_CONST) if variable.type == F32 else (8, F64_CONST)
        return bytes([opcode]) + variable.init.to_bytes(size, "little")

    def _exports(self) -> bytes:
        entries = [_name(contract.MEMORY) + bytes([KIND_MEMORY, 0])]
        for name in self.exports:
            if name not in self.numbers.functions:
                raise LinkError(f"{name} is exported, but is no function")
            entries.append(_name(name) + bytes([KIND_FUNCTION]) + uleb(self.numbers.functions[name]))
        return _section(7, _vector(entries))

    def _elements(self) -> bytes:
        entries = [uleb(self.numbers.functions[name]) for name in self.live.table]
        segment = b"\x00" + bytes([I32_CONST]) + sleb(1) + bytes([END]) + _vector(entries)
        return _section(9, _vector([segment])) if entries else b""

    def _code(self) -> tuple[bytes, list[int]]:
        """The section, and where in its content each expression begins; last, the content's length."""
        pieces = [uleb(len(self.live.functions))]
        position = len(pieces[0])
        starts = []
        for function in self.live.functions:
            limits.check()
            groups = [uleb(count) + bytes([type_]) for count, type_ in function.locals]
            head = _vector(groups)
            body = b"".join([piece for piece, _ in self.numbers.pieces(function)])
            size = uleb(len(head) + len(body))
            pieces += (size, head, body)
            starts.append(position + len(size) + len(head))
            position += len(size) + len(head) + len(body)
        return _section(10, b"".join(pieces)), [*starts, position]

    def _data(self) -> bytes:
        image = bytearray(self.layout.data_bytes)
        for datum in self.layout.initialised:
            at = self.layout.addresses[datum.name] - contract.DATA_START
            content = bytearray(datum.data.ljust(datum.size, b"\0"))
            for reloc in datum.relocs:
                if not 0 <= reloc.offset <= datum.size - 4:
                    raise LinkError(f"{datum.name}: a relocation for {_target(reloc)} lies outside of it")
                content[reloc.offset : reloc.offset + 4] = self.numbers.word(datum.name, reloc)
            image[at : at + datum.size] = content
        if self.threads:
            return _section(11, _vector([b"\x01" + uleb(len(image)) + image]))
        if not image:
            return b""
        place = b"\x00" + bytes([I32_CONST]) + sleb(contract.DATA_START) + bytes([END])
        return _section(11, _vector([place + uleb(len(image)) + image]))

    def _names(self) -> bytes:
        if not self.names:
            return b""
        entries = [uleb(number) + _name(name) for number, name in enumerate(self.live.callable())]
        content = _vector(entries)
        return _custom("name", b"\x01" + uleb(len(content)) + content)


def _section(number: int, content: bytes) -> bytes:
    return bytes([number]) + uleb(len(content)) + content


def _custom(name: str, content: bytes) -> bytes:
    return _section(0, _name(name) + content)


def _vector(entries: Sequence[bytes]) -> bytes:
    return uleb(len(entries)) + b"".join(entries)


def _name(text: str) -> bytes:
    encoded = text.encode()
    return uleb(len(encoded)) + encoded


def _function_type(signature: Signature) -> bytes:
    params, results = signature.params, signature.results
    return bytes([FUNCTION_TYPE]) + uleb(len(params)) + params + uleb(len(results)) + results
