"""Built-ins that make a value of another kind: numbers, texts, lists, dictionaries, tuples."""

from __future__ import annotations

from weftc.ir import ir
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Kind, find, one, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, FLOAT, FLOAT_ATOM, INT, INT_ATOM, NONE_ATOM, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.builtins import Call, row
from weftc.lower.containers import int_index
from weftc.lower.dicts import dict_store, dict_update, new_dict
from weftc.lower.iterate import iterator_of
from weftc.lower.loops import list_from, loop
from weftc.lower.sequences import list_element, make_tuple, new_list
from weftc.lower.sources import RangeIterator
from weftc.lower.text import FormatPiece, repr_value, simple, str_value, to_ascii
from weftc.lower.variables import truth_of


@row("int")
def int_(call: Call) -> ir.Value | None:
    f, b = call.f, call.f.b
    if not call.operands:
        return b.word(0)
    base = b.word(10)
    if len(call.operands) > 1:
        base = f.get_as(call.operands[1], INT)

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom is INT_ATOM or atom is BOOL_ATOM:
            return f.as_number(v, atom, INT_ATOM)
        if atom is FLOAT_ATOM:
            return f.rt("weft_float_to_int", v)
        if atom is STR_ATOM:
            return f.rt("weft_str_to_int", v, base)
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__int__")):
            return f.call_function(call.value, method, None, [(v, one(atom))])[0]
        name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
        f.raise_text(
            "TypeError", f"int() argument must be a string, a bytes-like object or a real number, not '{name}'"
        )
        return None

    return call.each(0, one_kind, INT)


@row("float")
def float_(call: Call) -> ir.Value | None:
    f = call.f
    if not call.operands:
        return f.b.f64(0.0)

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom in (INT_ATOM, BOOL_ATOM, FLOAT_ATOM):
            return f.as_number(v, atom, FLOAT_ATOM)
        if atom is STR_ATOM:
            return f.rt("weft_str_to_float", v)
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__float__")):
            return f.call_function(call.value, method, None, [(v, one(atom))])[0]
        name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
        f.raise_text("TypeError", f"float() argument must be a string or a real number, not '{name}'")
        return None

    return call.each(0, one_kind, FLOAT)


@row("bool")
def bool_(call: Call) -> ir.Value:
    f = call.f
    return truth_of(f, call.arg(0), call.type(0), call.value) if call.operands else f.b.i32(0)


@row("str")
def str_(call: Call) -> ir.Value:
    f = call.f
    return str_value(f, call.arg(0), call.type(0), call.value) if call.operands else f.string("")


@row("repr")
def repr_(call: Call) -> ir.Value:
    return repr_value(call.f, call.arg(0), call.type(0), call.value)


@row("ascii")
def ascii_(call: Call) -> ir.Value:
    return to_ascii(call.f, repr_value(call.f, call.arg(0), call.type(0), call.value), call.value)


@row("format")
def format_(call: Call) -> ir.Value:
    f = call.f
    v, t = call.arg(0), call.type(0)
    if not simple(t):
        v, t = str_value(f, v, t, call.value), STR
    return FormatPiece(v, t, call.arg(1) if len(call.operands) > 1 else None, f.b.pos).materialise(f)


@row("ord")
def ord_(call: Call) -> ir.Value | None:
    f = call.f

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom is STR_ATOM:
            return f.rt("weft_ord", v)
        f.raise_text("TypeError", f"ord() expected string of length 1, but {show_atom(atom, 0)} found")
        return None

    return call.each(0, one_kind, INT)


@row("chr")
def chr_(call: Call) -> ir.Value:
    return call.f.rt("weft_chr", int_index(call.f, call.arg(0), call.type(0), "chr"))


@row("list")
def list_(call: Call) -> ir.Value:
    f = call.f
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, ListKind)
    if not call.operands:
        return new_list(f, atom, 0)
    source = call.type(0)
    if len(source) == 1 and isinstance(other := find(next(iter(source))), ListKind):
        if f.layout.rep(resolve(other.elem.find().type)) is f.layout.rep(resolve(atom.elem.find().type)):
            zero = f.b.i64(0)
            return f.rt("weft_list_slice", call.arg(0), zero, zero, zero, f.b.i32(0), f.type_address(atom))
    iterator = iterator_of(f, call.operands[0], call.value)
    if isinstance(iterator, RangeIterator) and resolve(atom.elem.find().type) == INT:
        return f.rt("weft_range_to_list", iterator.first, iterator.stop, iterator.by, f.type_address(atom))
    return list_from(f, iterator, atom)


@row("dict")
def dict_(call: Call) -> ir.Value:
    f = call.f
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, DictKind)
    out = new_dict(f, atom, call.value)
    if call.positional:
        source = call.type(0)
        if len(source) == 1 and isinstance(other := find(next(iter(source))), DictKind):
            dict_update(f, call.value, atom, out, other, call.arg(0))
        else:
            iterator = iterator_of(f, call.operands[0], call.value)

            def body(item: ir.Value) -> None:
                def one_pair(a: Kind, v: ir.Value) -> None:
                    if isinstance(a, TupleKind):
                        pair = [(f.load_field(v, field, "tuple"), field.type) for field in f.layout.fields(a)[0]]
                        dict_store(f, call.value, atom, out, *pair[0], *pair[1])
                    elif isinstance(a, ListKind):
                        elem = resolve(a.elem.find().type)
                        n = f.b.op("list.len", v)
                        f.guard_text(
                            f.b.op("i32.ne", n, f.b.i32(2)),
                            "ValueError",
                            "dictionary update sequence element has the wrong length; 2 is required",
                        )
                        dict_store(
                            f,
                            call.value,
                            atom,
                            out,
                            list_element(f, v, f.b.i64(0), elem),
                            elem,
                            list_element(f, v, f.b.i64(1), elem),
                            elem,
                        )

                f.dispatch(item, iterator.item, one_pair, None)

            loop(f, iterator, body)
    for name in call.shape.keywords:
        operand = call.keyword(name)
        assert operand is not None
        dict_store(f, call.value, atom, out, f.string(name), STR, f.get(operand), f.type(operand))
    return out


@row("tuple")
def tuple_(call: Call) -> ir.Value | None:
    f = call.f
    if call.operands:
        (atom,) = call.result
        return call.arg(0) if isinstance(find(atom), TupleKind) else list_(call)
    (atom,) = call.result
    return make_tuple(f, find(atom), [])
