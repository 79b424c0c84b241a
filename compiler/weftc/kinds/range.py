"""range: an object of three ints, or its parts alone where it is used at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, HEADER, TypeKind
from weftc.abi.numbers import IndexOf
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer, Iteration
from weftc.kinds.condition import negated
from weftc.kinds.indexing import at_index, checked, subscript
from weftc.kinds.kind import Cell, Description, Kind, SingleKind, Type, one
from weftc.kinds.methods import LibraryKind
from weftc.kinds.numbers import BOOL, FLOAT_ATOM, INT, INT_ATOM, NUMBERS
from weftc.kinds.refuse import as_repr, by_code, no, unchanging
from weftc.kinds.text import STR
from weftc.lower.sources import RangeIterator
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds

PARTS = ("start", "stop", "step")
SIZE = HEADER + 8 * len(PARTS)


@dataclass(slots=True, eq=False, repr=False)
class RangeKind(SingleKind, LibraryKind):
    library = "kinds.range"
    own_attributes = PARTS

    def order_key(self) -> str:
        return "5range"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "range"

    class_name = "range"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("range")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "range"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["range"], SIZE, "range")

    is_static = False
    is_plain = True
    changing_methods = unchanging
    is_reversible = True
    is_sequence = True
    is_callable = False
    is_hashable = True

    to_int = to_float = to_index = next = no
    store = delete = store_slice = delete_slice = no
    binary = reflected = inplace = unary = format = own_method = store_attribute = call = enter = exit = no
    text = as_repr
    key_kind = by_code

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i64.ne", range_length(f, *range_parts(f, v)), f.b.i64(0)))

    def length(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: range_length(f, *range_parts(f, v)))

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(INT, lambda f, v: RangeIterator(*range_parts(f, v), INT))

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_range", RANGE)

    def contains(self, site: Site, item: Type) -> Answer | None:
        if item <= NUMBERS:
            return Answer(BOOL, partial(contains_number, item))
        return site.library("support.compare", "contains", RANGE, item)

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        return at_index(subscript(site, key, "range"), INT, number_at)

    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return site.library("support.range", "sliced", RANGE, *bounds.types)

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        if other is not RANGE_ATOM or op not in ("==", "!="):
            return None
        same = site.library("support.range", "equal", RANGE, RANGE)
        return same if op == "==" else negated(same)

    def repr(self, site: Site) -> Answer:
        return Answer(STR, range_text)

    def hash(self, site: Site) -> Answer | None:
        return site.library("support.range", "hashed", RANGE)

    def own_attribute(self, site: Site, name: str) -> Answer | None:
        return Answer(INT, lambda f, v: range_parts(f, v)[PARTS.index(name)])


RANGE_ATOM = RangeKind()
RANGE: Type = one(RANGE_ATOM)


class VirtualRange(Virtual):
    """range(...) that hasn't been made an object."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[ir.Value, ir.Value, ir.Value]) -> None:
        super().__init__()
        self.parts = parts

    def materialise(self, f: FunctionLowering) -> ir.Value:
        out = f.b.op("new", imm=(f.layout.type_symbol(RANGE_ATOM), SIZE))
        for k, part in enumerate(self.parts):
            f.store(out, part, HEADER + 8 * k, "tuple")
        return out


def range_parts(f: FunctionLowering, v: ir.Value) -> tuple[ir.Value, ir.Value, ir.Value]:
    if isinstance(v, VirtualRange):
        return v.parts
    start, stop, step = (f.load(v, Rep.INT, HEADER + 8 * k, "tuple") for k in range(len(PARTS)))
    return start, stop, step


def range_length(f: FunctionLowering, start: ir.Value, stop: ir.Value, step: ir.Value) -> ir.Value:
    """max(0, ceil((stop - start) / step))."""
    b = f.b
    up = b.op("i64.gt_s", step, b.i64(0))
    distance = b.op("select", b.op("i64.sub", stop, start), b.op("i64.sub", start, stop), up)
    stride = b.op("select", step, b.op("i64.sub", b.i64(0), step), up)
    count = b.op("i64.add", b.op("i64.div_s", b.op("i64.sub", distance, b.i64(1)), stride), b.i64(1))
    return b.op("select", count, b.i64(0), b.op("i64.gt_s", distance, b.i64(0)), rep=Rep.INT)


def number_at(f: FunctionLowering, v: ir.Value, i: ir.Value) -> ir.Value:
    start, stop, step = range_parts(f, v)
    i = checked(f, i, range_length(f, start, stop, step), IndexOf.RANGE)
    return f.b.op("int.add", start, f.b.op("int.mul", i, step))


def contains_number(item: Type, f: FunctionLowering, v: ir.Value, x: ir.Value) -> ir.Value | None:
    """Is a number one of the range's? A float may be, if it is whole."""
    b = f.b

    def one_kind(atom: Kind, n: ir.Value) -> ir.Value:
        start, stop, step = range_parts(f, v)
        whole = None
        if atom is FLOAT_ATOM:
            x, n = n, b.op("i64.trunc_sat_f64_s", n)
            whole = b.op("f64.eq", b.op("f64.convert_i64_s", n), x)
        else:
            n = f.as_number(n, atom, INT_ATOM)
        up = b.op("i32.and", b.op("i64.ge_s", n, start), b.op("i64.lt_s", n, stop))
        down = b.op("i32.and", b.op("i64.le_s", n, start), b.op("i64.gt_s", n, stop))
        inside = b.op("select", up, down, b.op("i64.gt_s", step, b.i64(0)))
        stride = b.op("select", step, b.i64(1), b.op("i64.ne", step, b.i64(0)))
        on_step = b.op("i64.eqz", b.op("i64.rem_s", b.op("i64.sub", n, start), stride))
        found = b.op("i32.and", inside, on_step)
        return found if whole is None else b.op("i32.and", found, whole)

    return f.dispatch(x, item, one_kind, BOOL)


def range_text(f: FunctionLowering, v: ir.Value) -> ir.Value:
    b = f.b
    start, stop, step = range_parts(f, v)

    def text(with_step: bool) -> ir.Value:
        f.rt("weft_build_begin")
        parts = [f.string("range("), start, f.string(", "), stop]
        if with_step:
            parts += [f.string(", "), step]
        parts.append(f.string(")"))
        for part in parts:
            f.rt("weft_build_str" if part.rep is Rep.REF else "weft_build_int", part)
        return f.rt("weft_build_end")

    return f.merge(b.op("i64.eq", step, b.i64(1)), lambda: text(False), lambda: text(True), Rep.REF)
