"""How values lie in memory: kinds of slots, tags of pairs, kinds of descriptors and of keys, and their sizes."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from weftc.abi.in_c import in_c
from weftc.abi.structs import Exc, Group, Obj
from weftc.ir.ir import Rep


@in_c("SlotKind", "SLOT_")
class Slot(IntEnum):
    """what a collector must know of 4, 8 or 16 bytes"""

    RAW4 = 0  # i32: bool, counts; never scanned
    RAW8 = 1  # f64, i64 proved small; never scanned
    REF = 2  # u32 reference or 0
    INT = 3  # int word: may be a reference to a big integer one day
    PAIR = 4  # 16 bytes: i32 tag at 0, 8-byte payload at 8: a union that holds scalars
    RAW1 = 5  # list elements only: one byte, list[bool]
    NONE = 6  # no bytes: the value None alone (results, dict values of None)


@in_c("Tag", "TAG_")
class Tag(IntEnum):
    """what a PAIR's payload is; it is zero-extended"""

    NONE = 0
    BOOL = 1
    INT = 2
    FLOAT = 3
    REF = 4


@in_c("TypeKind", "T_")
class TypeKind(IntEnum):
    """of a descriptor"""

    FIXED = 0  # instances, tuples, closures, cells: `size` bytes, references where slots[] says
    STR = 1
    LIST = 2  # elem: SlotKind of the elements
    ARRAY = 3  # a list's, dict's or set's storage: raw bytes as far as a scan from outside goes
    DICT = 4  # elem: SlotKind of keys, value: SlotKind of values
    HANDLE = 5  # to a shared object (channel, task, file)
    EXC = 6  # FIXED that begins with struct Exc
    SET = 7  # elem: SlotKind of keys


@in_c("KeyKind", "KEY_")
class KeyKind(IntEnum):
    """how a dict or set hashes and compares its keys; numbers equal across kinds hash alike"""

    INT = 0
    STR = 1
    FLOAT = 2
    BOOL = 3
    PAIR = 4
    TUPLE = 5  # tuples and frozensets of such; the slots of a tuple's Type list every field, RAW kinds too
    OBJECT = 6  # compared by compiled code


@in_c("", "TYPE_")
class TypeFlag:
    """of a descriptor: nothing reachable can share or cycle (ACYCLIC), it holds no references (LEAF), it is of an
    exception group (GROUP)"""

    LEAF: Final = 1
    ACYCLIC: Final = 2
    GROUP: Final = 4


@in_c("", "FRAME_")
class FrameFlag:
    """of a resume point"""

    HANDLER: Final = 1  # a handler covers it
    LIBRARY: Final = 2  # no cancellation at polls here
    POLL: Final = 4  # a poll or an entry, not a call
    ENTRY: Final = 8  # the function hasn't begun: no line for tracebacks; `where` names it, which is a task's name
    QUIET: Final = 16  # the same: nothing that it calls waits for the host
    COMPUTES: Final = 32  # the same: nobody can tell whether its calls are tasks of their own (lower/computing.py)


SLOT_OF = {
    Rep.I32: Slot.RAW4, Rep.INT: Slot.INT, Rep.F64: Slot.RAW8, Rep.REF: Slot.REF, Rep.ANY: Slot.REF, Rep.PAIR: Slot.PAIR
}  # fmt: skip
SIZE_OF = {Slot.RAW1: 1, Slot.RAW4: 4, Slot.RAW8: 8, Slot.REF: 4, Slot.INT: 8, Slot.PAIR: 16, Slot.NONE: 0}
MEMORY_OF = {
    Rep.I32: "i32", Rep.INT: "i64", Rep.I64: "i64", Rep.F64: "f64", Rep.REF: "i32", Rep.ANY: "i32", Rep.PAIR: "pair"
}  # fmt: skip
#: bytes of what a load or store moves
BYTES_OF = {"u8": 1, "i32": 4, "i64": 8, "f64": 8, "pair": 16}
#: slots that may hold a reference
SCANNED = frozenset({Slot.REF, Slot.INT, Slot.PAIR})

#: class ids below this are of built-in kinds
FIRST_CLASS_ID = 16
BUILTIN_CLASS_IDS = {
    "str": 4, "list": 5, "dict": 6, "tuple": 7, "range": 8, "function": 9, "handle": 10, "cell": 11, "class": 12,
    "set": 13, "frozenset": 14,
}  # fmt: skip
HEADER = Obj.BYTES  # before an object's fields
EXCEPTION_PREFIX = Exc.BYTES
GROUP_PREFIX = Group.BYTES
EXCEPTION_SLOTS = {
    "text": Exc.text, "args": Exc.args, "cause": Exc.cause, "context": Exc.context, "traceback": Exc.traceback
}  # fmt: skip
HEADER_FLAGS = Obj.aux
FIRST_FLAG = 8  # bit of the header's second word that says that the first flagged field is set
