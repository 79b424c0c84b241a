"""Lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, TypeKind
from weftc.abi.numbers import IndexOf
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.condition import negated
from weftc.kinds.containers import ContainerKind
from weftc.kinds.indexing import at_index, checked, subscript
from weftc.kinds.kind import Cell, Description, Kind, Type, held, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.refuse import as_repr, no, no_key
from weftc.lower.loops import list_from, loop
from weftc.lower.sequences import append, list_element, list_length, store_element
from weftc.lower.sources import ListIterator

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds

SIZE = 16  # bytes of struct List


@dataclass(slots=True, eq=False, repr=False)
class SequenceKind(ContainerKind):
    """Lists, and tuples of any length: both are held alike."""

    elem: Cell
    structural = True

    def cells(self) -> list[Cell]:
        return [self.elem]

    is_static = False
    is_plain = True
    is_sequence = True
    is_reversible = True
    is_callable = False

    to_int = to_float = to_index = next = no
    unary = own_attribute = store_attribute = call = format = enter = exit = no
    text = as_repr

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i32.ne", f.b.op("list.len", v), f.b.i32(0)))

    def length(self, site: Site) -> Answer | None:
        return Answer(INT, list_length)

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(site.get(self.elem), self.over)

    def over(self, f: FunctionLowering, v: ir.Value) -> ListIterator:
        return ListIterator(v, held(self.elem), held(self.elem))

    def contains(self, site: Site, item: Type) -> Answer | None:
        return site.library("support.compare", "contains", one(self), item)

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        return at_index(subscript(site, key, self.class_name), site.get(self.elem), self.item)

    def item(self, f: FunctionLowering, v: ir.Value, i: ir.Value) -> ir.Value:
        return list_element(f, v, checked(f, i, list_length(f, v), IndexOf.LIST), held(self.elem))

    def repeated(self, site: Site, times: Answer) -> Answer:
        made = site.new_like(self)
        return at_index(times, one(made), lambda f, v, n: f.rt("weft_list_repeat", v, n, f.type_address(made)))

    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return Answer(one(site.new_like(self)), partial(self.part, bounds))

    def part(self, bounds: Bounds, f: FunctionLowering, v: ir.Value, *parts: ir.Value) -> ir.Value:
        numbers, given = bounds.emit(f, *parts)
        return f.rt("weft_list_slice", v, *numbers, given, f.type_address(self))


@dataclass(slots=True, eq=False, repr=False)
class ListKind(SequenceKind):
    group = "list"
    library = "kinds.list"
    own_methods = ("append",)
    changing_methods = frozenset(
        "append clear extend insert pop remove reverse sort __setitem__ __delitem__".split()
    )

    def order_key(self) -> str:
        return "ListKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"list[{part(self.elem)}]"

    class_name = "list"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("list")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"ListKind[{part(self.elem)}]"

    def describe(self, layout: Layout) -> Description:
        slot = layout.element_slot(held(self.elem))
        return Description(TypeKind.LIST, BUILTIN_CLASS_IDS["list"], SIZE, "list", elem=slot)

    hash = no
    key_kind = no_key
    is_hashable = False

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_list", one(self))

    def store(self, site: Site, key: Type, item: Type) -> Answer | None:
        site.flow(self.elem, item)
        return at_index(subscript(site, key, "list"), NONE, partial(self.put, item))

    def put(self, type: Type, f: FunctionLowering, v: ir.Value, i: ir.Value, item: ir.Value) -> None:
        elem = held(self.elem)
        stored = f.convert(item, type, elem)
        store_element(f, v, checked(f, i, list_length(f, v), IndexOf.LIST_STORE), stored, elem)

    def delete(self, site: Site, key: Type) -> Answer | None:
        return at_index(subscript(site, key, "list"), NONE, remove)

    def store_slice(self, site: Site, bounds: Bounds, items: Type) -> Answer | None:
        source = site.iteration(items)
        if source is None:
            return None
        site.flow(self.elem, source.item)
        return Answer(NONE, partial(self.put_slice, bounds, items, source))

    def put_slice(
        self, bounds: Bounds, type: Type, source: Iteration, f: FunctionLowering, v: ir.Value, *operands: ir.Value
    ) -> None:
        *parts, items = operands
        numbers, given = bounds.emit(f, *parts)
        if not self.is_laid_out_as(f, type):
            items = list_from(f, source.open(f, items), self)
        f.rt("weft_list_slice_set", v, *numbers, given, items)

    def is_laid_out_as(self, f: FunctionLowering, type: Type) -> bool:
        """Is a value of the type a list, or a tuple of any length, whose storage can be copied into this one's?"""
        if len(type) != 1:
            return False
        (only,) = type
        return isinstance(only, SequenceKind) and f.layout.slot(held(only.elem)) is f.layout.slot(held(self.elem))

    def delete_slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return Answer(NONE, partial(remove_slice, bounds))

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        if not isinstance(other, ListKind):
            return None
        return ordering(site, op, self, other)

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op == "+" and isinstance(other, ListKind):
            return concatenation(site, self, other)
        if op == "*" and (times := other.to_index(site)) is not None:
            return self.repeated(site, times)
        return None

    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.binary(site, op, other) if op == "*" else None

    def inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op == "+" and (source := other.iterate(site)) is not None:
            site.flow(self.elem, source.item)
            return Answer(one(self), partial(self.extend, one(other), source))
        if op == "*" and (times := other.to_index(site)) is not None:
            return at_index(times, one(self), repeat_in_place)
        return None

    def extend(self, type: Type, source: Iteration, f: FunctionLowering, v: ir.Value, items: ir.Value) -> ir.Value:
        """v += items"""
        if self.is_laid_out_as(f, type):
            f.rt("weft_list_extend", v, items)
        else:
            self.add_all(f, v, source, items)
        return v

    def add_all(self, f: FunctionLowering, v: ir.Value, source: Iteration, items: ir.Value) -> None:
        elem = held(self.elem)
        loop(f, source.open(f, items), lambda item: append(f, v, f.convert(item, source.item, elem), elem))

    within_itself = "[...]"

    def whole_repr(self, site: Site) -> Answer:
        return site.library("support.text", "list_repr", one(self))

    def own_method(self, site: Site, name: str, args: Args) -> Answer | None:
        if not args.arity(site, "append", 1, 1):
            return NOTHING
        site.flow(self.elem, args.types[0])
        return Answer(NONE, partial(self.add, args.types[0]))

    def add(self, type: Type, f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
        elem = held(self.elem)
        append(f, v, f.convert(args[0], type, elem), elem)
        return f.b.none()


#: the library's functions that compare sequences, item by item
ORDERS = {"==": "list_eq", "<": "list_lt", "<=": "list_le", ">": "list_gt", ">=": "list_ge"}


def ordering(site: Site, op: str, a: SequenceKind, b: SequenceKind) -> Answer:
    if op == "!=":
        return negated(site.library("support.compare", "list_eq", one(a), one(b)))
    return site.library("support.compare", ORDERS[op], one(a), one(b))


def concatenation(site: Site, a: SequenceKind, b: SequenceKind) -> Answer:
    """Storage is copied as it is, so both and the result are laid out alike."""
    joined = site.engine.unify(a, b)
    made = site.new_like(joined)
    return Answer(one(made), lambda f, x, y: f.rt("weft_list_concat", x, y, f.type_address(made)))


def remove(f: FunctionLowering, v: ir.Value, i: ir.Value) -> None:
    f.rt("weft_list_remove_at", v, checked(f, i, list_length(f, v), IndexOf.LIST_STORE))


def remove_slice(bounds: Bounds, f: FunctionLowering, v: ir.Value, *parts: ir.Value) -> None:
    numbers, given = bounds.emit(f, *parts)
    f.rt("weft_list_slice_del", v, *numbers, given)


def repeat_in_place(f: FunctionLowering, v: ir.Value, n: ir.Value) -> ir.Value:
    f.rt("weft_list_repeat_in_place", v, n)
    return v
