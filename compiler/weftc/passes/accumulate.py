"""Texts that a loop puts together grow where they are, so that s += t takes time in proportion to t.

    b1(v1: ref):                                 b1(v1: ref):
      v2 = rt weft_str_concat v1, v0 : ref         v2 = rt weft_str_append v1, v0 : ref
      store ('i32', 8, 'field:last') v3, v2        rt weft_str_seal v2
      br v4 b1(v2), b2                             store ('i32', 8, 'field:last') v3, v2
                                                   br v4 b1(v2), b2

What `weft_str_append` makes is *open* (runtime-c/str.h): the next append may write behind it, and give back the same
object. Nobody must see that, so what holds always is: an open text is held by one variable, and by no memory.

- A variable here is a *web*: results of appends, and the parameters of blocks that they are passed on to. An append is
  one only if no value of its web is live behind it but its result. A handler counts, unless nothing behind the append
  can raise: where the append itself does, the text is as it was.
- Whatever else might keep a value of a web seals it before: then it is a text as others are, and the next append makes
  a copy. Calls whose row says `borrows` keep nothing.
- The length of such a value is a load that doesn't move over an append.
- A global that nothing reads holds nothing: it isn't stored.

Only what flows back to itself is done so: elsewhere the seal would cost more than it saves. It is the last pass, since
others take texts for immutable. Considered and left: ropes, for which all that reads texts would have to look twice;
fields and globals that functions read, whose other readers are known only by the whole program.
"""

from __future__ import annotations

from collections.abc import Iterator

from weftc.abi.structs import Str
from weftc.graphs import reachable, strongly_connected
from weftc.ir.ir import Block, Function, Jump, Program, Raise, Rep, Value
from weftc.ir.runtime import RUNTIME
from weftc.passes.effects import Effects, of_value

CONCAT, APPEND, SEAL = "weft_str_concat", "weft_str_append", "weft_str_seal"
#: what looks at the reference, or its type. The emitter may do it later in the block
_LOOKS = frozenset(["i32.eqz", "i32.eq", "i32.ne", "type_of", "class_id"])
_Slot = tuple[object, object]


def accumulate(program: Program, effects: dict[str, Effects]) -> None:
    found = {f.name: concats for f in program.functions.values() if (concats := _in_loops(f))}
    if not found:
        return
    read = {_slot(v) for f in program.functions.values() for b in f.blocks for v in b.instrs if v.op == "gload"}
    for name, concats in found.items():
        _Accumulation(program.functions[name], concats, read, effects).run()


def _slot(value: Value) -> _Slot:
    assert isinstance(value.imm, tuple)
    return value.imm[1:]


def _in_loops(function: Function) -> set[Value]:
    """The concatenations whose result comes back as what it was appended to."""
    concats = [v for b in function.blocks for v in b.instrs if v.op == "rt" and v.imm == CONCAT]
    if not concats:
        return set()
    flows = _flows(function, set(concats))
    home = {v: i for i, component in enumerate(strongly_connected(flows)) for v in component}
    return {v for v in concats if home.get(v.args[0]) == home.get(v, -1)}


def _edges(block: Block) -> Iterator[Jump]:
    yield from block.jumps()
    if block.handler is not None:
        yield Jump(block.handler, block.handler_args)


def _flows(function: Function, appends: set[Value]) -> dict[Value, list[Value]]:
    """By value the parameters and results that may be the same object."""
    flows: dict[Value, list[Value]] = {value: [] for value in appends}

    def flow(source: Value, to: Value) -> None:
        flows.setdefault(source, []).append(to)
        flows.setdefault(to, [])

    for block in function.blocks:
        for jump in _edges(block):
            for param, arg in zip(jump.target.params, jump.args, strict=True):
                if arg.rep is Rep.REF:
                    flow(arg, param)
    for value in appends:
        flow(value.args[0], value)
    return flows


