"""The graph of nodes of one body: the IR's blocks cut at suspension points, with the roads in and out of them.

    START     entry test -> RESTORE if resumed, else the first block; a generic body is always resumed
    RESTORE   reloads the locals, dispatches among the points outside loops and the loops that have points inside
    DISPATCH  in front of the header of such a loop: `pt` nonzero -> RANGE, which dispatches further in
    RESUME    one point: takes the call's result from the worker, recomputes interior pointers; then the code after the
              call, which begins with the status test, so that value, error and second suspension take one road. A
              call that can be done in passing (channels.py, gates.py) tests it itself, and so does its RESUME
    LATCH     the poll, to which all back edges of its loop go; resumed at the loop's entry, so that every slice
              makes progress even if someone wants attention all the time
    STRIP, AGAIN, CHECK   see polls.py: the limit is set, the loop proper, and the exit test with the poll
    SAVE      the frame is written; POLLED: the status is set before it; CALLED: after a call whose status isn't 0
    LANDING   an error inside a block with a handler: the traceback line, then the handler
    UNWIND    the traceback line, then back to the caller (QUIT: no line)
    THROW     calls a runtime function that raises

Only loop headers and the start are targets of dispatch, so the graph stays reducible.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weftc.emit.call_graph import CallGraph
from weftc.emit.channels import can_pass
from weftc.emit.control_flow import ControlFlow
from weftc.emit.gates import can_take
from weftc.emit.liveness import Liveness
from weftc.emit.locals import Locals
from weftc.emit.loops import Loop
from weftc.emit.points import CALL, OVERFLOW, Point, Points
from weftc.emit.polls import Polls, Strip
from weftc.emit.structure import BRANCH, JUMP, LEAF, TABLE, Edge, Node
from weftc.emit.trees import DEAD, LOCAL, Trees
from weftc.ir.ir import Branch, Jump, Raise, Return, Switch, Unreachable, Value
from weftc.ir.ops import CHECKED

(
    START, RESTORE, DISPATCH, RANGE, RESUME, CODE, LATCH, STRIP, CHECK, STRIP_POLL, SAVE, POLLED, CALLED, LANDING,
    UNWIND, QUIT, THROW, COPY,
) = range(18)  # fmt: skip


@dataclass(slots=True)
class Plan:
    """All that is decided about a function before its code is written."""

    flow: ControlFlow
    calls: CallGraph
    trees: Trees
    live: Liveness
    locals: Locals
    polls: Polls
    points: Points
    suspends: bool
    #: what gives the traceback lines of a position
    has_lines: list[bool]


@dataclass(slots=True)
class Throw:
    """A raiser, its constant and computed arguments."""

    symbol: str
    imm: tuple[int | str, ...]
    args: list[Value]


@dataclass(slots=True)
class Choice:
    """Where a dispatch leads: resume nodes, their numbers without a gap but for other bodies' points, then inner loops
    with the first number inside each."""

    resumes: list[Node]
    inner: list[tuple[int, Node]]


@dataclass(slots=True)
class Body:
    """`side` is where an operation's error goes, by id. `limits` are the
    headers of the strip-mined loops."""

    plan: Plan
    generic: bool
    entry: Node
    side: dict[int, Node] = field(default_factory=dict)
    limits: list[int] = field(default_factory=list)
    polled: Node | None = None
    save: Node | None = None


class _Builder:
    def __init__(self, plan: Plan, generic: bool) -> None:
        self.plan = plan
        self.flow = plan.flow
        self.points = plan.points
        self.body = Body(plan, generic, Node(START, JUMP, None))
        #: of each block that this body holds
        self.first: dict[int, Node] = {}
        self.last: dict[int, Node] = {}
        self.landings: dict[int, Node] = {}
        self.throws: dict[tuple[object, ...], Node] = {}
        self.singles: dict[int, Node] = {}
        self.loop_entry: dict[int, Node] = {}
        self.loop_again: dict[int, Node] = {}
        self.ranges: dict[int, Node] = {}
        self.resumes: list[Node] = []
        self.targets: dict[int, Node] = {}
        self.outermost = [loop for loop in plan.flow.loops if loop.parent is None]

    def build(self) -> Body:
        generic = self.body.generic
        held = sorted(self.points.after_overflow) if generic else range(len(self.flow.blocks))
        for number in held:
            self._cut(number)
        for loop in reversed(self.flow.loops):  # inner first
            if loop.header in self.first:
                self._loop(loop)
        for number in held:
            self._end(number)
        for header in self.body.limits:
            self._strip_exit(header)
        start = self.body.entry
        if self.plan.suspends:
            restore = Node(RESTORE, LEAF, None)
            self._dispatch(restore, None)
            start.edges = [Edge(restore, [])]
            if not generic:
                assert self.points.entry is not None
                self.targets[self.points.entry.number] = self.first[0]
                restore.sides.append(self._single(POLLED))
                start.term = BRANCH
                start.edges.append(Edge(self.first[0], []))
        else:
            start.edges = [Edge(self.first[0], [])]
        self._connect()
        return self.body

    # blocks

    def _cut(self, number: int) -> None:
        """One node for a block, or more where points stand in it."""
        roots = self.plan.trees.roots[number]
        block, loop = self.flow.blocks[number], self.flow.loop_of[number]
        tested = self.plan.polls.tested(number)
        node = self._code(number, 0, loop)
        self.first[number] = node
        for index, value in enumerate(roots):
            if value.op == "catch":
                continue
            point = self.points.of_value.get(value.id)
            if point is not None and point.kind == OVERFLOW:
                if self.body.generic:
                    if index > node.low or node.data is not None:
                        node.high = index
                        node = self._follow(node, number, index, loop)
                    self.body.side[value.id] = self._error(number, point.number)
                    node.sides.append(self.body.side[value.id])
                    self.targets[point.number] = node
                else:
                    node.sides.append(self._single(POLLED))
                continue
            if point is not None:
                called = self._single(CALLED) if block.handler is None else self._landing(number, True)
                if can_pass(value) or can_take(value):  # what is done in passing needs no test
                    node.sides.append(called)
                    self.body.side[value.id] = called
                node.high = index + 1
                node = self._follow(node, number, index + 1, loop)
                if value.id not in self.body.side:
                    node.data = point
                    node.sides.append(called)
                self.targets[point.number] = node
                continue
            if value in tested:
                continue
            if self.plan.calls.may_raise(value):
                side = self._raise_side(value, number)
                node.sides.append(side)
                self.body.side[value.id] = side
        node.high = len(roots)
        node.ends = True
        self.last[number] = node

    def _code(self, number: int, low: int, loop: Loop | None) -> Node:
        node = Node(CODE, JUMP, loop)
        node.block, node.low = number, low
        node.cold = self.flow.blocks[number].cold
        return node

    def _follow(self, node: Node, number: int, low: int, loop: Loop | None) -> Node:
        following = self._code(number, low, loop)
        node.edges = [Edge(following, [])]
        return following

    def _raise_side(self, value: Value, number: int) -> Node:
        """Where an operation branches if it fails, or after a call that it makes itself has failed."""
        if value.op == "guard":
            assert isinstance(value.imm, tuple)
            symbol, imm = value.imm
            return self._throw(Throw(symbol, imm, value.args[1:]), number, value)
        if value.op == "int.floordiv" or (value.op in CHECKED and self._leaves(value, number)):
            return self._throw(Throw("weft_raise_overflow", (), []), number, value)
        return self._error(number, self.points.site_of[value.id])

    def _leaves(self, value: Value, number: int) -> bool:
        """Whether a checked operation's overflow raises outright: in loops, where there is no generic body, and that of
        64 bits."""
        in_loop = self.flow.loop_of[number] is not None
        return (in_loop and value.id not in self.points.of_value) or value.imm == "i64"

    def _throw(self, throw: Throw, number: int, value: Value) -> Node:
        error = self._error(number, self.points.site_of[value.id])
        key = (throw.symbol, throw.imm, error, *(arg.id for arg in throw.args))
        node = self.throws.get(key)
        if node is None:
            node = self.throws[key] = Node(THROW, JUMP, error.loop)
            node.cold = True
            node.data = throw
            node.edges = [Edge(error, [])]
        return node

    def _error(self, number: int, site: int = -1) -> Node:
        """Where an error in a block goes once it is set."""
        if self.flow.blocks[number].handler is not None:
            return self._landing(number, False)
        if site >= 0 and not self.plan.has_lines[site]:
            return self._single(QUIT)
        return self._single(UNWIND)

    def _landing(self, number: int, suspends: bool) -> Node:
        node = self.landings.get(number)
        block = self.flow.blocks[number]
        assert block.handler is not None
        target = self.flow.number[block.handler]
        if node is None:
            node = self.landings[number] = Node(LANDING, JUMP, self.flow.loop_of[target])
            node.cold = True
            node.block = number
        if suspends and not node.sides:
            node.sides.append(self._single(SAVE))
        return node

    def _single(self, kind: int) -> Node:
        node = self.singles.get(kind)
        if node is not None:
            return node
        node = self.singles[kind] = Node(kind, LEAF, None)
        node.cold = True
        if kind == SAVE:
            self.body.save = node
        elif kind == POLLED:
            self.body.polled = node
            node.term, node.edges = JUMP, [Edge(self._single(SAVE), [])]
        elif kind == CALLED:
            node.term, node.edges = BRANCH, [Edge(self._single(SAVE), []), Edge(self._single(UNWIND), [])]
        return node

    def _end(self, number: int) -> None:
        """A block's terminator."""
        node, block = self.last[number], self.flow.blocks[number]
        match block.term:
            case Jump() as jump:
                node.edges = [self._edge(number, jump)]
            case Branch(_, then, otherwise):
                node.term = BRANCH
                node.edges = [self._edge(number, then), self._edge(number, otherwise)]
            case Switch(_, targets, default):
                node.term = TABLE
                node.edges = [self._without_copies(self._edge(number, jump), node) for jump in (*targets, default)]
            case Raise():
                node.edges = [Edge(self._error(number, self.points.site_of_end[number]), [])]
            case Return() | Unreachable():
                node.term = LEAF

    def _edge(self, number: int, jump: Jump) -> Edge:
        place, local = self.plan.trees.place, self.plan.locals.local
        copies = [
            (param, arg)
            for param, arg in zip(jump.target.params, jump.args, strict=True)
            if place[param.id] != DEAD and not (place[arg.id] == LOCAL and local[arg.id] == local[param.id])
        ]
        target = self.flow.number[jump.target]
        if target in self.loop_entry:
            node = self.loop_again[target] if target <= number else self.loop_entry[target]
        else:
            node = self.first[target]
        return Edge(node, copies)

    def _without_copies(self, edge: Edge, source: Node) -> Edge:
        if not edge.copies:
            return edge
        node = Node(COPY, JUMP, source.loop)
        node.edges = [edge]
        node.forced = True
        return Edge(node, [])

    # loops

    def _loop(self, loop: Loop) -> None:
        header = loop.header
        node = self.first[header]
        if self._span(loop) is not None:
            dispatch = Node(DISPATCH, BRANCH, loop)
            inside = self.ranges[header] = Node(RANGE, LEAF, loop)
            dispatch.edges = [Edge(inside, []), Edge(node, [])]
            self._dispatch(inside, loop)
            node = dispatch
        again = node
        point = self.points.of_loop.get(header)
        strip = self.plan.polls.strips.get(header)
        if point is not None and strip is not None and node is self.first[header]:
            node = self._strip(loop, strip, node)
        elif point is not None:
            again = Node(LATCH, JUMP, loop)
            again.data = point
            again.sides = [self._single(POLLED)]
            again.edges = [Edge(node, [])]
        self.loop_entry[header], self.loop_again[header] = node, again
        if point is not None:
            self.targets[point.number] = node if point.loop is not loop else self.first[header]

    def _strip(self, loop: Loop, strip: Strip, node: Node) -> Node:
        """The nodes around a strip-mined loop; the exit is rerouted when the header's terminator is written."""
        entry = Node(STRIP, JUMP, loop.strips)
        entry.data = strip
        entry.block = loop.header
        entry.edges = [Edge(node, [])]
        for test in strip.index_tests:
            side = self.body.side[test.guard.id] = self._raise_side(test.guard, loop.header)
            entry.sides.append(side)
        self.body.limits.append(loop.header)
        return entry

    def _strip_exit(self, number: int) -> None:
        """The exit of a strip-mined loop goes over the true test and the poll."""
        strip = self.plan.polls.strips[number]
        point = self.points.of_loop[number]
        assert strip is not None
        node, entry = self.last[strip.at], self.loop_entry[number]
        on = 0 if strip.stay else 1
        back = node.edges[on]
        if strip.latch < 0:
            copies = []  # the header's parameters have not changed
        elif strip.latch == strip.at:
            copies = back.copies
        else:
            copies = self.last[strip.latch].edges[0].copies
        poll = Node(STRIP_POLL, JUMP, entry.loop)
        poll.data = point
        poll.sides = [self._single(POLLED)]
        poll.edges = [Edge(entry, [])]
        check = Node(CHECK, BRANCH, entry.loop)
        check.data = strip
        check.edges = [node.edges[0], node.edges[1]]
        check.edges[on] = Edge(poll, copies)
        node.edges[1 - on] = Edge(check, [])
        node.data = strip

    # resuming

    def _span(self, loop: Loop) -> tuple[int, int] | None:
        """The points inside a loop at which this body can be resumed."""
        span = self.points.spans.get(loop.header)
        if span is None:
            return None
        inside = self.points.points[span[0] - 1 : span[1] - 1]
        return span if any(self.points.has(point, self.body.generic) for point in inside) else None

    def _dispatch(self, node: Node, loop: Loop | None) -> None:
        """A node that branches to the points of a loop and to its inner loops with points inside. Its `data`: the
        resume nodes, and the entries of inner loops with the first numbers inside."""
        resumes = []
        for point in self.points.own.get(loop, ()):
            if not self.points.has(point, self.body.generic):
                continue
            resume = Node(RESUME, JUMP, loop)
            resume.data = point
            resume.forced = True
            resumes.append(resume)
        inner = []
        for child in self.outermost if loop is None else loop.children:
            span = self._span(child)
            if span is not None:
                inner.append((span[0], self.loop_entry[child.header]))
        node.data = Choice(resumes, inner)
        node.sides += [*resumes, *(entry for _, entry in inner)]
        self.resumes += resumes

    def _connect(self) -> None:
        """Leads each resume node to its point. Before it goes on, a poll's tests the status: the task may have been
        cancelled. A call's status is tested behind it, unless the call can be done in passing."""
        for resume in self.resumes:
            point = resume.data
            assert isinstance(point, Point)
            resume.edges = [Edge(self.targets[point.number], [])]
            if point.kind != CALL:
                resume.sides = [self._error(point.block, point.number)]
            elif point.value is not None and point.value.id in self.body.side:
                resume.sides = [self.body.side[point.value.id]]
        for number, landing in self.landings.items():
            block = self.flow.blocks[number]
            assert block.handler is not None
            landing.edges = [self._edge(number, Jump(block.handler, block.handler_args))]


def build_body(plan: Plan, generic: bool) -> Body:
    """The nodes of a function's fast or generic body."""
    return _Builder(plan, generic).build()
