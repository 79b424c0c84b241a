"""Structs that compiled code, or the data of a program, share with C: `Worker.hp` is a field's offset.

References are addresses of 4 bytes, 0 for None; objects are 8-aligned.
"""

from __future__ import annotations

from weftc.abi.in_c import I32, U8, U32, U64, Struct, U8s, U16s, U32s, U32x4, U32x8

# --- static descriptors, which the compiler emits ---------------------------------------------------------------------


class Type(Struct):
    """of objects; C has those of str and of storage"""

    kind: U32  # enum TypeKind
    class_id: U32  # classes are numbered in preorder: isinstance is a range test
    size: U32  # bytes, a multiple of 8, with what a class adds to a list, dict or set; not of T_STR, T_ARRAY, T_HANDLE
    name: U32  # address of NUL-terminated UTF-8: the class name
    elem: U8  # enum SlotKind; so is `value`
    value: U8
    key: U8  # T_DICT, T_SET: enum KeyKind
    flags: U8  # TYPE_ACYCLIC, TYPE_LEAF
    nslots: U32
    slots: U16s  # (byte offset / 4) << 3 | SlotKind, only REF, INT and PAIR, not what the kind itself holds; keys: all


class Where(Struct):
    """a source position; strings are addresses of NUL-terminated UTF-8"""

    file: U32
    function: U32
    line: U32
    text: U32  # the source lines with carets below them, without indentation; 0: none


class FrameDesc(Struct):
    """one for each resume point. A frame in memory: u32 address of its FrameDesc, then slots at offsets from 4 (8-byte
    slots 8-aligned)"""

    size: U32  # bytes of the frame, this word included; a multiple of 8
    thunk: U32  # table index of () -> (): calls the function with zeros and budget -1, stores the result
    pt: U32  # resume point
    flags: U32  # FRAME_ bits
    where: U32  # address of a Where, or 0 (then no line in tracebacks)
    nslots: U32
    slots: U16s  # as in Type: live slots that hold references


class Globals(Struct):
    """a struct of globals: what a collector and a spawn must know of it"""

    size: U32  # in bytes, a multiple of 8; 0: there is none
    copied: U32  # so many of the slots a spawn copies; those behind them it leaves at 0
    nslots: U32
    slots: U32s  # byte offset << 3 | SlotKind, only REF, INT and PAIR


class Program(Struct):
    """the datum `weft_program`"""

    main_desc: U32  # FrameDesc of the entry of the module-level code (its frame has no arguments)
    own: U32  # Globals: main's own
    flags: U32
    max_class_id: U32
    shared: U32  # Globals: those that all tasks share from the first spawn on (freeze.h)
    shared_area: U32  # where these are: static data


# --- objects ----------------------------------------------------------------------------------------------------------


class Obj(Struct):
    """how all begin. T_FIXED: fields follow. Cells: one field"""

    type: U32  # address of a Type; while collecting, new address | 1
    aux: U32


class Str(Struct):
    """a text"""

    type: U32
    hash: U32  # 0: not yet computed
    len: U32  # code points
    width: U32  # of a code point: 1 (Latin-1), 2, 4: the narrowest that fits
    data: U8s


class Character(Struct):
    """the text of one character of Latin-1: those that `weft_characters` has are all tasks'. Type 0: not made yet"""

    type: U32
    hash: U32
    len: U32
    width: U32
    data: U64


class List(Struct):
    """a list"""

    type: U32
    len: U32
    data: U32  # an Array, or 0 while cap is 0
    cap: U32


class Array(Struct):
    """the storage of a list, dict or set"""

    type: U32
    bytes: U32  # of payload
    data: U8s


class Dict(Struct):
    """a dict; what follows `len` belongs to dict.c"""

    type: U32
    len: U32
    entries: U32
    index: U32
    fill: U32
    capacity: U32
    index_size: U32
    version: U32


class Set(Struct):
    """a set or frozenset; what follows `len` belongs to set.c"""

    type: U32
    len: U32
    table: U32
    mask: U32
    fill: U32
    finger: U32
    version: U32
    pad: U32


class Handle(Struct):
    """to a shared object"""

    type: U32
    aux: U32
    object: U32
    next: U32  # list of the task's handles


class Ring(Struct):
    """a channel's values; CHANNEL_RING bytes from its start. Places count up by CHANNEL_ITEM, and wrap
    around. What may be
    put or taken by whoever runs here, without a call, if it holds no references: see channel.h"""

    items: U32  # the memory, or 0
    mask: U32  # its bytes less CHANNEL_ITEM: of a place
    head: U32  # the place of the first
    tail: U32  # the place behind the last
    room: U32  # so many may be put
    ready: U32  # so many may be taken


class Exc(Struct):
    """an exception; the program's fields follow"""

    type: U32
    flags: U32  # 1: a cause is given, or `from None`; above: address of a hint, static text behind the message, or 0
    text: U32  # str(e)
    args: U32  # tuple, or 0 = (text,)
    cause: U32
    context: U32
    traceback: U32  # Array of Where addresses, outermost last, or 0
    pad: U32


class Group(Struct):
    """an exception group (TYPE_GROUP); the program's fields follow"""

    exc: U32x8  # struct Exc
    exceptions: U32  # a tuple of any length, held like a list
    message: U32


# --- the worker -------------------------------------------------------------------------------------------------------


class Worker(Struct):
    """as far as compiled code touches it; the rest belongs to core.h"""

    attention: U32  # threads: 0, or 0x7fffffff: someone wants something. portable: fuel; negative wants something
    heed: U32  # not 0: the running task has an abort to raise, or it is stress: nothing is put or taken without a call
    hp: U32  # bump allocation of the running task, up to `limit`: 8-aligned
    limit: U32
    sp: U32  # the frame of the function that is resumed: where it is saved again if it suspends
    scratch: U32  # where the next frame of a function that was called is saved (upwards)
    globals: U32  # the running task's own (globals.h); not in the moving heap
    exc: U32  # the exception on its way, while status is RAISING
    taken: U32  # what the running task has taken of a gate in passing: its handle, with GATE_ALL; 0: nothing (gate.h)
    requests: U32  # REQ_ bits; set before attention
    result: U64  # what a resumed call returned; what join, recv ... deliver
    result_tag: U32
    outcome: U32  # enum Outcome of the last blocking call
    arm: U32  # select: which
    budget: I32  # bytes of engine stack that a resumed function may use
    left: I32  # compiled code's own budget, stored before joins, spawns, waits: may a task run inside? -1: never
    where: U32  # stored before weft_spawn_frame: Where of the spawn, for reports; 0: unknown
    handling: U32  # the exception being handled: bare `raise`, __context__
    alone: U32  # whether this worker is alone awake (idle.h)
    talked: U32  # calls that send, receive, select, lock, and values that changed hands in passing: a figure
    pad: U32
    build: U32x4  # build.c: the text under construction: address, code points, bytes of room, width; zero at first
