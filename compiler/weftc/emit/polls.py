"""Which loops poll, and how.

A loop with a constant, small number of turns and no calls needs no poll. Any other polls at its latch, once a turn.
A counted loop without calls is strip-mined: its exit test compares with a nearer limit, and only where that test fails
does a poll stand, about every thousand turns.

    while i < n: body            ->      limit = min(i + 1024, n)
                                         again: while i < limit: body
                                         if i < n: poll; limit = min(i + 1024, n); goto again

Where the body begins with tests of an index that moves with the counter, against a length that the loop doesn't change,
they too stand before the strip only, and the limit is near enough for all its turns to pass them:

    if i >= len: raise; body             ->      if i >= len: raise; limit = min(i + 1024, n, len)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from weftc.emit.control_flow import ControlFlow
from weftc.emit.loops import Loop
from weftc.emit.trees import has_effect
from weftc.ir.ir import Branch, Jump, Value
from weftc.ir.ops import OPS, Effect

#: turns without a poll, for the smallest bodies, and instructions without a poll
STRIP_TURNS = 1024
STRIP_INSTRUCTIONS = 30_000
#: a loop of so few instructions in all runs short
SHORT_INSTRUCTIONS = 2_000

_UP = frozenset(["lt_s", "le_s", "lt_u", "le_u"])
_DOWN = frozenset(["gt_s", "ge_s"])
_MIRRORED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
_INVERTED = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}
_CALLS = frozenset(name for name, op in OPS.items() if Effect.ALLOCATES in op.effect)


class IndexTest(NamedTuple):
    """`guard` raises if the counter plus `offset` isn't below `length`, an I32, both unsigned."""

    guard: Value
    offset: int
    length: Value


class Strip(NamedTuple):
    """How a counted loop is cut. `test`, which ends the block `at`, compares `counter` (operand number `side`) with a
    `bound`; the loop goes on if it holds, or if not `stay`, if it doesn't. `first` is the counter when the header
    begins: the same, unless the test stands at the loop's end. It runs `turns` without a poll, each of which adds
    `step`, a number or a value that the loop doesn't change: one of the other sign, or too large, polls more often.
    `latch` is the empty block between a test at the end and the header, or `at` itself, or -1 for a test at the top.
    `index_tests`, in their order, are the first that the header does, and are left out there."""

    test: Value
    at: int
    counter: Value
    first: Value
    bound: Value
    side: int
    stay: bool
    turns: int
    step: int | Value
    latch: int
    index_tests: tuple[IndexTest, ...] = ()

    @property
    def unsigned(self) -> bool:
        return self.test.op.endswith("_u")

    @property
    def upward(self) -> bool:
        op = self.test.op.partition(".")[2][:2]
        return (op in ("lt", "le")) == (self.stay == (self.side == 0))

    @property
    def narrow(self) -> bool:
        """Whether the counter is an i32."""
        return self.test.op.startswith("i32")


@dataclass(slots=True)
class Polls:
    """Loops that poll, by header; None: plainly."""

    strips: dict[int, Strip | None]

    def tested(self, header: int) -> list[Value]:
        """The guards of a block that stand before the strip instead."""
        strip = self.strips.get(header)
        return [] if strip is None else [test.guard for test in strip.index_tests]


