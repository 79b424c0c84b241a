"""Built-in functions that the compiler knows: a row for each name in infer.builtins.CALLS."""

from __future__ import annotations

from collections.abc import Callable

from weftc.hir import hir
from weftc.infer.builtins import RT_LISTS, RT_SAME, call_builtin, library_member
from weftc.infer.types import (
    BOOL,
    BOOL_ATOM,
    FILE,
    FILE_ATOM,
    FLOAT,
    FLOAT_ATOM,
    INT,
    INT_ATOM,
    NONE,
    NONE_ATOM,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    Atom,
    BoundAtom,
    BuiltinAtom,
    Cell,
    ChannelAtom,
    ClassAtom,
    DictAtom,
    FuncAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    TupleAtom,
    Type,
    VarTupleAtom,
    find,
    one,
    ordered,
    resolve,
    show,
    show_atom,
)
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.ir.runtime import MATH1, MATH2, RUNTIME
from weftc.lower.arithmetic import binary_atoms, binary_values
from weftc.lower.containers import int_index
from weftc.lower.dicts import dict_store, dict_update, key_payload, load_dict_key, load_slot, new_dict
from weftc.lower.errors import raise_built_text
from weftc.lower.function import FunctionLowering
from weftc.lower.iterate import iterator_of, iterator_over
from weftc.lower.loops import list_from, loop
from weftc.lower.ranges import VirtualRange, range_fields, range_length, range_parts
from weftc.lower.sequences import append, list_element, make_tuple, new_list
from weftc.lower.sources import DictIterator, ListIterator, RangeIterator
from weftc.lower.text import FormatPiece, print_, repr_value, simple, str_value, to_ascii
from weftc.lower.variables import truth_of

Arg = tuple[ir.Value, Type]


class NotBuiltIn:
    """What `intrinsic_method` gives for the methods that aren't its own."""


class Call:
    """A call of a built-in. Operands are HIR values where they were written out, so that iterators and ranges need
    not be made objects; `arg` gives one as a value."""

    def __init__(
        self, f: FunctionLowering, value: hir.Value, name: str, operands: list[hir.Value], shape: hir.CallShape
    ) -> None:
        self.f, self.value, self.name, self.operands, self.shape = f, value, name, operands, shape
        self.result = f.type(value)

    @property
    def positional(self) -> list[hir.Value]:
        return self.operands[: len(self.operands) - len(self.shape.keywords)]

    def keyword(self, name: str) -> hir.Value | None:
        if name in self.shape.keywords:
            return self.operands[len(self.positional) + self.shape.keywords.index(name)]
        return None

    def arg(self, k: int) -> ir.Value:
        return self.f.get(self.operands[k])

    def type(self, k: int) -> Type:
        return self.f.type(self.operands[k])

    def each(self, k: int, handle: Callable[[Atom, ir.Value], ir.Value | None], result: Type) -> ir.Value | None:
        return self.f.dispatch(self.arg(k), self.type(k), handle, result)


Row = Callable[[Call], ir.Value | None]
CALLS: dict[str, Row] = {}


def row(*names: str) -> Callable[[Row], Row]:
    def add(function: Row) -> Row:
        for name in names:
            CALLS[name] = function
        return function

    return add


def call_with_operands(
    f: FunctionLowering, value: hir.Value, name: str, operands: list[hir.Value], shape: hir.CallShape
) -> ir.Value | None:
    """A call written with the built-in's name."""
    import weftc.lower.hashing
    import weftc.lower.iterators
    import weftc.lower.select  # noqa: F401  these add rows, and sync's

    if name == "zip" and shape.stars and isinstance(next(iter(f.type(operands[0]))), ListAtom):
        from weftc.lower.calls import call_func as call_rows

        rows = f.engine.library("tuples", "zip_rows")
        assert rows is not None
        made, type = call_rows(f, value, rows, None, [(f.get(operands[0]), f.type(operands[0]))], hir.CallShape(1))
        return f.convert(made, type, f.type(value))
    if name == "print":
        return print_call(f, value, operands, shape)
    if name in CALLS:
        if shape.stars and name != "weft.select":
            operands, shape = spread_operands(f, value, operands, shape)
        return CALLS[name](Call(f, value, name, operands, shape))
    from weftc.lower.calls import arguments, call_func

    args, shape = arguments(f, value, operands, shape)
    function = f.engine.library(*library_member(name, shape))
    assert function is not None, name
    out, type = call_func(f, value, function, None, args, shape)
    return f.convert(out, type, f.type(value))


