"""Tuples. Where the length is known when compiling, an object with a field for each item; else held like a list. The
two compare, hash, unpack and match alike.

What goes through the items of the first kind is written out for their number, in functions of the library that are made
when first asked for (`written_out`), so that tuples in tuples cost a call each and not a copy of the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, SLOT_OF, KeyKind, TypeKind
from weftc.abi.numbers import IndexOf
from weftc.ir import ir
from weftc.kinds.answer import Answer, Iteration, Raises
from weftc.kinds.condition import Known
from weftc.kinds.containers import ContainerKind
from weftc.kinds.indexing import at_index, checked, subscript
from weftc.kinds.kind import Cell, Description, Kind, Type, find, held, one
from weftc.kinds.list import SequenceKind, concatenation, ordering
from weftc.kinds.numbers import INT
from weftc.kinds.refuse import as_repr, no, unchanging
from weftc.lower.loops import list_from
from weftc.lower.sequences import make_tuple, new_list, store_element
from weftc.lower.sources import ListIterator
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds

#: a tuple of more items than this, made of others, is one of any length
MOST_ITEMS = 64
#: one operation makes tuples of so many lengths; beyond that they are of any length
MOST_LENGTHS = 4


@dataclass(slots=True, eq=False, repr=False)
class VarTupleKind(SequenceKind):
    """A tuple whose length isn't known when compiling: held like a list, and never changed."""

    group = "tuple of any length"
    library = "kinds.tuple"
    keyed_by_items = True
    changing_methods = unchanging

    def order_key(self) -> str:
        return "VarTupleKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"tuple[{part(self.elem)}, ...]"

    class_name = "tuple"
    is_hashable = True

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("tuple")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"VarTupleKind[{part(self.elem)}]"

    def describe(self, layout: Layout) -> Description:
        slot = layout.element_slot(held(self.elem))
        return Description(TypeKind.LIST, BUILTIN_CLASS_IDS["tuple"], 16, "tuple", elem=slot)

    store = delete = store_slice = delete_slice = inplace = own_method = no

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_tuple", one(self))

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        return compare_tuples(site, op, self, other)

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op == "+" and isinstance(other, VarTupleKind):
            return concatenation(site, self, other)
        if op == "+" and isinstance(other, TupleKind):
            return joined(site, self, other)
        if op == "*" and (times := other.to_index(site)) is not None:
            return self.repeated(site, times)
        return None

    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.binary(site, op, other) if op == "*" else None

    within_itself = "(...)"

    def whole_repr(self, site: Site) -> Answer:
        return site.library("support.text", "tuple_repr", one(self))

    def hash(self, site: Site) -> Answer | None:
        return hash_of_items(site, self, site.library("support.hashing", "tuple_hash", one(self)))

    def key_kind(self) -> KeyKind | None:
        return key_kind_of(self)


