"""The typed intermediate representation: functions in SSA form over machine representations.

One `Function` per instance that inference made. A function is a list of blocks, the entry first; each block has
parameters (instead of phis), instructions, and one terminator. An instruction *is* the value that it defines.
What always holds (checked by `verify`): every value is defined once and before use on every path; the arguments of
a jump match the target's parameters in number and representation; only blocks carry exception edges; every cycle has
a header that dominates it (the graph is reducible).

Exceptions. Every instruction that may raise does so along its block's one edge `handler`, with `handler_args` for
the handler's parameters; these must be available at the block's *start* (the builder splits a block after an
assignment that the handler could see). Without a handler the function unwinds to its caller. A handler block begins
with `catch`, which takes the exception out of the worker and sets the status back to running.

What may suspend or raise is a property of operations (see `ops`) and, for calls, of the callee (`effects`).
Polls are not in this form: the emitter puts them at loop latches and function entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from weftc.wasm.objects import Datum


class Rep(Enum):
    """How a value is held. The wasm value types are in brackets."""

    I32 = "i32"  # [i32] bool, counts, list lengths, tags
    I64 = "i64"  # [i64] a whole number that is never a reference
    F64 = "f64"  # [f64]
    REF = "ref"  # [i32] object address or 0; the collector's. Of one kind, which whoever loads from it knows
    ANY = "any"  # [i32] the same of several kinds: nothing is loaded from it but its type, until a test tells the kind
    INT = "int"  # [i64] an int word: small value, or (one day) a big integer's address
    PAIR = "pair"  # [i32 i64] tag (abi Tag) and payload: a union that holds scalars
    PTR = "ptr"  # [i32] interior pointer (list data, globals): never saved, recomputed after a resume from its base
    VOID = "void"  # []

    @property
    def is_reference(self) -> bool:
        return self is Rep.REF or self is Rep.ANY

    def serves_as(self, wanted: Rep) -> bool:
        """Whether such a value may be passed, as it is, where one of `wanted` is expected."""
        return self is wanted or (self is Rep.REF and wanted is Rep.ANY)


class Pos(NamedTuple):
    """Where an instruction comes from; `inlined_at` is the call when the code was inlined (it gets a traceback line).
    Line 0: no line of its own."""

    file: str
    function: str
    line: int
    column: int  # code points from 0, in the source line
    end_line: int
    end_column: int
    inlined_at: Pos | None = None

    @property
    def depth(self) -> int:
        """How many calls it was inlined through."""
        return 0 if self.inlined_at is None else 1 + self.inlined_at.depth


class Value:
    """An instruction and the value that it defines.

    `op` names a row of `ops.OPS`; `args` are operands; `imm` is what the row says (constants, symbols, offsets).
    """

    __slots__ = ("id", "op", "args", "imm", "rep", "pos")

    def __init__(self, id: int, op: str, args: list[Value], imm: object, rep: Rep, pos: Pos | None) -> None:
        self.id, self.op, self.args, self.imm, self.rep, self.pos = id, op, args, imm, rep, pos

    def __repr__(self) -> str:
        return f"v{self.id}"


@dataclass(slots=True)
class Jump:
    target: Block
    args: list[Value]

    def jumps(self) -> list[Jump]:
        return [self]

    def operands(self) -> list[Value]:
        return []

    def replace(self, get: Callable[[Value, Value], Value]) -> None:
        pass


@dataclass(slots=True)
class Branch:
    """`cond` is an I32: nonzero goes to `then`."""

    cond: Value
    then: Jump
    otherwise: Jump

    def jumps(self) -> list[Jump]:
        return [self.then, self.otherwise]

    def operands(self) -> list[Value]:
        return [self.cond]

    def replace(self, get: Callable[[Value, Value], Value]) -> None:
        self.cond = get(self.cond, self.cond)


@dataclass(slots=True)
class Switch:
    """`index` is an I32; targets[index], or `default` beyond them."""

    index: Value
    targets: list[Jump]
    default: Jump

    def jumps(self) -> list[Jump]:
        return [*self.targets, self.default]

    def operands(self) -> list[Value]:
        return [self.index]

    def replace(self, get: Callable[[Value, Value], Value]) -> None:
        self.index = get(self.index, self.index)


@dataclass(slots=True)
class Return:
    """At most one value (PAIR is two wasm results)."""

    value: Value | None

    def jumps(self) -> list[Jump]:
        return []

    def operands(self) -> list[Value]:
        return [self.value] if self.value is not None else []

    def replace(self, get: Callable[[Value, Value], Value]) -> None:
        if self.value is not None:
            self.value = get(self.value, self.value)


@dataclass(slots=True)
class Raise:
    """Calls the runtime's `symbol` with `args` and constants `imm`, which sets the exception, and takes the block's
    exception edge. With symbol None the exception is on its way already (status RAISING)."""

    symbol: str | None
    args: list[Value]
    imm: tuple[int | str, ...]  # constant arguments before `args`: ints, or symbols of data (their addresses)
    pos: Pos | None

    def jumps(self) -> list[Jump]:
        return []

    def operands(self) -> list[Value]:
        return self.args

    def replace(self, get: Callable[[Value, Value], Value]) -> None:
        self.args = [get(arg, arg) for arg in self.args]


@dataclass(slots=True)
class Unreachable:
    def jumps(self) -> list[Jump]:
        return []

    def operands(self) -> list[Value]:
        return []

    def replace(self, get: Callable[[Value, Value], Value]) -> None:
        pass


#: each has: `jumps`, its edges; `operands`, what it uses itself; `replace(get)`, others put in their place
Terminator = Jump | Branch | Switch | Return | Raise | Unreachable


class Block:
    __slots__ = ("id", "params", "instrs", "term", "handler", "handler_args", "cold", "pos")

    def __init__(self, id: int) -> None:
        self.id = id
        self.params: list[Value] = []  # op "param"
        self.instrs: list[Value] = []
        self.term: Terminator = Unreachable()
        self.handler: Block | None = None
        self.handler_args: list[Value] = []
        self.pos: Pos | None = None  # of a loop's header: its poll's
        self.cold = False  # rarely run: laid out last

    def __repr__(self) -> str:
        return f"b{self.id}"

    def jumps(self) -> list[Jump]:
        """The ordinary outgoing edges (not the exception edge)."""
        return self.term.jumps()

    def successors(self) -> list[Block]:
        """Targets of the ordinary edges, then the handler."""
        out = [jump.target for jump in self.jumps()]
        if self.handler is not None:
            out.append(self.handler)
        return out


@dataclass(slots=True)
class Function:
    """`params` are values of op "param" that belong to no block. `name` is the unique symbol; `display` is for
    tracebacks (`<module>`, `f`, `A.m` as CPython's __qualname__ has it)."""

    name: str
    display: str
    file: str
    params: list[Value]
    result: Rep
    blocks: list[Block] = field(default_factory=list)
    library: bool = False  # from weftc/lib: no cancellation at polls, no traceback lines
    computes: bool = False  # a task begins with it, and only computes (lower/computing.py)
    proven: bool = True  # its tests stand with what they prove, so loads may be moved
    next_id: int = 0
    next_block: int = 0

    def new_value(self, op: str, args: list[Value], imm: object, rep: Rep, pos: Pos | None) -> Value:
        value = Value(self.next_id, op, args, imm, rep, pos)
        self.next_id += 1
        return value

    def new_block(self) -> Block:
        block = Block(self.next_block)
        self.next_block += 1
        self.blocks.append(block)
        return block

    def values(self) -> Iterator[Value]:
        for block in self.blocks:
            yield from block.params
            yield from block.instrs


OWN_GLOBALS, SHARED_GLOBALS, SHARED_AREA = "globals#own", "globals#shared", "globals"


@dataclass(slots=True)
class Program:
    """A whole program after lowering. `data` holds Types, string literals and the like, as the ABI lays them out;
    `main` runs the module-level code. Data of the names below describe main's own globals (struct Globals), those that
    all tasks share from the first spawn on, and have room for the latter."""

    functions: dict[str, Function]
    data: dict[str, Datum]
    main: str
    max_class_id: int
    #: source text by file name, for the lines that tracebacks quote
    sources: dict[str, str] = field(default_factory=dict)
