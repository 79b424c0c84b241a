"""How values lie in memory: kinds of slots, tags of pairs, kinds of descriptors and of keys, and their sizes; the
numbers of runtime-c/abi.h."""

from __future__ import annotations

from enum import IntEnum

from weftc.ir.ir import Rep


class Slot(IntEnum):
    """What a collector must know of 4, 8 or 16 bytes (SlotKind)."""

    RAW4, RAW8, REF, INT, PAIR, RAW1, NONE = range(7)


class Tag(IntEnum):
    """What a PAIR's tag says its payload is."""

    NONE, BOOL, INT, FLOAT, REF = range(5)


class TypeKind(IntEnum):
    """Of a descriptor."""

    FIXED, STR, LIST, ARRAY, DICT, HANDLE, EXC, SET = range(8)


class KeyKind(IntEnum):
    """How a dict or set hashes and compares its keys. TUPLE: item by item; OBJECT: by the program's own code."""

    INT, STR, FLOAT, BOOL, PAIR, TUPLE, OBJECT = range(7)


SLOT_OF = {
    Rep.I32: Slot.RAW4, Rep.INT: Slot.INT, Rep.F64: Slot.RAW8, Rep.REF: Slot.REF, Rep.ANY: Slot.REF, Rep.PAIR: Slot.PAIR
}  # fmt: skip
SIZE_OF = {Slot.RAW1: 1, Slot.RAW4: 4, Slot.RAW8: 8, Slot.REF: 4, Slot.INT: 8, Slot.PAIR: 16, Slot.NONE: 0}
MEMORY_OF = {
    Rep.I32: "i32", Rep.INT: "i64", Rep.I64: "i64", Rep.F64: "f64", Rep.REF: "i32", Rep.ANY: "i32", Rep.PAIR: "pair"
}  # fmt: skip
#: slots that may hold a reference
SCANNED = frozenset({Slot.REF, Slot.INT, Slot.PAIR})

#: class ids below this are of built-in kinds
FIRST_CLASS_ID = 16
BUILTIN_CLASS_IDS = {
    "str": 4, "list": 5, "dict": 6, "tuple": 7, "range": 8, "function": 9, "handle": 10, "cell": 11, "class": 12,
    "set": 13, "frozenset": 14,
}  # fmt: skip
HEADER = 8  # bytes of struct Obj, before an object's fields
EXCEPTION_PREFIX = 32  # bytes of struct Exc
EXCEPTION_SLOTS = {"text": 8, "args": 12, "cause": 16, "context": 20, "traceback": 24}
HEADER_FLAGS = 4  # offset of the header's second word
FIRST_FLAG = 8  # bit of the header's second word that says that the first flagged field is set
