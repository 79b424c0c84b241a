"""A stand-in for linker, runtime and host: runs emitted objects under wasmtime, with the trampoline in Python.

`Machine(program)` makes two instances that share one memory, each with a worker of its own. `run` calls a function;
whenever it suspends, its frames are copied below the task's stack, everything that is referenced moves, and the
innermost frame is resumed on the other instance.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable

import wasmtime as wt

from weftc.abi.memory import FrameFlag, Slot, Tag
from weftc.abi.numbers import Status
from weftc.abi.structs import FrameDesc, Where, Worker
from weftc.emit import emit
from weftc.ir.ir import OWN_GLOBALS, SHARED_AREA, SHARED_GLOBALS, Program
from weftc.wasm.leb import sleb32, uleb
from weftc.wasm.objects import FUNCREF, ObjectFile, RelocKind, Signature

WORKERS = (1024, 1280)
SCRATCH = 1 << 16
STACK_TOP = 1 << 18
DATA = 1 << 18
HEAP = 1 << 20
PAGES = 1100
ATTENTION = 0x7FFFFFFF
BUDGET = 128 * 1024


class Raised(Exception):
    """The program's exception: the raiser and its arguments, and the traceback's lines."""


def link(objects: ObjectFile, own_memory: bool = False) -> tuple[bytes, dict[str, int], dict[str, int]]:
    """A module whose undefined functions are imports of "rt"; addresses of data; table indices."""
    types: dict[Signature, int] = {}

    def type_index(signature: Signature) -> int:
        return types.setdefault(signature, len(types))

    imports = sorted(objects.declared)
    index = {name: i for i, name in enumerate([*imports, *(f.name for f in objects.functions)])}
    assert len(index) == len(imports) + len(objects.functions), "two functions of one name"
    signatures = [objects.declared[n] for n in imports] + [f.signature for f in objects.functions]
    globals_ = {g.name: i for i, g in enumerate(objects.globals)}
    address, at = dict.fromkeys((OWN_GLOBALS, SHARED_GLOBALS, SHARED_AREA), 0), DATA
    for datum in objects.data:
        at = at + datum.align - 1 & -datum.align
        assert not address.get(datum.name), datum.name
        address[datum.name] = at
        at += datum.size
    table: dict[str, int] = {}

    def slot(name: str) -> int:
        return table.setdefault(name, len(table) + 1)

    def patch(content: bytes, relocs: Iterable, code: bool) -> bytes:
        out, done = bytearray(), 0
        for reloc in sorted(relocs, key=lambda r: r.offset):
            out += content[done : reloc.offset]
            match reloc.kind:
                case RelocKind.FUNCTION:
                    new = uleb(index[reloc.symbol])
                case RelocKind.TABLE_SLEB:
                    new = sleb32(slot(reloc.symbol))
                case RelocKind.TABLE_I32:
                    new = struct.pack("<I", slot(reloc.symbol))
                case RelocKind.MEMORY_LEB:
                    new = uleb(address[reloc.symbol] + reloc.addend)
                case RelocKind.MEMORY_SLEB:
                    new = sleb32(address[reloc.symbol] + reloc.addend)
                case RelocKind.MEMORY_I32:
                    new = struct.pack("<I", address[reloc.symbol] + reloc.addend)
                case RelocKind.TYPE:
                    new = uleb(type_index(reloc.signature))
                case RelocKind.GLOBAL:
                    new = uleb(globals_[reloc.symbol])
                case RelocKind.TABLE_NUMBER:
                    new = uleb(0)
            out += new
            done = reloc.offset + (5 if code else 4)
        return bytes(out + content[done:])

    def vector(entries: list[bytes]) -> bytes:
        return uleb(len(entries)) + b"".join(entries)

    def name(text: str) -> bytes:
        return uleb(len(text.encode())) + text.encode()

    def section(number: int, content: bytes) -> bytes:
        return bytes([number]) + uleb(len(content)) + content

    data = [(address[d.name], patch(d.data, d.relocs, False)) for d in objects.data]
    bodies = []
    for f in objects.functions:
        locals_ = vector([uleb(count) + bytes([t]) for count, t in f.locals])
        body = locals_ + patch(f.body, f.relocs, True)
        bodies.append(uleb(len(body)) + body)
    import_section = [name("rt") + name(n) + b"\0" + uleb(type_index(objects.declared[n])) for n in imports]
    if not own_memory:
        import_section.append(name("env") + name("memory") + b"\x02\x00" + uleb(PAGES))
    functions = vector([uleb(type_index(s)) for s in signatures[len(imports) :]])
    exports = [name(f.name) + b"\0" + uleb(index[f.name]) for f in objects.functions]
    if own_memory:
        exports.append(name("memory") + b"\x02\x00")
    elements = vector([uleb(index[n]) for n in table])
    type_section = [b"\x60" + uleb(len(s.params)) + s.params + uleb(len(s.results)) + s.results for s in types]
    segments = [b"\0\x41" + sleb32(a) + b"\x0b" + uleb(len(c)) + c for a, c in data]
    wasm = b"\0asm\x01\0\0\0"
    wasm += section(1, vector(type_section)) + section(2, vector(import_section)) + section(3, functions)
    wasm += section(4, b"\x01" + bytes([FUNCREF]) + b"\0" + uleb(len(table) + 1))
    if own_memory:
        wasm += section(5, b"\x01\x00" + uleb(PAGES))
    wasm += section(6, vector([bytes([g.type, 1]) + b"\x41\0\x0b" for g in objects.globals]))
    wasm += section(7, vector(exports))
    if table:
        wasm += section(9, b"\x01\0\x41\x01\x0b" + elements)
    wasm += section(10, vector(bodies)) + section(11, vector(segments))
    return wasm, address, table


class Machine:
    """Runs a program's functions."""

    def __init__(self, program: Program, *, threads: bool = True, generic: bool = True, alone: bool = False) -> None:
        self.objects = emit(program, threads=threads, generic=generic)
        for function in [f for f in self.objects.functions if f.name in self.objects.weak]:
            self.objects.functions.remove(function)
            self.objects.declared[function.name] = function.signature
        self.threads = threads
        wasm, self.address, table = link(self.objects, alone)
        self.engine = wt.Engine()
        self.store = wt.Store(self.engine)
        self.wasm = wasm
        module = wt.Module(self.engine, wasm)
        self.memory = wt.Memory(self.store, wt.MemoryType(wt.Limits(PAGES, None)))
        self.current = 0
        self.runtime: dict[str, Callable[..., object]] = {}
        self.program = program
        self.instances = []
        for worker in WORKERS[: 1 if alone else 2]:
            linker = wt.Linker(self.engine)
            linker.define(self.store, "env", "memory", self.memory)
            for name, s in self.objects.declared.items():
                linker.define(self.store, "rt", name, self._host(name, s))
            exports = linker.instantiate(self.store, module).exports(self.store)
            exports["weft_set_worker"](self.store, worker)
            self.instances.append(exports)
            if alone:  # a memory of its own is faster: for timings
                self.memory = exports["memory"]
        self.names = {i: n for n, i in table.items()}
        self.functions = {f.name: f for f in self.objects.functions}
        self.heap = HEAP
        self.suspensions = 0
        self.lines: list[int] = []
        self.resumed: list[str] = []  # functions, in the order in which they were resumed
        self.raised: tuple[object, ...] | None = None
        self.polls_until: int | None = None
        self.every_poll = False
        self.move = True

    # memory

    def u32(self, address: int) -> int:
        return struct.unpack("<I", self.memory.read(self.store, address, address + 4))[0]

    def put(self, address: int, value: int) -> None:
        self.memory.write(self.store, struct.pack("<I", value & 0xFFFFFFFF), address)

    def read(self, address: int, size: int) -> bytes:
        return bytes(self.memory.read(self.store, address, address + size))

    def write(self, address: int, content: bytes) -> None:
        self.memory.write(self.store, content, address)

    @property
    def worker(self) -> int:
        return WORKERS[self.current]

    @property
    def status(self) -> int:
        return self.instances[self.current]["weft_status"](self.store)

    def set_status(self, status: int) -> None:
        self.instances[self.current]["weft_set_status"](self.store, status)

    def alloc(self, size: int) -> int:
        at = self.heap
        self.heap = at + size + 7 & -8
        return at

    def new_list(self, values: Iterable[float] | Iterable[int], letter: str) -> int:
        """A List of 8-byte elements."""
        values = list(values)
        array = self.alloc(8 + 8 * len(values))
        self.write(array, struct.pack(f"<II{len(values)}{letter}", 0xA, 8 * len(values), *values))
        ref = self.alloc(16)
        self.write(ref, struct.pack("<4I", 0x11, len(values), array, len(values)))
        return ref

    def _moved(self, ref: int) -> int:
        """A list elsewhere; the old one is poisoned."""
        if ref < HEAP or ref % 8 or self.u32(ref) not in (0x11, 0x12):
            return ref
        _, length, array, capacity = struct.unpack("<4I", self.read(ref, 16))
        content = self.read(array, 8 + 8 * length)
        array2, ref2 = self.alloc(len(content)), self.alloc(16)
        if self.u32(ref) == 0x12:  # of references
            items = [self._moved(i) for i in struct.unpack(f"<{length}I", content[8 : 8 + 4 * length])]
            content = content[:8] + struct.pack(f"<{length}I", *items) + content[8 + 4 * length :]
        self.write(array2, content)
        self.write(ref2, struct.pack("<4I", self.u32(ref), length, array2, capacity))
        self.write(array, b"\xcd" * len(content))
        self.write(ref, struct.pack("<4I", 0xDDDDDDD0, 0xFFFFFFF, ref2, 0))
        return ref2

    # runtime

    def _host(self, name: str, signature: Signature) -> wt.Func:
        kinds = {0x7F: wt.ValType.i32(), 0x7E: wt.ValType.i64(), 0x7C: wt.ValType.f64()}
        results = [kinds[t] for t in signature.results]

        def call(*args: object) -> object:
            out = self._call(name, args)
            if results and out is None:
                return 0.0 if signature.results[0] == 0x7C else 0
            return out if results else None

        return wt.Func(self.store, wt.FuncType([kinds[t] for t in signature.params], results), call)

    def _call(self, name: str, args: tuple[object, ...]) -> object:
        if name in self.runtime:
            return self.runtime[name](*args)
        if name == "weft_traceback":
            self.lines.append(struct.unpack("<6I", self.read(args[0] & 0xFFFFFFFF, 24))[2])
            return None
        if name == "weft_catch":
            self.set_status(Status.RUNNING)
            return 0x77
        if name.startswith("weft_raise"):
            return self.throw(name, *args)
        if name.endswith("_slow") and name != "weft_alloc_slow":
            a, b = args[0], args[-1]
            exact = {"add": lambda: a + b, "sub": lambda: a - b, "mul": lambda: a * b, "neg": lambda: -a,
                     "shl": lambda: a << b}[name.split("_")[2]]()  # fmt: skip
            if not -(1 << 61) <= exact < 1 << 61:
                return self.throw("weft_raise_overflow")
            return exact
        raise AssertionError(f"no runtime function {name}")

    def throw(self, *error: object) -> None:
        self.raised = error
        self.set_status(Status.RAISING)

    def suspend(self) -> None:
        """What a blocking runtime call does."""
        self.set_status(Status.SUSPENDING)

    # trampoline

    def _attention(self) -> None:
        if self.threads:
            on = self.every_poll or self.polls_until == 0
            value = ATTENTION if on else 0
        else:
            value = 0 if self.every_poll else (self.polls_until if self.polls_until is not None else 1 << 30)
        self.put(self.worker, value)

    def run(self, name: str, *args: object, budget: int = BUDGET) -> object:
        """Calls a function to its end, resuming it whenever it suspends. Raises Raised."""
        self.current = 0
        self.suspensions = 0
        self.lines.clear()
        self.resumed.clear()
        sp = self.sp = STACK_TOP
        self.set_status(Status.RUNNING)
        self._prepare(budget)
        function = self.functions[name]
        takes_budget = len(function.signature.params) == len(args) + 1
        out = self.instances[0][name](self.store, *args, *([budget] if takes_budget else []))
        result: object = out
        while True:
            if self.status == Status.SUSPENDING:
                self._unwound()
            elif self.sp == sp:
                if self.status == Status.RAISING:
                    assert self.raised is not None
                    raise Raised(*self.raised)
                return result
            if self.on_resume is not None:
                self.on_resume(self)
            result = self._resume(budget)

    on_resume: Callable[[Machine], None] | None = None
    on_switch: Callable[[Machine], None] | None = None

    def _prepare(self, budget: int) -> None:
        w = self.worker
        self._attention()
        self.put(w + Worker.sp, self.sp)
        self.put(w + Worker.scratch, SCRATCH)
        self.put(w + Worker.budget, budget)
        self.write(SCRATCH, b"\xbb" * 4096)

    def _unwound(self) -> None:
        """Copies the frames of those that were called down, moves what they refer to, goes to the other instance."""
        w = self.worker
        content = self.read(SCRATCH, self.u32(w + Worker.scratch) - SCRATCH)
        assert content or self.sp < STACK_TOP, "suspended without a frame"
        self.sp -= len(content)
        self.write(self.sp, content)
        result = self.read(w + Worker.result, 20)
        self.suspensions += 1
        self.set_status(Status.RUNNING)
        if self.polls_until is not None and self.threads:
            self.polls_until = None
        if self.move:
            self._move_all()
        self.write(w, b"\xee" * 64)
        self.current ^= 1
        self.write(self.worker + Worker.result, result)
        self.set_status(Status.RUNNING)
        if self.on_switch is not None:
            self.on_switch(self)

    def frames(self) -> Iterable[tuple[int, list[int]]]:
        """(address, slots) from the innermost on."""
        at = self.sp
        while at < STACK_TOP:
            desc = self.u32(at)
            nslots = self.u32(desc + FrameDesc.nslots)
            slots = list(struct.unpack(f"<{nslots}H", self.read(desc + FrameDesc.slots, 2 * nslots)))
            yield at, slots
            at += self.u32(desc + FrameDesc.size)
        assert at == STACK_TOP

    def _move_all(self) -> None:
        moved: dict[int, int] = {}
        for at, slots in self.frames():
            for slot in slots:
                where = at + (slot >> 3) * 4
                if slot & 7 == Slot.REF:
                    ref = self.u32(where)
                    if ref not in moved:
                        moved[ref] = self._moved(ref)
                    self.put(where, moved[ref])
                elif slot & 7 == Slot.INT:
                    word = struct.unpack("<q", self.read(where, 8))[0]
                    assert -(1 << 61) <= word < 1 << 61, f"int slot holds {word:x}"
                elif slot & 7 == Slot.PAIR:
                    assert self.u32(where) <= Tag.REF, "pair slot holds no tag"
                    if self.u32(where) == Tag.REF:
                        ref = self.u32(where + 8)
                        if ref not in moved:
                            moved[ref] = self._moved(ref)
                        self.put(where + 8, moved[ref])

    def _resume(self, budget: int) -> object:
        """Resumes the innermost frame; while raising drops those without a handler."""
        desc = self.u32(self.sp)
        size = self.u32(desc + FrameDesc.size)
        if self.status == Status.RAISING and not self.u32(desc + FrameDesc.flags) & FrameFlag.HANDLER:
            where = self.u32(desc + FrameDesc.where)
            if where:
                self.lines.append(self.u32(where + Where.line))
            self.sp += size
            return None
        self._prepare_resumed(budget)
        thunk = self.names[self.u32(desc + FrameDesc.thunk)]
        name = thunk.removesuffix(".resume")
        self.resumed.append(name)
        self.instances[self.current][thunk](self.store)
        if self.status != Status.SUSPENDING:
            self.sp += size
        return self._result(name)

    def _prepare_resumed(self, budget: int) -> None:
        status = self.status
        result = self.read(self.worker + Worker.result, 20)
        self._prepare(budget)
        self.write(self.worker + Worker.result, result)
        self.set_status(status)

    def _result(self, name: str) -> object:
        types = self.functions[name].signature.results
        raw = self.read(self.worker + Worker.result, 8)
        if types == bytes([0x7F, 0x7E]):
            return [struct.unpack("<i", self.read(self.worker + Worker.result_tag, 4))[0], struct.unpack("<q", raw)[0]]
        letter = {b"\x7f": "<i4x", b"\x7e": "<q", b"\x7c": "<d"}.get(types)
        return struct.unpack(letter, raw)[0] if letter else None


__all__ = ["Machine", "Raised"]
