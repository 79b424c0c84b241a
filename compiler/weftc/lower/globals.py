"""Where globals are kept: `Globals`.

While functions are lowered, each global that code reads or writes gets a `GlobalSlot`, and every access names its slot.
When all are lowered, `lay_out` says where the slots are: those that nothing changes from the first spawn on in the area
that all tasks share, the others in an area of each task's own, which is as long as the last of those that its code can
reach demands. So what many spawned functions reach comes first, and what only main does at the end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from weftc.abi.memory import MEMORY_OF, SCANNED, SIZE_OF, SLOT_OF
from weftc.abi.structs import Globals as Struct
from weftc.infer.frozen import frozen_globals
from weftc.infer.global_keys import GlobalKey
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import resolve
from weftc.wasm.objects import Datum

if TYPE_CHECKING:
    from weftc.infer.engine import Engine, Instance
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False)
class GlobalSlot:
    """`area` and `offset` are known when all functions are lowered. A spawn leaves what isn't `copied` at zero."""

    key: GlobalKey
    rep: Rep
    copied: bool = True
    area: str = "own"
    offset: int = -1
    reached_by: set[str] = field(default_factory=set)  # the symbols of the spawns whose code can reach it

    @property
    def size(self) -> int:
        return SIZE_OF[SLOT_OF[self.rep]]


class Globals:
    def __init__(self, engine: Engine, layout: Layout) -> None:
        self._engine = engine
        self._layout = layout
        self._slots: dict[GlobalKey, GlobalSlot] = {}

    def slot(self, key: GlobalKey, copied: bool = True) -> GlobalSlot:
        found = self._slots.get(key)
        if found is None:
            cell = self._engine.globals.get(key)
            rep = self._layout.rep(resolve(cell.find().type)) if cell is not None else Rep.REF
            found = self._slots[key] = GlobalSlot(key, rep, copied)
        return found

    def lay_out(self, main: Instance, functions: dict[str, ir.Function], spawned: dict[str, str]) -> dict[str, Datum]:
        """Gives all slots their places. The data that describe the areas: `spawned` has the symbol for each function
        that tasks begin with."""
        accesses = [value for f in functions.values() for value in f.values() if value.op in ("gload", "gstore")]
        for name, symbol in spawned.items():
            for slot in _reached(name, functions):
                slot.reached_by.add(symbol)
        wanted = [slot for slot in self._slots.values() if slot.reached_by]
        frozen = frozen_globals(self._engine, main, [slot.key for slot in wanted if slot.copied]) if wanted else set()
        for slot in wanted:
            if slot.key in frozen:
                slot.area = "shared"
        shared = [slot for slot in self._slots.values() if slot.area == "shared"]
        own = [slot for slot in self._slots.values() if slot.area == "own"]
        order = list(spawned.values())
        own.sort(key=lambda slot: (-len(slot.reached_by), [symbol not in slot.reached_by for symbol in order]))
        _place(shared)
        _place(own)
        for value in accesses:
            at = value.imm
            assert isinstance(at, GlobalSlot)
            value.imm = MEMORY_OF[at.rep], at.offset, at.area
        area = Datum(ir.SHARED_AREA, 8, b"", _size(shared))
        data = [area, _describe(ir.SHARED_GLOBALS, shared), _describe(ir.OWN_GLOBALS, own)]
        data += [_describe(symbol, [slot for slot in own if symbol in slot.reached_by]) for symbol in order]
        return {datum.name: datum for datum in data}


def _reached(name: str, functions: dict[str, ir.Function]) -> Iterator[GlobalSlot]:
    """The slots that code reads or writes which can be reached from a function."""
    seen, stack = {name}, [name]
    while stack:
        for value in functions[stack.pop()].values():
            match value.op:
                case "gload" | "gstore":
                    assert isinstance(value.imm, GlobalSlot)
                    yield value.imm
                case "call" | "spawn":
                    callee = str(value.imm[0] if isinstance(value.imm, tuple) else value.imm)
                    if callee not in seen:
                        seen.add(callee)
                        stack.append(callee)


def _place(slots: list[GlobalSlot]) -> None:
    offset = 0
    for slot in slots:
        align = min(slot.size, 8)
        slot.offset = (offset + align - 1) // align * align
        offset = slot.offset + slot.size


def _size(slots: Iterable[GlobalSlot]) -> int:
    return (max((slot.offset + slot.size for slot in slots), default=0) + 7) // 8 * 8


def _describe(symbol: str, slots: list[GlobalSlot]) -> Datum:
    """struct Globals."""
    scanned = [slot for slot in slots if SLOT_OF[slot.rep] in SCANNED]
    scanned.sort(key=lambda slot: (not slot.copied, slot.offset))
    words = [slot.offset << 3 | SLOT_OF[slot.rep] for slot in scanned]
    copied = sum(slot.copied for slot in scanned)
    content = Struct.pack(size=_size(slots), copied=copied, nslots=len(words)) + struct.pack(f"<{len(words)}I", *words)
    return Datum(symbol, 4, content, len(content))
