"""Messages that are made only to be sent are built where they will lie.

    v1 = list.new ('t', 8, 2)                   v2 = int.add ...
    store_elem ... v1, ...                      rt weft_message_begin 64
    v2 = int.add ...                            v1 = list.new ('t', 8, 2)
    v3 = new ('t', 24)                    ->    store_elem ... v1, ...
    store ... v3, v2                            v3 = new ('t', 24)
    store ... v3, v1                            store ... v3, v2
    v4 = i64.extend_i32_u v3                    store ... v3, v1
    rt weft_channel_send ch, v4, ...            v4 = i64.extend_i32_u v3
                                                rt weft_channel_send_built ch, v4, ...

A message is a tuple or list that a display makes, and those that displays make in it, if nothing but the message refers
to them and it refers to nothing else but static data. Their making sinks to the send: nobody can see them before, and
none of it reads what others write. So nothing that may suspend or raise stands between begin and send, but for want of
memory. The runtime makes sure that all of it is where it began (`message_take_built`), and copies it if not.

Slices that are made only to be sent, or for a task, give their storage away, if it is large:

    v1 = rt weft_list_slice xs, ...             v1 = rt weft_list_slice xs, ...
    v2 = spawn ('f', ...) v1              ->    rt weft_message_give v1
                                                v2 = spawn ('f', ...) v1
"""

from __future__ import annotations

from collections import Counter

from weftc.abi.memory import Tag
from weftc.abi.structs import Array, List
from weftc.ir.ir import Block, Function, Rep, Value
from weftc.passes.values import exit_uses

#: bytes; larger ones have parts elsewhere
MOST = 2048


def build_messages(function: Function) -> None:
    """Changes the function in place."""
    leaving = [(block, value) for block in function.blocks for value in block.instrs if _sends(value)]
    if not leaving:
        return
    uses = Counter(arg for block in function.blocks for value in block.instrs for arg in value.args)
    uses.update(value for block in function.blocks for value in exit_uses(block))
    for block, value in leaving:
        if value.op == "spawn":
            _give(function, block, value, value.args, uses)
            continue
        payload = value.args[1]
        if payload.op != "i64.extend_i32_u" or uses[payload] != 1:
            continue
        message = _Message(block, value, uses)
        if message.is_whole():
            message.sink(function)
        else:
            _give(function, block, value, payload.args, uses)


def _sends(value: Value) -> bool:
    return value.op == "spawn" or (value.op == "rt" and value.imm == "weft_channel_send")


def _give(function: Function, block: Block, sends: Value, sent: list[Value], uses: Counter[Value]) -> None:
    at = block.instrs.index(sends)
    given = [
        function.new_value("rt", [value], "weft_message_give", Rep.VOID, sends.pos)
        for value in sent
        if value.op == "rt" and value.imm == "weft_list_slice" and uses[value] == 1
    ]
    block.instrs[at:at] = given


class _Message:
    """What one send sends: its objects, and the operations that make them."""

    def __init__(self, block: Block, send: Value, uses: Counter[Value]) -> None:
        self.block, self.send, self.uses = block, send, uses
        self.stores: dict[Value, list[Value]] = {}
        self.making: set[Value] = {send.args[1]}
        self.bytes = 0
        self.payload = send.args[1]

    def is_whole(self) -> bool:
        """Whether all that it consists of is made here, for it alone."""
        root = self.payload.args[0]
        if not _is_made(root):
            return False
        before = self.block.instrs[: self.block.instrs.index(self.send)]
        here = set(before)
        data: dict[Value, Value] = {}
        for value in before:
            if value.op == "list.data":
                data[value] = value.args[0]
            elif value.op in ("store", "store_elem"):
                base = data.get(value.args[0], value.args[0])
                self.stores.setdefault(base, []).append(value)
        parts = [root]
        for part in parts:
            if part not in here or part in self.making:
                return False
            self.making.add(part)
            stores = self.stores.get(part, [])
            reached = [value for value, of in data.items() if of is part]
            self.making.update(stores, reached)
            for store in stores:
                value = store.args[-1]
                if _is_made(value):
                    parts.append(value)
                elif not _is_plain(value):
                    return False
            self.bytes += _bytes(part)
            direct = sum(store.args[0] is part for store in stores)
            if self.uses[part] != direct + len(reached) + 1:
                return False
            if any(self.uses[value] != sum(store.args[0] is value for store in stores) for value in reached):
                return False
        return self.bytes <= MOST

    def sink(self, function: Function) -> None:
        instrs = self.block.instrs
        at, pos = instrs.index(self.send), self.send.pos
        before = instrs[:at]
        size = function.new_value("const", [], self.bytes, Rep.I32, pos)
        begin = function.new_value("rt", [size], "weft_message_begin", Rep.VOID, pos)
        instrs[:at] = [
            *(value for value in before if value not in self.making),
            size,
            begin,
            *(value for value in before if value in self.making),
        ]
        self.send.imm = "weft_channel_send_built"


def _is_made(value: Value) -> bool:
    """By a tuple's or list's display."""
    return value.op in ("new", "list.new")


def _bytes(part: Value) -> int:
    assert isinstance(part.imm, tuple)
    if part.op == "new":
        return int(part.imm[1])
    _, width, length = part.imm
    return List.BYTES + (Array.BYTES + (length * width + 7) // 8 * 8 if length else 0)


def _is_plain(value: Value) -> bool:
    """Whether it refers to nothing that a task owns: today ints do not either, since none is beyond 61 bits."""
    if value.rep is Rep.PAIR:
        if value.op == "pair":
            return value.args[0].op == "const" and value.args[0].imm != Tag.REF
        return value.op == "pair_const"
    return not value.rep.is_reference or value.op in ("sym", "const")
