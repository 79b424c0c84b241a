"""Sets and frozensets. Their order is CPython's for numbers, None, and tuples and frozensets of such: runtime-c/set.c.

What takes one item is code in place; what takes whole sets is written in Python (lib/support/sets.py), on few calls of
the runtime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, TypeKind
from weftc.abi.structs import Set
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.condition import negated
from weftc.kinds.keyed import KeyedKind
from weftc.kinds.keys import key_payload, unhashable
from weftc.kinds.kind import Cell, Description, Kind, Type, find, held, one, show
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.refuse import as_repr, no, no_key, unchanging
from weftc.kinds.text import STR
from weftc.kinds.tuple import key_kind_of
from weftc.lower.loops import Again, Iterator, Leave, leave_unless
from weftc.lower.virtual import Virtual

if TYPE_CHECKING:
    from weftc.abi.memory import KeyKind
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout

SIZE = 32  # bytes of struct Set

#: the library's functions for two sets; those that change the first
OPERATORS = {"|": "union", "&": "intersection", "-": "difference", "^": "symmetric_difference"}
UPDATES = {"|": "update", "&": "intersection_update", "-": "difference_update", "^": "symmetric_difference_update"}
#: and those that compare
ORDERS = {"==": "equal", "<": "is_below", "<=": "is_within", ">": "is_above", ">=": "is_around"}


@dataclass(slots=True, eq=False, repr=False)
class AnySetKind(KeyedKind):
    """Both: held alike, and compared with each other."""

    table = "set"
    key_noun = "an item of a set"
    keyed_by_items = True
    is_reversible = False

    def cells(self) -> list[Cell]:
        return [self.key]

    def order_key(self) -> str:
        return type(self).__name__

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"{self.class_name}[{part(self.key)}]"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin(self.class_name)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"{type(self).__name__}[{part(self.key)}]"

    def describe(self, layout: Layout) -> Description:
        elem, key = self.key_slots(layout)
        return Description(TypeKind.SET, BUILTIN_CLASS_IDS[self.class_name], SIZE, self.class_name, elem=elem, key=key)

    index = store = delete = slice = store_slice = delete_slice = reflected = no
    text = as_repr

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i32.ne", set_length(f, v), f.b.i32(0)))

    def length(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.b.op("i64.extend_i32_u", set_length(f, v)))

    def whole_repr(self, site: Site) -> Answer:
        return site.library("support.text", f"{self.class_name}_repr", one(self))

    # --- items --------------------------------------------------------------------------------------------------------

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(site.get(self.key), lambda f, v: SetIterator(v, self))

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_set", one(self))

    def looks_up(self, atom: Kind) -> bool:
        """A set is looked up as the frozenset that it equals."""
        return atom.is_hashable or isinstance(atom, SetKind)

    def contains(self, site: Site, item: Type) -> Answer | None:
        found = self.lookup(site, item, "contains", "find", lambda f, v, at: f.b.op("i64.ge_s", at, f.b.i64(0)))

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> ir.Value:
            if isinstance(v, VirtualSet) and item == held(self.key):
                return v.holds(f, item, f.real(x))
            return found(f, f.real(v), x)

        return Answer(BOOL, emit)

    def adding(self, site: Site, item: Type) -> Answer:
        """emit(item, set)"""
        can_be = frozenset(atom for atom in item if find(atom).is_hashable)
        if can_be == item:
            return self.adding_hashable(site, item)

        def one_kind(atom: Kind) -> Answer | None:
            return self.adding_hashable(site, one(atom)) if atom.is_hashable else None

        answer = site.cases(item, one_kind, unhashable, statement=True)
        if answer is None:
            return site.complain("E0303", f"{show(item)} can't be hashed, so it can't be an item of a set")
        return answer

    def adding_hashable(self, site: Site, item: Type) -> Answer:
        if not item:
            return NOTHING
        site.flow(self.key, item)
        position = self.object_keys(site, "put", item)
        self.check_keys(site)

        def emit(f: FunctionLowering, x: ir.Value, v: ir.Value) -> None:
            if self.holds_objects():
                assert position is not None
                position.emit(f, v, f.real(x))
            else:
                self.rt(f, self.own_call("add"), v, *key_payload(f, f.real(x), item, held(self.key)))

        return Answer(NONE, emit)

    def discarding(self, site: Site, item: Type) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value]:
        """I32: was it there?"""
        return self.lookup(site, item, "discard", "delete", lambda f, v, deleted: deleted)

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        if not isinstance(other, AnySetKind):
            return None
        if op == "!=":
            return negated(site.library("support.sets", "equal", one(self), one(other)))
        return site.library("support.sets", ORDERS[op], one(self), one(other))

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op not in OPERATORS or not isinstance(other, AnySetKind):
            return None
        return site.library("support.sets", OPERATORS[op], one(self), one(other))


@dataclass(slots=True, eq=False, repr=False)
class SetKind(AnySetKind):
    group = "set"
    within_itself = "set(...)"
    library = "kinds.set"
    own_methods = ("add", "discard", "remove")
    changing_methods = frozenset(
        "add clear difference_update discard intersection_update pop remove symmetric_difference_update update".split()
    )
    class_name = "set"
    is_hashable = False
    hash = no
    key_kind = no_key

    def inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op not in UPDATES or not isinstance(other, AnySetKind):
            return None
        changed = site.library("support.sets", UPDATES[op], one(self), one(other))

        def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value | None:
            changed.emit(f, x, y)
            return x

        return Answer(one(self), emit) if changed.type else None

    def own_method(self, site: Site, name: str, args: Args) -> Answer | None:
        if not args.arity(site, name, 1, 1):
            return NOTHING
        if name == "add":
            added = self.adding(site, args.types[0])
            return Answer(added.type, lambda f, v, args: none(f, added.emit(f, args[0], v)))
        gone = self.discarding(site, args.types[0])
        if name == "discard":
            return Answer(NONE, lambda f, v, args: none(f, gone(f, v, f.real(args[0]))))
        return Answer(NONE, partial(remove, gone, site.raising("KeyError", args.types[0])))


@dataclass(slots=True, eq=False, repr=False)
class FrozensetKind(AnySetKind):
    group = "frozenset"
    within_itself = "frozenset(...)"
    library = "kinds.frozenset"
    changing_methods = unchanging
    class_name = "frozenset"
    is_hashable = True
    inplace = own_method = no

    def hash(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.rt("weft_hash", v))

    def key_kind(self) -> KeyKind | None:
        return key_kind_of(self)


class VirtualSet(Virtual):
    """Ints, or texts, of which is only asked whether one is among them: `c in {"a", "b"}`."""

    __slots__ = ("items", "build")

    #: so many items are compared one by one
    MOST = 32

    def __init__(self, items: list[ir.Value], build: Callable[[], ir.Value]) -> None:
        super().__init__()
        self.items, self.build = items, build

    def materialise(self, f: FunctionLowering) -> ir.Value:
        return self.build()

    def holds(self, f: FunctionLowering, type: Type, x: ir.Value) -> ir.Value:
        out: ir.Value = f.b.i32(0)
        for item in self.items:
            same = f.rt("weft_str_eq", x, item) if type == STR else f.b.op("i64.eq", x, item)
            out = f.b.op("i32.or", out, same)
        return out


def none(f: FunctionLowering, _: object) -> ir.Value:
    return f.b.none()


def remove(
    discard: Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value],
    missing: Callable[[FunctionLowering, ir.Value], None],
    f: FunctionLowering,
    v: ir.Value,
    args: list[ir.Value],
) -> ir.Value:
    b, item = f.b, f.real(args[0])
    absent, done = b.new_block(), b.new_block()
    absent.cold = True
    b.branch(discard(f, v, item), done, absent)
    b.at(absent)
    missing(f, item)
    b.at(done)
    return b.none()


def set_length(f: FunctionLowering, v: ir.Value) -> ir.Value:
    return f.b.op("load", v, imm=("i32", Set.len, "set"), rep=Rep.I32)


def new_set(f: FunctionLowering, atom: Kind) -> ir.Value:
    return f.rt("weft_set_new", f.type_address(atom))


@dataclass
class SetIterator(Iterator):
    """By position in the table. A change of size while it runs is an error."""

    v: ir.Value
    atom: AnySetKind

    def __post_init__(self) -> None:
        self.item = held(self.atom.key)

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [f.b.i64(0), set_length(f, self.v)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value, list[ir.Value]]:
        b, (position, size) = f.b, state
        f.guard_text(
            b.op("i32.ne", set_length(f, self.v), size), "RuntimeError", "Set changed size during iteration"
        )
        at = f.rt("weft_set_next", self.v, position)
        leave_unless(f, b.op("i64.ge_s", at, b.i64(0)), leave)
        return self.atom.key_at(f, self.v, at), [b.op("i64.add", at, b.i64(1)), size]
