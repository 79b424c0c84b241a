"""Lists and tuples: displays, unpacking; items and slices of whatever has them."""

from __future__ import annotations

from weftc.hir import hir
from weftc.hir.operands import length_test_of, unpacking_of
from weftc.infer.containers import constant_index
from weftc.ir import ir
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BuiltinKind
from weftc.kinds.kind import Cell, Kind, Type, find, one, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, INT, INT_ATOM, NONE, NONE_ATOM, RANGE_ATOM, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.dicts import dict_delete, dict_lookup, dict_store, missing_key
from weftc.lower.errors import raise_built_text
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.iterate import iterator_of, iterator_of_atom, iterator_over
from weftc.lower.loops import any_item, list_from, loop
from weftc.lower.ranges import VirtualRange, range_length, range_parts
from weftc.lower.sequences import append, list_element, make_tuple, new_list, store_element
from weftc.lower.sources import ListIterator


def only(f: FunctionLowering, value: hir.Value) -> Kind:
    """The one kind of a value that was just made."""
    (atom,) = f.type(value)
    return find(atom)


# --- displays ---------------------------------------------------------------------------------------------------------


@lower("tuple")
def tuple_(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    if not f.type(value):
        f.b.unreachable()
        f.dead()
        return None
    users = f.uses.get(value.id, [])
    if users and all(isinstance(u, hir.Value) and u.op == "unpack" for u in users):
        f.virtual[value.id] = VirtualTuple([(f.get(a), f.type(a)) for a in value.args])
        return None
    return make_tuple(f, only(f, value), [(f.get(a), f.type(a)) for a in value.args])


class VirtualTuple:
    """A tuple that is taken apart where it is made: `a, b = b, a`."""

    def __init__(self, items: list[tuple[ir.Value, Type]]) -> None:
        self.items = items


@lower("list")
def list_(f: FunctionLowering, value: hir.Value) -> ir.Value:
    atom = only(f, value)
    assert isinstance(atom, ListKind)
    elem = resolve(atom.elem.find().type)
    items = [f.get_as(a, elem) for a in value.args]
    out = new_list(f, atom, len(items))
    for k, item in enumerate(items):
        store_element(f, out, f.b.i64(k), item, elem)
    return out


@lower("list.append")
def list_append(f: FunctionLowering, value: hir.Value) -> None:
    atom = only(f, value.args[0])
    assert isinstance(atom, ListKind)
    elem = resolve(atom.elem.find().type)
    append(f, f.get(value.args[0]), f.get_as(value.args[1], elem), elem)


@lower("list.extend")
def list_extend(f: FunctionLowering, value: hir.Value) -> None:
    atom = only(f, value.args[0])
    assert isinstance(atom, ListKind)
    elem = resolve(atom.elem.find().type)
    out, iterator = f.get(value.args[0]), iterator_of(f, value.args[1], value)
    loop(f, iterator, lambda item: append(f, out, f.convert(item, iterator.item, elem), elem))


def extend(f: FunctionLowering, atom: ListKind, xs: ir.Value, other: Kind, ys: ir.Value, origin: hir.Value) -> None:
    """xs += ys."""
    elem = resolve(atom.elem.find().type)
    if isinstance(other, ListKind) and f.layout.rep(resolve(other.elem.find().type)) is f.layout.rep(elem):
        f.rt("weft_list_extend", xs, ys)
        return
    iterator = iterator_over(f, ys, one(other), origin)
    loop(f, iterator, lambda item: append(f, xs, f.convert(item, iterator.item, elem), elem))


@lower("to_tuple")
def to_tuple(f: FunctionLowering, value: hir.Value) -> ir.Value:
    atom = only(f, value)
    assert isinstance(atom, ListKind)
    return list_from(f, iterator_of(f, value.args[0], value), atom)


# --- items ------------------------------------------------------------------------------------------------------------


def int_index(f: FunctionLowering, key: ir.Value, type: Type, what: str) -> ir.Value:
    """An index as a whole number; TypeError for anything else."""

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if atom is INT_ATOM or atom is BOOL_ATOM:
            return f.as_number(v, atom, INT_ATOM)
        f.raise_text("TypeError", f"{what} indices must be integers or slices, not {show_atom(atom, 0)}")
        return None

    out = f.dispatch(key, type, one_kind, INT)
    return out if out is not None else f.zero(INT)  # every kind of it raises: what follows isn't reached


def checked(f: FunctionLowering, i: ir.Value, length: ir.Value, what: int) -> ir.Value:
    """The index from the start, after the bounds test; negative ones count from the end."""
    b = f.b
    if not (i.op == "const" and isinstance(i.imm, int) and i.imm >= 0):
        i = b.op("i64.add", i, b.op("i64.and", b.op("i64.shr_s", i, b.i64(63)), length))
    b.op("guard", b.op("i64.ge_u", i, length), imm=("weft_raise_index", (what,)))
    return i


def list_length(f: FunctionLowering, xs: ir.Value) -> ir.Value:
    return f.b.op("i64.extend_i32_u", f.b.op("list.len", xs))


@lower("index")
def index(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    obj, key = value.args
    result = f.type(value)
    if not f.type(obj) or not f.type(key):
        f.b.unreachable()
        f.dead()
        return None

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        made = item_of(f, value, atom, v, obj, key)
        return None if made is None else f.convert(made[0], made[1], result)

    if obj.id in f.virtual and isinstance(f.virtual[obj.id], VirtualRange):
        return one_kind(RANGE_ATOM, f.b.none())
    return f.dispatch(f.get(obj), f.type(obj), one_kind, result)


def item_of(
    f: FunctionLowering, value: hir.Value, atom: Kind, v: ir.Value, obj: hir.Value, key: hir.Value
) -> tuple[ir.Value, Type] | None:
    b = f.b
    match atom:
        case ListKind(elem=elem):
            held = resolve(elem.find().type)
            i = checked(f, int_index(f, f.get(key), f.type(key), "list"), list_length(f, v), 0)
            return list_element(f, v, i, held), held
        case DictKind():
            return dict_lookup(f, value, atom, v, f.get(key), f.type(key)), resolve(atom.value.find().type)
        case TupleKind():
            return tuple_item(f, value, atom, v, key)
        case ObjectKind() if method := atom.cls.method("__getitem__"):
            return f.call_function(value, method, None, [(v, one(atom)), (f.get(key), f.type(key))])
        case _ if atom is STR_ATOM:
            return f.rt("weft_str_index", v, int_index(f, f.get(key), f.type(key), "string")), STR
        case _ if atom is RANGE_ATOM:
            start, stop, step = range_parts(f, obj)
            n = range_length(f, start, stop, step)
            i = checked(f, int_index(f, f.get(key), f.type(key), "range"), n, 6)
            return b.op("int.add", start, b.op("int.mul", i, step)), INT
        case BuiltinKind():
            return f.b.none(), one(atom)  # Channel[int]: the parameter is for readers
    name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0)
    f.raise_text("TypeError", f"'{name}' object is not subscriptable")
    return None


def tuple_item(
    f: FunctionLowering, value: hir.Value, atom: TupleKind, v: ir.Value, key: hir.Value
) -> tuple[ir.Value, Type] | None:
    b = f.b
    fields = f.layout.fields(atom)[0]
    k = constant_index(key)
    if k is not None:
        if not -len(fields) <= k < len(fields):
            b.throw("weft_raise_index", imm=(3,))
            f.dead()
            return None
        return f.load_field(v, fields[k], "tuple"), fields[k].type
    result = f.engine.join_all([field.type for field in fields])
    i = checked(f, int_index(f, f.get(key), f.type(key), "tuple"), b.i64(len(fields)), 3)
    join = b.new_block(f.layout.rep(result))
    arms = [b.new_block() for _ in fields]
    if not arms:
        return None
    b.block.term = ir.Switch(b.op("i32.wrap_i64", i), [ir.Jump(arm, []) for arm in arms[:-1]], ir.Jump(arms[-1], []))
    for arm, field in zip(arms, fields, strict=True):
        b.at(arm)
        b.jump(join, f.convert(f.load_field(v, field, "tuple"), field.type, result))
    b.at(join)
    return join.params[0], result


@lower("index.set")
def index_set(f: FunctionLowering, value: hir.Value) -> None:
    obj, key, item = value.args

    def one_kind(atom: Kind, v: ir.Value) -> None:
        match atom:
            case ListKind(elem=elem):
                held = resolve(elem.find().type)
                stored = f.get_as(item, held)
                i = checked(f, int_index(f, f.get(key), f.type(key), "list"), list_length(f, v), 1)
                store_element(f, v, i, stored, held)
            case DictKind():
                dict_store(f, value, atom, v, f.get(key), f.type(key), f.get(item), f.type(item))
            case ObjectKind() if method := atom.cls.method("__setitem__"):
                f.call_function(
                    value, method, None, [(v, one(atom)), (f.get(key), f.type(key)), (f.get(item), f.type(item))]
                )
            case _:
                name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
                f.raise_text("TypeError", f"'{name}' object does not support item assignment")

    f.dispatch(f.get(obj), f.type(obj), one_kind, None)


@lower("index.del")
def index_del(f: FunctionLowering, value: hir.Value) -> None:
    obj, key = value.args
    b = f.b

    def one_kind(atom: Kind, v: ir.Value) -> None:
        match atom:
            case ListKind():
                i = checked(f, int_index(f, f.get(key), f.type(key), "list"), list_length(f, v), 1)
                f.rt("weft_list_remove_at", v, i)
            case DictKind():
                deleted = dict_delete(f, value, atom, v, f.get(key), f.type(key))
                absent, done = b.new_block(), b.new_block()
                b.branch(deleted, done, absent)
                b.at(absent)
                missing_key(f, f.get(key), f.type(key), value)
                b.at(done)
            case ObjectKind() if method := atom.cls.method("__delitem__"):
                f.call_function(value, method, None, [(v, one(atom)), (f.get(key), f.type(key))])
            case _:
                name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0).split("[")[0]
                f.raise_text("TypeError", f"'{name}' object doesn't support item deletion")

    f.dispatch(f.get(obj), f.type(obj), one_kind, None)


