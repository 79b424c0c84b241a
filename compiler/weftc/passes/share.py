"""Gives equal loads one value, where nothing in between may have changed what they read.

    v1 = list.len v0 : i32              v1 = list.len v0 : i32
    v2 = i64.extend_i32_u v1 : i64      v2 = i64.extend_i32_u v1 : i64
    store_elem ...                      store_elem ...
    v3 = list.len v0 : i32
    v4 = i64.extend_i32_u v3 : i64      (v3 is v1, v4 is v2)

The ranges of a length and of the bound that a loop runs to can so be compared by name. Arithmetic isn't
shared: the engine does that. A load is reused if its block dominates, and no block between the two in reverse
postorder, nor any loop around the later one but not the earlier one, writes its alias class.

A call that reads one alias class is such a load: looking a key up in a dict is one. Storing under a key takes over what
looking it up gave, and is left out where that is known not to be 0, which is the slot.

    d[k] = d.get(k, 0) + 1              v5 = rt weft_dict_find_int d k tag
                                        v9 = rt weft_dict_put_int d k tag -1         (-1 becomes v5)

No slot is an address: what suspends in between may move the dict, and slots stay what they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from weftc.ir.dominators import Dominators, Loop, Loops, Node
from weftc.ir.ir import Block, Function, Rep, Value
from weftc.ir.ops import Place, placed
from weftc.ir.proofs import Proofs
from weftc.passes.effects import Effects, alias, clobbers, of_value
from weftc.passes.values import substitute

_SHARED = placed(Place.FIXED, Place.LOAD) | {"narrow", "i64.extend_i32_u", "i64.extend_i32_s"}
_PUT, _FIND = "weft_dict_put", "weft_dict_find"
#: no load is shared over more writes, lest its value be kept for long
FAR = 64
_Key = tuple[object, ...]
#: by key the equal values that there are, each with where and when it was computed
_Known = dict[_Key, list[tuple[Value, Node, int]]]
#: the operand of storing under a key that says what looking it up gives, -1 if that isn't known
FOUND = 3


def is_put(value: Value) -> bool:
    return value.op == "rt" and str(value.imm).startswith(_PUT)


def is_unknown(found: Value) -> bool:
    return found.op == "const" and found.imm == -1


def _key(value: Value) -> _Key:
    """Equal for equal values. Storing under a key has that of looking it up, and so has its slot."""
    if value.op == "narrow":  # whichever test told
        assert isinstance(value.imm, tuple)
        return (value.imm[0], value.rep, value.args[0])
    if value.op != "rt":
        return (value.op, value.imm, value.rep, *value.args)
    args = value.args[:FOUND] if is_put(value) else value.args
    plain = [(arg.rep, arg.imm) if arg.op == "const" and arg.rep is not Rep.F64 else arg for arg in args]
    return (str(value.imm).replace(_PUT, _FIND), value.rep, *plain)


def share(function: Function, effects: dict[str, Effects]) -> None:
    _Sharing(function, effects).run()


class _Sharing:
    def __init__(self, function: Function, effects: dict[str, Effects]) -> None:
        self.function = function
        self.effects = effects
        self.dominators = Dominators(function)
        self.loops = Loops(self.dominators)
        self.writes: list[tuple[int, frozenset[str]]] = []  # (clock, classes), one for each writing instruction
        self.clocks: list[int] = []
        self.clobbering: dict[str, list[int]] = {}
        self.begin: dict[Node, int] = {}
        self.loop_writes: dict[Loop, frozenset[str]] = {}
        self.replaced: dict[Value, Value] = {}
        self.proofs: Proofs | None = None

    def run(self) -> None:
        self._find_writes()
        for loop in reversed(self.loops.all):
            classes: frozenset[str] = frozenset().union(
                *(self._written_in(block) for block in loop.own), *(self.loop_writes[i] for i in loop.inner)
            )
            self.loop_writes[loop] = classes
        known: _Known = {}
        for node in self.dominators.preorder():
            if node.last:
                self._visit(node, known)
        substitute(self.function, self.replaced)

    def _find_writes(self) -> None:
        clock = 0
        self.of_block: dict[Block, list[frozenset[str]]] = {}
        for node in self.dominators.order:
            self.begin[node] = clock
            clock += 1
            if not node.last:
                continue
            for value in node.block.instrs:
                clock += 1
                classes = of_value(value, self.effects).writes
                if classes:
                    self.clocks.append(clock)
                    self.writes.append((clock, classes))
                    self.of_block.setdefault(node.block, []).append(classes)

    def _written_in(self, block: Block) -> frozenset[str]:
        return frozenset().union(*self.of_block.get(block, []))

    def _visit(self, node: Node, known: _Known) -> None:
        clock = self.begin[node] + 1
        replaced = self.replaced
        keep = []
        for value in node.block.instrs:
            clock += 1
            name = alias(value)
            if value.op not in _SHARED and name is None and not is_put(value):
                keep.append(value)
                continue
            for index, arg in enumerate(value.args):
                if arg in replaced:
                    value.args[index] = replaced[arg]
            key = _key(value)
            found = self._last(known.setdefault(key, []), "dict" if is_put(value) else name, node, clock)
            if found is not None and (not is_put(value) or self._is_slot(found, node.block)):
                replaced[value] = found
            else:
                if found is not None and is_unknown(value.args[FOUND]):
                    value.args[FOUND] = found
                keep.append(value)
            if found is None or is_put(value):
                known[key].append((replaced.get(value, value), node, clock))
        node.block.instrs = keep

    def _is_slot(self, found: Value, block: Block) -> bool:
        """Is what looking a key up gave known not to be 0 there?"""
        if is_put(found):
            return True
        if self.proofs is None:
            self.proofs = Proofs(self.function)
        return self.proofs.holds(found, True, block)

    def _last(self, found: list[tuple[Value, Node, int]], name: str | None, node: Node, clock: int) -> Value | None:
        """Of equal values one that still is what it was."""
        while found and not self.dominators.dominates(found[-1][1], node):
            found.pop()
        return found[-1][0] if found and self._unchanged(name, found[-1][1], found[-1][2], node, clock) else None

    def _clobbering(self, name: str) -> list[int]:
        """The clocks of what writes an alias class."""
        found = self.clobbering.get(name)
        if found is None:
            found = self.clobbering[name] = [clock for clock, classes in self.writes if clobbers(classes, name)]
        return found

    def _unchanged(self, name: str | None, first: Node, start: int, node: Node, end: int) -> bool:
        if name is None:
            return True
        if bisect_left(self.clocks, end) - bisect_right(self.clocks, start) > FAR:
            return False
        written = self._clobbering(name)
        if bisect_left(written, end) > bisect_right(written, start):
            return False
        loop = self.loops.of.get(node.block)
        outer = self.loops.of.get(first.block)
        around = set()
        while outer is not None:
            around.add(outer)
            outer = outer.parent
        while loop is not None and loop not in around:
            if clobbers(self.loop_writes[loop], name):
                return False
            loop = loop.parent
        return True
