"""Types as the runtime sees them: representations, field offsets, and the static descriptors (struct Type).

In: types of inference, final. Out: `Rep`s, slot kinds, and `Datum`s as runtime-c/abi.h lays them out. Two atoms of
the same structure share one descriptor.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from weftc.infer.engine import Engine
from weftc.infer.exceptions import BUILTIN_EXCEPTIONS, RUNTIME_RAISES, runtime_symbol
from weftc.infer.hashing import MAX_DEPTH, has_objects
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BoundKind, BuiltinKind, CellKind, FunctionKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Kind, Type, find, ordered, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassInfo, ClassKind, ObjectKind, SuperKind
from weftc.kinds.scalars import (
    BOOL_ATOM,
    FILE_ATOM,
    FLOAT_ATOM,
    INT_ATOM,
    NONE,
    NONE_ATOM,
    NUMBERS,
    RANGE_ATOM,
    STR_ATOM,
    ScalarKind,
)
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.link.objects import Datum, Reloc, RelocKind


class Slot(IntEnum):
    """SlotKind of the ABI."""

    RAW4, RAW8, REF, INT, PAIR, RAW1, NONE = range(7)


class Tag(IntEnum):
    """What a PAIR's tag says its payload is."""

    NONE, BOOL, INT, FLOAT, REF = range(5)


class TypeKind(IntEnum):
    """TypeKind of the ABI."""

    FIXED, STR, LIST, ARRAY, DICT, HANDLE, EXC = range(7)


class KeyKind(IntEnum):
    INT, STR, FLOAT, BOOL, PAIR, TUPLE, OBJECT = range(7)


SLOT_OF = {Rep.I32: Slot.RAW4, Rep.INT: Slot.INT, Rep.F64: Slot.RAW8, Rep.REF: Slot.REF, Rep.PAIR: Slot.PAIR}
SIZE_OF = {Slot.RAW1: 1, Slot.RAW4: 4, Slot.RAW8: 8, Slot.REF: 4, Slot.INT: 8, Slot.PAIR: 16, Slot.NONE: 0}
MEMORY_OF = {Rep.I32: "i32", Rep.INT: "i64", Rep.I64: "i64", Rep.F64: "f64", Rep.REF: "i32", Rep.PAIR: "pair"}
TAG_OF: dict[Kind, Tag] = {NONE_ATOM: Tag.NONE, BOOL_ATOM: Tag.BOOL, INT_ATOM: Tag.INT, FLOAT_ATOM: Tag.FLOAT}

#: class ids below this are of built-in kinds
FIRST_CLASS_ID = 16
BUILTIN_CLASS_IDS = {
    "str": 4, "list": 5, "dict": 6, "tuple": 7, "range": 8, "function": 9, "handle": 10, "cell": 11, "class": 12,
}  # fmt: skip
EXCEPTION_PREFIX = 32  # bytes of struct Exc
EXCEPTION_SLOTS = {"text": 8, "args": 12, "cause": 16, "context": 20, "traceback": 24}
FIRST_FLAG = 8  # bit of the header's second word that says that the first flagged field is set


