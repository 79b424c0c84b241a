"""The suspension points of a function, and the sites at which an error may start.

Points are numbered from 1 in preorder of the loop tree: those that belong to a loop directly, then those of each
inner loop. So all points inside a loop are one range, and a dispatch is a range test. A poll stands at its loop's
latch and is resumed at the loop's entry; it therefore belongs to the loop around, unless an error at the poll is
handled inside the loop, which can be entered by its header alone. Sites are points and, from there on, the other
places with a line for the traceback. A checked operation in a loop is a point of the generic body alone, which is
entered at such points first, and so holds only what may run after one.
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc.emit.call_graph import CallGraph
from weftc.emit.control_flow import ControlFlow
from weftc.emit.liveness import Liveness
from weftc.emit.loops import Loop
from weftc.emit.polls import Polls
from weftc.emit.trees import Trees
from weftc.graphs import reachable
from weftc.ir.ir import Block, Pos, Raise, Value
from weftc.ir.ops import CHECKED

ENTRY, POLL, CALL, OVERFLOW = range(4)


@dataclass(slots=True)
class Point:
    """`live`: the values whose locals the frame keeps; `loop`: the loop from which it is dispatched; `block`: number of
    the block that holds it (of a poll: the loop's header); `value`: the call or checked operation."""

    kind: int
    number: int
    block: int
    loop: Loop | None
    live: int
    value: Value | None
    pos: Pos | None
    handler: Block | None


@dataclass(slots=True)
class Points:
    """`points[i]` has number i + 1. `of_value` finds calls and checked operations by id, `of_loop` polls by header.
    `spans` has the range of numbers [first, last) of each loop with points, by header. `sites` are positions by number,
    from 0 (none), with the handlers that errors go to; `site_of` by the id of an operation, `site_of_end` by block.
    `after_overflow` has the blocks that may run after an overflow in a loop: those of the generic body."""

    points: list[Point]
    entry: Point | None
    of_value: dict[int, Point]
    of_loop: dict[int, Point]
    own: dict[Loop | None, list[Point]]
    spans: dict[int, tuple[int, int]]
    sites: list[tuple[Pos | None, Block | None]]
    site_of: dict[int, int]
    site_of_end: dict[int, int]
    after_overflow: set[int]

    def has(self, point: Point, generic: bool) -> bool:
        """Whether a body may be resumed at a point."""
        if generic:
            return point.kind != ENTRY and point.block in self.after_overflow
        return point.kind != OVERFLOW


def wanted_roots(flow: ControlFlow, trees: Trees, calls: CallGraph, generic: bool) -> set[int]:
    """Ids of the operations at which a point stands."""
    wanted = set()
    for number, roots in enumerate(trees.roots):
        in_loop = flow.loop_of[number] is not None
        for value in roots:
            op = value.op
            if (op == "call" or op == "rt") and calls.may_suspend(value):
                wanted.add(value.id)
            elif generic and in_loop and op in CHECKED and value.imm is None:
                wanted.add(value.id)
    return wanted


def find_points(
    flow: ControlFlow, trees: Trees, live: Liveness, polls: Polls, calls: CallGraph, wanted: set[int], suspends: bool
) -> Points:
    """All points and sites of one function; none but sites if it never suspends."""
    result = Points([], None, {}, {}, {}, {}, [(None, None)], {}, {}, set())
    if suspends:
        _collect(flow, trees, live, polls, wanted, result)
        _number(flow, result)
        result.after_overflow = _after_overflow(flow, result)
    library = flow.function.library
    for point in result.points:
        # an entry is never raised through; its position names the task
        result.sites.append((None if library and point.kind != ENTRY else point.pos, point.handler))
    for value_id, point in result.of_value.items():
        result.site_of[value_id] = point.number
    for number, block in enumerate(flow.blocks):
        for value in trees.roots[number]:
            if value.id not in result.site_of and calls.may_raise(value):
                result.site_of[value.id] = _site(result, None if library else value.pos, block.handler)
        if isinstance(block.term, Raise):
            result.site_of_end[number] = _site(result, None if library else block.term.pos, block.handler)
    return result


def _site(result: Points, pos: Pos | None, handler: Block | None) -> int:
    if pos is None:
        return 0
    result.sites.append((pos, handler))
    return len(result.sites) - 1


def _collect(flow: ControlFlow, trees: Trees, live: Liveness, polls: Polls, wanted: set[int], result: Points) -> None:
    first = next((v.pos for block in flow.blocks for v in block.instrs if v.pos is not None), None)
    entry = Point(ENTRY, 0, 0, None, live.at_start[0], None, first, None)
    result.entry = entry
    result.own[None] = [entry]
    for number, block in enumerate(flow.blocks):
        loop = flow.loop_of[number]
        if loop is not None and loop.header == number and number in polls.strips:
            pos = block.pos or next((v.pos for v in block.instrs if v.pos is not None), None)
            around = loop.parent if not _handles_inside(flow, loop) else loop
            point = Point(POLL, 0, number, around, live.at_start[number], None, pos, block.handler)
            result.of_loop[number] = point
            result.own.setdefault(around, []).append(point)
        for value in trees.roots[number]:
            if value.id not in wanted:
                continue
            kind = OVERFLOW if value.op in CHECKED else CALL
            alive = live.before[value.id] if kind == OVERFLOW else live.after[value.id]
            point = Point(kind, 0, number, loop, alive, value, value.pos, block.handler)
            result.of_value[value.id] = point
            result.own.setdefault(loop, []).append(point)


def _after_overflow(flow: ControlFlow, points: Points) -> set[int]:
    overflows = (point.block for point in points.of_value.values() if point.kind == OVERFLOW)
    return reachable(overflows, flow.successors.__getitem__)


def _handles_inside(flow: ControlFlow, loop: Loop) -> bool:
    """Whether an error at the loop's poll goes to a handler inside the loop."""
    handler = flow.blocks[loop.header].handler
    home = None if handler is None else flow.loop_of[flow.number[handler]]
    return home is not None and home.within(loop)


def _number(flow: ControlFlow, result: Points) -> None:
    outermost = [loop for loop in flow.loops if loop.parent is None]
    todo: list[tuple[Loop | None, bool]] = [(None, False)]
    starts: dict[int, int] = {}
    while todo:
        loop, done = todo.pop()
        if done:
            assert loop is not None
            if len(result.points) + 1 > starts[loop.header]:
                result.spans[loop.header] = (starts[loop.header], len(result.points) + 1)
            continue
        if loop is not None:
            starts[loop.header] = len(result.points) + 1
            todo.append((loop, True))
        for point in result.own.get(loop, ()):
            result.points.append(point)
            point.number = len(result.points)
        children = outermost if loop is None else loop.children
        todo += ((child, False) for child in reversed(children))
