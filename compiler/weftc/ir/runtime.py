"""The runtime's calls as compiled code sees them: the rows of abi/calls.py, each read when it is first asked for."""

from __future__ import annotations

from typing import NamedTuple

from weftc.abi.calls import MATH, TABLE, TYPES, WRITES
from weftc.ir.ir import Rep
from weftc.ir.ops import Effect

_REPS = {"i": Rep.I32, "w": Rep.INT, "l": Rep.I64, "d": Rep.F64, "r": Rep.REF, "v": Rep.VOID}
_EFFECTS = {
    "raises": Effect.RAISES,
    "blocks": Effect.SUSPENDS,
    "allocates": Effect.ALLOCATES,
    "reads": Effect.READS,
    "writes": Effect.READS | Effect.WRITES,
}
#: results by type, where they are narrower than what they are held as
_RANGES = {"bool": (0, 1), "length": (0, 2**32)}


class RuntimeCall(NamedTuple):
    """Parameters are (name, type of TYPES). `args` and `result` are how all are held: an I64 may be passed where INT
    stands, and results in 64 bits are INT. `reads` is the one alias class that the result depends on, if it is one;
    `writes` are such classes; `range` is of the result. `borrows`: it keeps no text that it is given. `stalls`: it may
    wait for the host."""

    parameters: tuple[tuple[str, str], ...]
    returns: str
    args: tuple[Rep, ...]
    result: Rep
    effect: Effect
    reads: str | None
    writes: frozenset[str]
    borrows: bool
    stalls: bool
    range: tuple[int, int] | None


def held_as(type: str) -> Rep:
    """How a parameter of that type is held; a name of numbers.py is a number."""
    return _REPS[TYPES[type][1]] if type in TYPES else Rep.I32


def _rows() -> dict[str, str]:
    """By symbol what follows it in its row."""
    found = {}
    for line in TABLE.split("\n"):
        if line.startswith("weft_"):
            name, _, rest = line.partition("(")
            found[name] = rest
    for names, row in MATH.items():
        found |= dict.fromkeys([f"weft_math_{name}" for name in names.split()], row)
    return found


#: the names of all calls, in order
ROWS = _rows()


class _Calls(dict[str, RuntimeCall]):
    def __missing__(self, symbol: str) -> RuntimeCall:
        row = self[symbol] = _read(ROWS[symbol])
        return row


#: by name of ROWS; KeyError for others
RUNTIME = _Calls()


def _read(row: str) -> RuntimeCall:
    listed, _, rest = row.partition(")")
    result, _, effects = rest.partition(" : ")
    parameters = tuple((n, t) for n, _, t in [one.partition(": ") for one in listed.split(", ")]) if listed else ()
    returns, _, range = result[4:].partition(" in ") if result else ("None", "", "")
    least, _, most = range.partition("..")
    held = held_as(returns)
    return RuntimeCall(
        parameters,
        returns,
        tuple([held_as(type) for _, type in parameters]),
        Rep.INT if held is Rep.I64 else held,
        *_effects(effects),
        (_number(least), _number(most)) if range else _RANGES.get(returns),
    )


def _effects(text: str) -> tuple[Effect, str | None, frozenset[str], bool, bool]:
    effect, reads, writes, flags = Effect.NONE, None, set[str](), set[str]()
    for word in text.split():
        if word in ("borrows", "stalls"):
            flags.add(word)
            continue
        name, _, what = word.rstrip(")").partition("(")
        effect |= _EFFECTS[name]
        if name == "writes":
            writes.update(WRITES[what or "everything"].split())
        elif name == "reads":
            reads = what or None
        elif name == "blocks":
            writes.add("worker")
    return effect, reads, frozenset(writes), "borrows" in flags, "stalls" in flags


def _number(text: str) -> int:
    base, _, power = text.partition("^")
    return int(base) ** int(power) if power else int(base, 0)
