"""The untyped form: Python's own operations in SSA form over basic blocks. All sugar is gone.

`syntax` makes it from the AST; `infer` types it, once per instance; `lower` turns an instance into the typed IR.
Each function is built when first asked for (`Code.body`). Conventions as in the typed IR: block parameters instead
of phis, an instruction is the value it defines, and a block's one exception edge passes `handler_args`, which are
available at the block's start (a block ends after each assignment that its handler could see).

Variables. A local is SSA. A local that closures capture is captured by value when it has exactly one binding, made
before the closure and not inside a loop that the closure outlives; else it lives in a box. Module-level names are
globals (`gload`, `gstore`). Where a local may be unbound, a companion truth value is kept and tested (`check_bound`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from weftc.source import Span


class Value:
    """An instruction and the value that it defines. `op` is a row of OPS."""

    __slots__ = ("id", "op", "args", "imm", "span")

    def __init__(self, id: int, op: str, args: list[Value], imm: object, span: Span) -> None:
        self.id, self.op, self.args, self.imm, self.span = id, op, args, imm, span

    def __repr__(self) -> str:
        return f"%{self.id}"


@dataclass(slots=True)
class Jump:
    target: Block
    args: list[Value]


@dataclass(slots=True)
class Branch:
    """On a truth value (`hir.operands.is_truth`)."""

    cond: Value
    then: Jump
    otherwise: Jump


@dataclass(slots=True)
class Switch:
    """On a small int constant carried through phis (the pending exit of a `finally`): targets[index]."""

    index: Value
    targets: list[Jump]


@dataclass(slots=True)
class ForNext:
    """Takes the next item of `iterator` (op `iter`). body.target.params[0] is the item, body.args fill the rest;
    body.target has no other predecessor. The block that ends so is the loop's header and holds no instructions."""

    iterator: Value
    body: Jump
    exit: Jump
    span: Span


@dataclass(slots=True)
class Return:
    value: Value


@dataclass(slots=True)
class Raise:
    """`raise exc from cause`: exc is an instance or a class (called without arguments). cause None: no `from`.
    Re-raising what a handler caught (`reraise` True) adds no context."""

    exc: Value
    cause: Value | None
    reraise: bool
    span: Span


@dataclass(slots=True)
class Unreachable:
    """Falls off where control can't come (after NoReturn calls nothing special is done)."""


Terminator = Jump | Branch | Switch | ForNext | Return | Raise | Unreachable


class Block:
    __slots__ = ("id", "params", "instrs", "term", "handler", "handler_args", "span")

    def __init__(self, id: int) -> None:
        self.id = id
        self.params: list[Value] = []  # op "param", imm = variable name or None
        self.instrs: list[Value] = []
        self.term: Terminator = Unreachable()
        self.handler: Block | None = None
        self.handler_args: list[Value] = []
        self.span: Span | None = None  # of a loop's header: what the loop is interrupted at

    def __repr__(self) -> str:
        return f"b{self.id}"

    def jumps(self) -> list[Jump]:
        """The ordinary outgoing edges (not the exception edge)."""
        match self.term:
            case Jump() as jump:
                return [jump]
            case Branch(_, then, otherwise):
                return [then, otherwise]
            case Switch(_, targets):
                return [*targets]
            case ForNext(_, body, exit, _):
                return [body, exit]
            case Return() | Raise() | Unreachable():
                return []

    def successors(self) -> list[Block]:
        """Targets of the ordinary edges, then the handler."""
        out = [jump.target for jump in self.jumps()]
        if self.handler is not None:
            out.append(self.handler)
        return out


@dataclass(slots=True)
class Body:
    """A built function: parameters (captures first, then the declared ones), blocks (entry first, no predecessors)."""

    params: list[Value]
    blocks: list[Block]
    value_count: int
    uses: object = None  # hir.uses'


@dataclass(slots=True)
class Parameter:
    name: str
    has_default: bool
    keyword_only: bool
    annotation: ast.expr | None
    span: Span
    default: ast.expr | None = None  # as written
    positional_only: bool = False


@dataclass(eq=False, slots=True)
class Code:
    """A function, lambda or module body as written. `captures` names what it takes from enclosing functions, in the
    order of its leading parameters, each by value or as a box. `defaults` of a closure op follow the captures."""

    name: str
    qualname: str
    module: Module
    parameters: list[Parameter]
    vararg: str | None  # *args (not in `parameters`): one tuple, between the positional and the keyword-only ones
    kwarg: str | None  # **named (not in `parameters`): one `kinds.tuple.KeywordsKind`, the last one
    captures: list[tuple[str, bool]]  # (name, is a box)
    returns: ast.expr | None
    span: Span
    owner: Class | None  # the class whose method it is
    kind: str  # "function", "lambda", "module", "method", "staticmethod", "classmethod", "property"
    build: Callable[[], Body]  # called once, by `body`
    #: what CPython runs in a frame of its own (a class's body, a generator expression): the frame's name, and what
    #: entered it. Tracebacks show both
    within: dict[Span, tuple[str, Span]] = field(default_factory=dict)
    near_names: dict[Span, list[str]] = field(default_factory=dict)  # of a global's use: near local names with a value
    method_names: dict[Span, Span] = field(default_factory=dict)  # of a method's call: where `x.name` stands
    _body: Body | None = None
    _defaults: dict[str, tuple[int, Parameter]] | None = None

    def defaults(self) -> dict[str, tuple[int, Parameter]]:
        """The parameters that have a default, by name, each with the number of its default."""
        if self._defaults is None:
            with_default = [p for p in self.parameters if p.has_default]
            self._defaults = {p.name: (k, p) for k, p in enumerate(with_default)}
        return self._defaults

    def body(self) -> Body:
        if self._body is None:
            self._body = self.build()
        return self._body


@dataclass(eq=False, slots=True)
class Class:
    """A class statement. Bases are arguments of the `class` op; attributes are evaluated where the class stands."""

    name: str
    qualname: str
    module: Module
    span: Span
    methods: dict[str, Code]
    attributes: list[str]  # class variables, in order: the op's arguments after the base
    annotations: dict[str, ast.expr]  # `x: int` in the body: declares an instance field
    match_args: tuple[str, ...] | None
    slots: tuple[str, ...] | None  # `__slots__`
    has_base: bool
    may_run_again: bool  # in a function or a loop: each run makes a class


@dataclass(eq=False, slots=True)
class Module:
    """A source file. `globals` are the names that its top level (or a `global` statement) binds, in order of first
    binding; `constants` those bound exactly once, by a plain top-level assignment of a literal, and in `bound`."""

    name: str  # dotted; "__main__" for the program
    file: str  # as shown in messages and tracebacks
    source: str
    library: bool  # shipped with the compiler
    globals: list[str] = field(default_factory=list)
    constants: dict[str, object] = field(default_factory=dict)
    #: names bound exactly once at top level by def or class, unconditionally
    functions: dict[str, Code] = field(default_factory=dict)
    classes: dict[str, Class] = field(default_factory=dict)
    #: names bound exactly once, before anything can use them
    bound: set[str] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)  # where each of `globals` is bound first
    first_uses: dict[str, int] = field(default_factory=dict)  # the line of the first statement that may use each
    code: Code | None = None


@dataclass(slots=True)
class Program:
    main: Module
    modules: dict[str, Module]


class CallShape(NamedTuple):
    """How arguments were written: first `positional` ones (those in `stars` are `*x`), then one for each keyword;
    the name of `**x` is "**"."""

    positional: int
    keywords: tuple[str, ...] = ()
    stars: frozenset[int] = frozenset()
