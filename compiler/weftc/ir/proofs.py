"""Where it is known how a test came out.

    br v3 b1, b2             v3 holds in b1, and wherever one gets through b1 only; in b2 it doesn't
    b1:                      where ways meet, it must have come out alike on each: a parameter stands for
      jump b3(v3)            what is passed for it
"""

from __future__ import annotations

from weftc.ir.ir import Block, Branch, Function, Jump, Value

_Outcome = tuple[Value, bool]


class Proofs:
    """The analysis of one function as it stands."""

    def __init__(self, function: Function) -> None:
        #: the edges into a block: where from, with which arguments, and what a branch there tells
        self.edges: dict[Block, list[tuple[Block, list[Value], _Outcome | None]]] = {b: [] for b in function.blocks}
        self.home = {value: block for block in function.blocks for value in block.instrs}
        for block in function.blocks:
            for jump in block.jumps():
                self.edges[jump.target].append((block, jump.args, _told(block, jump)))
            if block.handler is not None:
                self.edges[block.handler].append((block, block.handler_args, None))

    def holds(self, test: Value, outcome: bool, block: Block) -> bool:
        """Whether each time that `block` begins, `test` was last found to be nonzero (or zero: `outcome`)."""
        work = [(*_plain(test, outcome), block)]
        seen = set(work)
        while work:
            test, outcome, block = work.pop()
            if test.op == "const":
                if bool(test.imm) is not outcome:
                    return False
                continue
            if not self.edges[block] or self.home.get(test) is block:
                return False
            for source, args, told in self.edges[block]:
                before = args[block.params.index(test)] if test in block.params else test
                known = _plain(before, outcome)
                if told != known and (goal := (*known, source)) not in seen:
                    seen.add(goal)
                    work.append(goal)
        return True


def _told(block: Block, jump: Jump) -> _Outcome | None:
    term = block.term
    return _plain(term.cond, jump is term.then) if isinstance(term, Branch) else None


def _plain(test: Value, outcome: bool) -> _Outcome:
    while test.op == "i32.eqz":
        test, outcome = test.args[0], not outcome
    return test, outcome
