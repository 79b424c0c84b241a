"""What going through a value yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.types import (
    FILE_ATOM,
    INT,
    NEVER,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    Atom,
    ChannelAtom,
    DictAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    TupleAtom,
    Type,
    find,
)

if TYPE_CHECKING:
    from weftc.infer.engine import Engine


def is_iterable(atom: Atom) -> bool:
    """Can it be gone through? (Asking for the items of a tuple would unify them.)"""
    atom = find(atom)
    return isinstance(atom, ListAtom | ChannelAtom | DictAtom | TupleAtom | IterAtom) or atom in (
        RANGE_ATOM,
        STR_ATOM,
        FILE_ATOM,
    )


def atom_items(engine: Engine, atom: Atom) -> Type | None:
    """The type of the items of one kind of iterable; None if it can't be gone through."""
    match find(atom):
        case ListAtom(elem=elem) | ChannelAtom(elem=elem):
            return engine.get(elem)
        case DictAtom(key=key):
            return engine.get(key)
        case TupleAtom(items=items):
            return engine.join_all([engine.get(item) for item in items])
        case IterAtom(item=item):
            return engine.get(item)
        case a if a is RANGE_ATOM:
            return INT
        case a if a is STR_ATOM or a is FILE_ATOM:
            return STR
        case _:
            return None


def item_type(engine: Engine, iterable: Type) -> Type:
    out = NEVER
    for atom in iterable:
        out = engine.join(out, atom_items(engine, atom) or NEVER)
    return out


__all__ = ["InstAtom", "atom_items", "is_iterable", "item_type"]