def find_polls(flow: ControlFlow) -> Polls:
    """Decides for every loop of a function."""
    polls = Polls({})
    if not flow.loops:
        return polls
    body: dict[int, int] = {}  # instructions, by header of the innermost loop
    calls: set[int] = set()
    home: dict[Value, int] = {}
    for number, block in enumerate(flow.blocks):
        loop = flow.loop_of[number]
        for param in block.params:
            home[param] = number
        for value in block.instrs:
            home[value] = number
        if loop is not None:
            body[loop.header] = body.get(loop.header, 0) + len(block.instrs) + 2
            if any(value.op in _CALLS for value in block.instrs):
                calls.add(loop.header)
    for loop in flow.loops:
        strip = None
        if not loop.children and loop.header not in calls:
            turns = min(STRIP_TURNS, max(16, STRIP_INSTRUCTIONS // body[loop.header]))
            strip = _counted(flow, loop, home, turns)
            if strip is not None and _turns(flow, loop, strip) * body[loop.header] <= SHORT_INSTRUCTIONS:
                continue
        polls.strips[loop.header] = strip
        if strip is not None:
            loop.strip()
    return polls


def _counted(flow: ControlFlow, loop: Loop, home: dict[Value, int], turns: int) -> Strip | None:
    """The cut of a loop whose header or only latch tests a counter."""
    header = flow.blocks[loop.header]
    if not any(has_effect(value) for value in header.instrs):  # they run once more at each cut
        strip = _cut(flow, loop, home, turns, loop.header, -1)
        if strip is not None:
            return strip
    latches = [n for n in flow.predecessors[loop.header] if n >= loop.header]
    if len(latches) != 1:
        return None
    latch = at = latches[0]
    block = flow.blocks[latch]
    if isinstance(block.term, Jump) and not block.instrs and not block.params:
        before = flow.predecessors[latch]
        if len(before) != 1 or latch == loop.header:
            return None
        at = before[0]
    return _cut(flow, loop, home, turns, at, latch)


def _cut(flow: ControlFlow, loop: Loop, home: dict[Value, int], turns: int, at: int, latch: int) -> Strip | None:
    header, term = flow.blocks[loop.header], flow.blocks[at].term
    if not isinstance(term, Branch):
        return None
    test = term.cond
    prefix, _, op = test.op.partition(".")
    if prefix not in ("i32", "i64") or op[:2] not in _MIRRORED or home.get(test) != at:
        return None
    stay = _inside(flow, loop, flow.number[term.then.target])
    if stay == _inside(flow, loop, flow.number[term.otherwise.target]):
        return None
    for side in (0, 1):
        counter, bound = test.args[side], test.args[1 - side]
        place = home.get(bound)
        if bound.op != "const" and place is not None and _inside(flow, loop, place):
            continue
        effective = op if stay else _INVERTED[op[:2]] + op[2:]
        if side:
            effective = _MIRRORED[effective[:2]] + effective[2:]
        for index, param in enumerate(header.params):
            if param is not counter and (latch < 0 or _arrives(flow, loop, latch, index) is not counter):
                continue
            step = _step(flow, loop, home, index, param)
            if isinstance(step, Value):
                suits = prefix == "i64" and effective in _UP | _DOWN
            else:
                suits = step != 0 and effective in (_UP if step > 0 else _DOWN)
            if suits:
                tests: tuple[IndexTest, ...] = ()
                if latch >= 0 and prefix == "i64" and effective == "lt_s" and (isinstance(step, Value) or step > 0):
                    tests = tuple(_index_tests(flow, loop, home, param))
                return Strip(test, at, counter, param, bound, side, stay, turns, step, latch, tests)
    return None


def _index_tests(flow: ControlFlow, loop: Loop, home: dict[Value, int], first: Value) -> Iterator[IndexTest]:
    """The tests of indices that the header does before anything else that can be seen."""
    for value in flow.blocks[loop.header].instrs:
        if value.op == "guard":
            found = _index_test(flow, loop, home, first, value)
            if found is None:
                return
            yield found
        elif has_effect(value):
            return


def _index_test(flow: ControlFlow, loop: Loop, home: dict[Value, int], first: Value, guard: Value) -> IndexTest | None:
    test = guard.args[0]
    if test.op != "i64.ge_u" or len(guard.args) > 1 or test.args[1].op != "i64.extend_i32_u":
        return None
    index, (length,) = test.args[0], test.args[1].args
    place = home.get(length)
    if place is not None and _inside(flow, loop, place):
        return None
    offset: int | Value = 0 if index is first else _added(index, first)
    fits = index is first or index.imm is not None  # proven not to wrap
    if isinstance(offset, Value) or not fits or abs(offset) > 1 << 20 or (index is not first and offset == 0):
        return None
    return IndexTest(guard, offset, length)


def _arrives(flow: ControlFlow, loop: Loop, latch: int, index: int) -> Value | None:
    """What the latch gives the header's parameter."""
    header = flow.blocks[loop.header]
    jumps = [jump for jump in flow.blocks[latch].jumps() if jump.target is header]
    return jumps[0].args[index] if len(jumps) == 1 else None


def _inside(flow: ControlFlow, loop: Loop, number: int) -> bool:
    inner = flow.loop_of[number]
    return inner is not None and inner.within(loop)


def _step(flow: ControlFlow, loop: Loop, home: dict[Value, int], index: int, counter: Value) -> int | Value:
    """What every turn adds to the counter, 0 if that isn't always the same."""
    step: int | Value = 0
    for source in flow.predecessors[loop.header]:
        if source < loop.header:
            continue
        for jump in flow.blocks[source].jumps():
            if jump.target is not flow.blocks[loop.header]:
                continue
            mine = _added(jump.args[index], counter)
            if isinstance(mine, Value):
                place = home.get(mine)
                if place is not None and _inside(flow, loop, place):
                    return 0
            elif abs(mine) > 1 << 20:
                return 0
            if mine == 0 or step not in (0, mine):
                return 0
            step = mine
    return step


def _added(value: Value, counter: Value) -> int | Value:
    if value.op not in ("i32.add", "i64.add", "i32.sub", "i64.sub", "int.add", "int.sub"):
        return 0
    a, b = value.args
    if value.op.endswith("add") and b is counter:
        a, b = b, a
    if a is not counter:
        return 0
    if b.op == "const" and isinstance(b.imm, int):
        return b.imm if value.op.endswith("add") else -b.imm
    return b if value.op == "i64.add" else 0


def _turns(flow: ControlFlow, loop: Loop, strip: Strip) -> int:
    """How often the loop turns at most, if both ends are constants; else many."""
    many = 1 << 62
    index = flow.blocks[loop.header].params.index(strip.first)
    step = strip.step
    if strip.bound.op != "const" or not isinstance(strip.bound.imm, int) or isinstance(step, Value):
        return many
    turns = 0
    for source in flow.predecessors[loop.header]:
        if source >= loop.header:
            continue
        for jump in flow.blocks[source].jumps():
            if jump.target is flow.blocks[loop.header]:
                first = jump.args[index]
                if first.op != "const" or not isinstance(first.imm, int):
                    return many
                turns = max(turns, abs(strip.bound.imm - first.imm) // abs(step) + 1)
    return turns
