"""Proves ints small: which values a number may have where it stands, and what needn't be tested therefore.

    b1(v2: int, v3: int):                         b1(v2: int, v3: int):
      v4 = i64.lt_s v2, v1 : i32                    v4 = i64.lt_s v2, v1 : i32
      br v4 b2, b3                                  br v4 b2, b3
    b2:                                           b2:
      v5 = i64.lt_s v2, 0 : i32
      v6 = i64.add v2, v1 : i64
      v7 = select v6, v2, v5 : i64
      v8 = i64.ge_u v7, v1 : i32
      guard ('weft_raise_index', (0,)) v8
      v9 = load_elem ... v7                         v9 = load_elem ... v2
      v10 = int.mod v9, 1000 : int                  v10 = int.mod v9, 1000 : int
      v11 = int.add v2, v10 : int                   v11 = int.add 'fits' v2, v10 : int

Method: intervals over words, and pairs "a is below b", along the dominator tree; a branch, a guard or a
passed test narrows a value in what it dominates. Parameters of loop headers start from the entry edge and are
widened to thresholds until nothing grows, then narrowed once (Cousot and Cousot 1976); so a function is swept
two to six times. facts.py holds what is known at a place, counters.py the parameters that only count.

An int word that nothing is known of may one day be a big integer's, so its interval is all of i64. What is
only reduced by %, //, & and comparisons may use all 63 bits ("i64"). Arithmetic of proven values is "fits".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weftc.ir.dominators import Dominators, Loops, Node
from weftc.ir.ir import Block, Branch, Function, Jump, Rep, Value
from weftc.ir.ops import ARITHMETIC, CHECKED, NO_WRAP, OPS
from weftc.ir.runtime import RUNTIME
from weftc.passes.counters import Counters
from weftc.passes.facts import COMPARES, Facts
from weftc.passes.intervals import (
    BIT,
    RULES,
    SMALL,
    TOP,
    WORD,
    Interval,
    clip,
    constant,
    join,
    largest_remainder,
    within,
)
from weftc.passes.values import exit_uses, substitute

_LOW = (0, -(2**61), -(2**63))
_HIGH = (2**61 - 1, 2**63 - 1)
#: sweeps before all that still grows is taken as unknown
SWEEPS = 8

_REDUCERS = frozenset({"int.mod", "int.floordiv", "i64.and", *COMPARES})


def find_ranges(function: Function) -> None:
    """Changes operations in place; leaves constants and branches on them, for `simplify`."""
    if any(_matters(value) for block in function.blocks for value in block.instrs):
        _Analysis(function).run()


def _matters(value: Value) -> bool:
    return value.op == "guard" or value.op in ARITHMETIC


def _range(value: Value) -> Interval | None:
    """What its row says of an operation's result."""
    if value.op == "rt":
        return RUNTIME[str(value.imm)].range
    return OPS[value.op].range if value.op in OPS else None


@dataclass(slots=True)
class _Changes:
    """What a sweep found that may be done."""

    imms: dict[Value, object] = field(default_factory=dict)
    same: dict[Value, Value] = field(default_factory=dict)
    constants: dict[Value, int] = field(default_factory=dict)
    dropped: set[Value] = field(default_factory=set)
    branches: dict[Block, bool] = field(default_factory=dict)
    raw: dict[Value, tuple[str, int]] = field(default_factory=dict)


