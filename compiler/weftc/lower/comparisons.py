"""Comparisons: equality, order and identity, for each pair of kinds."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.comparisons import COMPARISONS
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import Kind, Type, one, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, FLOAT_ATOM, INT_ATOM, NONE_ATOM, NUMBERS, RANGE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.function import FunctionLowering
from weftc.lower.variables import truth_of

INT_TESTS = {"<": "i64.lt_s", "<=": "i64.le_s", ">": "i64.gt_s", ">=": "i64.ge_s", "==": "i64.eq", "!=": "i64.ne"}
FLOAT_TESTS = {"<": "f64.lt", "<=": "f64.le", ">": "f64.gt", ">=": "f64.ge", "==": "f64.eq", "!=": "f64.ne"}
SIGN_TESTS = {"<": "i32.lt_s", "<=": "i32.le_s", ">": "i32.gt_s", ">=": "i32.ge_s", "==": "i32.eq", "!=": "i32.ne"}
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def compare_values(
    f: FunctionLowering, value: hir.Value, op: str, lv: ir.Value, lt: Type, rv: ir.Value, rt: Type, result: Type = BOOL
) -> ir.Value | None:
    def with_left(a: Kind, x: ir.Value) -> ir.Value | None:
        def with_right(b: Kind, y: ir.Value) -> ir.Value | None:
            made = compare_atoms(f, value, op, a, x, b, y)
            return None if made is None else f.convert(*made, result)

        return f.dispatch(rv, rt, with_right, result)

    return f.dispatch(lv, lt, with_left, result)


def compare_atoms(
    f: FunctionLowering, value: hir.Value, op: str, a: Kind, x: ir.Value, b: Kind, y: ir.Value
) -> tuple[ir.Value, Type] | None:
    """One pair of kinds; None: raised TypeError."""
    e = f.b
    if a in NUMBERS and b in NUMBERS:
        return compare_numbers(f, op, a, x, b, y), BOOL
    if a is STR_ATOM and b is STR_ATOM:
        if op in ("==", "!="):
            same = f.rt("weft_str_eq", x, y)
            return same if op == "==" else e.op("i32.eqz", same), BOOL
        return e.op(SIGN_TESTS[op], f.rt("weft_str_cmp", x, y), e.i32(0)), BOOL
    if isinstance(a, ObjectKind) or isinstance(b, ObjectKind):
        mine, theirs = COMPARISONS[op]
        if isinstance(a, ObjectKind) and (method := a.cls.method(f"__{mine}__")):
            return f.call_function(value, method, None, [(x, one(a)), (y, one(b))])
        if isinstance(b, ObjectKind) and (method := b.cls.method(f"__{theirs}__")):
            return f.call_function(value, method, None, [(y, one(b)), (x, one(a))])
        if op == "!=" and isinstance(a, ObjectKind) and (method := a.cls.method("__eq__")):
            equal, equal_type = f.call_function(value, method, None, [(x, one(a)), (y, one(b))])
            return e.op("i32.eqz", truth_of(f, equal, equal_type, value)), BOOL
        if op in ("==", "!="):
            same = e.op("i32.eq", x, y) if a is b else e.i32(0)
            return same if op == "==" else e.op("i32.eqz", same), BOOL
    if (
        isinstance(a, ListKind)
        and isinstance(b, ListKind)
        and isinstance(a, VarTupleKind) == isinstance(b, VarTupleKind)
    ):
        return through_library(f, value, "list", op, a, x, b, y), BOOL
    if isinstance(a, TupleKind) and isinstance(b, TupleKind):
        out = compare_tuples(f, value, op, a, x, b, y)
        return None if out is None else (out, BOOL)
    if isinstance(a, DictKind) and isinstance(b, DictKind) and op in ("==", "!="):
        return through_library(f, value, "dict", op, a, x, b, y), BOOL
    if isinstance(a, ChannelKind | TaskKind) and type(a) is type(b) and op in ("==", "!="):
        same = f.rt("weft_same_object", x, y)
        return same if op == "==" else e.op("i32.eqz", same), BOOL
    if op in ("==", "!="):
        if a is b and x.rep is Rep.REF:
            if a is RANGE_ATOM:
                same = e.i32(1)
                for offset in (8, 16, 24):  # (start, stop, step), which is what equality means unless both are empty
                    same = e.op(
                        "i32.and",
                        same,
                        e.op("i64.eq", f.load(x, Rep.INT, offset, "tuple"), f.load(y, Rep.INT, offset, "tuple")),
                    )
            else:
                same = e.op("i32.eq", x, y)
        else:
            same = e.i32(0)
        return same if op == "==" else e.op("i32.eqz", same), BOOL
    names = ["NoneType" if n == "None" else n.split("[")[0] for n in (show_atom(a, 0), show_atom(b, 0))]
    f.raise_text("TypeError", f"'{op}' not supported between instances of '{names[0]}' and '{names[1]}'")
    return None


def compare_numbers(f: FunctionLowering, op: str, a: Kind, x: ir.Value, b: Kind, y: ir.Value) -> ir.Value:
    e = f.b
    if a is FLOAT_ATOM and b is FLOAT_ATOM:
        return e.op(FLOAT_TESTS[op], x, y)
    if a is BOOL_ATOM and b is BOOL_ATOM and op in ("==", "!="):
        return e.op(SIGN_TESTS[op], x, y)
    if a is FLOAT_ATOM:
        return compare_numbers(f, MIRROR[op], b, y, a, x)
    x = f.as_number(x, a, INT_ATOM)
    if b is not FLOAT_ATOM:
        return e.op(INT_TESTS[op], x, f.as_number(y, b, INT_ATOM))
    if x.op == "const" and isinstance(x.imm, int) and abs(x.imm) < 2**53:
        return e.op(FLOAT_TESTS[op], e.f64(float(x.imm)), y)
    # exact: -1, 0, 1, or 2 when the float is not a number
    sign = f.rt("weft_int_float_cmp", x, y)
    test = e.op(SIGN_TESTS[op], sign, e.i32(0))
    ordered = e.op("i32.ne", sign, e.i32(2))
    return e.op("i32.or", test, e.op("i32.eqz", ordered)) if op == "!=" else e.op("i32.and", test, ordered)


def through_library(
    f: FunctionLowering, value: hir.Value, kind: str, op: str, a: Kind, x: ir.Value, b: Kind, y: ir.Value
) -> ir.Value:
    """list_eq(a, b), or list_lt(a, b) for the orders."""
    e = f.b
    function = f.engine.library("compare", f"{kind}_{'eq' if op in ('==', '!=') else 'lt'}")
    assert function is not None
    if op in (">", "<="):
        a, x, b, y = b, y, a, x
    out, _ = f.call_function(value, function, None, [(x, one(a)), (y, one(b))])
    return e.op("i32.eqz", out) if op in ("!=", "<=", ">=") else out


def same_or_equal(f: FunctionLowering, value: hir.Value, u: ir.Value, ut: Type, v: ir.Value, vt: Type) -> ir.Value:
    """`u is v or u == v`, as containers compare their items: a NaN is itself."""
    same = compare_values(f, value, "==", u, ut, v, vt)
    assert same is not None
    if u.rep is Rep.F64 and v.rep is Rep.F64:
        bits = [f.b.op("i64.reinterpret_f64", x) for x in (u, v)]
        same = f.b.op("i32.or", same, f.b.op("i64.eq", *bits))
    return same


def compare_tuples(
    f: FunctionLowering, value: hir.Value, op: str, a: TupleKind, x: ir.Value, b: TupleKind, y: ir.Value
) -> ir.Value | None:
    """Item by item: the first pair that differs decides."""
    e = f.b
    left, right = f.layout.fields(a)[0], f.layout.fields(b)[0]
    if op in ("==", "!=") and len(left) != len(right):
        return e.i32(int(op == "!="))
    join = e.new_block(Rep.I32)
    for p, q in zip(left, right, strict=False):
        u, v = f.load_field(x, p, "tuple"), f.load_field(y, q, "tuple")
        same = same_or_equal(f, value, u, p.type, v, q.type)
        differs, go_on = e.new_block(), e.new_block()
        e.branch(same, go_on, differs)
        e.at(differs)
        if op in ("==", "!="):
            e.jump(join, e.i32(int(op == "!=")))
        else:
            out = compare_values(f, value, op, u, p.type, v, q.type)
            if out is not None:
                e.jump(join, out)
        e.at(go_on)
    n, m = len(left), len(right)
    e.jump(join, e.i32(int({"==": n == m, "!=": n != m, "<": n < m, "<=": n <= m, ">": n > m, ">=": n >= m}[op])))
    e.at(join)
    return join.params[0]


def identical(f: FunctionLowering, left: hir.Value, right: hir.Value) -> ir.Value:
    """`is`: None and references by address, scalars by kind and value."""
    e = f.b
    lt, rt = f.type(left), f.type(right)
    lv, rv = f.get(left), f.get(right)
    if lv.rep is Rep.REF and rv.rep is Rep.REF:
        if (
            len(lt) == 1
            and len(rt) == 1
            and isinstance(next(iter(lt)), ChannelKind | TaskKind)
            and isinstance(next(iter(rt)), ChannelKind | TaskKind)
        ):
            return f.rt("weft_same_object", lv, rv)
        return e.op("i32.eq", lv, rv)
    both = f.engine.join(lt, rt)
    lv, rv = f.convert(lv, lt, both), f.convert(rv, rt, both)
    match lv.rep:
        case Rep.PAIR:
            if rt == frozenset({NONE_ATOM}):
                return e.op("i32.eqz", e.op("pair.tag", lv))
            if lt == frozenset({NONE_ATOM}):
                return e.op("i32.eqz", e.op("pair.tag", rv))
            tags = e.op("i32.eq", e.op("pair.tag", lv), e.op("pair.tag", rv))
            return e.op("i32.and", tags, e.op("i64.eq", e.op("pair.payload", lv), e.op("pair.payload", rv)))
        case Rep.I32:
            return e.op("i32.eq", lv, rv)
        case Rep.F64:  # by bits: a NaN is itself
            return e.op("i64.eq", e.op("i64.reinterpret_f64", lv), e.op("i64.reinterpret_f64", rv))
        case _:
            return e.op("i64.eq", lv, rv)
