"""SSA form, made while the code is walked (after Braun et al., Simple and Efficient Construction of SSA
Form, 2013).

`write` says what a variable is from here on in the current block; `read` finds it, making block parameters
where several values meet. A block is *sealed* when all its predecessors are known; parameters asked for
earlier get their arguments then. Nothing here recurses: chains of thousands of blocks are ordinary.

Two additions. Exception edges leave from a block's start, so in a block that has a handler a variable never
changes in the middle: `write` begins a new block. And a join whose branches did not write a variable is
passed over (`Info.dominator`), so that most joins get no parameters at all; with pointers further up (`Info.far`)
a read takes logarithmic time in long scripts. Superfluous parameters are removed by `tidy`.
"""

from __future__ import annotations

from bisect import bisect_right

from weftc.hir import hir
from weftc.hir.hir import Block, Jump, Value
from weftc.source import Span
from weftc.syntax.scopes import Variable


class Info:
    """What the construction knows about a block."""

    __slots__ = (
        "block", "order", "sealed", "preds", "raisers", "defs", "incomplete", "dominator", "depth", "far", "facts",
    )  # fmt: skip

    def __init__(self, block: Block) -> None:
        self.block = block
        self.order = -1  # when it was begun
        self.sealed = False
        self.preds: list[tuple[Info, Jump]] = []
        self.raisers: list[Info] = []  # blocks whose handler this is
        self.defs: dict[Variable, Value] = {}
        self.incomplete: dict[Variable, Value] = {}
        self.dominator: Info | None = None
        self.depth = 0  # in the tree of dominators and only predecessors
        self.far: Info | None = None  # a block further up in it
        self.facts: dict[Variable, Value] = {}  # globals that nobody changes, as narrowed on the way here


