"""Checks what always holds of the untyped form. Run by tests, and after building when asked for.

An exception edge leaves from its block's start: so every block is two nodes for dominance, its start (with
the parameters) and its end (with the instructions), and what a handler gets must be there at the start.
"""

from __future__ import annotations

from weftc.graphs import dominators, intervals, reverse_postorder
from weftc.hir.hir import Block, Body, Branch, ForNext, Raise, Return, Switch, Value
from weftc.hir.operands import is_truth
from weftc.hir.ops import OPS


class HirError(Exception):
    """The form is broken: a bug of the compiler."""


def verify(body: Body, name: str = "?") -> None:
    """Raises HirError if something is wrong with the body."""
    checker = _Checker(body, name)
    checker.check_blocks()
    checker.check_edges()
    checker.check_values()


def used_at_end(block: Block) -> list[Value]:
    """What the terminator uses, arguments of jumps too."""
    values = [value for jump in block.jumps() for value in jump.args]
    match block.term:
        case Branch(value, _, _) | Switch(value, _) | ForNext(value, _, _, _) | Return(value):
            values.append(value)
        case Raise(exc, cause, _, _):
            values.append(exc)
            if cause is not None:
                values.append(cause)
    return values


class _Checker:
    def __init__(self, body: Body, name: str) -> None:
        self.body = body
        self.name = name
        self.preds: dict[Block, int] = dict.fromkeys(body.blocks, 0)
        self.bodies: set[Block] = set()  # targets of ForNext's body edge

    def require(self, holds: bool, message: str) -> None:
        if not holds:
            raise HirError(f"{self.name}: {message}")

    def check_blocks(self) -> None:
        seen: set[int] = set()
        everything = [self.body.params]
        for block in self.body.blocks:
            everything += [block.params, block.instrs]
            for value in block.params:
                self.require(value.op == "param", f"{block}: parameter {value} is {value.op}")
            for number, value in enumerate(block.instrs):
                self.require(value.op in OPS and value.op != "param", f"{block}: no operation {value.op}")
                least, between, most = OPS[value.op].operands.partition("..")
                count = len(value.args)
                good = int(least) <= count <= int(most or count) if between else count == int(least)
                self.require(good, f"{block}: {value.op} has {count} operands")
                if value.op == "catch":
                    self.require(number == 0, f"{block}: catch is not first")
            if isinstance(block.term, Branch):
                condition = block.term.cond
                self.require(is_truth(condition), f"{block}: {condition.op} isn't a truth value")
            if isinstance(block.term, ForNext):
                self.require(not block.instrs, f"{block}: a loop header holds instructions")
        for values in everything:
            for value in values:
                self.require(value.id not in seen and value.id < self.body.value_count, f"id of {value}")
                seen.add(value.id)

    def check_edges(self) -> None:
        handlers: set[Block] = set()
        for block in self.body.blocks:
            for jump in block.jumps():
                self.require(jump.target in self.preds, f"{block}: a jump out of the body")
                self.preds[jump.target] += 1
                given = len(jump.args)
                if isinstance(block.term, ForNext) and jump is block.term.body:
                    given += 1
                    self.bodies.add(jump.target)
                wanted = len(jump.target.params)
                self.require(given == wanted, f"{block}: {given} arguments for {wanted} of {jump.target}")
            if block.handler is not None:
                self.require(block.handler in self.preds, f"{block}: handler out of the body")
                handlers.add(block.handler)
                given, wanted = len(block.handler_args), len(block.handler.params)
                self.require(given == wanted, f"{block}: {given} arguments for the handler's {wanted}")
            else:
                self.require(not block.handler_args, f"{block}: arguments without handler")
        self.require(self.preds[self.body.blocks[0]] == 0, "the entry has predecessors")
        for block in self.bodies:
            self.require(self.preds[block] == 1 and bool(block.params), f"{block}: body of a loop")
        for block in handlers:
            self.require(self.preds[block] == 0, f"{block}: a handler that is jumped to")
            first = block.instrs[0].op if block.instrs else ""
            self.require(first == "catch", f"{block}: a handler without catch")

    def check_values(self) -> None:
        """Every use is dominated by its definition."""
        tree = _Dominators(self.body)
        place: dict[Value, tuple[int, int]] = dict.fromkeys(self.body.params, (0, -1))
        for number, block in enumerate(self.body.blocks):
            place.update((value, (2 * number, -1)) for value in block.params)
            place.update((value, (2 * number + 1, at)) for at, value in enumerate(block.instrs))

        def use(value: Value, node: int, at: int, block: Block) -> None:
            self.require(value in place, f"{block}: {value} is defined nowhere")
            where, position = place[value]
            good = position < at if where == node else tree.dominates(where, node)
            self.require(good, f"{block}: {value} is used where it may not be defined")

        for number, block in enumerate(self.body.blocks):
            if not tree.reached(2 * number):
                self.require(False, f"{block}: unreachable")
            for value in block.handler_args:
                use(value, 2 * number, 0, block)
            for at, instr in enumerate(block.instrs):
                for value in instr.args:
                    use(value, 2 * number + 1, at, block)
            for value in used_at_end(block):
                use(value, 2 * number + 1, len(block.instrs), block)


class _Dominators:
    """Of the nodes of a body: 2n is block n's start, 2n + 1 its end."""

    def __init__(self, body: Body) -> None:
        index = {block: number for number, block in enumerate(body.blocks)}
        successors: list[list[int]] = []
        for number, block in enumerate(body.blocks):
            start = [2 * number + 1]
            if block.handler is not None:
                start.append(2 * index[block.handler])
            successors += [start, [2 * index[jump.target] for jump in block.jumps()]]
        order = reverse_postorder(0, successors.__getitem__)
        self._rank = {node: rank for rank, node in enumerate(order)}
        before: list[list[int]] = [[] for _ in order]
        for rank, node in enumerate(order):
            for successor in successors[node]:
                before[self._rank[successor]].append(rank)
        self._first, self._last = intervals(dominators(before))

    def reached(self, node: int) -> bool:
        return node in self._rank

    def dominates(self, node: int, other: int) -> bool:
        a, b = self._rank.get(node), self._rank.get(other)
        return a is not None and b is not None and self._first[a] <= self._first[b] <= self._last[a]
