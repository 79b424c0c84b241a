"""Code of single operations.

`Instructions` writes expressions and the operations that are roots; what it branches to when they fail, its subclass
writes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from weftc.abi.structs import Array, Dict, List, Obj, Type, Worker
from weftc.emit import channels, gates, integers, texts, words
from weftc.emit.assembler import BR_IF, DROP, END, IF, SELECT, Assembler
from weftc.emit.frames import Positions
from weftc.emit.opcodes import KIND, OPCODE, SHIFT, WASM_TYPES
from weftc.emit.resume import Body
from weftc.emit.structure import Node, Structurer
from weftc.emit.trees import CONSTANT, INLINE, LOCAL
from weftc.ir.ir import SHARED_AREA, Rep, Value
from weftc.ir.ops import ARITHMETIC, CHECKED, OPS, Place
from weftc.wasm.leb import uleb
from weftc.wasm.objects import I32

#: calls that may run another task on what is left of the engine's stack, as a spawn may
_NESTS = frozenset(
    "weft_task_join weft_task_outcome weft_channel_send weft_channel_send_built weft_channel_recv weft_channel_next "
    "weft_select_wait".split()
)
#: what some calls do without a call, where they can
_IN_PLACE = (
    (channels.can_pass, channels.write_passing), (gates.can_take, gates.write_taking),
    (words.has_word, words.write_word), (texts.has_near, texts.write_near),
)  # fmt: skip

_M = TypeVar("_M", bound=Callable[..., None])


def leaves(*ops: str) -> Callable[[_M], _M]:
    """Marks the method that leaves the values of these operations on the stack."""
    return partial(_marked, "leaves", ops)


def does(*ops: str) -> Callable[[_M], _M]:
    """Marks the method that does all of these operations, and sets their locals."""
    return partial(_marked, "does", ops)


def _marked(mark: str, ops: tuple[str, ...], method: _M) -> _M:
    setattr(method, mark, ops)
    return method


class Instructions(ABC):
    """Code of a body's operations. `entry_offsets` says where a new task's entry frame holds each argument; None: it
    isn't used."""

    def __init__(
        self,
        body: Body,
        code: Assembler,
        labels: Structurer,
        entry_offsets: Callable[[str], list[int | None]],
        positions: Positions,
        threads: bool,
    ) -> None:
        plan = body.plan
        self.body, self.plan, self.code, self.labels = body, plan, code, labels
        self.entry_offsets, self.positions, self.threads = entry_offsets, positions, threads
        self.place, self.uses = plan.trees.place, plan.trees.uses
        self.local, self.payload = plan.locals.local, plan.locals.payload
        self.site_of = plan.points.site_of
        self.lines: list[tuple[int, int]] = []
        self.line = 0
        self.in_loop = False  # is the present block in one?
        self.file = plan.flow.function.file
        self._scratch: dict[tuple[int, int], int] = {}
        self.worker_local = self.globals_local = self.site_local = self.budget_local = -1

    def scratch(self, value_type: int, number: int = 0) -> int:
        """A local that holds something within one operation; one that needs several numbers them."""
        local = self._scratch.get((value_type, number))
        if local is None:
            local = self._scratch[value_type, number] = self.plan.locals.add(value_type)
        return local

    # expressions

    def put(self, value: Value) -> None:
        """Leaves a value on the stack."""
        place = self.place[value.id]
        if place == LOCAL:
            self.code.get(self.local[value.id])
            if value.rep is Rep.PAIR:
                self.code.get(self.payload[value.id])
        elif place == INLINE:
            self.compute(value)
        else:
            assert place == CONSTANT, value
            self._constant(value)

    def compute(self, value: Value) -> None:
        """Leaves the result of a pure operation or load on the stack."""
        opcode = OPCODE.get(value.op)
        if opcode is not None:
            for arg in value.args:
                self.put(arg)
            self.code.buf += opcode
        else:
            _COMPUTE[value.op](self, value)

    def _constant(self, value: Value) -> None:
        code, imm = self.code, value.imm
        if value.op == "sym":
            code.address(str(imm))
        elif value.op == "pair_const":
            assert isinstance(imm, tuple)
            code.i32(imm[0])
            code.i64(_signed64(imm[1]))
        elif value.rep is Rep.F64:
            assert isinstance(imm, (float, int))
            code.f64(imm)
        else:
            assert isinstance(imm, int)
            if value.rep is Rep.I64 or value.rep is Rep.INT:
                code.i64(_signed64(imm))
            else:
                code.i32((imm & 0xFFFFFFFF ^ 0x80000000) - 0x80000000)

    def fits(self, value: Value) -> None:
        """An int operation whose result is known to be small."""
        if value.op == "int.neg":
            self.code.i64(0)
        for arg in value.args:
            self.put(arg)
        self.code.buf += OPCODE[_WORD_OP[value.op]]

    @leaves("select")
    def _select(self, value: Value) -> None:
        for arg in value.args:
            self.put(arg)
        self.code.buf.append(SELECT)

    @leaves("pair")
    def _pair(self, value: Value) -> None:
        for arg in value.args:
            self.put(arg)

    @leaves("narrow")
    def _narrow(self, value: Value) -> None:
        """Of a payload; those of references are gone (passes/forget.py)."""
        self.put(value.args[0])
        self.code.buf += OPCODE["i32.wrap_i64"]

    @leaves("pair.tag", "pair.payload")
    def _pair_half(self, value: Value) -> None:
        pair = value.args[0]
        tag = value.op == "pair.tag"
        if self.place[pair.id] == CONSTANT:
            assert isinstance(pair.imm, tuple)
            if tag:
                self.code.i32(pair.imm[0])
            else:
                self.code.i64(_signed64(pair.imm[1]))
        else:
            self.code.get((self.local if tag else self.payload)[pair.id])

    def _word(self, value: Value) -> None:
        """A word whose place the operation's row says."""
        row = OPS[value.op]
        if row.place is Place.WORKER:
            self.worker()
        else:
            self.put(value.args[0])
        self.code.load("i32", row.offset)

    @leaves("dict.value")
    def _dict_value(self, value: Value) -> None:
        self.put(value.args[0])
        self.code.load("i32", Dict.entries)
        self.put(value.args[1])
        self.code.buf += OPCODE["i32.add"]

    @leaves("class_id")
    def _class_id(self, value: Value) -> None:
        self.put(value.args[0])
        self.code.load("i32", Obj.type)
        self.code.load("i32", Type.class_id)

    @leaves("load")
    def _load(self, value: Value) -> None:
        kind, offset = _access(value)
        self.put(value.args[0])
        self.code.load(kind, offset)

    def _element_address(self, base: Value, index: Value, kind: str) -> int:
        """Leaves the address; returns the bytes to be added to the access's offset."""
        code, shift = self.code, SHIFT[kind]
        self.put(base)
        if index.op == "const":
            assert isinstance(index.imm, int)
            if 0 <= index.imm << shift <= _MAX_OFFSET:
                return index.imm << shift
        self.put(index)
        if index.rep in (Rep.I64, Rep.INT):
            code.buf += OPCODE["i32.wrap_i64"]
        if shift:
            code.i32(shift)
            code.buf += OPCODE["i32.shl"]
        code.buf += OPCODE["i32.add"]
        return 0

    @leaves("load_elem")
    def _load_elem(self, value: Value) -> None:
        kind, offset = _access(value)
        offset += self._element_address(value.args[0], value.args[1], kind)
        self.code.load(kind, offset)

    @leaves("gload")
    def _gload(self, value: Value) -> None:
        kind, offset = _access(value)
        self._globals(value)
        self.code.load(kind, offset)

    def _globals(self, value: Value) -> None:
        """The address of the area that the global is in."""
        if not is_own_global(value):
            self.code.address(SHARED_AREA)
        elif self.globals_local >= 0:
            self.code.get(self.globals_local)
        else:
            self.worker()
            self.code.load("i32", Worker.globals)

    def worker(self) -> None:
        """The worker's address."""
        if self.worker_local >= 0:
            self.code.get(self.worker_local)
        else:
            self.code.worker()

    @leaves("result")
    def _result(self, value: Value) -> None:
        self.worker()
        self.code.load(KIND[WASM_TYPES[value.rep][-1]], Worker.result)

    # roots

    def root(self, value: Value) -> None:
        """An operation in its turn: computes, and sets its local."""
        pos = value.pos
        while pos is not None and pos.file != self.file:  # inlined from another file: the line is the call's
            pos = pos.inlined_at
        if pos is not None and pos.line != self.line:
            self.line = pos.line
            self.lines.append((len(self.code.buf), pos.line))
        write = _ROOT.get(value.op)
        if write is not None:
            write(self, value)
        elif value.rep is Rep.PAIR:
            self._load_pair(value)
        else:
            self.compute(value)
            self.code.set(self.local[value.id])

    def _set_result(self, value: Value) -> None:
        """Takes a call's result off the stack."""
        if value.rep is Rep.VOID:
            return
        local = self.local[value.id]
        if value.rep is Rep.PAIR:
            if local < 0:
                self.code.buf += bytes((DROP, DROP))
            else:
                self.code.set(self.payload[value.id])
                self.code.set(local)
        elif local < 0:
            self.code.buf.append(DROP)
        else:
            self.code.set(local)

    def _load_pair(self, value: Value) -> None:
        code, local, payload = self.code, self.local[value.id], self.payload[value.id]
        op = value.op
        if op == "pair":
            self._pair(value)
            code.set(payload)
            code.set(local)
            return
        offset, second = 0, 8
        if op == "result":
            self.worker()
            offset, second = Worker.result_tag, Worker.result
        elif op == "gload":
            offset = _access(value)[1]
            second = offset + 8
            self._globals(value)
        else:
            kind, offset = _access(value)
            if op == "load":
                self.put(value.args[0])
            else:
                offset += self._element_address(value.args[0], value.args[1], kind)
            second = offset + 8
        base = self.scratch(I32)
        code.set(base)
        code.get(base)
        code.load("i32", offset)
        code.set(local)
        code.get(base)
        code.load("i64", second)
        code.set(payload)

    @does("store", "store_elem", "gstore")
    def _store(self, value: Value) -> None:
        kind, offset = _access(value)
        args = value.args
        if kind != "pair":
            if value.op == "store":
                self.put(args[0])
            elif value.op == "gstore":
                self._globals(value)
            else:
                offset += self._element_address(args[0], args[1], kind)
            self.put(args[-1])
            self.code.store(kind, offset)
            return
        code, base, pair = self.code, self.scratch(I32), args[-1]
        if value.op == "store":
            self.put(args[0])
        elif value.op == "gstore":
            self._globals(value)
        else:
            offset += self._element_address(args[0], args[1], kind)
        code.set(base)
        self._store_pair(base, offset, pair)

    def _store_pair(self, base: int, offset: int, pair: Value) -> None:
        code = self.code
        code.get(base)
        if self.place[pair.id] == CONSTANT:
            assert isinstance(pair.imm, tuple)
            code.i32(pair.imm[0])
            code.store("i32", offset)
            code.get(base)
            code.i64(_signed64(pair.imm[1]))
        else:
            code.get(self.local[pair.id])
            code.store("i32", offset)
            code.get(base)
            code.get(self.payload[pair.id])
        code.store("i64", offset + 8)

    @does("set_handling")
    def _set_handling(self, value: Value) -> None:
        self.worker()
        self.put(value.args[0])
        self.code.store("i32", Worker.handling)

    @does("catch")
    def _catch(self, value: Value) -> None:
        self.code.call("weft_catch")
        self._set_result(value)

    # failing

    def site(self, value: Value) -> None:
        """Notes where an error or suspension of this operation happens, for the cold path."""
        number = self.site_of.get(value.id, 0)
        if number and self.site_local >= 0:
            self.code.i32(number)
            self.code.set(self.site_local)

    def branch_if(self, node: Node) -> None:
        """br_if to a cold node."""
        self.code.buf.append(BR_IF)
        self.code.buf += uleb(self.labels.label(node))

    def begin_if(self) -> None:
        self.code.buf += bytes((IF, 0x40))
        self.labels.depth += 1

    def end_if(self) -> None:
        self.code.buf.append(END)
        self.labels.depth -= 1

    def check_status(self, value: Value) -> None:
        """After a call that may raise but not suspend."""
        side = self.body.side.get(value.id)
        if side is not None:
            self.site(value)
            self.code.status()
            self.branch_if(side)

    @does("guard")
    def _guard(self, value: Value) -> None:
        self.site(value)
        self.put(value.args[0])
        self.branch_if(self.body.side[value.id])

    @does("call", "rt")
    def _call(self, value: Value) -> None:
        symbol = str(value.imm)
        for has, write in _IN_PLACE:
            if has(value):
                write(self, value)
                return
        if value.op == "call" and symbol in self.plan.calls.spawns:
            self._store_where(value)
        if symbol in _NESTS:
            self.store_left()
        for arg in value.args:
            self.put(arg)
        if value.op == "call" and symbol in self.plan.calls.suspends:
            self.code.get(self.budget_local)
        self.code.call(symbol)
        self._set_result(value)
        self.check_status(value)

    def _store_where(self, value: Value) -> None:
        """The line of the program that spawns, itself or by the library's code: that has none."""
        lines = self.positions.chain(value.pos)
        if lines:
            self.worker()
            self.code.address(lines[0])
            self.code.store("i32", Worker.where)

    def store_left(self) -> None:
        """What is left of the engine's stack. Who never suspends doesn't know it."""
        self.worker()
        if self.plan.suspends:
            self.code.get(self.budget_local)
        else:
            self.code.i32(0)
        self.code.store("i32", Worker.left)

    @does("new")
    def _new(self, value: Value) -> None:
        """Bumps the heap pointer; a call that rejoins where the block is full."""
        assert isinstance(value.imm, tuple)
        symbol, size = value.imm
        local = self._bump(value, size, lambda: self._far_object(size))
        self._header(local, 0, symbol, 0)

    def _far_object(self, size: int) -> None:
        self.code.i32(size)
        self.code.call("weft_alloc_slow")

    @does("list.new")
    def _new_list(self, value: Value) -> None:
        """The same of a list and its storage behind it."""
        assert isinstance(value.imm, tuple)
        code = self.code
        symbol, width, length = value.imm
        room = length * width
        storage = Array.BYTES + (room + 7) // 8 * 8 if length else 0

        def far() -> None:
            code.address(symbol)
            code.i64(length)
            code.call("weft_list_new")

        def near(local: int) -> None:
            self._header(local, 0, symbol, length)
            if length:
                code.get(local)
                code.get(local)
                code.i32(List.BYTES)
                code.buf += OPCODE["i32.add"]
                code.store("i32", List.data)
                code.get(local)
                code.i32(length)
                code.store("i32", List.cap)
                self._header(local, List.BYTES, "weft_type_array", room)

        self._bump(value, List.BYTES + storage, far, near)

    def _header(self, local: int, offset: int, symbol: str, second: int) -> None:
        """An object's first two words, so far behind what the local points to."""
        code = self.code
        code.get(local)
        code.address(symbol)
        code.store("i32", offset + Obj.type)
        code.get(local)
        code.i32(second)
        code.store("i32", offset + Obj.aux)

    def _bump(self, value: Value, size: int, far: Callable[[], None], near: Callable[[int], None] | None = None) -> int:
        """Fresh memory, by `far`, a call that rejoins, where the block is full; the local that points to it. `near`:
        what is to be written only if it isn't so."""
        code = self.code
        local = self.local[value.id] if self.uses[value.id] else -1
        if local < 0:
            local = self.scratch(I32)
        end = self.scratch(I32, 1)
        self.worker()
        code.load("i32", Worker.hp)
        code.set(local)
        code.get(local)
        code.i32(size)
        code.buf += OPCODE["i32.add"]
        code.set(end)
        code.get(end)
        self.worker()
        code.load("i32", Worker.limit)
        code.buf += OPCODE["i32.gt_u"]
        self.begin_if()
        far()
        code.set(local)
        self.check_status(value)
        code.buf.append(0x05)  # else
        self.worker()
        code.get(end)
        code.store("i32", Worker.hp)
        if near is not None:
            near(local)
        self.end_if()
        return local

    @does("spawn")
    def _spawn(self, value: Value) -> None:
        assert isinstance(value.imm, tuple)
        function, kind, own_globals, handle_type = value.imm
        code = self.code
        frame = self.scratch(I32, 1)
        self._store_where(value)
        code.address(f"{function}.point.1")
        code.call("weft_spawn_frame")
        code.set(frame)
        self.check_status(value)
        for arg, offset in zip(value.args, self.entry_offsets(function), strict=True):
            if offset is None:
                continue
            if arg.rep is Rep.PAIR:
                self._store_pair(frame, offset, arg)
                continue
            code.get(frame)
            self.put(arg)
            code.store(KIND[WASM_TYPES[arg.rep][0]], offset)
        self.store_left()
        code.get(frame)
        code.i32(kind)
        if own_globals:
            code.address(own_globals)
        else:
            code.i32(0)
        if handle_type:
            code.address(handle_type)
        else:
            code.i32(0)
        code.call("weft_spawn_commit")
        self._set_result(value)
        self.check_status(value)

    @abstractmethod
    def reset_turns(self) -> None:
        """Where a big number was met: the turns without one are counted anew."""


