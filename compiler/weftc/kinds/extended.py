"""Objects of classes that derive from a container: the container's memory, then the fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import SCANNED, SLOT_OF
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.containers import ContainerKind, repr_of_container
from weftc.kinds.derived import VIEW, DerivedKind, no_init
from weftc.kinds.dict import DictKind, new_dict
from weftc.kinds.kind import Description, Type, held, one
from weftc.kinds.none import NONE
from weftc.kinds.set import AnySetKind, FrozensetKind, new_set
from weftc.kinds.text import STR
from weftc.kinds.tuple import VarTupleKind
from weftc.lower.loops import loop
from weftc.lower.sequences import append

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class ExtendedKind(DerivedKind):
    not_in_memory = (VIEW,)
    header_flags = 0  # the container's

    def prefix(self, layout: Layout) -> int:
        return self.kind.describe(layout).size

    def describe(self, layout: Layout) -> Description:
        fields, size = layout.fields(self)
        slots = tuple((f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in SCANNED)
        container = self.kind.describe(layout)
        return container._replace(class_id=layout.own_ids[self.cls], size=size, name=self.cls.name, slots=slots)

    @property
    def container(self) -> ContainerKind:
        kind = self.kind
        assert isinstance(kind, ContainerKind)
        return kind

    @property
    def within_itself(self) -> str:
        return f"{self.cls.name}(...)" if isinstance(self.kind, AnySetKind) else self.container.within_itself

    def view_repr(self, site: Site) -> Answer:
        return repr_of_container(site, self, self.within_itself, self.whole_repr)

    def whole_repr(self, site: Site) -> Answer:
        """repr(), whatever is being told. A set's names its class."""
        if not isinstance(self.kind, AnySetKind):
            return self.container.whole_repr(site)
        told = site.library("support.text", "named_set_repr", one(self.kind), one(self), STR)
        return Answer(STR, lambda f, v: told.emit(f, v, v, f.string(self.cls.name)))

    def view_method(self, site: Site, name: str, args: Args) -> Answer | None:
        """A frozenset is its own copy, but not of an object that is seen as one."""
        if name == "copy" and isinstance(self.kind, FrozensetKind) and not args.types:
            copied = site.library("kinds.set", "copy", one(self.kind))
            return Answer(copied.type, lambda f, v, values: copied.emit(f, v))
        return DerivedKind.view_method(self, site, name, args)

    def fresh(self, f: FunctionLowering, given: dict[str, tuple[ir.Value, Type]]) -> ir.Value:
        """An empty one."""
        kind = self.kind
        if isinstance(kind, DictKind):
            out = new_dict(f, self)
        elif isinstance(kind, AnySetKind):
            out = new_set(f, self)
        else:
            out = f.rt("weft_list_new", f.type_address(self), f.b.i64(0))
        for name, (value, type) in given.items():
            if (place := f.layout.field(self, name)) is not None:
                f.store(out, f.convert(value, type, place.type), place.offset, self.alias(name))
        return out

    def init(self, site: Site, args: Args) -> Answer:
        return self.filled(site, args, self.kind.class_name) if self.made_by_init else no_init(args)

    def made(self, site: Site, args: Args) -> Answer | None:
        return None if self.made_by_init else self.filled(site, args, self.cls.name)

    def filled(self, site: Site, args: Args, name: str) -> Answer:
        """Takes what the arguments hold. emit(v, arguments)."""
        kind = self.kind
        keywords = args.shape.keywords if isinstance(kind, DictKind) else ()
        if not args.arity(site, name, 0, 1, keywords):
            return NOTHING
        given = args.positional
        taken = self.taking(site, given[0]) if given else None
        puts = [kind.put(site, STR, t) for t in args.types[len(given) :]] if isinstance(kind, DictKind) else []

        def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
            if taken is not None:
                taken.emit(f, v, f.real(values[0]))
            for put, key, value in zip(puts, keywords, values[len(given) :], strict=True):
                put(f, v, f.string(key), f.real(value))
            return f.b.none()

        return Answer(NONE if taken is None else taken.type, emit)

    def taking(self, site: Site, items: Type) -> Answer:
        """Takes what an argument holds. emit(v, argument)."""
        kind = self.kind
        source = None if isinstance(kind, DictKind) else site.items(items)
        if source is None and not isinstance(kind, DictKind):
            return NOTHING
        if source is None or not isinstance(kind, VarTupleKind):
            return site.library("support.derived", f"fill_{kind.class_name}", one(kind), items)
        site.flow(kind.elem, source.item)

        def emit(f: FunctionLowering, v: ir.Value, iterable: ir.Value) -> None:
            elem = held(kind.elem)
            loop(f, source.open(f, iterable), lambda x: append(f, v, f.convert(x, source.item, elem), elem))

        return Answer(NONE, emit)
