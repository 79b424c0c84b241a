"""Dominator tree and loop forest of a function; a value is available where its definition dominates.

An exception leaves a block before any of its instructions is certain to have run. So a block with a handler
counts as two nodes: its start, which dominates the handler, and its rest, which doesn't; only parameters
belong to the start.

Loops are the natural loops of back edges, found innermost first; a block is looked at once for each loop that it
is directly in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weftc.graphs import dominators, intervals, reverse_postorder
from weftc.ir.ir import Block, Function, Value


class Node:
    """A block, or its start or its rest. `first`: parameters belong to it; `last`: instructions and
    terminator do.
    """

    __slots__ = (
        "block",
        "first",
        "last",
        "successors",
        "predecessors",
        "idom",
        "children",
        "order",
        "enter",
        "leave",
    )

    def __init__(self, block: Block, first: bool, last: bool) -> None:
        self.block, self.first, self.last = block, first, last
        self.successors: list[Node] = []
        self.predecessors: list[Node] = []
        self.idom: Node | None = None
        self.children: list[Node] = []  # in reverse postorder
        self.order = -1  # in reverse postorder
        self.enter = self.leave = -1  # its number in preorder of the dominator tree, and the last one below it


@dataclass(slots=True, eq=False)
class Loop:
    """A natural loop. `own` are the blocks that are in no inner loop, the header among them."""

    header: Block
    parent: Loop | None = None
    inner: list[Loop] = field(default_factory=list)
    own: list[Block] = field(default_factory=list)
    latches: list[Block] = field(default_factory=list)
    depth: int = 1

    def blocks(self) -> list[Block]:
        """All blocks of the loop, those of inner loops included."""
        out: list[Block] = []
        stack = [self]
        while stack:
            loop = stack.pop()
            out += loop.own
            stack += reversed(loop.inner)
        return out


class Dominators:
    """The analysis of one function as it stands: any change of blocks or edges makes it stale."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.start: dict[Block, Node] = {}  # of reachable blocks
        self.rest: dict[Block, Node] = {}
        self.order: list[Node] = reverse_postorder(self._node(function.blocks[0]), self._connect)
        self._find_tree()

    def blocks(self) -> list[Block]:
        """Reachable blocks in reverse postorder."""
        return [node.block for node in self.order if node.first]

    def preorder(self) -> list[Node]:
        """The dominator tree in preorder; every forward edge's source comes before its target."""
        out = []
        stack = [self.order[0]]
        while stack:
            node = stack.pop()
            out.append(node)
            stack.extend(reversed(node.children))
        return out

    def dominates(self, a: Node, b: Node) -> bool:
        return a.enter <= b.enter <= a.leave

    def block_dominates(self, a: Block, b: Block) -> bool:
        """Whether b is only reached through a (perhaps by an exception in it)."""
        return self.dominates(self.start[a], self.start[b])

    def available(self, home: Block, value: Value, at: Block) -> bool:
        """Whether `value`, defined in `home`, is defined on every path at the start of `at`."""
        if value.op == "param":
            return self.dominates(self.start[home], self.start[at])
        node = self.rest[home]
        return self.dominates(node, self.start[at]) and node is not self.start[at]

    def _node(self, block: Block) -> Node:
        node = self.start.get(block)
        if node is None:
            node = self.start[block] = Node(block, True, block.handler is None)
            self.rest[block] = Node(block, False, True) if block.handler is not None else node
        return node

    def _connect(self, node: Node) -> list[Node]:
        block = node.block
        if not node.last:
            assert block.handler is not None
            node.successors = [self.rest[block], self._node(block.handler)]
        else:
            node.successors = [self._node(jump.target) for jump in block.jumps()]
        return node.successors

    def _find_tree(self) -> None:
        before: list[list[int]] = [[] for _ in self.order]
        for order, node in enumerate(self.order):
            node.order = order
        for node in self.order:
            for successor in node.successors:
                successor.predecessors.append(node)
                before[successor.order].append(node.order)
        parents = dominators(before)
        first, last = intervals(parents)
        for node, parent, node.enter, node.leave in zip(self.order, parents, first, last, strict=True):
            if node.order:
                node.idom = self.order[parent]
                node.idom.children.append(node)


class Loops:
    """The loop forest: `of` gives the innermost loop of a block (absent: none), `all` lists outer loops
    first.
    """

    def __init__(self, dominators: Dominators) -> None:
        self.of: dict[Block, Loop] = {}
        self.all: list[Loop] = []
        #: whether every cycle goes through a header that dominates it
        self.reducible = True
        self._dominators = dominators
        for node in reversed(dominators.order):
            if node.first:
                self._find(node)
        self.all.reverse()
        for loop in self.all:
            if loop.parent is not None:
                loop.depth = loop.parent.depth + 1
        for block in dominators.blocks():
            inside = self.of.get(block)
            if inside is not None:
                inside.own.append(block)

    def _find(self, header: Node) -> None:
        latches = []
        for node in header.predecessors:
            if node.order >= header.order:
                if self._dominators.dominates(header, node):
                    latches.append(node)
                else:
                    self.reducible = False
        if not latches:
            return
        loop = Loop(header.block, latches=[node.block for node in latches])
        self.all.append(loop)
        self.of.setdefault(header.block, loop)
        work = list(latches)
        while work:
            node = work.pop()
            inside = self.of.get(node.block)
            while inside is not None and inside.parent is not None:
                inside = inside.parent
            if inside is loop:
                continue
            if inside is None:
                self.of[node.block] = loop
                node = self._dominators.start[node.block]
            else:
                inside.parent = loop
                loop.inner.append(inside)
                node = self._dominators.start[inside.header]
            work.extend(node.predecessors)