def spread_operands(
    f: FunctionLowering, value: hir.Value, operands: list[hir.Value], shape: hir.CallShape
) -> tuple[list[hir.Value], hir.CallShape]:
    """`*tuple` among the operands: an operand for each item."""
    out: list[hir.Value] = []
    for k, a in enumerate(operands):
        if k not in shape.stars:
            out.append(a)
            continue
        (atom,) = f.type(a)
        base = f.get(a)
        for field in f.layout.fields(find(atom))[0]:
            marker = hir.Value(-1_000_000 - 1000 * value.id - len(out), "operand", [], None, value.span)
            f.values[marker.id] = f.load_field(base, field, "tuple")
            f.instance.types[marker.id] = field.type
            out.append(marker)
    return out, hir.CallShape(len(out) - len(shape.keywords), shape.keywords)


def call_with_values(
    f: FunctionLowering, origin: hir.Value, name: str, args: list[Arg], shape: hir.CallShape, result: Type
) -> Arg | None:
    """A built-in called through a variable or by map, filter, sorted(key=...): its operands are plain values."""
    operands = []
    for k, (v, t) in enumerate(args):
        marker = hir.Value(-1000 - 16 * origin.id - k, "operand", [], None, origin.span)
        f.values[marker.id] = v
        f.instance.types[marker.id] = t
        operands.append(marker)
    call_value = hir.Value(origin.id, origin.op, origin.args, origin.imm, origin.span)
    type = call_builtin(f.engine, f.instance, origin, name, [t for _, t in args], shape)
    before = f.instance.types.get(origin.id)
    f.instance.types[origin.id] = type
    out = call_with_operands(f, call_value, name, operands, shape)
    if before is not None:
        f.instance.types[origin.id] = before
    for marker in operands:
        del f.instance.types[marker.id], f.values[marker.id]
    return (out if out is not None else f.zero(type)), type


# --- output -----------------------------------------------------------------------------------------------------------


def print_call(f: FunctionLowering, value: hir.Value, operands: list[hir.Value], shape: hir.CallShape) -> ir.Value:
    split = len(operands) - len(shape.keywords)
    keywords: dict[str, Arg] = {}
    literal: dict[str, object] = {}
    for name, a in zip(shape.keywords, operands[split:], strict=True):
        if name == "file" and a.op == "attr" and a.imm in ("stdout", "stderr") and str(a.args[0].imm) == "sys":
            literal["file"] = a.imm
        keywords[name] = (f.get(a), f.type(a))
    if any(k in shape.stars for k in range(split)):
        print_starred(f, value, operands[:split], shape, keywords, literal)
    else:
        print_(f, value, [(f.get(a), f.type(a)) for a in operands[:split]], keywords, literal)
    return f.b.none()


def print_starred(
    f: FunctionLowering,
    value: hir.Value,
    operands: list[hir.Value],
    shape: hir.CallShape,
    keywords: dict[str, Arg],
    literal: dict[str, object],
) -> None:
    """print(*items): the texts are collected in a list, and joined."""
    texts = ListAtom(Cell(STR))
    out = new_list(f, texts, 0)
    for k, a in enumerate(operands):
        if k not in shape.stars:
            append(f, out, str_value(f, f.get(a), f.type(a), value), STR)
            continue
        iterator = iterator_of(f, a, value)
        loop(f, iterator, lambda item: append(f, out, str_value(f, item, iterator.item, value), STR))
    sep = keywords.pop("sep", (f.string(" "), STR))
    sep_text = f.dispatch(sep[0], sep[1], lambda a, v: f.string(" ") if a is NONE_ATOM else v, STR)
    assert sep_text is not None
    print_(f, value, [(f.rt("weft_str_join", sep_text, out), STR)], keywords, literal)