@dataclass(frozen=True, slots=True)
class Field:
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
        self.fields_of: dict[Kind, tuple[list[Field], int]] = {}
        self.class_ids: dict[ClassInfo, tuple[int, int]] = {}  # class -> its id, the last id of its subclasses
        self.number_classes()

    def number_classes(self) -> None:
        """Classes in preorder, so that isinstance is a range test."""
        next_id = FIRST_CLASS_ID

        def visit(info: ClassInfo) -> None:
            nonlocal next_id
            mine = next_id
            next_id += 1
            for sub in sorted(info.subclasses, key=lambda c: c.order):
                visit(sub)
            self.class_ids[info] = (mine, next_id - 1)

        infos = [*self.engine.builtin_classes.values(), *self.engine.classes.values()]
        for info in sorted(set(infos), key=lambda c: c.order):
            if info.base is None:
                visit(info)
        self.max_class_id = next_id - 1

    # --- representations ------------------------------------------------------------------------------------------

    def rep(self, type: Type) -> Rep:
        """How a value of this type is held."""
        type = resolve(type)
        if len(type) == 1:
            (atom,) = type
            if atom is INT_ATOM:
                return Rep.INT
            if atom is FLOAT_ATOM:
                return Rep.F64
            if atom is BOOL_ATOM:
                return Rep.I32
            return Rep.REF
        return Rep.PAIR if type & NUMBERS else Rep.REF

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
        if isinstance(atom, ScalarKind):
            return atom.name
        known = self.shapes.get(atom)
        if known is not None:
            return known
        if atom in stack:
            return f"^{len(stack) - stack.index(atom)}"
        inner = (*stack, atom)

        def part(cell_type: Type) -> str:
            return self.shape(cell_type, inner)

        match atom:
            case ObjectKind(cls=cls):
                fields = ",".join(f"{n}:{part(c.find().type)}" for n, c in sorted(atom.fields.items()) if c.find().type)
                text = f"{cls.name}#{cls.order}({fields})"
            case FunctionKind(code=code):
                cells = ",".join(part(c.find().type) for c in atom.cells())
                text = f"fn {code.module.name}.{code.qualname}@{code.span.line}:{code.span.column}({cells})"
            case ClassKind(cls=cls):
                text = f"type {cls.name}#{cls.order}"
            case BuiltinKind(name=name) | ModuleKind(name=name):
                text = f"builtin {name}"
            case _:
                cells = ",".join(part(c.find().type) for c in atom.cells())
                text = f"{type(atom).__name__}{getattr(atom, 'name', '')}[{cells}]"
        if "^" not in text or not stack:
            self.shapes[atom] = text
        return text

    def fields(self, atom: Kind) -> tuple[list[Field], int]:
        """Fields of a fixed-size object with their offsets, and its size in bytes."""
        atom = find(atom)
        known = self.fields_of.get(atom)
        if known is not None:
            return known
        start = 8
        named: list[tuple[str, Type]]
        match atom:
            case TupleKind(items=items):
                named = [(str(k), resolve(c.find().type)) for k, c in enumerate(items)]
            case CellKind(content=content):
                named = [("content", resolve(content.find().type))]
            case FunctionKind() if atom.static:
                named = []
            case FunctionKind(code=code):
                names = [n for n, _ in code.captures] + [f"default {p.name}" for p in code.parameters if p.has_default]
                named = [(n, resolve(c.find().type)) for n, c in zip(names, atom.cells(), strict=False)]
            case BoundKind(receiver=receiver):
                named = [("receiver", resolve(receiver.find().type))]
            case ObjectKind(cls=cls):
                if cls.is_exception:
                    start = EXCEPTION_PREFIX
                named = [
                    (n, resolve(c.find().type))
                    for n, c in atom.fields.items()
                    if c.find().type and not (cls.is_exception and n == "args")
                ]
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
        result = (out, (offset + 7) // 8 * 8)
        self.fields_of[atom] = result
        return result

    def field(self, atom: Kind, name: str) -> Field | None:
        return next((f for f in self.fields(atom)[0] if f.name == name), None)

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
            raw = struct.pack("<IIII", 0, 0, len(text), width) + body
            raw += b"\0" * (-len(raw) % 8)
            self.data[symbol] = Datum(symbol, 8, raw, len(raw), [Reloc(0, RelocKind.MEMORY_I32, "weft_type_str")])
        return symbol

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
        if isinstance(atom, ObjectKind) and atom.cls.code is None and self.exception_name(atom.cls) in RUNTIME_RAISES:
            symbol = runtime_symbol(self.exception_name(atom.cls))
        else:
            symbol = f"t:{self.atom_shape(atom)}"
        if symbol not in self.data:
            self.data[symbol] = Datum(symbol, 8, b"", 0)  # recursive structures find it there
            self.data[symbol] = self.describe(symbol, atom)
        return symbol

    def exception_name(self, cls: ClassInfo) -> str:
        return next(name for name, _ in BUILTIN_EXCEPTIONS if self.engine.builtin_classes[name] is cls)

    def describe(self, symbol: str, atom: Kind) -> Datum:
        kind, class_id, size, name = TypeKind.FIXED, 0, 8, show_atom(atom)
        elem = value = key = flags = 0
        slots: list[tuple[int, Slot]] = []
        ids = BUILTIN_CLASS_IDS
        match atom:
            case ListKind(elem=e):
                name = "tuple" if isinstance(atom, VarTupleKind) else "list"
                kind, class_id, size = TypeKind.LIST, ids[name], 16
                elem = self.element_slot(e.find().type)
            case DictKind(key=k, value=v):
                kind, class_id, size, name = TypeKind.DICT, ids["dict"], 32, "dict"
                key = self.key_kind(k.find().type) or 0
                elem = Slot.PAIR if key == KeyKind.PAIR else self.slot(k.find().type)
                value = self.slot(v.find().type)
            case TupleKind():
                class_id, name = ids["tuple"], "tuple"
                fields, size = self.fields(atom)
                slots = [(f.offset, SLOT_OF[f.rep]) for f in fields]
            case ObjectKind(cls=cls):
                class_id, name = self.class_ids[cls][0], cls.name
                fields, size = self.fields(atom)
                slots = [
                    (f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in (Slot.REF, Slot.INT, Slot.PAIR)
                ]
                if cls.is_exception:
                    kind, size = TypeKind.EXC, max(size, EXCEPTION_PREFIX)
                    if cls.code is not None and not cls.code.module.library:  # as tracebacks end
                        module = cls.code.module.name
                        name = cls.code.qualname if module == "__main__" else f"{module}.{cls.code.qualname}"
                    slots = [(o, Slot.REF) for o in EXCEPTION_SLOTS.values()] + slots
            case FunctionKind() | BoundKind() | CellKind():
                class_id = ids["cell"] if isinstance(atom, CellKind) else ids["function"]
                fields, size = self.fields(atom)
                slots = [
                    (f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in (Slot.REF, Slot.INT, Slot.PAIR)
                ]
            case ChannelKind() | TaskKind():
                kind, class_id, size = TypeKind.HANDLE, ids["handle"], 16
                name = "Channel" if isinstance(atom, ChannelKind) else "Task"
            case ClassKind() | BuiltinKind() | ModuleKind() | IteratorKind() | SuperKind():
                class_id = ids["class"]
            case _ if atom is RANGE_ATOM:
                class_id, size, name = ids["range"], 32, "range"
            case _ if atom is FILE_ATOM:
                kind, class_id, size = TypeKind.HANDLE, ids["handle"], 16
        if not any(s in (Slot.REF, Slot.INT, Slot.PAIR) for _, s in slots) and kind is TypeKind.FIXED:
            flags = 1 | 2
        raw = struct.pack("<IIIIBBBBI", kind, class_id, size, 0, elem, value, key, flags, len(slots))
        raw += b"".join(struct.pack("<H", offset // 4 << 3 | slot) for offset, slot in slots)
        raw += b"\0" * (-len(raw) % 8)
        return Datum(symbol, 8, raw, len(raw), [Reloc(12, RelocKind.MEMORY_I32, self.cstring(name))])

    def key_kind(self, type: Type) -> KeyKind | None:
        """How a dict hashes and compares keys of this type; None: it can't."""
        type = resolve(type)
        if not type:
            return KeyKind.INT
        if not all(is_key(a) for a in type):
            return None
        if has_objects(type):
            return KeyKind.OBJECT
        if len(type) > 1:
            return KeyKind.PAIR
        (atom,) = type
        simple: dict[Kind, KeyKind] = {
            INT_ATOM: KeyKind.INT, STR_ATOM: KeyKind.STR, FLOAT_ATOM: KeyKind.FLOAT, BOOL_ATOM: KeyKind.BOOL,
        }  # fmt: skip
        if isinstance(atom, TupleKind):
            return KeyKind.TUPLE
        return simple.get(atom)  # None alone: by no means


def is_key(atom: Kind, depth: int = MAX_DEPTH) -> bool:
    """Can values of this kind be keys?"""
    atom = find(atom)
    if isinstance(atom, TupleKind | VarTupleKind):
        return depth > 0 and all(is_key(a, depth - 1) for c in atom.cells() for a in resolve(c.find().type))
    return atom in NUMBERS or atom is STR_ATOM or atom is NONE_ATOM or isinstance(atom, ObjectKind)