@dataclass(slots=True, eq=False, repr=False)
class TupleKind(ContainerKind):
    """A tuple of known length."""

    items: list[Cell]
    structural = True
    keyed_by_items = True
    changing_methods = unchanging
    library = "kinds.tuple"

    @property
    def group(self) -> object:
        return ("tuple", len(self.items))

    def cells(self) -> list[Cell]:
        return self.items

    def order_key(self) -> str:
        return f"TupleKind{len(self.items):04}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"tuple[{', '.join(map(part, self.items))}]" if self.items else "tuple[()]"

    class_name = "tuple"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("tuple")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"TupleKind[{','.join(map(part, self.items))}]"

    def describe(self, layout: Layout) -> Description:
        fields, size = layout.fields(self)
        slots = tuple((f.offset, SLOT_OF[f.rep]) for f in fields)
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["tuple"], size, "tuple", slots=slots)

    def alias(self, field: str) -> str:
        return "tuple"

    is_static = False
    is_plain = True
    is_sequence = True
    is_reversible = True
    is_callable = False
    is_hashable = True

    to_int = to_float = to_index = next = no
    store = delete = store_slice = delete_slice = inplace = unary = no
    format = own_attribute = own_method = store_attribute = call = enter = exit = no
    text = as_repr

    def truth(self, site: Site) -> Answer:
        return Known(bool(self.items))

    def length(self, site: Site) -> Answer | None:
        n = len(self.items)
        return Answer(INT, lambda f, v: f.b.word(n))

    # --- items --------------------------------------------------------------------------------------------------------

    def item_type(self, site: Site) -> Type:
        """Of any item."""
        return site.join(*map(site.get, self.items))

    def parts(self, f: FunctionLowering, v: ir.Value) -> list[tuple[ir.Value, Type]]:
        """The items of a tuple, each with its type."""
        if isinstance(v, VirtualTuple):
            return v.items
        return [(f.load_field(v, field, "tuple"), field.type) for field in f.layout.fields(self)[0]]

    def iterate(self, site: Site) -> Iteration | None:
        item = self.item_type(site)
        made = site.new_list(item, ("items", len(self.items)))
        return Iteration(item, lambda f, v: ListIterator(self.as_list(f, v, made), held(made.elem), held(made.elem)))

    def as_list(self, f: FunctionLowering, v: ir.Value, atom: SequenceKind) -> ir.Value:
        """Its items in a list, or in a tuple of any length."""
        out, elem = new_list(f, atom, len(self.items)), held(atom.elem)
        for k, (item, type) in enumerate(self.parts(f, v)):
            store_element(f, out, f.b.i64(k), f.convert(item, type, elem), elem)
        return out

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_tuple", one(self))

    def contains(self, site: Site, item: Type) -> Answer | None:
        return site.written_out("tuple_contains", len(self.items), one(self), item)

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        n = len(self.items)
        if literal is None:
            return at_index(subscript(site, key, "tuple"), self.item_type(site), self.any_item)
        if not -n <= literal < n:
            return Raises(no_such_item)
        return Answer(site.get(self.items[literal]), lambda f, v, key: self.parts(f, v)[literal][0])

    def any_item(self, f: FunctionLowering, v: ir.Value, i: ir.Value) -> ir.Value | None:
        b, parts = f.b, self.parts(f, v)
        result = frozenset[Kind]().union(*(type for _, type in parts))
        i = checked(f, i, b.i64(len(parts)), IndexOf.TUPLE)
        if not parts:
            return None
        join = b.new_block(f.layout.rep(result))
        arms = [b.new_block() for _ in parts]
        where = b.op("i32.wrap_i64", i)
        b.block.term = ir.Switch(where, [ir.Jump(arm, []) for arm in arms[:-1]], ir.Jump(arms[-1], []))
        for arm, (item, type) in zip(arms, parts, strict=True):
            b.at(arm)
            b.jump(join, f.convert(item, type, result))
        b.at(join)
        return join.params[0]

    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        """Of any length, unless all bounds are written out."""
        if bounds.literal is None:
            whole = site.new_vartuple(self.item_type(site))
            return Answer(one(whole), lambda f, v, *parts: whole.part(bounds, f, self.as_list(f, v, whole), *parts))
        chosen = bounds.literal
        made = site.new_tuple(list(map(site.get, self.items[chosen])), "slice")
        return Answer(one(made), lambda f, v, *_: make_tuple(f, made, self.parts(f, v)[chosen]))

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        return compare_tuples(site, op, self, other)

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op == "+" and isinstance(other, TupleKind) and few_lengths(site):
            together = len(self.items) + len(other.items)
            if together <= MOST_ITEMS:
                cells = [*self.items, *other.items]
                made = site.new_tuple(list(map(site.get, cells)), (self, other))
                return Answer(one(made), lambda f, x, y: make_tuple(f, made, [*self.parts(f, x), *other.parts(f, y)]))
        if op == "+" and isinstance(other, TupleKind | VarTupleKind):
            return joined(site, self, other)
        if op == "*" and (times := other.to_index(site)) is not None:
            return self.repeated(site, times)
        return None

    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.binary(site, op, other) if op == "*" else None

    def repeated(self, site: Site, times: Answer) -> Answer:
        count = site.literal_operand()
        if count is not None and max(count, 0) * len(self.items) <= MOST_ITEMS:
            made = site.new_tuple(list(map(site.get, self.items)) * count, "repeated")
            return Answer(one(made), lambda f, v, n: make_tuple(f, made, self.parts(f, v) * count))
        whole = site.new_vartuple(self.item_type(site))
        return at_index(
            times,
            one(whole),
            lambda f, v, n: f.rt("weft_list_repeat", self.as_list(f, v, whole), n, f.type_address(whole)),
        )

    # --- texts and hashes ---------------------------------------------------------------------------------------------

    within_itself = "(...)"

    def whole_repr(self, site: Site) -> Answer:
        return site.written_out("tuple_repr", len(self.items), one(self))

    def hash(self, site: Site) -> Answer | None:
        return hash_of_items(site, self, site.written_out("tuple_hash", len(self.items), one(self)))

    def key_kind(self) -> KeyKind | None:
        return key_kind_of(self)


