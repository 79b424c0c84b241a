"""What going through a value yields, and what it calls: `value` is the operation that does it.

A program's own iterable is gone through by its `__iter__`, which gives an object with `__next__`; the library's
iterators (lib/iterators.py) are such objects too. Where a union holds one, all its kinds are gone through so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.hir.uses import uses
from weftc.infer.rules import arg, complain, invoke, rule
from weftc.kinds.dict import DictKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one, resolve, show, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import FILE_ATOM, INT, NONE_ATOM, RANGE_ATOM, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind

if TYPE_CHECKING:
    from weftc.infer.engine import Engine, Instance


def is_iterable(atom: Kind) -> bool:
    """Can it be gone through? (Asking for the items of a tuple would unify them.)"""
    atom = find(atom)
    if isinstance(atom, ObjectKind):
        return atom.cls.method("__iter__") is not None or atom.cls.method("__getitem__") is not None
    return isinstance(atom, ListKind | ChannelKind | DictKind | TupleKind | IteratorKind) or atom in (
        RANGE_ATOM,
        STR_ATOM,
        FILE_ATOM,
    )


def is_iterator(atom: Kind) -> bool:
    """Can next() take it?"""
    atom = find(atom)
    return isinstance(atom, ObjectKind) and atom.cls.method("__next__") is not None


def atom_items(engine: Engine, instance: Instance, value: hir.Value, atom: Kind) -> Type | None:
    """The type of the items of one kind of iterable; None if it can't be gone through."""
    match find(atom):
        case ListKind(elem=elem) | ChannelKind(elem=elem):
            return engine.get(elem)
        case DictKind(key=key):
            return engine.get(key)
        case TupleKind(items=items):
            return engine.join_all([engine.get(item) for item in items])
        case IteratorKind(item=item):
            return engine.get(item)
        case a if a is RANGE_ATOM:
            return INT
        case a if a is STR_ATOM or a is FILE_ATOM:
            return STR
        case ObjectKind() as inst if is_iterable(inst):
            return next_type(engine, instance, value, iterator_type(engine, instance, value, one(inst)))
        case _:
            return None


def item_type(engine: Engine, instance: Instance, value: hir.Value, iterable: Type) -> Type:
    if len(iterable) > 1 and any(isinstance(find(a), ObjectKind) for a in iterable):
        return next_type(engine, instance, value, iterator_type(engine, instance, value, iterable))
    out = NEVER
    for atom in iterable:
        out = engine.join(out, atom_items(engine, instance, value, atom) or NEVER)
    return out


@rule("iter")
def iter_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    source = arg(instance, value)
    if not source:
        return NEVER
    for atom in source:
        if not is_iterable(atom):
            if atom is not NONE_ATOM or len(source) == 1:
                complain(engine, "E0303", value, f"{show_atom(atom)} is not iterable", f"this is {show(source)}")
    return source


# --- iterators as objects ---------------------------------------------------------------------------------------------


def iterator_maker(atom: Kind) -> str | None:
    """The function of lib/iterators.py that makes an iterator of such a value."""
    match find(atom):
        case ObjectKind() as inst if inst.cls.method("__getitem__") is not None:
            return "by_index"
        case TupleKind() | VarTupleKind():
            return "over_tuple"
        case ListKind():
            return "over_sequence"
        case DictKind():
            return "over_keys"
        case IteratorKind(kind="dict_keys" | "dict_values" | "dict_items" as kind):
            return "over_" + kind.removeprefix("dict_")
        case ChannelKind():
            return "over_channel"
        case a if a is RANGE_ATOM or a is STR_ATOM:
            return "over_sequence"
        case a if a is FILE_ATOM:
            return "over_lines"
    return None


def iterator_type(engine: Engine, instance: Instance, value: hir.Value, type: Type) -> Type:
    """What iter() of such a value gives: objects with `__next__`. Kinds that can't be gone through raise TypeError."""
    out = NEVER
    for atom in resolve(type):
        atom = find(atom)
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__iter__")) is not None:
            made = invoke(engine, instance, value, method, [one(atom)])
            for a in made:
                if not is_iterator(a):
                    return complain(
                        engine,
                        "E0303",
                        value,
                        f"__iter__ of {atom.cls.name} gives {show(made)}, which is not an iterator",
                        helps=("return iter(...) of it",),
                    )
            out = engine.join(out, made)
        elif (maker := iterator_maker(atom)) is not None:
            function = engine.library("iterators", maker)
            assert function is not None
            source = engine.get(atom.parts[0]) if isinstance(atom, IteratorKind) else one(atom)
            out = engine.join(out, invoke(engine, instance, value, function, [source]))
    return out


def next_type(engine: Engine, instance: Instance, value: hir.Value, iterators: Type) -> Type:
    """What next() of such iterators gives."""
    out = NEVER
    for atom in iterators:
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__next__")) is not None:
            out = engine.join(out, invoke(engine, instance, value, method, [one(atom)]))
    return out


# --- iterators that exist only while compiling ------------------------------------------------------------------------

#: built-ins that go through an argument at once, or are iterators themselves
_CONSUMERS = frozenset("list tuple dict sorted sum min max any all".split())
_COMPOSITES = frozenset("enumerate zip map filter reversed".split())
_CONSUMING_METHODS = frozenset("join extend update".split())


def in_place(instance: Instance, value: hir.Value) -> bool:
    """Is the iterator that `value` makes gone through at once, by one operation in the same block? Then it needs no
    object: nobody can see how far it has come."""
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
            name = user.args[0].imm
            return name in _CONSUMERS or (name in _COMPOSITES and in_place(instance, user))
        case "call_method" if method_of(user)[0] in _CONSUMING_METHODS:
            receiver = instance.types.get(user.args[0].id, NEVER)
            return not any(isinstance(find(a), ObjectKind | ModuleKind | ClassKind) for a in receiver)
    return False