# --- sizes and conversions --------------------------------------------------------------------------------------------


def length_of(f: FunctionLowering, atom: Atom, v: ir.Value, origin: hir.Value) -> ir.Value | None:
    b = f.b
    match atom:
        case ListAtom():
            return b.op("i64.extend_i32_u", b.op("list.len", v))
        case DictAtom():
            return b.op("i64.extend_i32_u", b.op("dict.len", v))
        case TupleAtom(items=items):
            return b.word(len(items))
        case ChannelAtom():
            return f.rt("weft_channel_len", v)
        case InstAtom() if method := atom.cls.method("__len__"):
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


@row("int")
def int_(call: Call) -> ir.Value | None:
    f, b = call.f, call.f.b
    if not call.operands:
        return b.word(0)
    base = b.word(10)
    if len(call.operands) > 1:
        base = f.get_as(call.operands[1], INT)

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
        if atom is INT_ATOM or atom is BOOL_ATOM:
            return f.as_number(v, atom, INT_ATOM)
        if atom is FLOAT_ATOM:
            return f.rt("weft_float_to_int", v)
        if atom is STR_ATOM:
            return f.rt("weft_str_to_int", v, base)
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__int__")):
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

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
        if atom in (INT_ATOM, BOOL_ATOM, FLOAT_ATOM):
            return f.as_number(v, atom, FLOAT_ATOM)
        if atom is STR_ATOM:
            return f.rt("weft_str_to_float", v)
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__float__")):
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


@row("list")
def list_(call: Call) -> ir.Value:
    f = call.f
    (atom,) = call.result
    atom = find(atom)
    assert isinstance(atom, ListAtom)
    if not call.operands:
        return new_list(f, atom, 0)
    source = call.type(0)
    if len(source) == 1 and isinstance(other := find(next(iter(source))), ListAtom):
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
    assert isinstance(atom, DictAtom)
    out = new_dict(f, atom, call.value)
    if call.positional:
        source = call.type(0)
        if len(source) == 1 and isinstance(other := find(next(iter(source))), DictAtom):
            dict_update(f, call.value, atom, out, other, call.arg(0))
        else:
            iterator = iterator_of(f, call.operands[0], call.value)

            def body(item: ir.Value) -> None:
                def one_pair(a: Atom, v: ir.Value) -> None:
                    if isinstance(a, TupleAtom):
                        pair = [(f.load_field(v, field, "tuple"), field.type) for field in f.layout.fields(a)[0]]
                        dict_store(f, call.value, atom, out, *pair[0], *pair[1])
                    elif isinstance(a, ListAtom):
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
        return call.arg(0) if isinstance(find(atom), TupleAtom) else list_(call)
    (atom,) = call.result
    return make_tuple(f, find(atom), [])


# --- numbers ----------------------------------------------------------------------------------------------------------


@row("abs")
def abs_(call: Call) -> ir.Value | None:
    f, b = call.f, call.f.b

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
        if atom is FLOAT_ATOM:
            return f.convert(b.op("f64.abs", v), FLOAT, call.result)
        if atom is INT_ATOM or atom is BOOL_ATOM:
            n = f.as_number(v, atom, INT_ATOM)
            out = b.op("select", b.op("int.neg", n), n, b.op("i64.lt_s", n, b.i64(0)))
            return f.convert(out, INT, call.result)
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__abs__")):
            made, type = f.call_function(call.value, method, None, [(v, one(atom))])
            return f.convert(made, type, call.result)
        f.raise_text("TypeError", f"bad operand type for abs(): '{show_atom(atom, 0)}'")
        return None

    return call.each(0, one_kind, call.result)


