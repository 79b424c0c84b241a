"""Methods and attributes of built-in kinds that the compiler itself knows."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Cell, Kind, find, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import FILE, FILE_ATOM, INT_ATOM, NONE, NONE_ATOM, RANGE_ATOM, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.builtins import Arg
from weftc.lower.errors import raise_built_text
from weftc.lower.function import FunctionLowering
from weftc.lower.iterate import iterator_of, iterator_over
from weftc.lower.loops import list_from, loop
from weftc.lower.sequences import append, new_list
from weftc.lower.sources import DictIterator


class NotBuiltIn:
    """What `intrinsic_method` gives for the methods that aren't its own."""


def intrinsic_method(
    f: FunctionLowering, value: hir.Value, atom: Kind, name: str, operands: list[hir.Value], shape: hir.CallShape
) -> ir.Value | NotBuiltIn | None:
    """Methods whose operands may be iterators; NotBuiltIn for all others."""
    match atom, name:
        case _, "join" if atom is STR_ATOM:
            sep = f.get(value.args[0])
            return f.rt("weft_str_join", sep, list_of_texts(f, operands[0], value))
        case DictKind(), "keys" | "values" | "items":
            (made,) = f.type(value)
            made = find(made)
            assert isinstance(made, IteratorKind)
            item = resolve(made.item.find().type)
            pair = find(next(iter(item))) if name == "items" and item else None
            f.virtual[value.id] = DictIterator(
                f.get(value.args[0]), atom, name, item, pair if isinstance(pair, TupleKind) else None
            )
            return None
    return NotBuiltIn()


def list_of_texts(f: FunctionLowering, operand: hir.Value, origin: hir.Value) -> ir.Value:
    """The operand of join as list[str]."""
    source = f.type(operand)
    texts = ListKind(Cell(STR))
    if (
        len(source) == 1
        and isinstance(other := find(next(iter(source))), ListKind)
        and resolve(other.elem.find().type) <= STR
    ):
        return f.get(operand)
    iterator = iterator_of(f, operand, origin)
    out = new_list(f, texts, 0)

    def body(item: ir.Value) -> None:
        def one_kind(atom: Kind, v: ir.Value) -> None:
            if atom is STR_ATOM:
                append(f, out, v, STR)
            else:
                n = f.b.op("i64.extend_i32_u", f.b.op("list.len", out))
                name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
                raise_built_text(f, "TypeError", ["sequence item ", n, f": expected str instance, {name} found"])

        f.dispatch(item, iterator.item, one_kind, None)

    loop(f, iterator, body)
    return out


def intrinsic_method_values(
    f: FunctionLowering, origin: hir.Value, atom: Kind, v: ir.Value, name: str, args: list[Arg], shape: hir.CallShape
) -> Arg | None:
    match atom, name:
        case ListKind(elem=elem), "append":
            held = resolve(elem.find().type)
            append(f, v, f.convert(*args[0], held), held)
            return f.b.none(), NONE
        case _, "__enter__" if atom is FILE_ATOM:
            return v, FILE
        case _, "join" if atom is STR_ATOM:
            iterator = iterator_over(f, args[0][0], args[0][1], origin)
            return f.rt("weft_str_join", v, list_from(f, iterator, ListKind(Cell(STR)))), STR
    return None


def intrinsic_attribute(f: FunctionLowering, atom: Kind, v: ir.Value, name: str) -> ir.Value:
    if atom is RANGE_ATOM:
        return f.load(v, Rep.INT, 8 + 8 * ("start", "stop", "step").index(name), "tuple")
    if atom is FILE_ATOM and name == "closed":
        return f.rt("weft_file_closed", v)
    if atom is FILE_ATOM:
        return f.string("<file>")
    if name == "imag":
        return f.b.word(0)
    return f.as_number(v, atom, INT_ATOM)
