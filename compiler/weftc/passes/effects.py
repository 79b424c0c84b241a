"""What a function may do, from its operations and its callees: fixpoint over the call graph, callees first.

    func f: loop { rt weft_list_grow }   f: suspends (it polls), raises, allocates, writes {len, data, elem:*}
    func g: call f                       g: the same

A loop polls unless it provably runs short, and so does the entry of a function on a cycle of calls: both
suspend. Whatever suspends also raises: an abort or a stack overflow arrives there. Writes are named by alias
class; "*" is everything. Objects made by the function itself count as well: a class is not told apart by who
made the object.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from weftc.graphs import strongly_connected
from weftc.ir.dominators import Dominators, Loop, Loops
from weftc.ir.ir import Block, Branch, Function, Program, Raise, Terminator, Value
from weftc.ir.ops import ARITHMETIC, OF_IMM, OPS, Effect, Place
from weftc.ir.runtime import ROWS, RUNTIME

#: a loop of at most this many turns, known from constants, needs no poll
SHORT_TURNS = 256

EVERYTHING = frozenset({"*"})
_NOTHING: frozenset[str] = frozenset()


class Effects(NamedTuple):
    """Of an operation or a function; `suspends` implies `raises`."""

    raises: bool
    suspends: bool
    allocates: bool
    reads: bool
    writes: frozenset[str]  # alias classes


NO_EFFECTS = Effects(False, False, False, False, _NOTHING)
UNKNOWN = Effects(True, True, True, True, EVERYTHING)


def find_effects(program: Program) -> dict[str, Effects]:
    """The effects of every function."""
    functions = program.functions
    calls = {name: _callees(function) for name, function in functions.items()}
    found: dict[str, Effects] = {}
    for component in strongly_connected(calls):
        cyclic = len(component) > 1 or component[0] in calls[component[0]]
        whole = Effects(cyclic, cyclic, False, False, _NOTHING)
        for name in component:
            whole = _join(whole, _own(functions[name], found))
        for name in component:
            found[name] = whole
    return found


def of_value(value: Value, functions: dict[str, Effects]) -> Effects:
    """The effects of one operation; those of functions missing in `functions` are unknown."""
    op = value.op
    if op == "call":
        return functions.get(str(value.imm), UNKNOWN)
    if op == "rt":
        return _of_call(str(value.imm))
    row = _BY_OP.get(op)
    if row is not None:
        return row
    if op in ("store", "store_elem"):
        assert isinstance(value.imm, tuple)
        return _store(value.imm[2])
    return _arithmetic(value)


def alias(value: Value) -> str | None:
    """The alias class that a load, or a call that is like one, reads; None: it reads nothing that changes."""
    if value.op == "rt":
        symbol = str(value.imm)
        return RUNTIME[symbol].reads if symbol in ROWS else None
    found = _ALIAS.get(value.op)
    if found is not OF_IMM:
        return found
    assert isinstance(value.imm, tuple)
    name: str = value.imm[2]
    return None if name in ("tuple", "str") else name


def clobbers(writes: frozenset[str], name: str) -> bool:
    """Whether writes of these classes may change what a load of class `name` reads."""
    if not writes:
        return False
    return name in writes or "*" in writes or (name.startswith("elem:") and "elem:*" in writes)


def short_loops(function: Function) -> set[Block]:
    """Headers of loops that need no poll: innermost, counted, and of few turns whatever happens."""
    dominators = Dominators(function)
    return {loop.header for loop in Loops(dominators).all if _is_short(loop, dominators)}


def _callees(function: Function) -> list[str]:
    return list(dict.fromkeys(str(v.imm) for b in function.blocks for v in b.instrs if v.op == "call"))


def _own(function: Function, found: dict[str, Effects]) -> Effects:
    """Without what calls within its own component add."""
    whole = NO_EFFECTS
    for block in function.blocks:
        for value in block.instrs:
            if value.op == "call" and value.imm not in found:
                continue
            effects = of_value(value, found)
            if effects is not NO_EFFECTS:
                whole = _join(whole, effects)
        if isinstance(block.term, Raise):
            whole = _join(whole, _RAISES)
    if not whole.suspends and _polls(function):
        whole = _join(whole, Effects(True, True, False, False, _NOTHING))
    return whole


def _polls(function: Function) -> bool:
    """Whether it has a loop that isn't short. Most functions have no edge to an earlier block, so no loop."""
    place = {block: index for index, block in enumerate(function.blocks)}
    if all(place[t] > place[b] for b in function.blocks for t in b.successors()):
        return False
    dominators = Dominators(function)
    return any(not _is_short(loop, dominators) for loop in Loops(dominators).all)