class _Analysis:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.dominators = Dominators(function)
        self.preorder = self.dominators.preorder()
        self.loops = Loops(self.dominators)
        self.headers = {loop.header for loop in self.loops.all}
        self.home = {v: block for block in function.blocks for v in (*block.params, *block.instrs)}
        self.wide = _wide_values(function)
        #: intervals that every sweep begins with, and the operations that it works out
        self.static: dict[Value, Interval] = {}
        self.work = {block: self._work(block) for block in function.blocks}
        #: what the back edges gave last, of headers' parameters
        self.back: dict[Value, Interval] = {}
        self.back_below: dict[Value, set[Value]] = {}
        self.counters = Counters(function if self.headers else None, self.home)

    def _work(self, block: Block) -> list[Value]:
        out = []
        for value in block.instrs:
            op = value.op
            top = TOP.get(value.rep)
            if op == "guard":
                out.append(value)
            elif top is None:
                continue
            elif op in RULES or op in COMPARES or op in ARITHMETIC:
                out.append(value)
            elif op == "const":
                self.static[value] = constant(value)
            elif op in ("load", "load_elem") and isinstance(value.imm, tuple) and value.imm[0] == "u8":
                self.static[value] = (0, 255)
            else:
                self.static[value] = _range(value) or top
        return out

    def run(self) -> None:
        for sweep in range(SWEEPS + 1):
            swept = dict(self.back), {param: set(below) for param, below in self.back_below.items()}
            self._sweep()
            if not self._grow(sweep >= SWEEPS):
                break
        if self.headers:
            stable = dict(self.back)
            self.back = {param: self.given_back.get(param, back) for param, back in stable.items()}
            if swept != (self.back, self.back_below):  # else there is nothing to narrow
                self._sweep()
            if self._grows():
                self.back = stable
                self._sweep()
        _apply(self.function, self.changes)

    # --- parameters of headers

    def _grow(self, give_up: bool) -> bool:
        """Widens what the back edges' values exceed; whether anything did."""
        grown = len(self.counters.refuted) > self.refuted_before
        for param, given in self.given_back.items():
            assumed = self.assumed.get(param)
            if assumed is None or (assumed[0] <= given[0] and given[1] <= assumed[1]):
                self.back.setdefault(param, given)
                continue
            grown = True
            top = TOP[param.rep]
            low = assumed[0] if given[0] >= assumed[0] else next((t for t in _LOW if t <= given[0]), top[0])
            high = assumed[1] if given[1] <= assumed[1] else next((t for t in _HIGH if t >= given[1]), top[1])
            widened = top if give_up else (max(low, top[0]), min(high, top[1]))
            self.back[param] = join(self.back.get(param, widened), widened)
        if give_up:
            for block in self.headers:
                for param in block.params:
                    if param.rep in TOP:
                        self.back[param] = TOP[param.rep]
                    self.back_below[param] = set()
            self.counters.refute_all()
        for param, below in self.assumed_below.items():
            kept = below & self.given_below.get(param, set())
            if len(kept) < len(below) or param not in self.back_below:
                grown = grown or len(kept) < len(below)
                self.back_below[param] = kept
        return grown

    def _grows(self) -> bool:
        if len(self.counters.refuted) > self.refuted_before:
            return True
        for param, given in self.given_back.items():
            assumed = self.assumed.get(param)
            if assumed is not None and not (assumed[0] <= given[0] and given[1] <= assumed[1]):
                return True
        return any(below - self.given_below.get(p, set()) for p, below in self.assumed_below.items())

    # --- one sweep over the function

    def _sweep(self) -> None:
        self.facts = Facts(self.static)
        self.incoming: dict[Value, Interval] = {}
        self.incoming_below: dict[Value, set[Value]] = {}
        self.given_back: dict[Value, Interval] = {}
        self.given_below: dict[Value, set[Value]] = {}
        self.assumed: dict[Value, Interval] = {}
        self.assumed_below: dict[Value, set[Value]] = {}
        self.changes = _Changes()
        self.refuted_before = len(self.counters.refuted)
        open_nodes: list[tuple[Node, int]] = []
        for node in self.preorder:
            while open_nodes and not self.dominators.dominates(open_nodes[-1][0], node):
                self.facts.undo(open_nodes.pop()[1])
            open_nodes.append((node, self.facts.mark))
            self._visit(node)

    def _visit(self, node: Node) -> None:
        block = node.block
        if node.first:
            if len(node.predecessors) == 1:
                source = node.predecessors[0]
                if source.last and isinstance(source.block.term, Branch):
                    term = source.block.term
                    if term.then.target is not term.otherwise.target:
                        self.facts.assume(term.cond, term.then.target is block)
            for param in block.params:
                self._enter(block, param)
        if node.last:
            for value in self.work[block]:
                self._value(value)
            self._leave(node)
        elif block.handler is not None:
            self._give(node, Jump(block.handler, block.handler_args))

    def _enter(self, block: Block, param: Value) -> None:
        top = TOP.get(param.rep)
        if top is None:
            return
        found = self.incoming.get(param, top)
        if block in self.headers:
            if param in self.back:
                found = join(found, self.back[param])
            self.assumed[param] = found
            if self.counters.counts(param):
                if param not in self.back:  # where it will get to by counting
                    found = self.counters.ahead(param, found)
                found = self.assumed[param] = self.counters.limit(found)
            below = set(self.incoming_below.get(param, ()))
            if param in self.back_below:
                below &= self.back_below[param]
            self.assumed_below[param] = below
            for other in below:
                self.facts.set_below(param, other)
        elif self.counters.counts(param):
            found = self.counters.limit(found)
        self.facts.ranges[param] = found

    def _leave(self, node: Node) -> None:
        block, term = node.block, node.block.term
        if not isinstance(term, Branch):
            for jump in block.jumps():
                self._give(node, jump)
            return
        cond = self.facts.interval(term.cond)
        if cond != (0, 0) and not cond[0] > 0 and not cond[1] < 0:
            for jump, holds in ((term.then, True), (term.otherwise, False)):
                if jump.args:
                    mark = self.facts.mark
                    self.facts.assume(term.cond, holds)
                    self._give(node, jump)
                    self.facts.undo(mark)
        else:
            self.changes.branches[block] = cond != (0, 0)
            self._give(node, term.then if cond != (0, 0) else term.otherwise)

    def _give(self, node: Node, jump: Jump) -> None:
        target = jump.target
        if not jump.args:
            return
        start = self.dominators.start[target]
        is_back = start.order <= node.order
        is_header = target in self.headers
        ranges = self.given_back if is_back else self.incoming
        pairs = self.given_below if is_back else self.incoming_below
        for param, arg in zip(target.params, jump.args, strict=True):
            top = TOP.get(param.rep)
            if top is None:
                continue
            given = self.facts.interval(arg)
            if self.counters.counts(param):
                given = self.counters.give(param, arg, given)
            ranges[param] = join(ranges[param], given) if param in ranges else given
            if is_header:
                below = {b for b in self.facts.below.get(self.facts.root(arg), ()) if self._stands(b, target)}
                pairs[param] = pairs[param] & below if param in pairs else below

    def _stands(self, value: Value, header: Block) -> bool:
        """Whether the value is the same in every turn of the header's loop."""
        home = self.home.get(value)
        return home is None or (home is not header and self.dominators.available(home, value, header))

    # --- operations

    def _value(self, value: Value) -> None:
        op, args = value.op, value.args
        compare = COMPARES.get(op)
        if compare is not None:
            found = self.facts.decide(compare[0], compare[1], args[0], args[1])
            self.facts.ranges[value] = found
            if found != BIT:
                self.changes.constants[value] = found[0]
            return
        if op == "guard":
            cond = self.facts.interval(args[0])
            if cond == (0, 0):
                self.changes.dropped.add(value)
            elif cond[0] <= 0 <= cond[1]:
                self.facts.assume(args[0], False)
            return
        if op in ARITHMETIC:
            self._arithmetic(value)
            return
        top = TOP[value.rep]
        same = self._unchanged(value) if op in ("i64.add", "select") else None
        if same is not None and same.rep in TOP:
            self.facts.set_same(value, same)
            self.facts.ranges[value] = self.facts.interval(same)
            self.changes.same[value] = same
            return
        ranges = self.facts.ranges
        found = RULES[op](*[ranges[arg] if arg in ranges else self.facts.interval(arg) for arg in args])
        if not (top[0] <= found[0] and found[1] <= top[1]):
            found = clip(found, top) if value.imm == NO_WRAP else top
        ranges[value] = found

    def _unchanged(self, value: Value) -> Value | None:
        """The operand that a value equals here: of sums with 0, and choices that are decided."""
        op, args = value.op, value.args
        if op == "i64.add":
            if self.facts.interval(args[1]) == (0, 0):
                return args[0]
            if self.facts.interval(args[0]) == (0, 0):
                return args[1]
        elif op == "select":
            cond = self.facts.interval(args[2])
            if cond == (0, 0):
                return args[1]
            if cond[0] > 0 or cond[1] < 0:
                return args[0]
        return None

    def _arithmetic(self, value: Value) -> None:
        op, args = value.op, value.args
        a, b = self.facts.interval(args[0]), self.facts.interval(args[-1])
        if op in ("int.mod", "int.floordiv"):
            self._division(value, a, b)
            return
        wide = value.imm == "i64" or value in self.wide
        exact = RULES[op](a, b) if op != "int.neg" else (-a[1], -a[0])
        limit = WORD if wide else SMALL
        operands = all(within(r, SMALL) or arg in self.wide for arg, r in zip(args, (a, b), strict=False))
        if value.imm == "fits" or (operands and within(exact, limit)):
            self.facts.ranges[value] = exact if within(exact, WORD) else SMALL
            self.changes.imms[value] = "fits"
            return
        self.facts.ranges[value] = clip(exact, limit)
        if wide:
            self.changes.imms[value] = "i64"
        elif op in ("int.add", "int.sub", "int.neg"):
            # The result was small, so the operands are; for a difference, if one of them was known to be.
            if op != "int.sub" or within(a, SMALL) or within(b, SMALL):
                for arg in args:
                    self.facts.narrow(arg, *SMALL)

    def _division(self, value: Value, a: Interval, b: Interval) -> None:
        dividend = value.args[0]
        known = within(a, SMALL) or dividend in self.wide
        positive = b[0] > 0
        nonneg = known and a[0] >= 0 and positive
        if value.op == "int.mod":
            if positive and nonneg and a[1] < b[0] and dividend.rep is value.rep:
                self.facts.set_same(value, dividend)
                self.changes.same[value] = dividend
                self.facts.ranges[value] = a
                return
            most = largest_remainder(b)
            low, high = (0 if b[0] > 0 else -most), (most if b[1] > 0 else 0)
            found = (low, min(high, a[1]) if nonneg else high)
        elif positive and known:
            found = (min(a[0] // b[0], a[0] // b[1]), max(a[1] // b[0], a[1] // b[1]))
        else:
            most = max(abs(a[0]), abs(a[1])) if known else 2**63
            found = (-most, most)
        self.facts.ranges[value] = found if within(found, WORD) else WORD
        if known and b[0] == b[1] and b[0] > 0 and b[0] & (b[0] - 1) == 0:
            self.changes.raw[value] = (
                ("i64.and", b[0] - 1) if value.op == "int.mod" else ("i64.shr_s", b[0].bit_length() - 1)
            )
        elif nonneg:
            self.changes.imms[value] = {"nonneg": True}


def _wide_values(function: Function) -> set[Value]:
    """Results of arithmetic all of whose uses reduce them, or are such arithmetic themselves."""
    candidates: list[Value] = []
    uses: dict[Value, list[Value]] = {}
    escaped: set[Value] = set()
    for block in function.blocks:
        for value in block.instrs:
            if value.op in CHECKED and value.imm in (None, "i64"):
                candidates.append(value)
            reduces = value.op in _REDUCERS or (value.op in CHECKED and value.op != "int.shl")
            for index, arg in enumerate(value.args):
                if arg.op in CHECKED:
                    if reduces and not (value.op in ("int.mod", "int.floordiv") and index == 1):
                        uses.setdefault(arg, []).append(value)
                    else:
                        escaped.add(arg)
        for arg in exit_uses(block):
            escaped.add(arg)
    wide: set[Value] = set()
    for value in reversed(candidates):  # users come after, but for loops, which go through parameters
        users = uses.get(value)
        if users and value not in escaped:
            if all(user.op in _REDUCERS or user in wide for user in users):
                if any(user.op not in COMPARES for user in users):
                    wide.add(value)
    return wide


def _apply(function: Function, changes: _Changes) -> None:
    for value, imm in changes.imms.items():
        value.imm = imm
    for value, number in changes.constants.items():
        value.op, value.args, value.imm = "const", [], number
    for block in function.blocks:
        if changes.dropped or changes.raw:
            instrs = []
            for value in block.instrs:
                if value in changes.dropped:
                    continue
                raw = changes.raw.get(value)
                if raw is not None:
                    mask = function.new_value("const", [], raw[1], Rep.I64, value.pos)
                    instrs.append(mask)
                    value.op, value.imm, value.args = raw[0], None, [value.args[0], mask]
                instrs.append(value)
            block.instrs = instrs
        holds = changes.branches.get(block)
        if holds is not None and isinstance(block.term, Branch):
            block.term = block.term.then if holds else block.term.otherwise
    substitute(function, changes.same)