# --- slices -----------------------------------------------------------------------------------------------------------


def slice_bounds(f: FunctionLowering, parts: list[hir.Value]) -> tuple[list[ir.Value], ir.Value]:
    """(start, stop, step as ints, bits of those that are given)."""
    b = f.b
    out: list[ir.Value] = []
    given: ir.Value = b.i32(0)
    for k, part in enumerate(parts):
        type = f.type(part)
        if type == NONE:
            out.append(b.i64(0))
            continue
        number = f.dispatch(
            f.get(part), type, lambda a, v: b.i64(0) if a is NONE_ATOM else f.as_number(v, a, INT_ATOM), INT
        )
        assert number is not None
        out.append(number)
        bit: ir.Value = b.i32(1 << k)
        if NONE_ATOM in type:
            bit = b.op("select", b.i32(0), bit, b.op("i32.eqz", b.op("pair.tag", f.get(part))))
        given = bit if given.op == "const" and not given.imm else b.op("i32.or", given, bit)
    return out, given


@lower("slice")
def slice_(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    obj, *parts = value.args
    result = f.type(value)

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if isinstance(atom, ListKind):
            bounds, given = slice_bounds(f, parts)
            return f.convert(f.rt("weft_list_slice", v, *bounds, given, f.type_address(atom)), one(atom), result)
        if atom is STR_ATOM:
            bounds, given = slice_bounds(f, parts)
            return f.convert(f.rt("weft_str_slice", v, *bounds, given), STR, result)
        if isinstance(atom, TupleKind):
            of_any_length = f.instance.made.get((value.id, ("tuple of any length", None)))
            if of_any_length is not None:
                bounds, given = slice_bounds(f, parts)
                of_any_length = find(of_any_length)
                assert isinstance(of_any_length, ListKind)
                whole = list_from(f, iterator_of_atom(f, atom, v, one(atom)), of_any_length)
                out = f.rt("weft_list_slice", whole, *bounds, given, f.type_address(of_any_length))
                return f.convert(out, one(of_any_length), result)
            made = f.instance.made_as(value, "tuple")
            numbers = [None if p.op == "const" and p.imm is None else constant_index(p) for p in parts]
            fields = f.layout.fields(atom)[0][slice(*numbers)]
            items = [(f.load_field(v, field, "tuple"), field.type) for field in fields]
            return f.convert(make_tuple(f, made, items), one(made), result)
        if atom is RANGE_ATOM:
            function = f.engine.library("ranges", "sliced")
            assert function is not None
            args = [(v, one(atom)), *((f.get(part), f.type(part)) for part in parts)]
            return f.convert(*f.call_function(value, function, None, args), result)
        name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0)
        f.raise_text("TypeError", f"'{name}' object is not subscriptable")
        return None

    return f.dispatch(f.get(obj), f.type(obj), one_kind, result)


