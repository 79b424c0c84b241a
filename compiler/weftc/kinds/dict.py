"""Dictionaries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, MEMORY_OF, TypeKind
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.condition import negated
from weftc.kinds.iterator import VirtualIterator
from weftc.kinds.keyed import KeyedKind
from weftc.kinds.keys import key_payload, load_slot
from weftc.kinds.kind import NEVER, Cell, Description, Kind, Type, find, held, one, show, viewed
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.refuse import as_repr, no, no_key
from weftc.kinds.text import STR
from weftc.kinds.tuple import TupleKind
from weftc.lower.loops import Again, Iterator, Leave, leave_unless, loop
from weftc.lower.sequences import make_tuple

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds

SIZE = 32  # bytes of struct Dict


@dataclass(slots=True, eq=False, repr=False)
class DictKind(KeyedKind):
    value: Cell
    group = "dict"
    table = "dict"
    key_noun = "a key of a dict"
    library = "kinds.dict"
    own_methods = ("keys", "values", "items")
    changing_methods = frozenset("clear pop popitem setdefault update __setitem__ __delitem__".split())

    def cells(self) -> list[Cell]:
        return [self.key, self.value]

    def order_key(self) -> str:
        return "DictKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"dict[{part(self.key)}, {part(self.value)}]"

    class_name = "dict"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("dict")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"DictKind[{part(self.key)},{part(self.value)}]"

    def describe(self, layout: Layout) -> Description:
        elem, key = self.key_slots(layout)
        value = layout.slot(held(self.value))
        return Description(TypeKind.DICT, BUILTIN_CLASS_IDS["dict"], SIZE, "dict", elem, value, key)

    is_hashable = False
    is_reversible = True
    hash = reflected = no

    def slice(self, site: Site, bounds: Bounds) -> Answer:
        return site.complain("E0414", "a slice as a dict's key isn't built")

    def store_slice(self, site: Site, bounds: Bounds, items: Type) -> Answer:
        return self.slice(site, bounds)

    def delete_slice(self, site: Site, bounds: Bounds) -> Answer:
        return self.slice(site, bounds)

    text = as_repr
    key_kind = no_key

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i32.ne", f.b.op("dict.len", v), f.b.i32(0)))

    def length(self, site: Site) -> Answer | None:
        return Answer(INT, dict_length)

    # --- entries ------------------------------------------------------------------------------------------------------

    def iterate(self, site: Site) -> Iteration | None:
        return self.going_through(site, "keys")

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_keys", one(self))

    def going_through(self, site: Site, what: str) -> Iteration:
        """Going through its keys, values or items."""
        key, value = site.get(self.key), site.get(self.value)
        if what != "items":
            return Iteration(key if what == "keys" else value, lambda f, v: DictIterator(v, self, what))
        if not key or not value:
            return Iteration(NEVER, lambda f, v: DictIterator(v, self, "keys"))
        pair = site.new_tuple([key, value], "items")
        return Iteration(one(pair), lambda f, v: DictIterator(v, self, what, pair))

    def contains(self, site: Site, item: Type) -> Answer | None:
        found = self.find(site, item)
        return Answer(BOOL, lambda f, v, x: f.b.op("i32.ne", found(f, v, x), f.b.i32(0)))

    def find(self, site: Site, key: Type) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value]:
        """The slot of the value under a key, or 0."""

        def value_at(f: FunctionLowering, d: ir.Value, at: ir.Value) -> ir.Value:
            found = f.b.op("i64.ge_s", at, f.b.i64(0))
            return f.merge(found, lambda: f.rt("weft_dict_value_at", d, at), lambda: f.b.i32(0), Rep.I32)

        return self.lookup(site, key, "find", "find", value_at)

    def find_or_raise(self, site: Site, key: Type) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value]:
        """The slot, or KeyError."""
        missing = site.raising("KeyError", key)
        found = self.find(site, key)

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> ir.Value:
            b, slot = f.b, found(f, v, x)
            absent, present = b.new_block(), b.new_block()
            absent.cold = True
            b.branch(slot, present, absent)
            b.at(absent)
            missing(f, x)
            b.at(present)
            return slot

        return emit

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        return self.item(site, key, load_value)

    def index_or(self, site: Site, key: Type, missing: Answer) -> Answer:
        """d[key], or what `missing` gives; its emit(d, key)."""
        return self.item_or(site, key, load_value, missing)

    def item(self, site: Site, key: Type, use: Use) -> Answer:
        """What `use` makes of the value under a key, or KeyError. emit(d, key)."""
        found = self.find_or_raise(site, key)
        return Answer(site.get(self.value), lambda f, v, x: use(f, v, found(f, v, x), held(self.value)))

    def item_or(self, site: Site, key: Type, use: Use, missing: Answer) -> Answer:
        """The same, or what `missing` gives; its emit, and that of both: (d, key, whatever it takes)."""
        found, value = self.find(site, key), site.get(self.value)
        both = site.join(value, missing.type)

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value, *given: ir.Value) -> ir.Value:
            def present() -> ir.Value:
                return f.convert(use(f, v, slot, value), value, both)

            def absent() -> ir.Value:
                return f.convert(missing.value(f, v, x, *given), missing.type, both)

            slot = found(f, v, x)
            return f.merge(slot, present, absent, f.layout.rep(both))

        return Answer(both, emit)

    def store(self, site: Site, key: Type, item: Type) -> Answer | None:
        put = self.put(site, key, item)
        return Answer(NONE, put)

    def delete(self, site: Site, key: Type) -> Answer | None:
        found = self.find_or_raise(site, key)
        return Answer(NONE, lambda f, v, x: f.rt("weft_dict_erase", v, found(f, v, x)))

    def put(
        self, site: Site, key: Type, item: Type
    ) -> Callable[[FunctionLowering, ir.Value, ir.Value, ir.Value], None]:
        """d[key] = item"""
        site.flow(self.key, key)
        site.flow(self.value, item)
        position = self.object_keys(site, "put", key)

        def emit(f: FunctionLowering, d: ir.Value, x: ir.Value, value: ir.Value) -> None:
            stored = f.convert(value, item, held(self.value))
            if self.holds_objects():
                assert position is not None
                slot = f.rt("weft_dict_value_at", d, position.value(f, d, x))
            else:
                slot = self.rt(f, self.own_call("put"), d, *key_payload(f, x, key, held(self.key)), f.b.i32(-1))
            store_value(f, d, slot, stored)

        return emit

    def item_or_put(self, site: Site, key: Type, item: Type) -> Answer:
        """d.setdefault(key, item). emit(d, key, item)"""
        site.flow(self.key, key)
        site.flow(self.value, item)
        found, position = self.find(site, key), self.object_keys(site, "find_or_put", key)

        def emit(f: FunctionLowering, d: ir.Value, x: ir.Value, given: ir.Value) -> ir.Value:
            def make() -> ir.Value:
                slot = self.rt(f, self.own_call("put"), d, *key_payload(f, x, key, held(self.key)), f.b.i32(0))
                return set_new(slot)

            def make_object() -> ir.Value:
                return set_new(f.rt("weft_dict_value_at", d, f.b.op("i64.xor", at, f.b.i64(-1))))

            def set_new(slot: ir.Value) -> ir.Value:
                store_value(f, d, slot, stored)
                return stored

            stored, value = f.convert(given, item, held(self.value)), held(self.value)
            if position is None:
                slot = found(f, d, x)
                return f.merge(slot, lambda: load_value(f, d, slot, value), make, stored.rep)
            at = position.value(f, d, x)
            there = f.b.op("i64.ge_s", at, f.b.i64(0))
            return f.merge(
                there, lambda: load_value(f, d, f.rt("weft_dict_value_at", d, at), value), make_object, stored.rep
            )

        return Answer(site.get(self.value), emit)

    def update(self, site: Site, other: DictKind) -> Callable[[FunctionLowering, ir.Value, ir.Value], None]:
        """Takes all entries of another dict."""
        put = self.put(site, site.get(other.key), site.get(other.value))

        def emit(f: FunctionLowering, d: ir.Value, source: ir.Value) -> None:
            key, value = held(other.key), held(other.value)
            if not key:
                return

            def take(at: ir.Value) -> None:
                item = load_value(f, source, f.rt("weft_dict_value_at", source, at), value)
                put(f, d, other.key_at(f, source, at), item)

            loop(f, DictIterator(source, other, "positions"), take)

        return emit

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        if not isinstance(other, DictKind) or op not in ("==", "!="):
            return None
        same = site.library("support.compare", "dict_eq", one(self), one(other))
        return same if op == "==" else negated(same)

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op != "|" or not isinstance(other, DictKind):
            return None
        made = site.new_dict(NEVER, NEVER)
        made = site.engine.unify(made, self)
        update = made.update(site, other)

        def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
            out = f.rt("weft_dict_copy", x, f.type_address(made))
            update(f, out, y)
            return out

        return Answer(one(made), emit)

    def inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op != "|":
            return None
        if isinstance(other, DictKind):
            update = self.update(site, other)

            def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
                update(f, x, y)
                return x

            return Answer(one(self), emit)
        taken = site.library("kinds.dict", "update", one(self), one(other))

        def call(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
            taken.emit(f, x, y)
            return x

        return Answer(one(self), call) if taken.type else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        if name == "update" and not args.is_spread and len(args.positional) <= 1:
            return self.update_method(site, args)
        return LibraryKind.method(self, site, name, args)

    def update_method(self, site: Site, args: Args) -> Answer:
        """x.update(other, name=value): either may be left out. emit(v, arguments)."""
        count = len(args.positional)
        taken = LibraryKind.method(self, site, "update", args.positional_only()) if count else None
        puts = [self.put(site, STR, type) for type in args.types[count:]]
        if count and not pairs_fit(site, args.types[0], "update"):
            return NOTHING

        def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
            if taken is not None:
                taken.emit(f, v, values[:count])
            for put, name, value in zip(puts, args.shape.keywords, values[count:], strict=True):
                put(f, v, f.string(name), f.real(value))
            return f.b.none()

        return Answer(NONE, emit)

    within_itself = "{...}"

    def whole_repr(self, site: Site) -> Answer:
        return site.library("support.text", "dict_repr", one(self))

    # --- views --------------------------------------------------------------------------------------------------------

    def own_method(self, site: Site, name: str, args: Args) -> Answer | None:
        """Gone through at once, a view is no object."""
        if not args.arity(site, name, 0, 0):
            return NOTHING
        if site.in_place():
            view = self.going_through(site, name)
            keys_of = self if name == "keys" else None

            def make(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value:
                return VirtualIterator(view.open(f, v), v)

            return site.iterator(f"dict_{name}", view.item, make, keys_of)
        return site.library("support.views", name, one(self))


def is_mapping(atom: Kind) -> bool:
    """Is it an object whose class has a method `keys`, or derives from dict?"""
    cls = atom.class_info
    return cls is not None and (cls.member("keys") is not None or isinstance(viewed(atom), DictKind))


def pairs_fit(site: Site, type: Type, what: str) -> bool:
    """Complains if nothing that `type` gives can be a pair: what only some are shows at run time."""
    if any(is_mapping(atom) or isinstance(atom, DictKind) for atom in map(find, type)):
        return True
    source = site.iteration(type)
    if source is None or not source.item or any(atom.iterate(site) is not None for atom in map(find, source.item)):
        return True
    site.complain("E0303", f"{what}() needs pairs, not {show(source.item)}")
    return False


#: (dict, slot, type of the values)
Use = Callable[["FunctionLowering", ir.Value, ir.Value, Type], ir.Value]


def load_value(f: FunctionLowering, d: ir.Value, slot: ir.Value, type: Type) -> ir.Value:
    return load_slot(f, f.b.op("dict.value", d, slot), type, "value")


def take_value(f: FunctionLowering, d: ir.Value, slot: ir.Value, type: Type) -> ir.Value:
    """The value of an entry, which goes."""
    value = load_value(f, d, slot, type)
    f.rt("weft_dict_erase", d, slot)
    return value


def store_value(f: FunctionLowering, d: ir.Value, slot: ir.Value, value: ir.Value) -> None:
    f.b.op("store", f.b.op("dict.value", d, slot), value, imm=(MEMORY_OF[value.rep], 0, "value"))


def dict_length(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.b.op("i64.extend_i32_u", f.b.op("dict.len", v))


def new_dict(f: FunctionLowering, atom: Kind, hint: int = 0) -> ir.Value:
    return f.rt("weft_dict_new", f.type_address(atom), f.b.i64(hint))


@dataclass
class DictIterator(Iterator):
    """By position in the order of insertion. A change of size while it runs is an error."""

    d: ir.Value
    atom: DictKind
    what: str  # keys, values, items; or positions, which aren't looked up
    pair: TupleKind | None = None

    def __post_init__(self) -> None:
        match self.what:
            case "keys":
                self.item = held(self.atom.key)
            case "values":
                self.item = held(self.atom.value)
            case "items":
                assert self.pair is not None
                self.item = one(self.pair)
            case "positions":
                self.item = INT

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [f.b.i64(0), f.b.op("dict.len", self.d)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (position, size) = f.b, state
        f.guard_text(
            b.op("i32.ne", b.op("dict.len", self.d), size),
            "RuntimeError",
            "dictionary changed size during iteration",
        )
        at = f.rt("weft_dict_next", self.d, position)
        leave_unless(f, b.op("i64.ge_s", at, b.i64(0)), leave)
        return self.entry(f, at), [b.op("i64.add", at, b.i64(1)), size]

    def entry(self, f: FunctionLowering, at: ir.Value) -> ir.Value:
        if self.what == "positions":
            return at
        key_type, value_type = held(self.atom.key), held(self.atom.value)
        if self.what == "keys":
            return self.atom.key_at(f, self.d, at)
        if self.what == "values":
            return load_value(f, self.d, f.rt("weft_dict_value_at", self.d, at), value_type)
        key = self.atom.key_at(f, self.d, at)
        value = load_value(f, self.d, f.rt("weft_dict_value_at", self.d, at), value_type)
        assert self.pair is not None
        return make_tuple(f, self.pair, [(key, key_type), (value, value_type)])
