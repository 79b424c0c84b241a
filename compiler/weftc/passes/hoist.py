"""Moves what a loop can't change before it: loads, and guards that every turn begins with.

    b1(v2: i64):                            b5:
      v3 = list.len v0 : i32                  v3 = list.len v0 : i32
      v4 = i64.extend_i32_u v3                v4 = i64.extend_i32_u v3
      v5 = i64.ge_u v1, v4                    v5 = i64.ge_u v1, v4
      guard ('weft_raise_index', ...) v5      guard ('weft_raise_index', ...) v5
      v6 = list.data v0 : ptr                 v6 = list.data v0 : ptr
      v7 = load_elem v6, v1                   v7 = load_elem v6, v1
      ...                                     jump b1(...)
      jump b1(...)                          b1(v2: i64): ...

A load moves if no operation of the loop writes its alias class. Lengths, data pointers and fields are read even if
the loop might not have got there: a reference is 0 or an object of its kind (what a test in the loop told stays
there, and what needs it, too), below address 1,024 all is 0, and behind the last object there is memory. Elements and
whatever raises move only from the straight stretch that begins every turn, as long as nothing observable stays behind
before them; what they raise meets the same handler. Arithmetic that can't raise moves only with what needs it: the
engine moves the rest.
"""

from __future__ import annotations

from weftc.ir.dominators import Dominators, Loop, Loops
from weftc.ir.ir import Block, Function, Jump, Value
from weftc.ir.ops import ARITHMETIC, OPS, Place, placed
from weftc.ir.wasm_ops import TRAPPING, WASM_OPS
from weftc.passes.effects import Effects, alias, clobbers, of_value

_CERTAIN = frozenset(name for name, op in OPS.items() if op.sure)
_ANYWHERE = placed(Place.FIXED, Place.LOAD) - _CERTAIN
_PURE = placed(Place.CONSTANT, Place.PURE) - _CERTAIN
_RAISING = ARITHMETIC | {"guard"}
#: a field further from its object's start isn't read unless the loop gets there
NEAR = 1000


def hoist(function: Function, effects: dict[str, Effects]) -> None:
    dominators = Dominators(function)
    loops = Loops(dominators)
    if not loops.all:
        return
    order: dict[Block, float] = {block: index for index, block in enumerate(dominators.blocks())}
    home = {value: block for block in order for value in (*block.params, *block.instrs)}
    writes: dict[Loop, frozenset[str]] = {}
    single: set[Block] = set()
    for loop in reversed(loops.all):
        own = sorted(loop.own, key=order.__getitem__)
        found: frozenset[str] = frozenset().union(*(writes[inner] for inner in loop.inner))
        for block in own:
            for value in block.instrs:
                found |= of_value(value, effects).writes
        writes[loop] = found
        if loop.header.instrs and loop.header.instrs[0].op == "catch":
            continue
        before = _Hoisting(function, loop, own, found, effects, dominators, home, single).run()
        if before is not None:
            order[before] = order[loop.header] - 0.5


