"""Which wasm local holds which value.

Parameters of blocks are merged with the arguments that jumps give them wherever their ranges allow, innermost loops
first, so that most jumps copy nothing. Then each class of merged values takes the first local of its type that is free
over its whole range; function parameters are where wasm puts them.
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc.emit.liveness import Liveness
from weftc.emit.opcodes import WASM_TYPES
from weftc.emit.shape import Shape
from weftc.ir.ir import Jump, Rep, Value


@dataclass(slots=True)
class Locals:
    """`local` by value id: index of the local (-1: none); of a pair, of its tag, and `payload` that of its payload.
    `types` are those of all locals, parameters first."""

    local: list[int]
    payload: list[int]
    types: list[int]
    parameters: int

    def add(self, value_type: int) -> int:
        """A further local."""
        self.types.append(value_type)
        return len(self.types) - 1


def assign_locals(shape: Shape, live: Liveness, budget: bool) -> Locals:
    """`budget`: the function takes one more i32."""
    function = shape.function
    result = Locals([-1] * function.next_id, [-1] * function.next_id, [], 0)
    fixed: list[tuple[Value, int]] = []
    for param in function.params:
        fixed.append((param, len(result.types)))
        result.types += WASM_TYPES[param.rep]
    if budget:
        result.types += WASM_TYPES[Rep.I32]
    result.parameters = len(result.types)
    leader = _coalesce(shape, live)
    members: dict[int, list[int]] = {}
    for i in range(len(live.values)):
        members.setdefault(leader(i), []).append(i)
    place: dict[int, int] = {}
    used: dict[bytes, list[tuple[int, int]]] = {}  # by type: (local, positions taken)
    for param, local in fixed:
        b = live.bit[param.id]
        taken = live.ranges[leader(b)] if b >= 0 else 0
        if b >= 0:
            place[leader(b)] = local
        used.setdefault(WASM_TYPES[param.rep], []).append((local, taken))
    ranges = live.ranges
    order = sorted(members, key=lambda c: (ranges[c] & -ranges[c]).bit_length())
    for c in order:
        if c not in place:
            types = WASM_TYPES[live.values[c].rep]
            choices = used.setdefault(types, [])
            mine = ranges[c]
            for index, (local, taken) in enumerate(choices):
                if not taken & mine:
                    choices[index] = (local, taken | mine)
                    break
            else:
                local = len(result.types)
                result.types += types
                choices.append((local, mine))
            place[c] = local
        for i in members[c]:
            value = live.values[i]
            result.local[value.id] = place[c]
            if value.rep is Rep.PAIR:
                result.payload[value.id] = place[c] + 1
    return result


class _Leaders:
    """Disjoint sets of values; the leader's range is that of the whole set."""

    def __init__(self, live: Liveness, fixed: int) -> None:
        self.ranges = live.ranges
        self.parent = list(range(len(live.values)))
        self.fixed = fixed  # the values below this are function parameters

    def __call__(self, i: int) -> int:
        parent = self.parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def merge(self, a: int, b: int) -> None:
        a, b = self(a), self(b)
        if a == b or self.ranges[a] & self.ranges[b] or max(a, b) < self.fixed:
            return
        if b < self.fixed:
            a, b = b, a
        self.parent[b] = a
        self.ranges[a] |= self.ranges[b]


def _coalesce(shape: Shape, live: Liveness) -> _Leaders:
    bit = live.bit
    leaders = _Leaders(live, sum(bit[param.id] >= 0 for param in shape.function.params))
    depths = [loop.depth if loop is not None else 0 for loop in shape.loop_of]
    for number in sorted(range(len(shape.blocks)), key=lambda n: -depths[n]):
        block = shape.blocks[number]
        jumps = block.jumps()
        if block.handler is not None:
            jumps.append(Jump(block.handler, block.handler_args))
        for jump in jumps:
            for param, arg in zip(jump.target.params, jump.args, strict=True):
                a, b = bit[param.id], bit[arg.id]
                if a >= 0 and b >= 0 and WASM_TYPES[param.rep] == WASM_TYPES[arg.rep]:
                    leaders.merge(a, b)
    return leaders
