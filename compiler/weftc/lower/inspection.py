"""Built-ins that ask what an object is, or how large: len, type, issubclass, callable."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BoundKind, BuiltinKind, FunctionKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.kind import Kind, one, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import BOOL, INT, NONE_ATOM, RANGE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.builtins import Call, row
from weftc.lower.function import FunctionLowering
from weftc.lower.ranges import VirtualRange, range_fields, range_length
from weftc.lower.sources import DictIterator


def length_of(f: FunctionLowering, atom: Kind, v: ir.Value, origin: hir.Value) -> ir.Value | None:
    b = f.b
    match atom:
        case ListKind():
            return b.op("i64.extend_i32_u", b.op("list.len", v))
        case DictKind():
            return b.op("i64.extend_i32_u", b.op("dict.len", v))
        case TupleKind(items=items):
            return b.word(len(items))
        case ChannelKind():
            return f.rt("weft_channel_len", v)
        case ObjectKind() if method := atom.cls.method("__len__"):
            return f.call_function(origin, method, None, [(v, one(atom))])[0]
        case _ if atom is STR_ATOM:
            return b.op("i64.extend_i32_u", b.op("str.len", v))
        case _ if atom is RANGE_ATOM:
            return range_length(f, *range_fields(f, v))
    name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0)
    f.raise_text("TypeError", f"object of type '{name}' has no len()")
    return None


@row("len")
def len_(call: Call) -> ir.Value | None:
    f, (operand,) = call.f, call.operands
    held = f.virtual.get(operand.id)
    if isinstance(held, VirtualRange):
        return range_length(f, *held.parts)
    if isinstance(held, DictIterator):
        return f.b.op("i64.extend_i32_u", f.b.op("dict.len", held.d))
    return call.each(0, lambda a, v: length_of(f, a, v, call.value), INT)


@row("type")
def type_(call: Call) -> ir.Value | None:
    f = call.f

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
        if isinstance(atom, ObjectKind):
            return f.zero(one(atom.cls.atom))
        names = {VarTupleKind: "tuple", ListKind: "list", DictKind: "dict", TupleKind: "tuple"}
        name = names.get(atom.__class__, getattr(atom, "name", "object"))
        return f.zero(f.engine.builtin("NoneType" if name == "None" else name))

    return call.each(0, one_kind, call.result)


@row("issubclass")
def issubclass_(call: Call) -> ir.Value:
    return call.f.b.i32(int(call.f.instance.known[call.value.id]))


@row("callable")
def callable_(call: Call) -> ir.Value | None:
    f = call.f
    return call.each(
        0,
        lambda a, v: f.b.i32(
            int(
                isinstance(a, FunctionKind | ClassKind | BuiltinKind | BoundKind)
                or (isinstance(a, ObjectKind) and a.cls.method("__call__") is not None)
            )
        ),
        BOOL,
    )