@lower("slice.set")
def slice_set(f: FunctionLowering, value: hir.Value) -> None:
    obj, *parts, item = value.args
    atom = only(f, obj)
    assert isinstance(atom, ListKind)
    bounds, given = slice_bounds(f, parts)
    source = f.type(item)
    if len(source) == 1 and isinstance(other := find(next(iter(source))), ListKind):
        if f.layout.rep(resolve(other.elem.find().type)) is f.layout.rep(resolve(atom.elem.find().type)):
            f.rt("weft_list_slice_set", f.get(obj), *bounds, given, f.get(item))
            return
    made = list_from(f, iterator_of(f, item, value), atom)
    f.rt("weft_list_slice_set", f.get(obj), *bounds, given, made)


@lower("slice.del")
def slice_del(f: FunctionLowering, value: hir.Value) -> None:
    obj, *parts = value.args
    bounds, given = slice_bounds(f, parts)
    f.rt("weft_list_slice_del", f.get(obj), *bounds, given)


# --- unpacking --------------------------------------------------------------------------------------------------------


class Unpacked:
    """The parts of an unpacking; `item` picks one."""

    def __init__(self, parts: list[tuple[ir.Value, Type]]) -> None:
        self.parts = parts


@lower("unpack")
def unpack(f: FunctionLowering, value: hir.Value) -> None:
    (source,) = value.args
    before, star, after = unpacking_of(value)
    held = f.virtual.get(source.id)
    if isinstance(held, VirtualTuple):
        f.virtual[value.id] = Unpacked(spread(f, value, held.items, before, star, after))
        return
    type = f.type(source)
    atoms = list(type)
    if len(atoms) == 1 and isinstance(atom := find(atoms[0]), TupleKind):
        items = [(f.load_field(f.get(source), field, "tuple"), field.type) for field in f.layout.fields(atom)[0]]
        f.virtual[value.id] = Unpacked(spread(f, value, items, before, star, after))
        return
    f.virtual[value.id] = Unpacked(unpack_list(f, value, source, before, star, after))


