"""Which wasm local holds which value.

Parameters of blocks are merged with the arguments that jumps give them wherever their ranges allow, innermost loops
first, so that most jumps copy nothing. Then each class of merged values takes the first local of its type that is free
over its whole range; function parameters are where wasm puts them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from operator import itemgetter

from weftc.emit.control_flow import ControlFlow
from weftc.emit.liveness import Liveness
from weftc.emit.opcodes import WASM_TYPES
from weftc.emit.ranges import Range, meet, union
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


def assign_locals(flow: ControlFlow, live: Liveness, budget: bool) -> Locals:
    """`budget`: the function takes one more i32."""
    function = flow.function
    result = Locals([-1] * function.next_id, [-1] * function.next_id, [], 0)
    fixed: list[tuple[Value, int]] = []
    for param in function.params:
        fixed.append((param, len(result.types)))
        result.types += WASM_TYPES[param.rep]
    if budget:
        result.types += WASM_TYPES[Rep.I32]
    result.parameters = len(result.types)
    leader = _coalesce(flow, live)
    members: dict[int, list[int]] = {}
    for i in range(len(live.values)):
        members.setdefault(leader(i), []).append(i)
    place: dict[int, int] = {}
    pools: dict[bytes, _Pool] = {}
    for param, local in fixed:
        b = live.bit[param.id]
        pool = pools.setdefault(WASM_TYPES[param.rep], _Pool())
        pool.add(local, live.ranges[leader(b)] if b >= 0 else [])
        if b >= 0:
            place[leader(b)] = local
    ranges = live.ranges
    for c in sorted(members, key=lambda c: ranges[c][0][0] if ranges[c] else 0):  # parameters may never be read
        if c not in place:
            types = WASM_TYPES[live.values[c].rep]
            pool = pools.setdefault(types, _Pool())
            found = pool.take(ranges[c])
            if found is None:
                found = len(result.types)
                result.types += types
                pool.add(found, ranges[c])
            place[c] = found
        for i in members[c]:
            value = live.values[i]
            result.local[value.id] = place[c]
            if value.rep is Rep.PAIR:
                result.payload[value.id] = place[c] + 1
    return result


class _Pool:
    """The locals of one type, given away in the order in which ranges begin. As in linear scan allocation with lifetime
    holes (Traub, Holloway and Smith 1998), only those are looked into that are free now and taken again later: most are
    taken now, or free for good."""

    def __init__(self) -> None:
        self._taken: dict[int, Range] = {}  # what is left of it, by local
        self._busy: list[tuple[int, int]] = []  # (until where, local), a heap
        self._holes: list[tuple[int, int]] = []  # (until where, local), a heap; those taken meanwhile are in it too
        self._in_hole: dict[int, int] = {}  # until where, by local
        self._free: list[int] = []  # a heap

    def add(self, local: int, taken: Range) -> None:
        """A further local, or one that is taken in more places."""
        taken = self._taken[local] = union(self._taken.get(local, []), list(taken))
        if taken:
            heappush(self._busy, (taken[0][1], local))  # though a hole may come before, none needs it
        else:
            heappush(self._free, local)

    def take(self, wanted: Range) -> int | None:
        """The first that is free over a range; it is taken there from now on. No range begins before one that was
        asked for earlier."""
        self._advance(wanted[0][0])
        first = self._free[0] if self._free else inf
        fitting = [x for x in self._in_hole if x < first and not meet(self._taken[x], wanted)]
        if fitting:
            local = min(fitting)
            del self._in_hole[local]
        elif self._free:
            local = heappop(self._free)
        else:
            return None
        self.add(local, wanted)
        return local

    def _advance(self, now: int) -> None:
        while self._busy and self._busy[0][0] <= now:
            self._look(heappop(self._busy)[1], now)
        while self._holes and self._holes[0][0] <= now:
            until, local = heappop(self._holes)
            if self._in_hole.get(local) == until:
                del self._in_hole[local]
                self._look(local, now)

    def _look(self, local: int, now: int) -> None:
        """Finds out where a local stands."""
        taken = self._taken[local]
        del taken[: bisect_right(taken, now, key=itemgetter(1))]
        if not taken:
            heappush(self._free, local)
        elif taken[0][0] <= now:
            heappush(self._busy, (taken[0][1], local))
        else:
            self._in_hole[local] = taken[0][0]
            heappush(self._holes, (taken[0][0], local))


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
        if a == b or max(a, b) < self.fixed or meet(self.ranges[a], self.ranges[b]):
            return
        if b < self.fixed:
            a, b = b, a
        self.parent[b] = a
        self.ranges[a] = union(self.ranges[a], self.ranges[b])


def _coalesce(flow: ControlFlow, live: Liveness) -> _Leaders:
    bit = live.bit
    leaders = _Leaders(live, sum(bit[param.id] >= 0 for param in flow.function.params))
    depths = [loop.depth if loop is not None else 0 for loop in flow.loop_of]
    for number in sorted(range(len(flow.blocks)), key=lambda n: -depths[n]):
        block = flow.blocks[number]
        jumps = block.jumps()
        if block.handler is not None:
            jumps.append(Jump(block.handler, block.handler_args))
        for jump in jumps:
            for param, arg in zip(jump.target.params, jump.args, strict=True):
                a, b = bit[param.id], bit[arg.id]
                if a >= 0 and b >= 0 and WASM_TYPES[param.rep] == WASM_TYPES[arg.rep]:
                    leaders.merge(a, b)
    return leaders