@row("round")
def round_(call: Call) -> ir.Value | None:
    f = call.f
    digits = call.operands[1] if len(call.operands) > 1 and f.type(call.operands[1]) != NONE else None

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
        if atom is FLOAT_ATOM:
            if digits is not None:
                return f.convert(f.rt("weft_float_round_digits", v, f.get_as(digits, INT)), FLOAT, call.result)
            return f.convert(f.rt("weft_float_round", v), INT, call.result)
        if atom is INT_ATOM or atom is BOOL_ATOM:
            n = f.as_number(v, atom, INT_ATOM)
            if digits is not None:
                function = f.engine.library("ints", "round_digits")
                assert function is not None
                out, type = f.call_function(call.value, function, None, [(n, INT), (f.get_as(digits, INT), INT)])
                return f.convert(out, type, call.result)
            return f.convert(n, INT, call.result)
        f.raise_text("TypeError", f"type {show_atom(atom, 0)} doesn't define __round__ method")
        return None

    return call.each(0, one_kind, call.result)


@row("divmod")
def divmod_(call: Call) -> ir.Value:
    f = call.f
    (a,), (b_,) = ordered(call.type(0)), ordered(call.type(1))
    if FLOAT_ATOM in (a, b_):
        divisor = f.as_number(call.arg(1), b_, FLOAT_ATOM)
        f.guard_text(f.b.op("f64.eq", divisor, f.b.f64(0.0)), "ZeroDivisionError", "float divmod()")
    quotient = binary_atoms(f, call.value, "//", a, call.arg(0), b_, call.arg(1), False)
    rest = binary_atoms(f, call.value, "%", a, call.arg(0), b_, call.arg(1), False)
    assert quotient is not None and rest is not None
    (atom,) = call.result
    return make_tuple(f, find(atom), [quotient, rest])


@row("pow")
def pow_(call: Call) -> ir.Value | None:
    if len(call.operands) == 3:
        from weftc.lower.calls import call_func

        function = call.f.engine.library("ints", "pow_modulo")
        assert function is not None
        args = [(call.arg(k), call.type(k)) for k in range(3)]
        out, type = call_func(call.f, call.value, function, None, args, call.shape)
        return call.f.convert(out, type, call.result)
    marker = hir.Value(call.value.id, "binary", call.operands, "**", call.value.span)
    return binary_values(call.f, marker, "**", call.arg(0), call.type(0), call.arg(1), call.type(1), call.result, False)


@row("ord")
def ord_(call: Call) -> ir.Value | None:
    f = call.f

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
        if atom is STR_ATOM:
            return f.rt("weft_ord", v)
        f.raise_text("TypeError", f"ord() expected string of length 1, but {show_atom(atom, 0)} found")
        return None

    return call.each(0, one_kind, INT)


@row("chr")
def chr_(call: Call) -> ir.Value:
    return call.f.rt("weft_chr", int_index(call.f, call.arg(0), call.type(0), "chr"))


@row("input")
def input_(call: Call) -> ir.Value:
    f = call.f
    prompt = str_value(f, call.arg(0), call.type(0), call.value) if call.operands else f.b.none()
    return f.rt("weft_input", prompt)


@row("open")
def open_(call: Call) -> ir.Value:
    f = call.f
    mode = call.keyword("mode") or (call.positional[1] if len(call.positional) > 1 else None)
    text = f.get(mode) if mode is not None else f.string("r")
    return f.rt("weft_file_open", call.arg(0), text, f.type_address(FILE_ATOM))


@row("type")
def type_(call: Call) -> ir.Value | None:
    f = call.f

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value:
        if isinstance(atom, InstAtom):
            return f.zero(one(atom.cls.atom))
        names = {VarTupleAtom: "tuple", ListAtom: "list", DictAtom: "dict", TupleAtom: "tuple"}
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
                isinstance(a, FuncAtom | ClassAtom | BuiltinAtom | BoundAtom)
                or (isinstance(a, InstAtom) and a.cls.method("__call__") is not None)
            )
        ),
        BOOL,
    )


# --- methods ----------------------------------------------------------------------------------------------------------


def intrinsic_method(
    f: FunctionLowering, value: hir.Value, atom: Atom, name: str, operands: list[hir.Value], shape: hir.CallShape
) -> ir.Value | NotBuiltIn | None:
    """Methods whose operands may be iterators; NotBuiltIn for all others."""
    match atom, name:
        case _, "join" if atom is STR_ATOM:
            sep = f.get(value.args[0])
            return f.rt("weft_str_join", sep, list_of_texts(f, operands[0], value))
        case DictAtom(), "keys" | "values" | "items":
            (made,) = f.type(value)
            made = find(made)
            assert isinstance(made, IterAtom)
            item = resolve(made.item.find().type)
            pair = find(next(iter(item))) if name == "items" and item else None
            f.virtual[value.id] = DictIterator(
                f.get(value.args[0]), atom, name, item, pair if isinstance(pair, TupleAtom) else None
            )
            return None
    return NotBuiltIn()