class Graph:
    """The blocks of one function under construction."""

    def __init__(self, span: Span) -> None:
        self.infos: dict[Block, Info] = {}
        self.count = 0
        self.orders = 0
        self.writes: dict[Variable, list[int]] = {}
        self.pending: list[tuple[Info, Variable, Value]] = []
        #: what a block's parameters get: a value from each of its preds, then from each of its raisers
        self.operands: dict[Value, list[Value]] = {}
        self.span = span
        self.handler: Info | None = None
        self.ended = False
        self.unbound: Value | None = None
        #: check_bound or gload instructions that stand only if the value may be unbound: (block,
        #: instruction, value)
        self.guards: list[tuple[Block, Value, Value]] = []
        self.entry = self.new_block()
        self.current = self.entry
        self.entry.sealed = True
        self._begin(self.entry)

    def unlink(self) -> None:
        """At the end: freeing a chain of thousands from its end takes more stack than a browser has."""
        for info in self.infos.values():
            info.dominator = info.far = None
            info.preds, info.raisers = [], []

    # -- blocks ------------------------------------------------------------------------------------------

    def new_block(self) -> Info:
        info = Info(Block(len(self.infos)))
        self.infos[info.block] = info
        return info

    def note_fact(self, variable: Variable, value: Value) -> None:
        """From here on `value` is what the global is, in whatever this block dominates."""
        if self.current.block.handler is not None:
            self.start_fresh()
        self.current.facts = {**self.current.facts, variable: value}

    def _begin(self, info: Info) -> None:
        self.current = info
        self.ended = False
        info.order = self.orders
        self.orders += 1
        if self.handler is not None:
            info.block.handler = self.handler.block
            self.handler.raisers.append(info)
        info.facts = _common_facts(info)

    def start(self, info: Info, sealed: bool = True, dominator: Info | None = None) -> None:
        """Goes on in `info`. `dominator`: the block from whose end all ways here come, through blocks begun
        since."""
        self._begin(info)
        info.dominator = dominator
        if sealed:
            self.seal(info)
            _point_upwards(info)

    def join(self, info: Info, dominator: Info) -> None:
        """Goes on where several ways meet, if any does."""
        assert self.ended
        if info.preds:
            self.start(info, dominator=dominator)

    def start_fresh(self) -> Info:
        """Ends the current block, unless it is empty still, and goes on in a new one (under the present
        handler)."""
        block = self.current.block
        wanted = self.handler.block if self.handler is not None else None
        if not self.ended and not block.instrs and block.handler is wanted and self.current is not self.entry:
            return self.current
        fresh = self.new_block()
        if not self.ended:
            self.jump(fresh)
        self.start(fresh)
        return fresh

    def seal(self, info: Info) -> None:
        """All predecessors of the block are known."""
        info.sealed = True
        for variable, parameter in info.incomplete.items():
            self.pending.append((info, variable, parameter))
        info.incomplete = {}
        self._fill()

    def edge(self, target: Info) -> Jump:
        """A jump from the current block, for its terminator."""
        assert not target.sealed, "a new predecessor of a sealed block"
        jump = Jump(target.block, [])
        target.preds.append((self.current, jump))
        return jump

    def jump(self, target: Info) -> None:
        if not self.ended:
            self.end(self.edge(target))

    def end(self, terminator: hir.Terminator) -> None:
        """Ends the current block. What comes after is unreachable until a block is started."""
        assert not self.ended
        self.current.block.term = terminator
        self.ended = True

    # -- values ------------------------------------------------------------------------------------------

    def value(self, op: str, args: list[Value], imm: object, span: Span) -> Value:
        self.count += 1
        return Value(self.count, op, args, imm, span)

    def emit(self, op: str, args: list[Value], imm: object = None, span: Span | None = None) -> Value:
        if self.ended:  # code that can't be reached still has to go somewhere
            fresh = self.new_block()
            self.start(fresh)
        value = self.value(op, args, imm, span or self.span)
        self.current.block.instrs.append(value)
        return value

    def parameter(self, info: Info, name: str | None) -> Value:
        parameter = self.value("param", [], name, self.span)
        info.block.params.append(parameter)
        return parameter

    def nothing(self) -> Value:
        """The value of variables that aren't bound."""
        if self.unbound is None:
            self.unbound = self.value("unbound", [], None, self.span)
            self.entry.block.instrs.insert(0, self.unbound)
        return self.unbound

    # -- variables ---------------------------------------------------------------------------------------

    def write(self, variable: Variable, value: Value) -> None:
        if self.ended:
            return
        if self.current.block.handler is not None and self.current.block.instrs:
            self.start_fresh()
        self.current.defs[variable] = value
        writes = self.writes.setdefault(variable, [])
        if not writes or writes[-1] != self.current.order:
            writes.append(self.current.order)

    def read(self, variable: Variable) -> Value:
        """The variable's value at the present point; `nothing` on ways where it is not bound."""
        if self.ended:
            return self.nothing()
        value = self._find(variable, self.current)
        self._fill()
        return value

    def _find(self, variable: Variable, info: Info) -> Value:
        passed: list[Info] = []
        while True:
            value = info.defs.get(variable)
            if value is not None:
                break
            passed.append(info)
            far = info.far
            if far is not None and not self._written_between(variable, far.order, info.order):
                info = far
                continue
            above = info.dominator
            if above is not None and not self._written_between(variable, above.order, info.order):
                info = above
            elif not info.sealed:
                value = info.incomplete[variable] = self.parameter(info, variable.name)
                break
            elif len(info.preds) == 1 and not info.raisers:
                info = info.preds[0][0]
            elif not info.preds and not info.raisers:
                value = self.nothing()
                break
            else:
                value = self.parameter(info, variable.name)
                self.pending.append((info, variable, value))
                break
        for each in passed:
            each.defs[variable] = value
        return value

    def _written_between(self, variable: Variable, after: int, before: int) -> bool:
        writes = self.writes.get(variable)
        if not writes:
            return False
        at = bisect_right(writes, after)
        return at < len(writes) and writes[at] < before

    def _fill(self) -> None:
        """Gives parameters their arguments, which may ask for further parameters."""
        while self.pending:
            info, variable, parameter = self.pending.pop()
            self.operands[parameter] = [
                *[self._find(variable, pred) for pred, _ in info.preds],
                *[self._find(variable, raiser) for raiser in info.raisers],
            ]


def _point_upwards(info: Info) -> None:
    """Sets `far` as in a skew-binary list: from any block a few steps lead to any block above it."""
    above = info.dominator
    if above is None and len(info.preds) == 1 and not info.raisers:
        above = info.preds[0][0]
    if above is None or not 0 <= above.order < info.order:
        return
    info.depth = above.depth + 1
    info.far = above
    if above.far is not None and above.far.far is not None:
        further = above.far.far
        if above.depth - above.far.depth == above.far.depth - further.depth:
            info.far = further


def _common_facts(info: Info) -> dict[Variable, Value]:
    """Facts that hold on every known way here. They can't be undone, so later back edges don't matter."""
    sources = [pred.facts for pred, _ in info.preds] + [raiser.facts for raiser in info.raisers]
    if not sources or not all(sources):
        return {}
    first, *rest = sources
    if not rest:
        return dict(first)
    return {key: value for key, value in first.items() if all(other.get(key) is value for other in rest)}
