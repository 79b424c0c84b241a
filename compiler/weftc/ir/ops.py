"""Every operation of the IR, a row each. The runtime calls are in `runtime`.

What the verifier, the passes and the emitter know of an operation alone stands in its row, and their tables are made of
the rows: so a new one is a row, the method that emits it (emit/instructions.py), and its case in tests/ir/interpret.py.

Raw wasm instructions are operations under their own names ("i64.add", "f64.lt", "i32.wrap_i64" ...): pure, operands
and result as wasm has them, where INT counts as i64 and REF and PTR as i32. Only instructions that can't trap are
allowed raw; "i64.div_s", "i64.rem_s" and the shifts' operands are guarded by what was emitted before them.
"""

from __future__ import annotations

from enum import Enum, Flag, auto
from typing import NamedTuple

from weftc.abi.structs import Dict, List, Obj, Str, Worker
from weftc.ir.ir import Rep


class Effect(Flag):
    """What an operation may do besides computing its value. Two reads commute; a READ of an alias class must not
    move over a WRITE of the same class nor over a call that WRITES."""

    NONE = 0
    READS = auto()
    WRITES = auto()
    ALLOCATES = auto()
    RAISES = auto()
    SUSPENDS = auto()


class Place(Enum):
    """Where an operation may be computed instead of where it stands."""

    CONSTANT = auto()  # wherever it is used
    PURE = auto()  # wherever its operands are there
    FIXED = auto()  # the same: a load of what never changes
    LOAD = auto()  # as far as nothing writes its alias class
    WORKER = auto()  # directly behind the call whose outcome it reads, or what else wrote its alias class
    EFFECT = auto()  # nowhere else


#: the alias class stands in the immediate, which is (kind of memory, offset, alias)
OF_IMM = "imm"


class Op(NamedTuple):
    """`operands`: a letter for each, i an i32, l 64 bits, p a pair, r a reference, k a reference of a known kind; None:
    they vary, and the verifier has a check of its own. `result`: None if it varies. `alias`: what it reads or writes.
    `offset`: of the word that it reads, of an object's header or of the worker. `range`: of the result. `sure`: it is
    computed only where control gets to it, although it is no effect."""

    meaning: str
    operands: str | None
    result: Rep | None
    place: Place
    effect: Effect = Effect.NONE
    alias: str = ""
    offset: int = -1
    range: tuple[int, int] | None = None
    sure: bool = False


N, R, W, A, X = Effect.NONE, Effect.READS, Effect.WRITES, Effect.ALLOCATES, Effect.RAISES
S = Effect.SUSPENDS
CONSTANT, PURE, FIXED, LOAD, WORKER, EFFECT = Place
I32, I64, INT, REF, ANY, PTR, PAIR, VOID = (
    Rep.I32, Rep.I64, Rep.INT, Rep.REF, Rep.ANY, Rep.PTR, Rep.PAIR, Rep.VOID
)  # fmt: skip

#: imm of an i64.add that never leaves 64 bits: a range's counter and its step
NO_WRAP = "no wrap"
#: how many elements a list or dict may have
COUNT = (0, 2**29 - 1)