def list_of_texts(f: FunctionLowering, operand: hir.Value, origin: hir.Value) -> ir.Value:
    """The operand of join as list[str]."""
    source = f.type(operand)
    texts = ListAtom(Cell(STR))
    if (
        len(source) == 1
        and isinstance(other := find(next(iter(source))), ListAtom)
        and resolve(other.elem.find().type) <= STR
    ):
        return f.get(operand)
    iterator = iterator_of(f, operand, origin)
    out = new_list(f, texts, 0)
    count = [f.b.i64(0)]

    def body(item: ir.Value) -> None:
        def one_kind(atom: Atom, v: ir.Value) -> None:
            if atom is STR_ATOM:
                append(f, out, v, STR)
            else:
                n = f.b.op("i64.extend_i32_u", f.b.op("list.len", out))
                name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
                raise_built_text(f, "TypeError", ["sequence item ", n, f": expected str instance, {name} found"])

        f.dispatch(item, iterator.item, one_kind, None)

    assert count
    loop(f, iterator, body)
    return out


def intrinsic_method_values(
    f: FunctionLowering, origin: hir.Value, atom: Atom, v: ir.Value, name: str, args: list[Arg], shape: hir.CallShape
) -> Arg | None:
    match atom, name:
        case ListAtom(elem=elem), "append":
            held = resolve(elem.find().type)
            append(f, v, f.convert(*args[0], held), held)
            return f.b.none(), NONE
        case _, "__enter__" if atom is FILE_ATOM:
            return v, FILE
        case _, "join" if atom is STR_ATOM:
            iterator = iterator_over(f, args[0][0], args[0][1], origin)
            return f.rt("weft_str_join", v, list_from(f, iterator, ListAtom(Cell(STR)))), STR
    return None


def intrinsic_attribute(f: FunctionLowering, atom: Atom, v: ir.Value, name: str) -> ir.Value:
    if atom is RANGE_ATOM:
        return f.load(v, Rep.INT, 8 + 8 * ("start", "stop", "step").index(name), "tuple")
    if atom is FILE_ATOM and name == "closed":
        return f.rt("weft_file_closed", v)
    if atom is FILE_ATOM:
        return f.string("<file>")
    if name == "imag":
        return f.b.word(0)
    return f.as_number(v, atom, INT_ATOM)


# --- runtime calls from library code ----------------------------------------------------------------------------------


def runtime_call(f: FunctionLowering, value: hir.Value, name: str, operands: list[hir.Value]) -> Arg | None:
    b = f.b
    known = f.instance.known.get(value.id)
    if known is not None:
        return b.i32(int(known)), BOOL
    result = f.type(value)
    match name:
        case "unchecked":
            (atom,) = f.type(operands[0])
            atom = find(atom)
            assert isinstance(atom, ListAtom)
            held = resolve(atom.elem.find().type)
            return list_element(f, f.get(operands[0]), f.get_as(operands[1], INT), held), held
        case "truncate":
            b.op("store", f.get(operands[0]), b.op("i32.wrap_i64", f.get_as(operands[1], INT)), imm=("i32", 4, "len"))
            return b.none(), NONE
        case "key_at" | "value_at" | "append_key":
            return dict_entry(f, name, operands)
        case "mix_hash":
            return mix_hash(f, f.get_as(operands[0], INT), f.get_as(operands[1], INT)), INT
        case "class_name":
            return str_class_name(f, operands[0]), STR
    if name in ("weft_math1", "weft_math2") and (out := math_call(f, name, operands)) is not None:
        return out, FLOAT
    call = RUNTIME[name]
    args: list[ir.Value] = []
    for operand, want in zip(operands, call.args, strict=False):
        v = f.get(operand)
        if want is Rep.I32 and v.rep in (Rep.INT, Rep.I64):
            v = b.i32(v.imm) if v.op == "const" and isinstance(v.imm, int) else b.op("i32.wrap_i64", v)
        elif want is Rep.INT and v.rep is Rep.I32:
            v = b.op("i64.extend_i32_u", v)
        elif want is Rep.INT and v.rep is Rep.F64:
            v = b.op("i64.reinterpret_f64", v)
        elif want is Rep.INT and v.rep is Rep.REF:
            v = b.op("i64.extend_i32_u", v)
        elif want is Rep.F64 and v.rep is not Rep.F64:
            v = f.convert(v, f.type(operand), FLOAT)
        elif v.rep is Rep.PAIR:
            v = f.from_payload(b.op("pair.payload", v), want)
        args.append(v)
    if name in RT_LISTS:
        return texts(f, name, args, result), result
    elif name in RT_SAME:
        (atom,) = f.type(operands[0])
        args.append(f.type_address(atom))
    out = b.op("rt", *args, imm=name, rep=call.result)
    if call.result is Rep.VOID:
        return b.none(), NONE
    if call.result is Rep.I32 and result == INT:
        return b.op("i64.extend_i32_s", out), INT
    return out, result