def spread(
    f: FunctionLowering, value: hir.Value, items: list[tuple[ir.Value, Type]], before: int, star: bool, after: int
) -> list[tuple[ir.Value, Type]]:
    if not star:
        return items
    middle = items[before : len(items) - after]
    made = starred_list(f, value, before)
    elem = resolve(made.elem.find().type)
    out = new_list(f, made, len(middle))
    for k, (v, t) in enumerate(middle):
        store_element(f, out, f.b.i64(k), f.convert(v, t, elem), elem)
    return [*items[:before], (out, one(made)), *items[len(items) - after :]]


def starred_list(f: FunctionLowering, value: hir.Value, position: int) -> ListKind:
    """The list that takes the starred part: made by the `item` that asks for it."""
    for user in f.uses.get(value.id, []):
        if isinstance(user, hir.Value) and user.op == "item" and user.imm == position:
            atom = only(f, user)
            assert isinstance(atom, ListKind)
            return atom
    return ListKind(Cell(NONE))


def unpack_list(
    f: FunctionLowering, value: hir.Value, source: hir.Value, before: int, star: bool, after: int
) -> list[tuple[ir.Value, Type]]:
    """Any other iterable, by way of a list."""
    b = f.b
    iterator = iterator_of(f, source, value)
    elem = iterator.item
    atom = ListKind(Cell(elem))
    if isinstance(iterator, ListIterator):
        xs, elem = iterator.xs, iterator.elem
        atom = ListKind(Cell(elem))
    elif star:
        xs = list_from(f, iterator, atom)
    else:
        xs = new_list(f, atom, 0)

        def enough_taken(item: ir.Value, _: Type) -> ir.Value:
            append(f, xs, item, elem)
            return b.op("i32.gt_u", b.op("list.len", xs), b.i32(before + after))

        any_item(f, iterator, enough_taken)  # one too many is enough: it may go on without end
    n, want = list_length(f, xs), before + after
    few, enough = b.new_block(), b.new_block()
    b.branch(b.op("i64.lt_s", n, b.i64(want)), few, enough)
    b.at(few)
    at_least = "at least " if star else ""
    raise_built_text(f, "ValueError", [f"not enough values to unpack (expected {at_least}{want}, got ", n, ")"])
    b.at(enough)
    if not star:
        many = b.op("i64.gt_s", n, b.i64(want))
        f.guard_text(many, "ValueError", f"too many values to unpack (expected {want})")
        return [(list_element(f, xs, b.i64(k), elem), elem) for k in range(want)]
    made = starred_list(f, value, before)
    wanted = resolve(made.elem.find().type)
    end = b.op("i64.sub", n, b.i64(after))
    if f.layout.rep(wanted) is f.layout.rep(elem):
        middle = f.rt("weft_list_slice", xs, b.i64(before), end, b.i64(1), b.i32(3), f.type_address(made))
    else:
        part = f.rt("weft_list_slice", xs, b.i64(before), end, b.i64(1), b.i32(3), f.type_address(atom))
        middle = list_from(f, ListIterator(part, elem, elem), made)
    out = [(list_element(f, xs, b.i64(k), elem), elem) for k in range(before)]
    out.append((middle, one(made)))
    return out + [(list_element(f, xs, b.op("i64.add", end, b.i64(k)), elem), elem) for k in range(after)]


@lower("item")
def item(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    unpacked = f.virtual[value.args[0].id]
    assert isinstance(unpacked, Unpacked) and isinstance(value.imm, int)
    if value.imm >= len(unpacked.parts):
        return None
    v, t = unpacked.parts[value.imm]
    return f.convert(v, t, f.type(value))


@lower("match.sequence")
def match_sequence(f: FunctionLowering, value: hir.Value) -> ir.Value:
    known = f.instance.known.get(value.id)
    b = f.b
    if known is not None:
        return b.i32(int(known))
    minimum, exact = length_test_of(value)
    (source,) = value.args

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
        if isinstance(atom, TupleKind):
            n = len(atom.items)
            return b.i32(int(n == minimum if exact else n >= minimum))
        if isinstance(atom, ListKind):
            return b.op("i64.eq" if exact else "i64.ge_s", list_length(f, v), b.i64(minimum))
        return b.i32(0)

    out = f.dispatch(f.get(source), f.type(source), one_kind, BOOL)
    assert out is not None
    return out