class _Accumulation:
    def __init__(
        self, function: Function, concats: set[Value], read: set[_Slot], effects: dict[str, Effects]
    ) -> None:
        self.function, self.appends, self.read, self.effects = function, concats, read, effects

    def run(self) -> None:
        refused = self.appends
        while refused and self.appends:  # with fewer appends there are fewer values that may be open
            self._find_webs()
            self._find_liveness()
            refused = {v for block in self.function.blocks for v in self._refused(block)}
            self.appends = self.appends - refused
        if self.appends:
            for block in self.function.blocks:
                self._rewrite(block)

    def _find_webs(self) -> None:
        """`web` is the bits of those that may be the same open object as a value, by each that may be one."""
        flows = _flows(self.function, self.appends)
        members = reachable(self.appends, lambda value: flows.get(value, ()))
        ordered = [v for v in (*self.function.params, *self.function.values()) if v in members]
        self.bit = {value: 1 << i for i, value in enumerate(ordered)}
        near: dict[Value, list[Value]] = {value: [] for value in ordered}
        for value in ordered:
            for to in flows.get(value, ()):
                near[value].append(to)
                near[to].append(value)
        self.web: dict[Value, int] = {}
        for value in ordered:
            if value not in self.web:
                same = reachable([value], near.__getitem__)
                bits = sum(self.bit[other] for other in same)
                self.web |= dict.fromkeys(same, bits)

    def _find_liveness(self) -> None:
        blocks = self.function.blocks
        self.live_in: dict[Block, int] = dict.fromkeys(blocks, 0)  # parameters included
        changed = True
        while changed:
            changed = False
            for block in reversed(blocks):
                live = self._passed(block.jumps())
                for value in block.term.operands():
                    live |= self.bit.get(value, 0)
                for value in reversed(block.instrs):
                    live = self._before(value, live)
                live |= self._handled(block)
                if live != self.live_in[block]:
                    self.live_in[block] = live
                    changed = True

    def _before(self, value: Value, live: int) -> int:
        live &= ~self.bit.get(value, 0)
        for arg in value.args:
            live |= self.bit.get(arg, 0)
        return live

    def _passed(self, jumps: list[Jump]) -> int:
        """What is live at the ends of edges, in terms of where they begin."""
        live = 0
        for jump in jumps:
            wanted = self.live_in[jump.target]
            for param, arg in zip(jump.target.params, jump.args, strict=True):
                bit = self.bit.get(param, 0)
                if wanted & bit:
                    live |= self.bit.get(arg, 0)
            for param in jump.target.params:
                wanted &= ~self.bit.get(param, 0)
            live |= wanted
        return live

    def _handled(self, block: Block) -> int:
        return self._passed([Jump(block.handler, block.handler_args)]) if block.handler is not None else 0

    def _refused(self, block: Block) -> Iterator[Value]:
        """Appends of the block behind which another value may be the same object."""
        live = self._passed(block.jumps())
        for value in block.term.operands():
            live |= self.bit.get(value, 0)
        if isinstance(block.term, Raise):
            live |= self._handled(block)
        for value in reversed(block.instrs):
            if value in self.appends and live & self.web[value] & ~self.bit[value]:
                yield value
            live = self._before(value, live)
            if block.handler is not None and of_value(value, self.effects).raises:
                live |= self._handled(block)

    def _rewrite(self, block: Block) -> None:
        instrs: list[Value] = []
        sealed: set[Value] = set()
        appends = not self.appends.isdisjoint(block.instrs)

        def seal(value: Value) -> None:
            if value in self.bit and value not in sealed:
                sealed.add(value)
                instrs.append(self.function.new_value("rt", [value], SEAL, Rep.VOID, None))

        for value in block.instrs:
            if value in self.appends:
                value.imm = APPEND
            elif value.op == "gstore" and value.args[0] in self.bit and _slot(value) not in self.read:
                continue
            elif value.op == "str.len" and value.args[0] in self.bit:
                value.op, value.imm = "load", ("i32", Str.len, "text")
            elif value.op == "rt" and RUNTIME[str(value.imm)].borrows:
                pass
            elif appends or value.op not in _LOOKS:
                for arg in value.args:
                    seal(arg)
            instrs.append(value)
        for value in block.term.operands():
            seal(value)
        block.instrs = instrs
