"""Lists and tuples in memory: making them, and a list's elements, without tests of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.memory import BYTES_OF
from weftc.abi.structs import List
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import held

if TYPE_CHECKING:
    from weftc.kinds.kind import Kind, Type
    from weftc.kinds.list import SequenceKind
    from weftc.lower.function import FunctionLowering


def make_tuple(f: FunctionLowering, atom: Kind, items: list[tuple[ir.Value, Type]]) -> ir.Value:
    if not items:
        return f.b.op("sym", imm=f.layout.static_object(atom), rep=Rep.REF)
    return f.new_object(atom, {str(k): item for k, item in enumerate(items)})


#: bytes of elements of a list that is made without a call
INLINE_LIST = 256


def new_list(f: FunctionLowering, atom: SequenceKind, length: int | ir.Value) -> ir.Value:
    if isinstance(length, ir.Value):
        return f.rt("weft_list_new", f.type_address(atom), length)
    width = BYTES_OF[f.layout.element_memory(held(atom.elem))] if length else 0
    if length * width > INLINE_LIST:
        return f.rt("weft_list_new", f.type_address(atom), f.b.i64(length))
    return f.b.op("list.new", imm=(f.layout.type_symbol(atom), width, length))


def list_length(f: FunctionLowering, xs: ir.Value) -> ir.Value:
    return f.b.op("i64.extend_i32_u", f.b.op("list.len", xs))


def list_element(f: FunctionLowering, xs: ir.Value, i: ir.Value, elem: Type) -> ir.Value:
    """An element without a bounds test."""
    memory = f.layout.element_memory(elem)
    return f.b.op("load_elem", f.b.op("list.data", xs), i, imm=(memory, 8, f"elem:{memory}"), rep=f.layout.rep(elem))


def store_element(f: FunctionLowering, xs: ir.Value, i: ir.Value, value: ir.Value, elem: Type) -> None:
    memory = f.layout.element_memory(elem)
    f.b.op("store_elem", f.b.op("list.data", xs), i, value, imm=(memory, 8, f"elem:{memory}"))


def append(f: FunctionLowering, xs: ir.Value, value: ir.Value, elem: Type) -> None:
    """Stores at the end, growing the storage when it is full."""
    b = f.b
    n = b.op("list.len", xs)
    full = b.op("i32.eq", n, b.op("load", xs, imm=("i32", List.cap, "len"), rep=Rep.I32))
    grow, store = b.new_block(), b.new_block()
    grow.cold = True
    b.branch(full, grow, store)
    b.at(grow)
    f.rt("weft_list_grow", xs)
    b.jump(store)
    b.at(store)
    memory = f.layout.element_memory(elem)
    b.op("store_elem", b.op("list.data", xs), n, value, imm=(memory, 8, f"elem:{memory}"))
    b.op("store", xs, b.op("i32.add", n, b.i32(1)), imm=("i32", List.len, "len"))
