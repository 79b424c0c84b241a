"""Every operation of the IR, a row each: operands, result, effects, meaning. The runtime calls are in `runtime`.

Raw wasm instructions are operations under their own names ("i64.add", "f64.lt", "i32.wrap_i64" ...): pure, operands
and result as wasm has them, where INT counts as i64 and REF and PTR as i32. Only instructions that can't trap are
allowed raw; "i64.div_s", "i64.rem_s" and the shifts' operands are guarded by what was emitted before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto


class Effect(Flag):
    """What an operation may do besides computing its value. Two reads commute; a READ of an alias class must not
    move over a WRITE of the same class nor over a call that WRITES."""

    NONE = 0
    READS = auto()
    WRITES = auto()
    ALLOCATES = auto()
    RAISES = auto()
    SUSPENDS = auto()


@dataclass(frozen=True, slots=True)
class Op:
    meaning: str
    effect: Effect = Effect.NONE


N, R, W, A, X = Effect.NONE, Effect.READS, Effect.WRITES, Effect.ALLOCATES, Effect.RAISES

#: imm of an i64.add that never leaves 64 bits: a range's counter and its step
NO_WRAP = "no wrap"

OPS: dict[str, Op] = {
    "param": Op("a parameter of a block or function"),
    # constants
    "const": Op("imm: int, float; rep I32, I64, INT, F64, REF (0 only)"),
    "pair_const": Op("imm: (tag, payload)"),
    "sym": Op("imm: name of a datum; its address as I32 or REF"),
    # choice and pairs
    "select": Op("args a, b, cond: a if cond is nonzero, else b; any rep but PAIR"),
    "pair": Op("args tag I32, payload I64 or INT: the PAIR"),
    "pair.tag": Op("tag of a PAIR"),
    "pair.payload": Op("payload of a PAIR as I64"),
    # int words; imm None: result must stay in the small range, else OverflowError (later: the generic body).
    # imm "i64": every user reduces the value at once, so only 64-bit overflow is refused. imm "fits": proven, plain.
    "int.add": Op("a + b", X),
    "int.sub": Op("a - b", X),
    "int.mul": Op("a * b", X),
    "int.neg": Op("-a", X),
    "int.shl": Op("a << b, b known in [0, 62)", X),
    # division: the divisor is known to be nonzero (a guard went before); imm: dict with optional facts
    # "nonneg" (both operands >= 0) -- constants are seen in the operands
    "int.floordiv": Op("a // b, Python's floor (only -2^61 // -1 overflows: raises)", X),
    "int.mod": Op("a % b, Python's sign"),
    # what a test told. It stands where it is known how the test came out, and no pass moves it from there
    "narrow": Op(
        "args value (ANY or REF, or a PAIR's payload as I64), test; imm (kinds, outcome of the test): the reference, REF, or"
        " ANY if it may be of several kinds yet. Without a test, outcome None: all kinds that it may be of are as good"
    ),
    # memory. imm of load and store: (kind, offset, alias): kind "i32" "u8" "i64" "f64" "pair"; alias a string:
    # "len", "data" (a list's header), "elem:<kind>", "field:<class id>.<name>", "cell", "global", "tuple" (never written
    # after construction), "str" (immutable), "worker"
    "load": Op("args base REF, PTR or an address from the runtime: value at base + offset", R),
    "store": Op("args base, value", W),
    "load_elem": Op("args base PTR, index I32 or I64: value at base + offset + index * size of kind", R),
    "store_elem": Op("args base PTR, index, value", W),
    "list.len": Op("length of a list as I32; below 2^29", R),  # alias "len"
    "list.data": Op("address of a list's Array as PTR (elements begin at +8)", R),  # alias "data"
    "str.len": Op("length of a str in code points as I32; below 2^32, immutable"),
    "dict.len": Op("entries of a dict as I32", R),  # alias "dict"
    "type_of": Op("address of the Type of an object (its first word; arg REF or ANY) as I32; never changes"),
    "class_id": Op("class id of the object arg (REF or ANY, not 0) as I32"),
    # area "own": the task's own globals; "shared": those that all tasks share. Alias "global"
    "gload": Op("imm (kind, offset, area): a slot of the globals", R),
    "gstore": Op("imm (kind, offset, area), args value", W),
    # objects: imm (type symbol, size in bytes): bump-allocates, writes the header (type, aux 0); every field is stored
    # by stores that follow before anything may suspend
    "new": Op("a fresh T_FIXED/T_EXC object", A | X),
    # checks and errors. imm (runtime symbol, constants): calls symbol(constants..., args[1:]...) in a cold path if
    # args[0] (I32) is nonzero, and raises
    "guard": Op("raise unless the condition is zero", X),
    "catch": Op("first in a handler block: the exception, ANY or REF; the status is running again", W),
    # calls
    "call": Op("imm function name, args: a direct call; effects are the callee's", R | W | A | X | Effect.SUSPENDS),
    "rt": Op(
        "imm runtime symbol (row of runtime.RUNTIME), args: effects as its row says", R | W | A | X | Effect.SUSPENDS
    ),
    "spawn": Op(
        "imm (function name, result SlotKind, symbol of its globals or '', handle type symbol), args: starts a task; its handle",
        R | A | X,
    ),
    # what the last blocking call delivered; only directly after it in the same block
    "result": Op("w->result (and tag) in this value's rep", R),
    "outcome": Op("w->outcome as I32", R),
    "arm": Op("w->arm as I32", R),
    "handling": Op("w->handling: the exception being handled, ANY or REF", R),
    "set_handling": Op("args REF", W),
}
