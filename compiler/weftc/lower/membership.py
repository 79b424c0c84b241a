"""`in`: whether a container, a text, a range or a dict's view holds an item."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Kind, Type, one, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, INT, INT_ATOM, RANGE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.comparisons import compare_values, same_or_equal
from weftc.lower.dicts import dict_find
from weftc.lower.function import FunctionLowering
from weftc.lower.iterate import iterator_of
from weftc.lower.loops import any_item
from weftc.lower.ranges import range_parts
from weftc.lower.sources import DictIterator
from weftc.lower.variables import truth_of


def contains(
    f: FunctionLowering, value: hir.Value, item: hir.Value, container: hir.Value, atom: Kind, c: ir.Value
) -> ir.Value | None:
    """item in container, for one kind of container."""
    e = f.b
    x, t = f.get(item), f.type(item)
    match atom:
        case ObjectKind() if method := atom.cls.method("__contains__"):
            out, type = f.call_function(value, method, None, [(c, one(atom)), (x, t)])
            return truth_of(f, out, type, value)
        case ListKind() | ObjectKind():
            function = f.engine.library("compare", "list_contains")
            assert function is not None
            return f.call_function(value, function, None, [(c, one(atom)), (x, t)])[0]
        case DictKind():
            return e.op("i32.ne", dict_find(f, value, atom, c, x, t), e.i32(0))
        case IteratorKind():
            return contains_in_view(f, value, item, container)
        case TupleKind():
            join = e.new_block(Rep.I32)
            for field in f.layout.fields(atom)[0]:
                same = same_or_equal(f, value, x, t, f.load_field(c, field, "tuple"), field.type)
                go_on = e.new_block()
                e.branch(same, join, go_on, [e.i32(1)], [])
                e.at(go_on)
            e.jump(join, e.i32(0))
            e.at(join)
            return join.params[0]
        case _ if atom is STR_ATOM:
            if t != frozenset({STR_ATOM}):
                shown = show_atom(next(iter(t)), 0) if t else "None"
                f.raise_text("TypeError", f"'in <string>' requires string as left operand, not {shown}")
                return None
            return f.rt("weft_str_contains", c, x)
        case _ if atom is RANGE_ATOM:
            return contains_in_range(f, x, t, container, c)
    f.raise_text("TypeError", f"argument of type '{show_atom(atom, 0)}' is not iterable")
    return None


def contains_in_view(f: FunctionLowering, value: hir.Value, item: hir.Value, container: hir.Value) -> ir.Value:
    e = f.b
    view = iterator_of(f, container, value)
    if isinstance(view, DictIterator) and view.what == "keys":
        return e.op("i32.ne", dict_find(f, value, view.atom, view.d, f.get(item), f.type(item)), e.i32(0))
    return any_item(f, view, lambda v, t: compare_values(f, value, "==", f.get(item), f.type(item), v, t) or e.i32(0))


def contains_in_range(f: FunctionLowering, x: ir.Value, t: Type, container: hir.Value, c: ir.Value) -> ir.Value:
    e = f.b
    start, stop, step = range_parts(f, container)
    n = f.dispatch(
        x, t, lambda a, v: f.as_number(v, a, INT_ATOM) if a in (INT_ATOM, BOOL_ATOM) else e.i64(-(2**62)), INT
    )
    assert n is not None
    up = e.op("i32.and", e.op("i64.ge_s", n, start), e.op("i64.lt_s", n, stop))
    down = e.op("i32.and", e.op("i64.le_s", n, start), e.op("i64.gt_s", n, stop))
    inside = e.op("select", up, down, e.op("i64.gt_s", step, e.i64(0)))
    on_step = e.op(
        "i64.eqz",
        e.op("i64.rem_s", e.op("i64.sub", n, start), e.op("select", step, e.i64(1), e.op("i64.ne", step, e.i64(0)))),
    )
    return e.op("i32.and", inside, on_step)