def key_kind_of(atom: Kind, among: frozenset[Kind] = frozenset()) -> KeyKind | None:
    """Of what is keyed by its items: TUPLE if the runtime can hash and compare all; OBJECT if only compiled code can;
    None if some can't be. What it is nested in (`among`) doesn't count again."""
    if not atom.keyed_by_items or not atom.is_hashable:
        return atom.key_kind()
    inside = among | {atom}
    items = [find(a) for cell in atom.cells() for a in held(cell)]
    kinds = {key_kind_of(item, inside) for item in items if item not in inside}
    if None in kinds:
        return None
    return KeyKind.OBJECT if KeyKind.OBJECT in kinds else KeyKind.TUPLE


@dataclass(slots=True, eq=False, repr=False)
class KeywordsKind(TupleKind):
    """What a parameter `**named` gets: the values of these keywords, in the order of the call. A program sees it as a
    dict (`operations/keywords.py`), or passes it on, `f(**named)`, each keyword with its own type."""

    names: tuple[str, ...]

    @property
    def group(self) -> object:
        return ("keywords", self.names)

    @property
    def variant(self) -> object:
        return (KeywordsKind, self.names)

    def order_key(self) -> str:
        return f"KeywordsKind{self.names}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"the keywords {', '.join(self.names)}" if self.names else "no keywords"

    def shape(self, part: Callable[[Cell], str]) -> str:
        """Code that takes the names apart isn't shared with others'."""
        return f"KeywordsKind{self.names}[{','.join(map(part, self.items))}]"


def hash_of_items(site: Site, atom: Kind, by_code: Answer) -> Answer:
    """The runtime's hash of a tuple where it can hash all items; else what the program's own code makes of them."""

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
        return by_code.emit(f, v) if key_kind_of(atom) is not KeyKind.TUPLE else f.rt("weft_hash", f.real(v))

    return Answer(INT, emit)


class VirtualTuple(Virtual):
    """A tuple that is taken apart where it is made: `a, b = b, a`."""

    __slots__ = ("atom", "items")

    def __init__(self, atom: TupleKind, items: list[tuple[ir.Value, Type]]) -> None:
        super().__init__()
        self.atom, self.items = atom, items

    def materialise(self, f: FunctionLowering) -> ir.Value:
        return make_tuple(f, self.atom, self.items)


def no_such_item(f: FunctionLowering, *_: object) -> None:
    f.b.throw("weft_raise_index", imm=(IndexOf.TUPLE,))
    f.dead()


def few_lengths(site: Site) -> bool:
    """A tuple that grows in a loop would be of ever more lengths."""
    return sum(number == site.value.id for number, _ in site.instance.made) < MOST_LENGTHS


def joined(site: Site, a: TupleKind | VarTupleKind, b: TupleKind | VarTupleKind) -> Answer:
    """a + b, of any length."""
    parts = [part.iterate(site) for part in (a, b)]
    whole = site.new_vartuple(site.join(*(part.item for part in parts if part is not None)))

    def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
        lists = [whole_of(f, whole, atom, v) for atom, v in ((a, x), (b, y))]
        return f.rt("weft_list_concat", *lists, f.type_address(whole))

    return Answer(one(whole), emit)


def whole_of(f: FunctionLowering, whole: VarTupleKind, atom: TupleKind | VarTupleKind, v: ir.Value) -> ir.Value:
    """A tuple as one of any length that is laid out as `whole`."""
    if isinstance(atom, TupleKind):
        return atom.as_list(f, v, whole)
    return list_from(f, atom.over(f, v), whole)


def compare_tuples(site: Site, op: str, a: TupleKind | VarTupleKind, b: Kind) -> Answer | None:
    if isinstance(a, VarTupleKind) and isinstance(b, VarTupleKind):
        return ordering(site, op, a, b)
    if isinstance(a, TupleKind) and isinstance(b, TupleKind):
        n, m = len(a.items), len(b.items)
        if op in ("==", "!=") and n != m:
            return Known(op == "!=")
        return site.written_out(f"tuple_{WORDS[op]}", (n, m), one(a), one(b))
    if not isinstance(b, TupleKind | VarTupleKind):
        return None
    return mixed(site, op, a, b)


WORDS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


def mixed(site: Site, op: str, a: TupleKind | VarTupleKind, b: TupleKind | VarTupleKind) -> Answer:
    """Of known length with one of any: as two of any length."""
    wholes = [
        site.new_vartuple(atom.item_type(site), ("compared", k)) if isinstance(atom, TupleKind) else atom
        for k, atom in enumerate((a, b))
    ]
    order = ordering(site, op, *wholes)

    def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value | None:
        values = [
            atom.as_list(f, v, whole) if isinstance(atom, TupleKind) else v
            for atom, whole, v in zip((a, b), wholes, (x, y), strict=True)
        ]
        return order.emit(f, *values)

    return Answer(order.type, emit)