class _Hoisting:
    """Of one loop; inner loops have been done, so that what they gave up stands in blocks of this one."""

    def __init__(
        self,
        function: Function,
        loop: Loop,
        own: list[Block],
        writes: frozenset[str],
        effects: dict[str, Effects],
        dominators: Dominators,
        home: dict[Value, Block],
        single: set[Block],
    ) -> None:
        self.function, self.loop, self.own, self.writes = function, loop, own, writes
        self.effects, self.dominators, self.home, self.single = effects, dominators, home, single
        self.inside = set(loop.blocks())
        self.moved: dict[Value, None] = {}
        self.floating: set[Value] = set()  # arithmetic that may move with what needs it
        self.handler_from: Block | None = None

    def run(self) -> Block | None:
        start = self._certain_stretch()
        for block in self.own:
            if block not in start:
                self._scan(block, False)
        return self._move() if self.moved else None

    def _certain_stretch(self) -> set[Block]:
        """Scans the blocks that every turn begins with."""
        block, seen = self.loop.header, {self.loop.header}
        certain = self._scan(block, True)
        while isinstance(block.term, Jump):
            target = block.term.target
            if target not in self.inside or target in seen:
                break
            if target not in self.single and len(self._entries(target)) != 1:
                break
            block = target
            seen.add(block)
            certain = self._scan(block, certain)
        return seen

    def _entries(self, block: Block) -> list[Block]:
        node = self.dominators.start.get(block)
        return [] if node is None else [n.block for n in node.predecessors]

    def _scan(self, block: Block, certain: bool) -> bool:
        """Marks what moves. Returns whether each turn gets to the end, with nothing observable before that
        stays.
        """
        for value in block.instrs:
            if all(self._is_outside(arg) for arg in value.args):
                if self._moves(value, block, certain):
                    self._mark(value)
                    continue
                if value.op in _PURE or (value.op in WASM_OPS and value.op not in TRAPPING):
                    self.floating.add(value)
            effects = of_value(value, self.effects)
            if effects.raises or effects.writes or effects.suspends:
                certain = False
        return certain

    def _moves(self, value: Value, block: Block, certain: bool) -> bool:
        op = value.op
        if op in _ANYWHERE:
            return self._unwritten(value) and (certain or op != "load" or _is_near(value))
        if op in _CERTAIN:
            return certain and self._unwritten(value)
        return op in _RAISING and certain and self._handler_suits(block)

    def _unwritten(self, value: Value) -> bool:
        name = alias(value)
        return name is None or not clobbers(self.writes, name)

    def _is_outside(self, value: Value) -> bool:
        return value in self.moved or value in self.floating or self.home.get(value) not in self.inside

    def _mark(self, value: Value) -> None:
        for arg in value.args:
            if arg not in self.moved and self.home.get(arg) in self.inside:
                self._mark(arg)
        self.moved[value] = None

    def _handler_suits(self, block: Block) -> bool:
        """Whether what raises before the loop can go to the handler that it has in `block`."""
        if self.handler_from is not None:
            chosen = self.handler_from
            return block.handler is chosen.handler and block.handler_args == chosen.handler_args
        if block.handler is not None:
            if self.dominators.block_dominates(self.loop.header, block.handler):
                return False  # it may use what the loop defines
            params = set(self.loop.header.params)
            if any(self.home.get(a) in self.inside and a not in params for a in block.handler_args):
                return False
        self.handler_from = block
        return True

    def _move(self) -> Block:
        before = self._preheader()
        for block in {self.home[value]: None for value in self.moved}:
            block.instrs = [value for value in block.instrs if value not in self.moved]
        before.instrs += self.moved
        for value in self.moved:
            self.home[value] = before
        return before

    def _preheader(self) -> Block:
        """A new block on all edges into the loop."""
        header = self.loop.header
        before = self.function.new_block()
        mapped: dict[Value, Value] = {}
        edges = []
        for source in dict.fromkeys(self._outer_sources()):
            edges += [jump for jump in source.jumps() if jump.target is header]
        if len(edges) == 1:
            before.term = Jump(header, edges[0].args)
            mapped = dict(zip(header.params, edges[0].args, strict=True))
            edges[0].target, edges[0].args = before, []
            self.single.add(before)
        else:
            before.params = [self.function.new_value("param", [], None, p.rep, None) for p in header.params]
            mapped = dict(zip(header.params, before.params, strict=True))
            before.term = Jump(header, list(before.params))
            for jump in edges:
                jump.target = before
        if self.handler_from is not None and self.handler_from.handler is not None:
            before.handler = self.handler_from.handler
            before.handler_args = [mapped.get(a, a) for a in self.handler_from.handler_args]
        parent = self.loop.parent
        if parent is not None:
            parent.own.append(before)
            for param in before.params:
                self.home[param] = before
        return before

    def _outer_sources(self) -> list[Block]:
        return [b for b in self._entries(self.loop.header) if b not in self.inside]


def _is_near(value: Value) -> bool:
    return isinstance(value.imm, tuple) and isinstance(value.imm[1], int) and value.imm[1] < NEAR
