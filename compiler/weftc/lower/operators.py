"""Arithmetic and comparisons."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer import rules
from weftc.infer.iteration import is_iterable
from weftc.infer.types import (
    BOOL,
    BOOL_ATOM,
    FLOAT,
    FLOAT_ATOM,
    INT,
    INT_ATOM,
    NEVER,
    NONE_ATOM,
    NUMBERS,
    RANGE_ATOM,
    STR_ATOM,
    Atom,
    ChannelAtom,
    DictAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    TaskAtom,
    TupleAtom,
    Type,
    VarTupleAtom,
    find,
    one,
    resolve,
    show_atom,
)
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.lower.containers import extend
from weftc.lower.dicts import dict_find, dict_update
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.iterate import iterator_of, iterator_of_atom
from weftc.lower.loops import any_item, list_from
from weftc.lower.ranges import range_parts
from weftc.lower.sequences import make_tuple
from weftc.lower.sources import DictIterator
from weftc.lower.variables import truth_of

SYMBOLS_OF_ERRORS = {"**": "** or pow()"}


def type_error(f: FunctionLowering, op: str, a: Atom, b: Atom) -> None:
    names = [show_atom(atom, 0).split("[")[0] for atom in (a, b)]
    names = ["NoneType" if n == "None" else n for n in names]
    if op == "+" and a is STR_ATOM:
        f.raise_text("TypeError", f'can only concatenate str (not "{names[1]}") to str')
    elif op == "+" and isinstance(a, ListAtom):
        f.raise_text("TypeError", f'can only concatenate list (not "{names[1]}") to list')
    else:
        f.raise_text(
            "TypeError",
            f"unsupported operand type(s) for {SYMBOLS_OF_ERRORS.get(op, op)}: '{names[0]}' and '{names[1]}'",
        )


@lower("binary", "inplace")
def binary(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    op, result = str(value.imm), f.type(value)
    left, right = value.args
    lv, rv = f.get(left), f.get(right)
    return binary_values(f, value, op, lv, f.type(left), rv, f.type(right), result, value.op == "inplace")


def binary_values(
    f: FunctionLowering,
    value: hir.Value,
    op: str,
    lv: ir.Value,
    lt: Type,
    rv: ir.Value,
    rt: Type,
    result: Type,
    inplace: bool,
) -> ir.Value | None:
    def with_left(a: Atom, x: ir.Value) -> ir.Value | None:
        def with_right(b: Atom, y: ir.Value) -> ir.Value | None:
            made = binary_atoms(f, value, op, a, x, b, y, inplace)
            if made is None:
                return None
            out, type = made
            return f.convert(out, type, result)

        return f.dispatch(rv, rt, with_right, result)

    return f.dispatch(lv, lt, with_left, result)


def binary_atoms(
    f: FunctionLowering, value: hir.Value, op: str, a: Atom, x: ir.Value, b: Atom, y: ir.Value, inplace: bool
) -> tuple[ir.Value, Type] | None:
    """One pair of kinds; None: raised TypeError."""
    if a in NUMBERS and b in NUMBERS:
        type = rules.numeric(op, a, b, value)
        if type is None:
            type_error(f, op, a, b)
            return None
        return numeric(f, value, op, a, x, b, y, type), type
    if isinstance(a, InstAtom) or isinstance(b, InstAtom):
        name = rules.DUNDERS[op]
        if isinstance(a, InstAtom):
            for n in ([f"__i{name}__"] if inplace else []) + [f"__{name}__"]:
                if (method := a.cls.method(n)) is not None:
                    return f.call_function(value, method, None, [(x, one(a)), (y, one(b))])
        if isinstance(b, InstAtom) and (method := b.cls.method(f"__r{name}__")) is not None:
            return f.call_function(value, method, None, [(y, one(b)), (x, one(a))])
        if not (inplace and isinstance(a, ListAtom)):
            type_error(f, op, a, b)
            return None
    integral = (INT_ATOM, BOOL_ATOM)
    if op == "+":
        if a is STR_ATOM and b is STR_ATOM:
            return f.rt("weft_str_concat", x, y), one(a)
        if (
            isinstance(a, ListAtom)
            and isinstance(b, ListAtom)
            and isinstance(a, VarTupleAtom) == isinstance(b, VarTupleAtom)
        ):
            if inplace and not isinstance(a, VarTupleAtom):
                extend(f, a, x, b, y, value)
                return x, one(a)
            return f.rt("weft_list_concat", x, y, f.type_address(a)), one(a)
        if isinstance(a, ListAtom) and not isinstance(a, VarTupleAtom) and inplace:
            if is_iterable(b):
                extend(f, a, x, b, y, value)
                return x, one(a)
        if isinstance(a, TupleAtom | VarTupleAtom) and isinstance(b, TupleAtom | VarTupleAtom):
            key = (value.id, ("tuple", len(a.cells()) + len(b.cells()), (a, b)))
            if isinstance(a, VarTupleAtom) or isinstance(b, VarTupleAtom) or key not in f.instance.made:
                whole = find(f.instance.made[value.id, ("tuple of any length", None)])
                assert isinstance(whole, ListAtom)
                parts = [list_from(f, iterator_of_atom(f, atom, v, one(atom)), whole) for atom, v in ((a, x), (b, y))]
                return f.rt("weft_list_concat", *parts, f.type_address(whole)), one(whole)
            made = find(f.instance.made[key])
            given: dict[str, tuple[ir.Value, Type]] = {}
            for base, source, first in ((x, a, 0), (y, b, len(a.items))):
                for k, field in enumerate(f.layout.fields(source)[0]):
                    given[str(first + k)] = (f.load_field(base, field, "tuple"), field.type)
            return f.new_object(made, given), one(made)
    if op == "*":
        if b in integral and (a is STR_ATOM or isinstance(a, ListAtom | TupleAtom)):
            pass
        elif a in integral and (b is STR_ATOM or isinstance(b, ListAtom | TupleAtom)):
            a, x, b, y = b, y, a, x
        else:
            type_error(f, op, a, b)
            return None
        count = f.as_number(y, b, INT_ATOM)
        if a is STR_ATOM:
            return f.rt("weft_str_repeat", x, count), one(a)
        if isinstance(a, TupleAtom):
            return repeat_tuple(f, value, a, x, count)
        if inplace and not isinstance(a, VarTupleAtom):
            f.rt("weft_list_repeat_in_place", x, count)
            return x, one(a)
        return f.rt("weft_list_repeat", x, count, f.type_address(a)), one(a)
    if op == "|" and isinstance(a, DictAtom) and isinstance(b, DictAtom):
        base = x if inplace else f.rt("weft_dict_copy", x, f.type_address(a))
        dict_update(f, value, a, base, b, y)
        return base, one(a)
    type_error(f, op, a, b)
    return None


def repeat_tuple(
    f: FunctionLowering, value: hir.Value, a: TupleAtom, x: ir.Value, count: ir.Value
) -> tuple[ir.Value, Type]:
    made = f.instance.made_as(value, "tuple", "tuple of any length")
    if isinstance(made, TupleAtom):
        items = [(f.load_field(x, field, "tuple"), field.type) for field in f.layout.fields(a)[0]]
        times = len(made.items) // len(items) if items else 0
        return make_tuple(f, made, items * times), one(made)
    assert isinstance(made, ListAtom)
    whole = list_from(f, iterator_of_atom(f, a, x, one(a)), made)
    return f.rt("weft_list_repeat", whole, count, f.type_address(made)), one(made)


# --- numbers ----------------------------------------------------------------------------------------------------------


def numeric(
    f: FunctionLowering, value: hir.Value, op: str, a: Atom, x: ir.Value, b: Atom, y: ir.Value, type: Type
) -> ir.Value:
    e = f.b
    if type == BOOL:
        return e.op({"&": "i32.and", "|": "i32.or", "^": "i32.xor"}[op], x, y)
    if type == FLOAT and (op != "/" or FLOAT_ATOM in (a, b)):
        return float_op(f, op, f.as_number(x, a, FLOAT_ATOM), f.as_number(y, b, FLOAT_ATOM))
    x, y = f.as_number(x, a, INT_ATOM), f.as_number(y, b, INT_ATOM)
    match op:
        case "+" | "-" | "*":
            return e.op({"+": "int.add", "-": "int.sub", "*": "int.mul"}[op], x, y)
        case "/":
            guard_zero(f, e.op("i64.eqz", y), 0)
            return f.rt("weft_int_true_div", x, y)
        case "//" | "%":
            guard_zero(f, e.op("i64.eqz", y), 1 if op == "//" else 2)
            return e.op("int.floordiv" if op == "//" else "int.mod", x, y)
        case "&" | "|" | "^":
            return e.op({"&": "i64.and", "|": "i64.or", "^": "i64.xor"}[op], x, y, rep=Rep.INT)
        case "<<":
            if not (y.op == "const" and isinstance(y.imm, int) and 0 <= y.imm < 62):
                f.guard_text(e.op("i64.lt_s", y, e.i64(0)), "ValueError", "negative shift count")
                too_far = e.op("i32.and", e.op("i64.gt_s", y, e.i64(61)), e.op("i64.ne", x, e.i64(0)))
                e.op("guard", too_far, imm=("weft_raise_overflow", ()))
                y = e.op("select", y, e.i64(0), e.op("i64.le_s", y, e.i64(61)))
            return e.op("int.shl", x, y)
        case ">>":
            if not (y.op == "const" and isinstance(y.imm, int) and 0 <= y.imm < 64):
                f.guard_text(e.op("i64.lt_s", y, e.i64(0)), "ValueError", "negative shift count")
                y = e.op("select", y, e.i64(63), e.op("i64.lt_s", y, e.i64(63)))
            return e.op("i64.shr_s", x, y, rep=Rep.INT)
        case "**":
            if type == FLOAT:
                return float_op(f, op, e.op("f64.convert_i64_s", x), e.op("f64.convert_i64_s", y))
            if y.op == "const" and y.imm == 2:
                return e.op("int.mul", x, x)
            f.guard_text(
                e.op("i64.lt_s", y, e.i64(0)),
                "ValueError",
                "an int to a negative power that isn't a constant isn't built: write float(x) ** n",
            )
            return f.rt("weft_int_pow", x, y, e.i32(0))
    raise AssertionError(op)


def guard_zero(f: FunctionLowering, cond: ir.Value, what: int) -> None:
    f.b.op("guard", cond, imm=("weft_raise_zero", (what,)))


def float_op(f: FunctionLowering, op: str, x: ir.Value, y: ir.Value) -> ir.Value:
    e = f.b
    simple = {"+": "f64.add", "-": "f64.sub", "*": "f64.mul"}
    if op in simple:
        return e.op(simple[op], x, y)
    if op == "**":
        return f.rt("weft_float_pow", x, y)
    if not (y.op == "const" and y.imm):
        guard_zero(f, e.op("f64.eq", y, e.f64(0.0)), {"/": 3, "//": 4, "%": 5}[op])
    if op == "/":
        return e.op("f64.div", x, y)
    return f.rt("weft_float_floordiv" if op == "//" else "weft_float_mod", x, y)


@lower("unary")
def unary(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    op, operand, e = str(value.imm), value.args[0], f.b
    result = f.type(value)
    if (
        operand.op == "const"
        and op == "-"
        and isinstance(operand.imm, int | float)
        and not isinstance(operand.imm, bool)
    ):
        return e.word(-operand.imm) if isinstance(operand.imm, int) else e.f64(-operand.imm)

    def one_kind(atom: Atom, x: ir.Value) -> ir.Value | None:
        if atom is FLOAT_ATOM and op != "~":
            return f.convert(e.op("f64.neg", x) if op == "-" else x, FLOAT, result)
        if atom is INT_ATOM or atom is BOOL_ATOM:
            x = f.as_number(x, atom, INT_ATOM)
            if op == "-":
                x = e.op("int.neg", x)
            elif op == "~":
                x = e.op("i64.xor", x, e.i64(-1), rep=Rep.INT)
            return f.convert(x, INT, result)
        if isinstance(atom, InstAtom) and (
            method := atom.cls.method({"-": "__neg__", "+": "__pos__", "~": "__invert__"}[op])
        ):
            out, type = f.call_function(value, method, None, [(x, one(atom))])
            return f.convert(out, type, result)
        f.raise_text("TypeError", f"bad operand type for unary {op}: '{show_atom(atom, 0)}'")
        return None

    return f.dispatch(f.get(operand), f.type(operand), one_kind, result)


# --- comparisons ------------------------------------------------------------------------------------------------------

INT_TESTS = {"<": "i64.lt_s", "<=": "i64.le_s", ">": "i64.gt_s", ">=": "i64.ge_s", "==": "i64.eq", "!=": "i64.ne"}
FLOAT_TESTS = {"<": "f64.lt", "<=": "f64.le", ">": "f64.gt", ">=": "f64.ge", "==": "f64.eq", "!=": "f64.ne"}
SIGN_TESTS = {"<": "i32.lt_s", "<=": "i32.le_s", ">": "i32.gt_s", ">=": "i32.ge_s", "==": "i32.eq", "!=": "i32.ne"}
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@lower("compare")
def compare(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    op = str(value.imm)
    known = f.instance.known.get(value.id)
    if known is not None:
        return f.b.i32(int(known))
    left, right = value.args
    if op in ("is", "is not"):
        out = identical(f, left, right)
        return out if op == "is" else f.b.op("i32.eqz", out)
    if op in ("in", "not in"):
        result = f.dispatch(
            f.get(right) if right.id not in f.virtual else f.b.none(),
            f.type(right),
            lambda a, c: contains(f, value, left, right, a, c),
            BOOL,
        )
        assert result is not None
        return result if op == "in" else f.b.op("i32.eqz", result)
    return compare_values(f, value, op, f.get(left), f.type(left), f.get(right), f.type(right), f.type(value))


def compare_values(
    f: FunctionLowering, value: hir.Value, op: str, lv: ir.Value, lt: Type, rv: ir.Value, rt: Type, result: Type = BOOL
) -> ir.Value | None:
    def with_left(a: Atom, x: ir.Value) -> ir.Value | None:
        def with_right(b: Atom, y: ir.Value) -> ir.Value | None:
            made = compare_atoms(f, value, op, a, x, b, y)
            return None if made is None else f.convert(*made, result)

        return f.dispatch(rv, rt, with_right, result)

    return f.dispatch(lv, lt, with_left, result)


def compare_atoms(
    f: FunctionLowering, value: hir.Value, op: str, a: Atom, x: ir.Value, b: Atom, y: ir.Value
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
    if isinstance(a, InstAtom) or isinstance(b, InstAtom):
        mine, theirs = rules.COMPARISONS[op]
        if isinstance(a, InstAtom) and (method := a.cls.method(f"__{mine}__")):
            return f.call_function(value, method, None, [(x, one(a)), (y, one(b))])
        if isinstance(b, InstAtom) and (method := b.cls.method(f"__{theirs}__")):
            return f.call_function(value, method, None, [(y, one(b)), (x, one(a))])
        if op == "!=" and isinstance(a, InstAtom) and (method := a.cls.method("__eq__")):
            equal, equal_type = f.call_function(value, method, None, [(x, one(a)), (y, one(b))])
            return e.op("i32.eqz", truth_of(f, equal, equal_type, value)), BOOL
        if op in ("==", "!="):
            same = e.op("i32.eq", x, y) if a is b else e.i32(0)
            return same if op == "==" else e.op("i32.eqz", same), BOOL
    if (
        isinstance(a, ListAtom)
        and isinstance(b, ListAtom)
        and isinstance(a, VarTupleAtom) == isinstance(b, VarTupleAtom)
    ):
        return through_library(f, value, "list", op, a, x, b, y), BOOL
    if isinstance(a, TupleAtom) and isinstance(b, TupleAtom):
        out = compare_tuples(f, value, op, a, x, b, y)
        return None if out is None else (out, BOOL)
    if isinstance(a, DictAtom) and isinstance(b, DictAtom) and op in ("==", "!="):
        return through_library(f, value, "dict", op, a, x, b, y), BOOL
    if isinstance(a, ChannelAtom | TaskAtom) and type(a) is type(b) and op in ("==", "!="):
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


def compare_numbers(f: FunctionLowering, op: str, a: Atom, x: ir.Value, b: Atom, y: ir.Value) -> ir.Value:
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
    f: FunctionLowering, value: hir.Value, kind: str, op: str, a: Atom, x: ir.Value, b: Atom, y: ir.Value
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
    f: FunctionLowering, value: hir.Value, op: str, a: TupleAtom, x: ir.Value, b: TupleAtom, y: ir.Value
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
            and isinstance(next(iter(lt)), ChannelAtom | TaskAtom)
            and isinstance(next(iter(rt)), ChannelAtom | TaskAtom)
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


def contains(
    f: FunctionLowering, value: hir.Value, item: hir.Value, container: hir.Value, atom: Atom, c: ir.Value
) -> ir.Value | None:
    """item in container, for one kind of container."""
    e = f.b
    x, t = f.get(item), f.type(item)
    match atom:
        case InstAtom() if method := atom.cls.method("__contains__"):
            out, type = f.call_function(value, method, None, [(c, one(atom)), (x, t)])
            return truth_of(f, out, type, value)
        case ListAtom() | InstAtom():
            function = f.engine.library("compare", "list_contains")
            assert function is not None
            return f.call_function(value, function, None, [(c, one(atom)), (x, t)])[0]
        case DictAtom():
            return e.op("i32.ne", dict_find(f, value, atom, c, x, t), e.i32(0))
        case IterAtom():
            return contains_in_view(f, value, item, container)
        case TupleAtom():
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


# --- sum() ------------------------------------------------------------------------------------------------------------


@lower("sum.add")
def sum_add(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    total, _, item = value.args
    return binary_values(f, value, "+", f.get(total), f.type(total), f.get(item), f.type(item), f.type(value), False)


@lower("sum.correct")
def sum_correct(f: FunctionLowering, value: hir.Value) -> ir.Value:
    """Neumaier: what the addition lost, from the side of the greater magnitude. Only once the total is a float."""
    total, correction, item = value.args
    e = f.b
    held = f.get(correction) if f.type(correction) else e.f64(0.0)
    if FLOAT_ATOM not in f.type(total) or not f.type(item) & NUMBERS:
        return held

    def with_total(a: Atom, x: ir.Value) -> ir.Value:
        if a is not FLOAT_ATOM:
            return held

        def with_item(b: Atom, y: ir.Value) -> ir.Value:
            if b is not FLOAT_ATOM:
                return held  # CPython adds ints to the float total without a correction
            t = e.op("f64.add", x, y)
            first = e.op("f64.add", e.op("f64.sub", x, t), y)
            second = e.op("f64.add", e.op("f64.sub", y, t), x)
            lost = e.op("select", first, second, e.op("f64.ge", e.op("f64.abs", x), e.op("f64.abs", y)))
            return e.op("f64.add", held, lost)

        out = f.dispatch(f.get(item), f.type(item), with_item, FLOAT)
        assert out is not None
        return out

    out = f.dispatch(f.get(total), f.type(total), with_total, FLOAT)
    assert out is not None
    return out


@lower("sum.end")
def sum_end(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    total, correction = value.args
    type = f.type(value)
    if FLOAT_ATOM not in type or not f.type(correction):
        return f.get(total)
    e = f.b

    def one_kind(atom: Atom, x: ir.Value) -> ir.Value:
        if atom is FLOAT_ATOM:
            c = f.get(correction)
            # an infinite or undefined correction is left out, so that inf stays inf
            finite = e.op("f64.lt", e.op("f64.abs", c), e.f64(float("inf")))
            x = e.op("f64.add", x, e.op("select", c, e.f64(0.0), finite))
        return f.convert(x, one(atom), type)

    return f.dispatch(f.get(total), f.type(total), one_kind, type)


__all__ = ["NEVER", "resolve"]