OPS: dict[str, Op] = {
    "param": Op("a parameter of a block or function", "", None, EFFECT),
    # constants
    "const": Op("imm: int, float; rep I32, I64, INT, F64, REF (0 only)", "", None, CONSTANT),
    "pair_const": Op("imm: (tag, payload)", "", PAIR, CONSTANT),
    "sym": Op("imm: name of a datum; its address as I32 or REF", "", None, CONSTANT),
    # choice and pairs
    "select": Op("args a, b, cond: a if cond is nonzero, else b; any rep but PAIR", None, None, PURE),
    "pair": Op("args tag I32, payload I64 or INT: the PAIR", "il", PAIR, PURE),
    "pair.tag": Op("tag of a PAIR", "p", I32, PURE),
    "pair.payload": Op("payload of a PAIR as I64", "p", I64, PURE),
    # int words; imm None: result must stay in the small range, else OverflowError (later: the generic body).
    # imm "i64": every user reduces the value at once, so only 64-bit overflow is refused. imm "fits": proven, plain.
    "int.add": Op("a + b", "ll", INT, EFFECT, X),
    "int.sub": Op("a - b", "ll", INT, EFFECT, X),
    "int.mul": Op("a * b", "ll", INT, EFFECT, X),
    "int.neg": Op("-a", "l", INT, EFFECT, X),
    "int.shl": Op("a << b, b known in [0, 62)", "ll", INT, EFFECT, X),
    # division: the divisor is known to be nonzero (a guard went before); imm: dict with optional facts
    # "nonneg" (both operands >= 0) -- constants are seen in the operands
    "int.floordiv": Op("a // b, Python's floor (only -2^61 // -1 overflows: raises)", "ll", INT, EFFECT, X),
    "int.mod": Op("a % b, Python's sign", "ll", INT, EFFECT),
    # what a test told. It stands where it is known how the test came out, and no pass moves it from there
    "narrow": Op(
        "args value (ANY or REF, or a PAIR's payload as I64), test; imm (kinds, outcome of the test): the reference, REF, or"
        " ANY if it may be of several kinds yet. Without a test, outcome None: all kinds that it may be of are as good",
        None, None, PURE, sure=True,
    ),
    # memory. imm of load and store: (kind, offset, alias): kind "i32" "u8" "i64" "f64" "pair"; alias a string:
    # "len", "data" (a list's header), "elem:<kind>", "dict" (all but the values), "value" (of a dict), "field:<class id>.<name>", "box", "global", "tuple" (never written
    # after construction), "str" (immutable), "worker"
    "load": Op("args base REF, PTR or an address from the runtime: value at base + offset", None, None, LOAD, R, OF_IMM),
    "store": Op("args base, value", None, VOID, EFFECT, W, OF_IMM),
    "load_elem": Op("args base PTR, index I32 or I64: value at base + offset + index * size of kind", None, None, LOAD, R, OF_IMM, sure=True),
    "store_elem": Op("args base PTR, index, value", None, VOID, EFFECT, W, OF_IMM),
    "list.len": Op("length of a list as I32; below 2^29", "k", I32, LOAD, R, "len", List.len, COUNT),
    "list.data": Op("address of a list's Array as PTR (elements begin at +8)", "k", PTR, LOAD, R, "data", List.data),
    "str.len": Op("length of a str in code points as I32; below 2^32, immutable", "k", I32, FIXED, offset=Str.len),
    "dict.len": Op("entries of a dict as I32", "k", I32, LOAD, R, "dict", Dict.len, COUNT),
    "dict.value": Op("args dict, slot (from the runtime, not 0): address of the value in it as PTR", "ki", PTR, LOAD, R, "dict"),
    "type_of": Op("address of the Type of an object (its first word) as I32; never changes", "r", I32, FIXED, offset=Obj.type),
    "class_id": Op("class id of the object (not 0) as I32", "r", I32, FIXED, sure=True),
    # area "own": the task's own globals; "shared": those that all tasks share
    "gload": Op("imm (kind, offset, area): a slot of the globals", None, None, LOAD, R, "global"),
    "gstore": Op("imm (kind, offset, area), args value", None, VOID, EFFECT, W, "global"),
    # objects: imm (type symbol, size in bytes): bump-allocates, writes the header (type, aux 0); every field is stored
    # by stores that follow before anything may suspend
    "new": Op("a fresh T_FIXED/T_EXC object", "", REF, EFFECT, A | X),
    # imm (type symbol, bytes of an element, length): the same of a short list, whose elements are stored so, too
    "list.new": Op("a fresh list of that length", "", REF, EFFECT, A | X),
    # checks and errors. imm (runtime symbol, constants): calls symbol(constants..., args[1:]...) in a cold path if
    # args[0] (I32) is nonzero, and raises
    "guard": Op("raise unless the condition is zero", None, VOID, EFFECT, X),
    "catch": Op("first in a handler block: the exception; the status is running again", "", ANY, EFFECT, W, "worker"),
    # calls
    "call": Op("imm function name, args: a direct call; effects are the callee's", None, None, EFFECT, R | W | A | X | S),
    "rt": Op("imm runtime symbol, args: parameters, result and effects as its row says", None, None, EFFECT, R | W | A | X | S),
    "spawn": Op(
        "imm (function name, result SlotKind, symbol of its globals or '', handle type symbol or ''), args: starts a task; its handle, or 0",
        None, REF, EFFECT, R | A | X,
    ),
    # what the last blocking call delivered; only directly after it in the same block
    "result": Op("w->result (and tag) in this value's rep", "", None, WORKER, R, "worker"),
    "outcome": Op("w->outcome as I32", "", I32, WORKER, R, "worker", Worker.outcome),
    "arm": Op("w->arm as I32", "", I32, WORKER, R, "worker", Worker.arm),
    "handling": Op("w->handling: the exception being handled", "", ANY, WORKER, R, "handling", Worker.handling),
    "set_handling": Op("args REF", "i", VOID, EFFECT, W, "handling"),
}  # fmt: skip


def placed(*places: Place) -> frozenset[str]:
    """The operations that may be computed there."""
    return frozenset(name for name, op in OPS.items() if op.place in places)


#: on int words: all, and those whose result may be a big number
ARITHMETIC = frozenset(name for name in OPS if name.startswith("int."))
CHECKED = ARITHMETIC - {"int.floordiv", "int.mod"}
