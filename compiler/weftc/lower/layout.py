"""Types as the runtime sees them: representations, field offsets, and the static descriptors (struct Type).

In: types of inference, final. Out: `Rep`s, slot kinds, and `Datum`s as runtime-c/abi.h lays them out. Two atoms of
the same structure share one descriptor.
"""

from __future__ import annotations

import struct
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from weftc.abi.memory import (
    FIRST_CLASS_ID,
    HEADER,
    MEMORY_OF,
    SCANNED,
    SIZE_OF,
    SLOT_OF,
    Slot,
    TypeFlag,
    TypeKind,
)
from weftc.abi.structs import Array, List, Str
from weftc.abi.structs import Type as Struct
from weftc.graphs import strongly_connected
from weftc.infer.exceptions import BUILTIN_EXCEPTIONS, RUNTIME_RAISES, SECOND_BASE, runtime_symbol
from weftc.ir.ir import Rep
from weftc.kinds.bound import BoundKind
from weftc.kinds.class_info import ClassInfo
from weftc.kinds.classes import ClassKind
from weftc.kinds.exceptions import ExceptionKind
from weftc.kinds.extended import ExtendedKind
from weftc.kinds.function import BoxKind, FunctionKind
from weftc.kinds.kind import Cell, Description, Kind, Type, find, held, ordered, resolve
from weftc.kinds.list import SequenceKind
from weftc.kinds.none import NONE
from weftc.kinds.objects import ObjectKind
from weftc.kinds.representation import representation
from weftc.kinds.text import STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.limits import TooLarge
from weftc.lower.constants import constants
from weftc.wasm.objects import Datum, Reloc, RelocKind

if TYPE_CHECKING:
    from weftc.infer.engine import Engine


#: a descriptor has 13 bits for a field's place, in words of 4 bytes
MAX_OFFSET = 1 << 15

#: types of so many levels are gone into from the other end
FAR_IN = 30
#: longer texts of shapes have a number
MAX_SHAPE = 500


class Field(NamedTuple):
    name: str
    type: Type
    rep: Rep
    offset: int


