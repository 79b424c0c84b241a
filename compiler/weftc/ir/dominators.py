"""Dominator tree and loop forest of a function; a value is available where its definition dominates.

An exception leaves a block before any of its instructions is certain to have run. So a block with a handler
counts as two nodes: its start, which dominates the handler, and its rest, which doesn't; only parameters
belong to the start.

Method: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001): on the reducible graphs that
structured programs give, one sweep in reverse postorder finds the tree and a second one confirms it. Loops
are the natural loops of back edges, found innermost first; a block is looked at once for each loop that it is
directly in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
        self.enter = self.leave = -1  # in the dominator tree


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
        out = list(self.own)
        for loop in self.inner:
            out += loop.blocks()
        return out


class Dominators:
    """The analysis of one function as it stands: any change of blocks or edges makes it stale."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.start: dict[Block, Node] = {}  # of reachable blocks
        self.rest: dict[Block, Node] = {}
        self.order: list[Node] = self._reverse_postorder(function.blocks[0])
        self._find_tree()
        self._number_tree()

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
        return a.enter <= b.enter and b.leave <= a.leave

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

    def _reverse_postorder(self, entry: Block) -> list[Node]:
        postorder: list[Node] = []
        first = self._node(entry)
        self._connect(first)
        seen = {first}
        stack = [(first, iter(reversed(first.successors)))]
        while stack:
            node, rest = stack[-1]
            for successor in rest:
                if successor not in seen:
                    seen.add(successor)
                    self._connect(successor)
                    stack.append((successor, iter(reversed(successor.successors))))
                    break
            else:
                postorder.append(node)
                stack.pop()
        postorder.reverse()
        for order, node in enumerate(postorder):
            node.order = order
            for successor in node.successors:
                successor.predecessors.append(node)
        return postorder

    def _connect(self, node: Node) -> None:
        block = node.block
        if not node.last:
            assert block.handler is not None
            node.successors = [self.rest[block], self._node(block.handler)]
        else:
            node.successors = [self._node(jump.target) for jump in block.jumps()]

    def _find_tree(self) -> None:
        entry = self.order[0]
        entry.idom = entry
        changed = True
        while changed:
            changed = False
            for node in self.order[1:]:
                idom: Node | None = None
                for predecessor in node.predecessors:
                    if predecessor.idom is not None:
                        idom = predecessor if idom is None else _meet(idom, predecessor)
                if node.idom is not idom:
                    node.idom = idom
                    changed = True
        entry.idom = None

    def _number_tree(self) -> None:
        for node in self.order[1:]:
            assert node.idom is not None
            node.idom.children.append(node)
        clock = 0
        stack: list[tuple[Node, bool]] = [(self.order[0], True)]
        while stack:
            node, entering = stack.pop()
            if entering:
                node.enter = clock
                clock += 1
                stack.append((node, False))
                stack.extend((child, True) for child in reversed(node.children))
            else:
                node.leave = clock


def _meet(a: Node, b: Node) -> Node:
    while a is not b:
        while a.order > b.order:
            assert a.idom is not None
            a = a.idom
        while b.order > a.order:
            assert b.idom is not None
            b = b.idom
    return a


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