def _signed64(n: int) -> int:
    return (n & 0xFFFFFFFFFFFFFFFF ^ 1 << 63) - (1 << 63)


def is_own_global(value: Value) -> bool:
    """Is it an access to the task's own globals?"""
    return value.op in ("gload", "gstore") and isinstance(value.imm, tuple) and value.imm[2] == "own"


def _access(value: Value) -> tuple[str, int]:
    assert isinstance(value.imm, tuple)
    return value.imm[0], value.imm[1]


#: bytes that an element of constant index lies from the first, as part of an access
_MAX_OFFSET = 1 << 20
#: of operations on int words that fit, the instruction
_WORD_OP = {f"int.{op}": f"i64.{op}" for op in ("add", "sub", "mul", "shl")} | {"int.neg": "i64.sub"}
_Writer = Callable[[Instructions, Value], None]


def _methods(mark: str) -> dict[str, _Writer]:
    """The methods that emit operations, by those that their marks name."""
    marked = [(getattr(method, mark, ()), method) for method in vars(Instructions).values()]
    return {op: method for ops, method in marked for op in ops}


#: leave the operation's value on the stack
_COMPUTE: dict[str, _Writer] = {
    **{op: Instructions._word for op, row in OPS.items() if row.offset >= 0},
    **dict.fromkeys(_WORD_OP, Instructions.fits),
    **_methods("leaves"),
}
#: do all of it, and set its local
_ROOT: dict[str, _Writer] = {
    **dict.fromkeys(CHECKED, integers.write_checked),
    **dict.fromkeys(ARITHMETIC - CHECKED, integers.write_division),
    **_methods("does"),
}
