"""From a graph of nodes to nested wasm blocks: Norman Ramsey, "Beyond Relooper" (2022), without recursion.

A node that several forward edges reach is placed after a `block` inside its dominator; one that a single edge reaches
stands where that edge is, unless it is cold. What is placed after a block is placed outside all loops that don't
contain it, so no code of a cold path lies inside a loop. (The home of such a node is the nearest dominator that is in
no loop without it. That keeps labels in scope: if an edge leads from the subtree of C to Z, then the home of Z is C's
or above, since a loop that C's home left behind can't contain Z either, unless Z is its header, whose dominators lie
outside.)
"""

from __future__ import annotations

from typing import Protocol

from weftc.emit.assembler import BLOCK, BR, BR_IF, BR_TABLE, ELSE, END, IF, LOOP, Assembler
from weftc.emit.loops import Loop
from weftc.graphs import dominators, reverse_postorder
from weftc.ir.ir import Value
from weftc.wasm.leb import uleb

#: how a node ends: by its one edge; by two edges and a condition; by an index and edges, the last the default; by
#: itself (it returns, or branches by `Structurer.label` to the nodes of `sides`)
JUMP, BRANCH, TABLE, LEAF = range(4)


class Edge:
    """To `target`, after copying arguments to parameters."""

    __slots__ = ("target", "copies")

    def __init__(self, target: Node, copies: list[tuple[Value, Value]]) -> None:
        self.target = target
        self.copies = copies


class Node:
    """`kind`, `data`, `block`, `low`, `high` and `ends` are the emitter's. `sides` are nodes that its code may branch
    to besides its edges."""

    __slots__ = (
        "block", "cold", "data", "edges", "ends", "forced", "high", "kind", "loop", "low", "rank", "sides", "term",
    )  # fmt: skip

    def __init__(self, kind: int, term: int, loop: Loop | None) -> None:
        self.kind, self.term, self.loop = kind, term, loop
        self.data: object = None
        self.block = self.low = self.high = 0
        self.edges: list[Edge] = []
        self.sides: list[Node] = []
        self.ends = False
        self.cold = False
        self.forced = False
        self.rank = -1


class Emitter(Protocol):
    """What writes the code of nodes."""

    def node(self, node: Node) -> None:
        """The node's code; leaves the condition or index of its end on the stack."""

    def copies(self, copies: list[tuple[Value, Value]]) -> None: ...


_TREE, _END, _ELSE, _EDGE = range(4)


class Structurer:
    """Lays out the nodes that `entry` reaches."""

    def __init__(self, entry: Node, code: Assembler) -> None:
        self.code = code
        self.depth = 0
        self._block_at: dict[Node, int] = {}
        self._loop_at: dict[Node, int] = {}
        self._order(entry)
        self._place()

    def label(self, node: Node) -> int:
        """The label that leads forward to a node, from where the code stands now."""
        return self.depth - self._block_at[node]

    def write(self, emitter: Emitter) -> None:
        """Emits everything; control never reaches the end."""
        code, buf = self.code, self.code.buf
        todo: list[tuple[int, Node | Edge | None, Node | None, Node | None]] = [(_TREE, self.nodes[0], None, None)]
        while todo:
            action, subject, source, following = todo.pop()
            if action == _END:
                buf.append(END)
                self.depth -= 1
                continue
            if action == _ELSE:
                buf.append(ELSE)
                continue
            if action == _EDGE:
                assert isinstance(subject, Edge) and source is not None
                if subject.copies:
                    emitter.copies(subject.copies)
                target = subject.target
                if target.rank <= source.rank:
                    self._branch(BR, self._loop_at[target])
                elif target in self._block_at:
                    if target is not following:
                        self._branch(BR, self._block_at[target])
                else:
                    todo.append((_TREE, target, None, following))
                continue
            node = subject
            assert isinstance(node, Node)
            if self.is_header[node.rank]:
                buf += bytes((LOOP, 0x40))
                self.depth += 1
                self._loop_at[node] = self.depth
                todo.append((_END, None, None, None))
            for kid in self.kids[node.rank]:  # outermost first
                buf += bytes((BLOCK, 0x40))
                self.depth += 1
                self._block_at[kid] = self.depth
                todo.append((_TREE, kid, None, following))
                todo.append((_END, None, None, None))
                following = kid
            emitter.node(node)
            edges = node.edges
            if node.term == JUMP:
                todo.append((_EDGE, edges[0], node, following))
            elif node.term == BRANCH:
                then, other = edges
                if self._direct(then, node):
                    self._branch_edge(BR_IF, then, node)
                    todo.append((_EDGE, other, node, following))
                elif self._direct(other, node):
                    buf.append(0x45)  # i32.eqz
                    self._branch_edge(BR_IF, other, node)
                    todo.append((_EDGE, then, node, following))
                else:
                    buf += bytes((IF, 0x40))
                    self.depth += 1
                    todo.append((_END, None, None, None))
                    todo.append((_EDGE, other, node, following))
                    todo.append((_ELSE, None, None, None))
                    todo.append((_EDGE, then, node, following))
            elif node.term == TABLE:
                buf.append(BR_TABLE)
                buf += uleb(len(edges) - 1)
                for edge in edges:
                    at = self._loop_at if edge.target.rank <= node.rank else self._block_at
                    buf += uleb(self.depth - at[edge.target])
        code.buf.append(0x00)  # unreachable
        for node in self.nodes:  # freeing a chain of thousands from its start takes more stack than a browser has
            node.edges, node.sides = [], []

    def _direct(self, edge: Edge, source: Node) -> bool:
        return not edge.copies and (edge.target.rank <= source.rank or edge.target in self._block_at)

    def _branch_edge(self, opcode: int, edge: Edge, source: Node) -> None:
        at = self._loop_at if edge.target.rank <= source.rank else self._block_at
        self._branch(opcode, at[edge.target])

    def _branch(self, opcode: int, depth: int) -> None:
        self.code.buf.append(opcode)
        self.code.buf += uleb(self.depth - depth)

    def _order(self, entry: Node) -> None:
        """Numbers the nodes in reverse postorder, cold ones late."""
        found = [entry]
        entry.rank = 0
        successors: list[list[int]] = []
        for node in found:
            row = []
            for target in (*(edge.target for edge in node.edges), *reversed(node.sides)):
                if target.rank < 0:
                    target.rank = len(found)
                    found.append(target)
                row.append(target.rank)
            successors.append(row)
        order = reverse_postorder(0, successors.__getitem__)
        for rank, i in enumerate(order):
            found[i].rank = rank
        self.nodes = [found[i] for i in order]

    def _place(self) -> None:
        count = len(self.nodes)
        predecessors: list[list[int]] = [[] for _ in range(count)]
        incoming = [0] * count
        self.is_header = bytearray(count)
        for node in self.nodes:
            rank = node.rank
            for edge in node.edges:
                target = edge.target.rank
                predecessors[target].append(rank)
                if target <= rank:
                    self.is_header[target] = 1
                else:
                    incoming[target] += 1
                    if node.term == TABLE:
                        edge.target.forced = True
            for side in node.sides:
                predecessors[side.rank].append(rank)
                side.forced = True
        idom = dominators(predecessors)
        nodes = self.nodes
        self.kids: list[list[Node]] = [[] for _ in range(count)]
        for node in reversed(nodes[1:]):
            home = idom[node.rank]
            leaves = False
            while (loop := nodes[home].loop) is not None and not (node.loop is not None and node.loop.within(loop)):
                home = idom[home]
                leaves = True
            if not (leaves or node.forced or node.cold or incoming[node.rank] > 1):
                continue
            self.kids[home].append(node)
