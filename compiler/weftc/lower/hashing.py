"""`hash`: see infer/hashing.py."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.hashing import IDENTITY, hash_method
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import Kind, Type, one, show_atom
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, INT, INT_ATOM, NONE_ATOM, NUMBERS, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.builtins import Call, row
from weftc.lower.function import FunctionLowering
from weftc.lower.runtime_calls import mix_hash

NONE_HASH = 0xFCA86420  # CPython's


@row("hash")
def hash_(call: Call) -> ir.Value:
    return hash_of(call.f, call.arg(0), call.type(0), call.value)


def hash_of(f: FunctionLowering, value: ir.Value, type: Type, origin: hir.Value) -> ir.Value:
    out = f.dispatch(value, type, lambda atom, v: hash_atom(f, atom, v, origin), INT)
    return out if out is not None else f.b.word(0)  # where nothing can be hashed, control doesn't come back


def hash_atom(f: FunctionLowering, atom: Kind, v: ir.Value, origin: hir.Value) -> ir.Value | None:
    b = f.b

    def library(name: str) -> ir.Value:
        function = f.engine.library("hashing", name)
        assert function is not None
        return f.call_function(origin, function, None, [(v, one(atom))])[0]

    match atom:
        case _ if atom is STR_ATOM:
            return b.op("i64.extend_i32_u", f.rt("weft_str_hash", v))
        case _ if atom is NONE_ATOM:
            return b.word(NONE_HASH)
        case _ if atom in NUMBERS:
            return library("number_hash")
        case VarTupleKind():
            return library("tuple_hash")
        case TupleKind():
            out: ir.Value = b.i64(len(atom.items))
            for field in f.layout.fields(atom)[0]:
                part = hash_of(f, f.load_field(v, field, "tuple"), field.type, origin)
                out = mix_hash(f, out, part)
            return out
        case ObjectKind(cls=cls):
            method = hash_method(cls)
            if isinstance(method, FunctionKind):
                return method_hash(f, method, atom, v, origin)
            if method == "identity":
                return identity_hash(f, atom, v)
    f.raise_text("TypeError", f"unhashable type: '{show_atom(atom, 0).split('[')[0]}'")
    return None


def method_hash(
    f: FunctionLowering, method: FunctionKind, atom: ObjectKind, v: ir.Value, origin: hir.Value
) -> ir.Value | None:
    """What `__hash__` returns, but -2 for -1, as in CPython."""
    b = f.b
    made, type = f.call_function(origin, method, None, [(v, one(atom))])

    def one_kind(a: Kind, n: ir.Value) -> ir.Value | None:
        if a is INT_ATOM or a is BOOL_ATOM:
            n = f.as_number(n, a, INT_ATOM)
            return b.op("select", b.i64(-2), n, b.op("i64.eq", n, b.i64(-1)), rep=Rep.INT)
        f.raise_text("TypeError", "__hash__ method should return an integer")
        return None

    return f.dispatch(made, type, one_kind, INT)


def identity_hash(f: FunctionLowering, atom: ObjectKind, v: ir.Value) -> ir.Value:
    """The number in the object's own field; the first time, the address that it has just now."""
    b = f.b
    field = f.layout.field(atom, IDENTITY)
    assert field is not None
    held = f.load_field(v, field, f"field:{IDENTITY}")

    def fresh() -> ir.Value:
        number = b.op("i64.shr_u", b.op("i64.extend_i32_u", v), b.i64(3))
        f.store(v, number, field.offset, f"field:{IDENTITY}")
        return number

    return f.merge(b.op("i64.ne", held, b.i64(0)), lambda: held, fresh, Rep.INT)