def mix_hash(f: FunctionLowering, total: ir.Value, part: ir.Value) -> ir.Value:
    """The hash of a tuple so far, and of its next item: any number of 60 bits."""
    b = f.b
    mixed = b.op("i64.mul", b.op("i64.xor", total, part), b.i64(-7046029254386353131))  # 2**64 over the golden ratio
    return b.op("i64.shr_u", mixed, b.i64(4))


def dict_entry(f: FunctionLowering, name: str, operands: list[hir.Value]) -> Arg:
    (atom,) = f.type(operands[0])
    atom = find(atom)
    assert isinstance(atom, DictAtom)
    d, held = f.get(operands[0]), resolve(atom.key.find().type)
    number = f.get_as(operands[1], INT)
    if name == "key_at":
        return load_dict_key(f, f.rt("weft_dict_key_at", d, number), held), held
    if name == "value_at":
        value = resolve(atom.value.find().type)
        return load_slot(f, f.rt("weft_dict_value_at", d, number), value), value
    payload = key_payload(f, f.get(operands[2]), f.type(operands[2]), held)
    return f.rt("weft_dict_append", d, number, *payload), INT


def math_call(f: FunctionLowering, name: str, operands: list[hir.Value]) -> ir.Value | None:
    """A function of math by its own name, so that only it is linked; the simplest are instructions."""
    b = f.b
    table = MATH1 if name == "weft_math1" else MATH2
    number = operands[0].imm
    if operands[0].op != "const" or not isinstance(number, int) or number >= len(table) or table[number] == "-":
        return None
    args = [f.get_as(a, FLOAT) for a in operands[1:]]
    match table[number]:
        case "sqrt":
            f.guard_text(b.op("f64.lt", args[0], b.f64(0.0)), "ValueError", "math domain error")
            return b.op("f64.sqrt", args[0])
        case "fabs":
            return b.op("f64.abs", args[0])
        case "copysign":
            return b.op("f64.copysign", *args)
        case other:
            return f.rt(f"weft_math_{other}", *args)


def texts(f: FunctionLowering, name: str, args: list[ir.Value], result: Type) -> ir.Value:
    """A list[str] from the runtime; where the list was inferred to hold more, its items are widened."""
    (atom,) = result
    atom = find(atom)
    assert isinstance(atom, ListAtom)
    if resolve(atom.elem.find().type) == STR:
        return f.rt(name, *args, f.type_address(atom))
    plain = ListAtom(Cell(STR))
    made = f.rt(name, *args, f.type_address(plain))
    return list_from(f, ListIterator(made, STR, STR), atom)


def str_class_name(f: FunctionLowering, operand: hir.Value) -> ir.Value:
    out = f.dispatch(f.get(operand), f.type(operand), lambda a, v: f.string(show_atom(a, 0).split("[")[0]), STR)
    assert out is not None
    return out


__all__ = ["range_parts", "show"]