class Layout:
    """Representations and descriptors of one program."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.data: dict[str, Datum] = {}
        self.shapes: dict[Kind, str] = {}
        self.long_shapes: dict[str, int] = {}  # numbers stand for them
        self.constants: dict[tuple[int, str], str] = {}  # lists of them, by the tuple's identity
        self.fields_of: dict[Kind, tuple[list[Field], int]] = {}
        self.views: dict[Kind, list[Kind]] | None = None  # of each kind the objects that are seen as it
        self.fields_by_name: dict[Kind, dict[str, Field]] = {}
        self.own_ids: dict[ClassInfo, int] = {}
        self.class_ids: dict[ClassInfo, tuple[int, int]] = {}  # the first and last of what is an instance of the class
        self.number_classes()

    def number_classes(self) -> None:
        """Classes in preorder, so that isinstance is a range test."""
        builtin = self.engine.builtin_classes

        def place(info: ClassInfo) -> tuple[float, int]:
            """Among those of the same base."""
            for name, second in SECOND_BASE.items():
                first = builtin[name].base
                if info is builtin[name]:
                    return (inf, 0)
                if info is builtin[second] and first is not None:
                    return (first.order, 1)
            return (info.order, 0)

        infos = [*self.engine.builtin_classes.values(), *self.engine.classes.values()]
        preorder: list[ClassInfo] = []
        stack = sorted({info for info in infos if info.base is None}, key=lambda c: -c.order)
        while stack:
            info = stack.pop()
            self.own_ids[info] = FIRST_CLASS_ID + len(preorder)
            preorder.append(info)
            stack += sorted(info.subclasses, key=place, reverse=True)
        for info in reversed(preorder):
            last = self.class_ids[max(info.subclasses, key=place)][1] if info.subclasses else self.own_ids[info]
            self.class_ids[info] = (self.own_ids[info], last)
        for name, second in SECOND_BASE.items():
            self.class_ids[builtin[second]] = (self.own_ids[builtin[name]], self.class_ids[builtin[second]][1])
        self.max_class_id = FIRST_CLASS_ID + len(preorder) - 1

    # --- representations ------------------------------------------------------------------------------------------

    def rep(self, type: Type) -> Rep:
        """How a value of this type is held."""
        return representation(type)

    def result_rep(self, type: Type) -> Rep:
        """As a function's result: nothing for None alone."""
        return Rep.VOID if not type or type == NONE else self.rep(type)

    def slot(self, type: Type) -> Slot:
        return SLOT_OF[self.rep(type)]

    def element_slot(self, type: Type) -> Slot:
        """In a list: bools take one byte."""
        slot = self.slot(type)
        return Slot.RAW1 if slot is Slot.RAW4 else slot

    def element_memory(self, type: Type) -> str:
        return "u8" if self.rep(type) is Rep.I32 else MEMORY_OF[self.rep(type)]

    # --- structure --------------------------------------------------------------------------------------------------

    def shape(self, type: Type, stack: tuple[Kind, ...] = ()) -> str:
        """Equal for types that are laid out alike all the way down."""
        return "|".join(self.atom_shape(a, stack) for a in ordered(resolve(type))) or "!"

    def atom_shape(self, atom: Kind, stack: tuple[Kind, ...] = ()) -> str:
        atom = find(atom)
        known = self.shapes.get(atom)
        if known is not None:
            return known
        if atom in stack:
            return f"^{len(stack) - stack.index(atom)}"
        if len(stack) == FAR_IN:
            self.shape_parts(atom)
        inner = (*stack, atom)

        def part(cell: Cell) -> str:
            return self.shape(cell.find().type, inner)

        text = atom.shape(part)
        if "^" not in text or not stack:
            if len(text) > MAX_SHAPE:  # those of its parts may be in it many times, and theirs in them
                text = f"{type(atom).__name__} {self.long_shapes.setdefault(text, len(self.long_shapes))}"
            self.shapes[atom] = text
        return text

    def shape_parts(self, atom: Kind) -> None:
        """The shapes of all that is in it, the innermost first: so each has next to nothing to go into. Those that
        hold themselves have no shape of their own."""
        parts: dict[Kind, list[Kind]] = {}
        new = [atom]
        while new:
            whole = new.pop()
            cells: list[Cell] = []

            def note(cell: Cell, cells: list[Cell] = cells) -> str:
                cells.append(cell.find())
                return ""

            if whole not in parts and whole not in self.shapes:
                whole.shape(note)
                parts[whole] = [find(part) for cell in cells for part in ordered(cell.type)]
                new += parts[whole]
        for component in strongly_connected(parts):
            if len(component) == 1 and component[0] not in parts[component[0]]:
                self.atom_shape(component[0])

    def fields(self, atom: Kind) -> tuple[list[Field], int]:
        """Fields of a fixed-size object with their offsets, and its size in bytes."""
        atom = find(atom)
        known = self.fields_of.get(atom)
        if known is not None:
            return known
        start, named = HEADER, list[tuple[str, Type]]()
        match atom:
            case TupleKind(items=items):
                named = [(str(k), held(c)) for k, c in enumerate(items)]
            case FunctionKind() | BoundKind() | BoxKind() | ClassKind():
                named = atom.fields()
            case ObjectKind():
                start, named = atom.prefix(self), atom.held_fields()
            case _:
                raise AssertionError(atom)
        out, offset = [], start
        for name, type in named:
            rep = self.rep(type)
            size = SIZE_OF[SLOT_OF[rep]]
            align = min(size, 8)
            offset = (offset + align - 1) // align * align
            out.append(Field(name, type, rep, offset))
            offset += size
        if offset > MAX_OFFSET:
            message = f"a {atom.class_name} object has more than {MAX_OFFSET >> 10} KB of fields"
            raise TooLarge("E0604", message, "keep the values in a list or dict")
        result = (out, (offset + 7) // 8 * 8)
        self.fields_of[atom] = result
        return result

    def field(self, atom: Kind, name: str) -> Field | None:
        atom = find(atom)
        named = self.fields_by_name.get(atom)
        if named is None:
            named = self.fields_by_name[atom] = {f.name: f for f in self.fields(atom)[0]}
        return named.get(name)

    def known_field(self, atom: Kind, name: str) -> Field:
        """The same of one that there is."""
        found = self.field(atom, name)
        assert found is not None, (atom, name)
        return found

    # --- descriptors ------------------------------------------------------------------------------------------------

    def cstring(self, text: str) -> str:
        """The symbol of NUL-terminated UTF-8."""
        symbol = f"c:{text}"
        if symbol not in self.data:
            raw = text.encode("utf-8", "surrogatepass").replace(b"\0", b"\\0") + b"\0"
            self.data[symbol] = Datum(symbol, 1, raw, len(raw))
        return symbol

    def string(self, text: str) -> str:
        """The symbol of a static str object."""
        symbol = f"s:{text}"
        if symbol not in self.data:
            top = max(map(ord, text), default=0)
            width = 1 if top < 256 else 2 if top < 65536 else 4
            body = b"".join(ord(ch).to_bytes(width, "little") for ch in text)
            raw = Str.pack(len=len(text), width=width) + body
            raw += b"\0" * (-len(raw) % 8)
            self.data[symbol] = Datum(symbol, 8, raw, len(raw), [Reloc(0, RelocKind.MEMORY_I32, "weft_type_str")])
        return symbol

    def list_of_constants(self, atom: SequenceKind, items: tuple[object, ...]) -> str:
        """The symbol of a static list, for copies to be made of."""
        elem = held(atom.elem)
        key = id(items), self.element_memory(elem)
        if key not in self.constants:
            symbol = self.constants[key] = f"list {len(self.constants)}"
            raw, texts = constants(items, self.rep(elem))
            relocs = [Reloc(Array.data + offset, RelocKind.MEMORY_I32, self.string(text)) for offset, text in texts]
            relocs.append(Reloc(Array.type, RelocKind.MEMORY_I32, "weft_type_array"))
            array = Array.pack(bytes=len(raw)) + raw
            self.data["items of " + symbol] = Datum("items of " + symbol, 8, array, len(array), relocs)
            header = List.pack(len=len(items), cap=len(items))
            own = [Reloc(List.type, RelocKind.MEMORY_I32, self.type_symbol(atom))]
            own.append(Reloc(List.data, RelocKind.MEMORY_I32, "items of " + symbol))
            self.data[symbol] = Datum(symbol, 8, header, len(header), own)
        return self.constants[key]

    def static_object(self, atom: Kind) -> str:
        """The one object that stands for a function without captures, a class, a built-in."""
        symbol = f"o:{self.atom_shape(atom)}"
        if symbol not in self.data:
            self.data[symbol] = Datum(symbol, 8, bytes(8), 8, [Reloc(0, RelocKind.MEMORY_I32, self.type_symbol(atom))])
        return symbol

    def type_symbol(self, atom: Kind) -> str:
        """The descriptor of objects of this kind."""
        atom = find(atom)
        if atom is STR_ATOM:
            return "weft_type_str"
        if (
            isinstance(atom, ExceptionKind)
            and atom.cls.code is None
            and self.exception_name(atom.cls) in RUNTIME_RAISES
        ):
            symbol = runtime_symbol(self.exception_name(atom.cls))
        else:
            symbol = f"t:{self.atom_shape(atom)}"
        if symbol not in self.data:
            self.data[symbol] = Datum(symbol, 8, b"", 0)  # recursive structures find it there
            self.data[symbol] = self.describe(symbol, atom)
        return symbol

    def seen_as(self, atom: Kind) -> list[Kind]:
        """The objects that are of that kind as their own views, in the order of their classes."""
        if self.views is None:
            self.views = {}
            for cls in self.engine.classes.values():
                for seen in ordered({find(made) for made in cls.variants.values()}) if cls.builtin else ():
                    if isinstance(seen, ExtendedKind):
                        self.views.setdefault(seen.kind, []).append(seen)
        return self.views.get(find(atom), [])

    def exception_name(self, cls: ClassInfo) -> str:
        return next(name for name, _ in BUILTIN_EXCEPTIONS if self.engine.builtin_classes[name] is cls)

    def describe(self, symbol: str, atom: Kind) -> Datum:
        return self.datum(symbol, atom.describe(self))

    def datum(self, symbol: str, d: Description) -> Datum:
        is_leaf = d.kind is TypeKind.FIXED and not any(slot in SCANNED for _, slot in d.slots)
        flags = TypeFlag.LEAF | TypeFlag.ACYCLIC if is_leaf else d.flags
        raw = Struct.pack(
            kind=d.kind, class_id=d.class_id, size=d.size, elem=d.elem, value=d.value, key=d.key, flags=flags,
            nslots=len(d.slots),
        )  # fmt: skip
        raw += b"".join(struct.pack("<H", offset // 4 << 3 | slot) for offset, slot in d.slots)
        raw += b"\0" * (-len(raw) % 8)
        return Datum(symbol, 8, raw, len(raw), [Reloc(Struct.name, RelocKind.MEMORY_I32, self.cstring(d.name))])
