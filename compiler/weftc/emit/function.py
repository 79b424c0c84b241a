"""The code of one body of a function: every kind of node of its graph (see resume.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.abi.numbers import Status
from weftc.abi.structs import FrameDesc, Worker
from weftc.emit import channels, gates
from weftc.emit.assembler import BR_TABLE, RETURN, SELECT, UNREACHABLE, Assembler
from weftc.emit.constants import FRAME_BYTES, LOCAL_BYTES, RESUME
from weftc.emit.frames import Frame, Positions, bits
from weftc.emit.instructions import Instructions, is_own_global
from weftc.emit.opcodes import KIND, OPCODE, WASM_TYPES, ZERO
from weftc.emit.points import CALL, Point
from weftc.emit.polls import IndexTest, Strip
from weftc.emit.resume import (
    CALLED,
    CHECK,
    CODE,
    COPY,
    DISPATCH,
    LANDING,
    LATCH,
    POLLED,
    QUIT,
    RANGE,
    RESTORE,
    SAVE,
    START,
    STRIP,
    STRIP_POLL,
    THROW,
    UNWIND,
    Body,
    Choice,
    Throw,
)
from weftc.emit.resume import RESUME as RESUME_NODE
from weftc.emit.sizes import check_targets
from weftc.emit.structure import Node, Structurer
from weftc.ir.ir import Branch, Function, Jump, Raise, Rep, Return, Switch, Value
from weftc.wasm.leb import uleb
from weftc.wasm.objects import I32, I64, Signature
from weftc.wasm.objects import Function as Code

_ATOMIC_LOAD = b"\xfe\x10\x02"
#: locals that a body may need besides those of values
_EXTRA_LOCALS = 8
#: turns of a generic body without a big number before it hands back
GENERIC_TURNS = 64
#: so many are told apart by comparisons: a jump through a table costs as much as four, and guesses worse
FEW_POINTS = 4
#: what a strip, a thousand turns of few instructions, takes of the fuel of a portable module's slice
STRIP_FUEL = 64


@dataclass(slots=True)
class Context:
    """What a body's code needs to know of the program. `symbol` is this body's own name; `frame` is None if it never
    suspends; `chained` says that some site has several traceback lines."""

    symbol: str
    threads: bool
    frame: Frame | None
    chained: bool
    entry_offsets: Callable[[str], list[int | None]]
    positions: Positions


def write_body(body: Body, context: Context) -> Code:
    """The wasm function of a body."""
    return _Writer(body, context).write()


class _Writer(Instructions):
    def __init__(self, body: Body, context: Context) -> None:
        code = Assembler()
        super().__init__(
            body, code, Structurer(body.entry, code), context.entry_offsets, context.positions, context.threads
        )
        self.context = context
        plan = self.plan
        self.function = plan.flow.function
        self.inherited = len(plan.locals.types)
        self.estimate = FRAME_BYTES + LOCAL_BYTES * (self.inherited + _EXTRA_LOCALS)
        self.points = plan.points
        kinds = {node.kind for node in self.labels.nodes}
        if plan.suspends:
            self.budget_local = plan.locals.parameters - 1
        #: where the frame lies that the function was resumed from, and is saved to again; 0: it was called
        self.frame_local = self._local(I32) if plan.suspends else -1
        if kinds & {UNWIND, LANDING, SAVE}:
            self.site_local = self._local(I32)
        self.pt_local = self._local(I32) if RANGE in kinds else -1
        self._use_worker(kinds)
        self.turns_local = self._local(I32) if body.generic else -1
        self.limits: dict[int, int] = {}  # locals of near limits, by the counter's id
        for header in body.limits:
            strip = plan.polls.strips[header]
            assert strip is not None
            self.limits[strip.first.id] = self._local(I32 if strip.narrow else I64)

    def _local(self, value_type: int) -> int:
        return self.plan.locals.add(value_type)

    def _use_worker(self, kinds: set[int]) -> None:
        """Keeps the addresses of the worker and of the globals in locals where they are used often."""
        globals_used = worker_used = 0
        for number, block in enumerate(self.plan.flow.blocks):
            weight = 1 if self.plan.flow.loop_of[number] is None else 4
            for value in block.instrs:
                op = value.op
                if is_own_global(value):
                    globals_used += weight
                elif op in ("new", "list.new"):
                    worker_used += 3 * weight
                elif op == "rt" and channels.can_pass(value):
                    worker_used += channels.WORKER_USES * weight
                elif op == "rt" and gates.can_take(value):
                    worker_used += gates.WORKER_USES * weight
                elif op == "result" or op == "outcome" or op == "arm":
                    worker_used += 1
        if globals_used > 2:
            self.globals_local = self._local(I32)
        if kinds & {LATCH, STRIP_POLL} or worker_used > 2:
            self.worker_local = self._local(I32)

    def write(self) -> Code:
        plan, code = self.plan, self.code
        self.labels.write(self)
        code.buf.append(0x0B)
        types = plan.locals.types
        groups: list[tuple[int, int]] = []
        for value_type in types[plan.locals.parameters :]:
            if groups and groups[-1][1] == value_type:
                groups[-1] = (groups[-1][0] + 1, value_type)
            else:
                groups.append((1, value_type))
        del types[self.inherited :]
        signature = function_signature(self.function, plan.suspends)
        file = self.function.file
        return Code(self.context.symbol, signature, groups, bytes(code.buf), code.relocs, self.lines, file)

    # nodes

    def node(self, node: Node) -> None:
        _NODES[node.kind](self, node)

    def copies(self, copies: list[tuple[Value, Value]]) -> None:
        """All arguments on the stack, then into the parameters: a parallel copy."""
        for _, arg in copies:
            self.put(arg)
        for param, _ in reversed(copies):
            if param.rep is Rep.PAIR:
                self.code.set(self.payload[param.id])
            self.code.set(self.local[param.id])

    def _start(self, node: Node) -> None:
        code = self.code
        if self.worker_local >= 0:
            code.worker()
            code.set(self.worker_local)
        if self.globals_local >= 0:
            self.worker()
            code.load("i32", Worker.globals)
            code.set(self.globals_local)
        if not self.plan.suspends or self.body.generic:
            return
        code.get(self.budget_local)
        if self.function.name not in self.plan.calls.recursive:
            code.i32(0)
            code.buf += OPCODE["i32.lt_s"]
        elif self.threads:
            self.worker()
            code.buf += _ATOMIC_LOAD + uleb(Worker.attention)
            code.buf += OPCODE["i32.lt_s"]
        else:
            self._count_fuel(1)
            code.buf += OPCODE["i32.or"]
            code.i32(0)
            code.buf += OPCODE["i32.lt_s"]
        code.get(self.budget_local)
        code.i32(self.estimate)
        code.buf += OPCODE["i32.sub"]
        code.set(self.budget_local)

    def _count_fuel(self, turns: int) -> None:
        """So many turns less; leaves what is left."""
        code, left = self.code, self.scratch(I32)
        self.worker()
        self.worker()
        code.load("i32", Worker.attention)
        code.i32(turns)
        code.buf += OPCODE["i32.sub"]
        code.set(left)
        code.get(left)
        code.store("i32", Worker.attention)
        code.get(left)

    def _poll(self, point: Point, turns: int = 1) -> None:
        code = self.code
        code.i32(point.number)
        code.set(self.site_local)
        if self.threads:
            self.worker()
            code.buf += _ATOMIC_LOAD + uleb(Worker.attention)
        else:
            self._count_fuel(turns)
            code.i32(0)
            code.buf += OPCODE["i32.lt_s"]
        assert self.body.polled is not None
        self.branch_if(self.body.polled)

    def _restore(self, node: Node) -> None:
        """Out of stack or wanted elsewhere: the entry is suspended. Resumed: everything from the frame."""
        code, frame, entry = self.code, self.context.frame, self.points.entry
        assert frame is not None and entry is not None
        if not self.body.generic:
            assert self.body.polled is not None
            code.i32(entry.number)
            code.set(self.site_local)
            code.get(self.budget_local)
            code.i32(RESUME - self.estimate)
            code.buf += OPCODE["i32.ne"]
            self.branch_if(self.body.polled)
        base = self.frame_local
        self.worker()
        code.load("i32", Worker.sp)
        code.set(base)
        for local, value_type, offset in frame.slots:
            code.get(base)
            code.load(KIND[value_type], offset)
            code.set(local)
        self.worker()
        code.load("i32", Worker.budget)
        code.i32(self.estimate)
        code.buf += OPCODE["i32.sub"]
        code.set(self.budget_local)
        choice = node.data
        assert isinstance(choice, Choice)
        if len(choice.resumes) + len(choice.inner) == 1:
            code.buf += b"\x0c" + uleb(self.labels.label((choice.resumes or [choice.inner[0][1]])[0]))
            return
        code.get(base)
        code.load("i32", 0)
        code.load("i32", FrameDesc.pt)
        pt = self.pt_local if self.pt_local >= 0 else self.scratch(I32)
        code.set(pt)
        self._choose(choice, pt)

    def _range(self, node: Node) -> None:
        choice = node.data
        assert isinstance(choice, Choice)
        self._choose(choice, self.pt_local)

    def _choose(self, choice: Choice, pt: int) -> None:
        """Branches to inner loops by ranges of numbers, to own points by number."""
        code, label = self.code, self.labels.label
        own = choice.resumes
        inner = choice.inner if own else choice.inner[1:]
        for first, entry in reversed(inner):
            code.get(pt)
            code.i32(first)
            code.buf += OPCODE["i32.ge_s"]
            self.branch_if(entry)
        if not own:
            code.buf += b"\x0c" + uleb(label(choice.inner[0][1]))
        elif len(own) == 1:
            code.buf += b"\x0c" + uleb(label(own[0]))
        elif len(own) <= FEW_POINTS:
            for node in own[:-1]:
                assert isinstance(node.data, Point)
                code.get(pt)
                code.i32(node.data.number)
                code.buf += OPCODE["i32.eq"]
                self.branch_if(node)
            code.buf += b"\x0c" + uleb(label(own[-1]))
        else:
            numbers = [point.number for point in (n.data for n in own) if isinstance(point, Point)]
            targets = dict(zip(numbers, own, strict=True))
            check_targets(self.function, numbers[-1] - numbers[0])
            code.get(pt)
            code.i32(numbers[0])
            code.buf += OPCODE["i32.sub"]
            code.buf.append(BR_TABLE)
            code.buf += uleb(numbers[-1] - numbers[0])
            for number in range(numbers[0], numbers[-1] + 1):
                code.buf += uleb(label(targets.get(number, own[-1])))

    def _dispatch(self, node: Node) -> None:
        self.code.get(self.pt_local)

    def _resume(self, node: Node) -> None:
        point, code = node.data, self.code
        assert isinstance(point, Point)
        if self.pt_local >= 0:
            code.i32(0)
            code.set(self.pt_local)
        for value in bits(self.plan.live, point.live & self.plan.live.derived):
            self.compute(value)
            code.set(self.local[value.id])
        if node.sides:
            code.i32(point.number)
            code.set(self.site_local)
            code.status()
            self.branch_if(node.sides[0])
        if point.kind != CALL:
            return
        call = point.value
        if call is not None and call.rep is not Rep.VOID and self.local[call.id] >= 0:
            self.worker()
            code.load(KIND[WASM_TYPES[call.rep][-1]], Worker.result)
            if call.rep is Rep.PAIR:
                code.set(self.payload[call.id])
                self.worker()
                code.load("i32", Worker.result_tag)
            code.set(self.local[call.id])

    def _code(self, node: Node) -> None:
        code = self.code
        number = node.block
        block = self.plan.flow.blocks[number]
        self.in_loop = self.plan.flow.loop_of[number] is not None
        point = node.data
        if isinstance(point, Point):
            code.i32(point.number)
            code.set(self.site_local)
            code.status()
            self.branch_if(node.sides[0])
        roots = self.plan.trees.roots[number]
        tested = self.plan.polls.tested(number)
        for index in range(node.low, node.high):
            if roots[index] not in tested:
                self.root(roots[index])
        if not node.ends:
            return
        match block.term:
            case Jump():
                pass
            case Branch(cond, _, _):
                if isinstance(point, Strip):
                    self._near_test(point)
                else:
                    self.put(cond)
            case Switch(index_value, targets, _):
                check_targets(self.function, len(targets))
                self.put(index_value)
            case Return(returned):
                if returned is not None:
                    self.put(returned)
                code.buf.append(RETURN)
            case Raise(symbol, args, imm, _):
                if symbol is not None:
                    self._throw_call(Throw(symbol, imm, args))
                if self.site_local >= 0:
                    code.i32(self.points.site_of_end[number])
                    code.set(self.site_local)
            case _:
                code.buf.append(UNREACHABLE)

    # loops

    def _latch(self, node: Node) -> None:
        point = node.data
        assert isinstance(point, Point)
        self._poll(point)
        if self.body.generic:
            self._hand_back(point)

    def _hand_back(self, point: Point) -> None:
        """After many turns without a big number, suspends; the second half of the table of points has the fast body's
        descriptors."""
        code, turns = self.code, self.turns_local
        code.i32(point.number + len(self.points.points))
        code.set(self.site_local)
        code.get(turns)
        code.i32(1)
        code.buf += OPCODE["i32.add"]
        code.set(turns)
        code.get(turns)
        code.i32(GENERIC_TURNS)
        code.buf += OPCODE["i32.ge_s"]
        assert self.body.polled is not None
        self.branch_if(self.body.polled)

    def reset_turns(self) -> None:
        if self.turns_local >= 0:
            self.code.i32(0)
            self.code.set(self.turns_local)

    def _near_test(self, strip: Strip) -> None:
        """The test with the near limit in the place of the bound."""
        for side in (0, 1):
            if side == strip.side:
                self.put(strip.counter)
            else:
                self.code.get(self.limits[strip.first.id])
        self.code.buf += OPCODE[strip.test.op]

    def _strip(self, node: Node) -> None:
        """limit = min(counter + turns * step, bound), or max downwards; an i32 in 64 bits, lest it wrap."""
        strip, code = node.data, self.code
        assert isinstance(strip, Strip)
        for test in strip.index_tests:
            self._index_test(strip, test)
        widen = OPCODE["i64.extend_i32_u" if strip.unsigned else "i64.extend_i32_s"] if strip.narrow else b""
        near = self.scratch(I64)
        self.put(strip.first)
        code.buf += widen
        if isinstance(strip.step, Value):
            self.put(strip.step)
            code.i64(strip.turns)
            code.buf += OPCODE["i64.mul"]
        else:
            code.i64(strip.turns * strip.step)
        code.buf += OPCODE["i64.add"]
        code.set(near)
        code.get(near)
        if strip.narrow:
            code.buf += OPCODE["i32.wrap_i64"]
        self.put(strip.bound)
        code.get(near)
        self.put(strip.bound)
        code.buf += widen
        sign = "u" if strip.unsigned and not strip.narrow else "s"
        code.buf += OPCODE[f"i64.lt_{sign}" if strip.upward else f"i64.gt_{sign}"]
        code.buf.append(SELECT)
        for test in strip.index_tests:
            self._nearer(test, near)
        if strip.index_tests and isinstance(strip.step, Value):
            code.i64(-(1 << 63))  # not upward: every turn is a strip
            self.put(strip.step)
            code.i64(0)
            code.buf += OPCODE["i64.gt_s"]
            code.buf.append(SELECT)
        code.set(self.limits[strip.first.id])

    def _index_test(self, strip: Strip, test: IndexTest) -> None:
        code = self.code
        self.site(test.guard)
        self.put(strip.first)
        if test.offset:
            code.i64(test.offset)
            code.buf += OPCODE["i64.add"]
        self.put(test.length)
        code.buf += OPCODE["i64.extend_i32_u"] + OPCODE["i64.ge_u"]
        self.branch_if(self.body.side[test.guard.id])

    def _nearer(self, test: IndexTest, near: int) -> None:
        """The limit on the stack becomes min(length - offset, limit)."""
        self.code.set(near)
        self._end_of(test)
        self.code.get(near)
        self._end_of(test)
        self.code.get(near)
        self.code.buf += OPCODE["i64.lt_s"]
        self.code.buf.append(SELECT)

    def _end_of(self, test: IndexTest) -> None:
        self.put(test.length)
        self.code.buf += OPCODE["i64.extend_i32_u"]
        if test.offset:
            self.code.i64(test.offset)
            self.code.buf += OPCODE["i64.sub"]

    def _check(self, node: Node) -> None:
        strip = node.data
        assert isinstance(strip, Strip)
        self.put(strip.test)

    def _strip_poll(self, node: Node) -> None:
        point = node.data
        assert isinstance(point, Point)
        self._poll(point, STRIP_FUEL)

    # leaving

    def _zeros(self) -> None:
        for value_type in WASM_TYPES[self.function.result]:
            self.code.buf += ZERO[value_type]
        self.code.buf.append(RETURN)

    def _polled(self, node: Node) -> None:
        self.code.set_status(Status.SUSPENDING)

    def _called(self, node: Node) -> None:
        code = self.code
        code.status()
        code.i32(Status.SUSPENDING)
        code.buf += OPCODE["i32.eq"]

    def _save(self, node: Node) -> None:
        code, frame = self.code, self.context.frame
        assert frame is not None
        base = self.frame_local
        code.get(base)
        code.buf += OPCODE["i32.eqz"]
        self.begin_if()
        self.worker()
        self.worker()
        code.load("i32", Worker.scratch)
        code.set(base)
        code.get(base)
        code.i32(frame.size)
        code.buf += OPCODE["i32.add"]
        code.store("i32", Worker.scratch)
        self.end_if()
        code.get(base)
        code.get(self.site_local)
        code.i32(2)
        code.buf += OPCODE["i32.shl"]
        code.load_from(f"{self.context.symbol}.points")
        code.store("i32", 0)
        for local, value_type, offset in frame.slots:
            code.get(base)
            code.get(local)
            code.store(KIND[value_type], offset)
        self._zeros()

    def _lines(self, sites: bool) -> None:
        """Appends the site's lines to the traceback."""
        code = self.code
        if not any(self.plan.has_lines):
            return
        where = self.scratch(I32)
        code.get(self.site_local)
        code.i32(2)
        code.buf += OPCODE["i32.shl"]
        code.load_from(f"{self.function.name}.sites")
        code.set(where)
        code.get(where)
        if sites:
            self.begin_if()
            code.get(where)
        code.call("weft.lines" if self.context.chained else "weft_traceback")
        if sites:
            self.end_if()

    def _unwind(self, node: Node) -> None:
        self._lines(not all(self.plan.has_lines[1:]))
        self._zeros()

    def _quit(self, node: Node) -> None:
        self._zeros()

    def _landing(self, node: Node) -> None:
        code = self.code
        if node.sides:
            code.status()
            code.i32(Status.SUSPENDING)
            code.buf += OPCODE["i32.eq"]
            self.branch_if(node.sides[0])
        self._lines(True)

    def _throw(self, node: Node) -> None:
        assert isinstance(node.data, Throw)
        self._throw_call(node.data)

    def _throw_call(self, throw: Throw) -> None:
        for constant in throw.imm:
            if isinstance(constant, str):
                self.code.address(constant)
            else:
                self.code.i32(constant)
        for arg in throw.args:
            self.put(arg)
        self.code.call(throw.symbol)

    def _nothing(self, node: Node) -> None:
        pass


def function_signature(function: Function, suspends: bool) -> Signature:
    """The wasm type of a compiled function."""
    params = b"".join(WASM_TYPES[param.rep] for param in function.params)
    return Signature(params + (bytes([I32]) if suspends else b""), WASM_TYPES[function.result])


_NODES: dict[int, Callable[[_Writer, Node], None]] = {
    START: _Writer._start,
    RESTORE: _Writer._restore,
    DISPATCH: _Writer._dispatch,
    RANGE: _Writer._range,
    RESUME_NODE: _Writer._resume,
    CODE: _Writer._code,
    LATCH: _Writer._latch,
    STRIP: _Writer._strip,
    CHECK: _Writer._check,
    STRIP_POLL: _Writer._strip_poll,
    SAVE: _Writer._save,
    POLLED: _Writer._polled,
    CALLED: _Writer._called,
    LANDING: _Writer._landing,
    UNWIND: _Writer._unwind,
    QUIT: _Writer._quit,
    THROW: _Writer._throw,
    COPY: _Writer._nothing,
}
