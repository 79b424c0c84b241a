"""Going through values: `for`, iter(), next().

Most kinds are gone through by code in place. A program's own iterable is gone through by its `__iter__`, which gives an
object with `__next__`; the library's iterators (lib/support/iterators.py) are such objects too. Where a union holds
one, all its kinds are gone through so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.hir.uses import uses
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration, Refuse
from weftc.kinds.indexing import refused
from weftc.kinds.iterator import IteratorKind, VirtualIterator
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, held, show, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE_ATOM
from weftc.lower.loops import list_from
from weftc.lower.sources import ListIterator, ProtocolIterator

if TYPE_CHECKING:
    from collections.abc import Callable

    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def not_iterable(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object is not iterable")


def no_star(what: str) -> Refuse:
    """Of `*x` in a call of `what`, or in a display."""

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"{what} after * must be an iterable, not {atom.class_name}")

    return refuse


def iteration_of(site: Site, type: Type, refuse: Refuse = not_iterable) -> Iteration | None:
    """How a value of the type is gone through. None if it can't be."""
    if len(type) == 1:
        return find(next(iter(type))).iterate(site)
    if any(find(a).class_info is not None for a in type):
        iterator = iterator_of(site, type, refuse)
        return protocol(site, iterator) if iterator is not None else None
    # several kinds (or None, which raises): each is made a list of the common item type
    found = {atom: way for atom in map(find, type) if (way := atom.iterate(site)) is not None}
    if not found:
        return None
    item = site.join(*(way.item for way in found.values()))
    made = site.new_list(item, "one of several")
    answers = {atom: Answer(frozenset({made}), partial(listed, way, made)) for atom, way in found.items()}

    def open(f: FunctionLowering, v: ir.Value) -> ListIterator:
        def one_kind(atom: Kind, x: ir.Value) -> ir.Value | None:
            if atom in answers:
                return answers[atom].emit(f, x)
            refuse(f, atom)
            return None

        out = f.dispatch(v, type, one_kind, frozenset({made}))
        elem = held(made.elem)
        return ListIterator(out if out is not None else f.b.none(), elem, elem)

    return Iteration(item, open)


def listed(way: Iteration, made: ListKind, f: FunctionLowering, v: ir.Value) -> ir.Value:
    return list_from(f, way.open(f, v), made)


def iterator_of(site: Site, type: Type, refuse: Refuse = not_iterable) -> Answer | None:
    """iter() of a value of the type: an object with `__next__`. emit(v)."""
    return site.cases(type, lambda atom: atom.iterator(site), refuse)


def next_of(site: Site, iterators: Type) -> Answer | None:
    """next() of such an object. emit(v)."""
    return site.cases(iterators, lambda atom: atom.next(site), no_iterator)


def no_iterator(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object is not an iterator")


def protocol(site: Site, iterator: Answer) -> Iteration:
    """By `__next__` until StopIteration. What always raises has no items, but is asked all the same."""
    step = next_of(site, iterator.type) if iterator.type else NOTHING
    taken = step if step is not None else NOTHING

    def open(f: FunctionLowering, v: ir.Value) -> ProtocolIterator:
        return ProtocolIterator(iterator.value(f, v), taken)

    return Iteration(taken.type, open)


def items_of(site: Site, type: Type, refuse: Refuse = not_iterable) -> Iteration | None:
    """The same as `iteration_of`, with an error where it can't be gone through."""
    found = iteration_of(site, type, refuse)
    if found is None and type and site.instance.serves_several():
        return Iteration(NEVER, partial(open_nothing, type, refuse))
    if found is None and type:
        atom = next((a for a in map(find, type) if a is not NONE_ATOM), NONE_ATOM)
        site.complain("E0303", f"{show_atom(atom)} is not iterable", f"this is {show(type)}")
    return found


def open_nothing(type: Type, refuse: Refuse, f: FunctionLowering, v: ir.Value) -> ListIterator:
    """TypeError: no kind of it can be gone through."""
    refused(type, refuse, f, v)
    return ListIterator(f.b.none(), NEVER, NEVER)


@rule("iter")
def iter_(site: Site) -> Type:
    """Of a loop: the type is that of what comes."""
    source = site.arg()
    found = items_of(site, source) if source else None
    if found is None:
        site.decide(NOTHING)
        return NEVER
    site.instance.iterations[site.value.id] = found
    open = found.open
    site.decide(Answer(source, lambda f, v: VirtualIterator(open(f, v))))
    return source


# --- iterators that exist only while compiling ------------------------------------------------------------------------

#: built-ins that go through their first argument at once, and those that are iterators themselves
_CONSUMERS = frozenset("list tuple dict set frozenset sorted sum min max any all".split())
_COMPOSITES = frozenset("enumerate zip map filter reversed".split())
_CONSUMING_METHODS = frozenset("join extend update".split())


def in_place(instance: Instance, value: hir.Value) -> bool:
    """Is the iterator that `value` makes gone through at once, by one operation in the same block? Then it needs no
    object: nobody can see how far it has come."""
    called = instance.types.get(value.args[0].id, NEVER)
    if len(called) != 1:
        return False  # another kind of callee, or of object, gives something else
    found = uses(instance.code.body())
    users = found.of(value)
    if (
        len(users) != 1
        or not isinstance(user := users[0], hir.Value)
        or found.home[user.id] is not found.home[value.id]
    ):
        return False
    if user.args.count(value) != 1:
        return False
    match user.op:
        case "iter" | "unpack" | "list.extend" | "to_tuple":
            return True
        case "compare":
            return user.imm in ("in", "not in") and user.args[1] is value
        case "call" if user.args[0].op == "builtin":
            name, shape = user.args[0].imm, user.imm
            if name in _COMPOSITES:
                return in_place(instance, user)
            assert isinstance(shape, hir.CallShape)
            of_several = name in ("min", "max") and shape.positional > 1
            return name in _CONSUMERS and user.args[1] is value and not of_several
        case "call_method" if method_of(user)[0] in _CONSUMING_METHODS:
            receiver = instance.types.get(user.args[0].id, NEVER)
            return all(isinstance(find(a), LibraryKind) for a in receiver)
    return False


def virtual_iterator(
    site: Site, name: str, item: Type, make: Callable[..., ir.Value], keys_of: Kind | None = None
) -> Answer:
    """An iterator that exists only while compiling; `make` is what emit does."""
    atom = site.make(("iterator", name), lambda: IteratorKind(name, Cell(), keys_of))
    site.flow(atom.item, item)
    return Answer(frozenset({atom}), make)