def _is_short(loop: Loop, dominators: Dominators) -> bool:
    """A parameter counts by a constant from a constant, and is tested against one in the header or the one
    latch.
    """
    if loop.inner or len(loop.latches) != 1:
        return False
    latch = loop.latches[0]
    turns = [_turns(loop, tested.term, dominators) for tested in (loop.header, latch)]
    return any(count is not None and count <= SHORT_TURNS for count in turns)


def _turns(loop: Loop, term: Terminator, dominators: Dominators) -> int | None:
    if not isinstance(term, Branch) or term.cond.op != "i64.lt_s":
        return None
    left, limit = term.cond.args[0], term.cond.args[1].imm
    if not isinstance(limit, int) or term.otherwise.target in loop.own or term.then.target not in loop.own:
        return None
    for index, param in enumerate(loop.header.params):
        given = [(node.block, j.args[index]) for node in dominators.start[loop.header].predecessors
                 for j in node.block.jumps() if j.target is loop.header]  # fmt: skip
        back = [value for block, value in given if block in loop.latches]
        start = [value.imm for block, value in given if block not in loop.latches]
        if len(back) == len(start) == 1 and left in (param, back[0]) and isinstance(start[0], int):
            step = _step(param, back[0])
            return None if step is None else max(0, limit - start[0]) // step + 1
    return None


def _step(param: Value, back: Value) -> int | None:
    if back.op not in ("i64.add", "int.add") or back.args[0] is not param:
        return None
    step = back.args[1].imm
    return step if isinstance(step, int) and step > 0 else None


def _join(a: Effects, b: Effects) -> Effects:
    return Effects(
        a.raises or b.raises,
        a.suspends or b.suspends,
        a.allocates or b.allocates,
        a.reads or b.reads,
        a.writes | b.writes,
    )


def _from_row(effect: Effect, writes: frozenset[str]) -> Effects:
    suspends = Effect.SUSPENDS in effect
    found = Effects(
        Effect.RAISES in effect or suspends,
        suspends,
        Effect.ALLOCATES in effect,
        Effect.READS in effect,
        writes if Effect.WRITES in effect or suspends else _NOTHING,
    )
    return NO_EFFECTS if found == NO_EFFECTS else found


@cache
def _of_call(symbol: str) -> Effects:
    """Of a call of the runtime."""
    if symbol not in ROWS:
        return UNKNOWN
    row = RUNTIME[symbol]
    return _from_row(row.effect, row.writes)


def _store(name: str) -> Effects:
    found = _STORES.get(name)
    if found is None:
        found = _STORES[name] = Effects(False, False, False, False, frozenset({name}))
    return found


def _arithmetic(value: Value) -> Effects:
    """Of operations on int words, which raise unless their facts say otherwise; of all others, none."""
    if value.op not in ARITHMETIC or value.imm == "fits":
        return NO_EFFECTS
    if value.op in ("int.floordiv", "int.mod"):
        divisor = value.args[1]
        if value.op == "int.mod" or (divisor.op == "const" and divisor.imm != -1):
            return NO_EFFECTS
        if isinstance(value.imm, dict) and value.imm.get("nonneg"):
            return NO_EFFECTS
    return _RAISES


_RAISES = Effects(True, False, False, False, _NOTHING)
_STORES: dict[str, Effects] = {}
_ALIAS = {name: op.alias for name, op in OPS.items() if op.place is Place.LOAD}
_BY_OP: dict[str, Effects] = {
    name: _from_row(row.effect, frozenset({row.alias}) if row.alias else _NOTHING)
    for name, row in OPS.items()
    if name not in ("call", "rt", "store", "store_elem") and name not in ARITHMETIC
}
