"""What dicts and sets share: a table of keys, which the runtime looks up where it can compare them.

Keys that are numbers, texts, or tuples and frozensets of such are hashed and compared by the runtime. A table that may
hold other keys is one of objects: what looks a key up there is lib/support/object_keys.py, which calls the program's
own `__hash__` and `__eq__`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from weftc.abi.memory import KeyKind, Slot
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.containers import ContainerKind
from weftc.kinds.keys import key_kind, load_key, same_keys, with_key
from weftc.kinds.kind import Cell, Kind, Type, as_key, find, held, one, show, show_atom
from weftc.kinds.refuse import no

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


#: calls that most kinds of keys have one of their own of, named by what follows; others go by the table's descriptor
BY_KIND = frozenset({"find", "put", "contains", "add"})
OWN = {KeyKind.INT: "_int", KeyKind.STR: "_str", KeyKind.TUPLE: "_tuple"}


@dataclass(slots=True, eq=False, repr=False)
class KeyedKind(ContainerKind):
    key: Cell
    structural = True
    #: the runtime calls that reach the table begin so; also the memory of its entries, for passes
    table: ClassVar[str]
    #: as explanations name it
    key_noun: ClassVar[str]

    is_static = False
    is_plain = True
    is_sequence = False
    is_callable = False

    to_int = to_float = to_index = next = no
    unary = no
    format = own_attribute = store_attribute = call = enter = exit = no

    def rt(self, f: FunctionLowering, name: str, *args: ir.Value) -> ir.Value:
        return f.rt(f"weft_{self.table}_{name}", *args)

    def compared_as(self) -> KeyKind:
        """How keys are hashed and compared."""
        return key_kind(held(self.key)) or KeyKind.INT

    def own_call(self, name: str) -> str:
        """The call of that name for such keys."""
        return name + OWN.get(self.compared_as(), "") if name in BY_KIND else name

    def looks_up(self, atom: Kind) -> bool:
        """Can such a value be asked for?"""
        return atom.is_hashable

    def key_slots(self, layout: Layout) -> tuple[Slot, KeyKind]:
        """How keys are held, hashed and compared."""
        kind = self.compared_as()
        return Slot.PAIR if kind is KeyKind.PAIR else layout.slot(held(self.key)), kind

    def key_at(self, f: FunctionLowering, v: ir.Value, position: ir.Value) -> ir.Value:
        return load_key(f, self.rt(f, "key_at", v, position), held(self.key), self.table)

    def holds_objects(self) -> bool:
        return self.compared_as() is KeyKind.OBJECT

    def check_keys(self, site: Site) -> None:
        """Reports keys that can't be hashed here."""
        kept = site.get(self.key)
        if key_kind(kept) is None:
            helps = ("use int, float, bool, str, objects, or tuples and frozensets of these",)
            what = "keys" if self.class_name == "dict" else "items"
            site.complain("E0414", f"{what} of type {show(kept)} aren't built", helps=helps)

    def object_keys(self, site: Site, what: str, key: Type) -> Answer | None:
        """The library's way to an entry, where the runtime can't compare the keys."""
        kept = site.get(self.key)
        if key_kind(kept) is KeyKind.OBJECT:
            return site.library("support.object_keys", what, one(self), key)
        compared = frozenset(as_key(atom) for atom in map(find, key) if not atom.equals_itself_alone)
        if kept and key_kind(compared) is KeyKind.OBJECT:
            site.complain("E0414", f"looking up a {show(key)} among keys of type {show(kept)} isn't built")
        return None

    def lookup(
        self,
        site: Site,
        key: Type,
        call: str,
        what: str,
        use: Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value],
    ) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value]:
        """What the runtime's `call` gives for a key that there may be, else 0. Of objects: `use` of what the library's
        function `what` gives."""
        for atom in map(find, key):
            if atom.is_hashable and atom.keyed_by_items and atom.key_kind() is None:
                site.complain("E0414", f"a {show_atom(atom)} can't be looked up: it holds what has no hash")
        same_keys(site, self.key, key)
        found = self.object_keys(site, what, key)

        def emit(f: FunctionLowering, v: ir.Value, x: ir.Value) -> ir.Value:
            if self.holds_objects():
                assert found is not None
                return use(f, v, found.value(f, v, x))
            return with_key(f, held(self.key), x, key, partial(self.rt, f, self.own_call(call), v), self.looks_up)

        return emit
