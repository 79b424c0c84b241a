"""Globals that all tasks share: `frozen_globals(engine, main)`.

A global is *frozen* if, from the first spawn on, nothing binds it and nothing changes any object that it reaches. Then
tasks can read it where it is: no spawn copies it, and `x is TABLE` holds everywhere. A wrong answer is a data race, so
what isn't plain data, and whatever can't be told, is not frozen.

In: the final state of inference, lowering's calls of the library included. Out: keys of `Engine.globals`.
"""

from __future__ import annotations

from weftc.infer.changes import Changes, GlobalKey, reached_atoms
from weftc.infer.engine import Engine, Instance
from weftc.infer.hashing import IDENTITY
from weftc.infer.spawning import Spawning
from weftc.infer.types import (
    FILE_ATOM,
    Atom,
    BoundAtom,
    BuiltinAtom,
    CellAtom,
    ClassAtom,
    DictAtom,
    FuncAtom,
    InstAtom,
    ListAtom,
    ModuleAtom,
    Scalar,
    TupleAtom,
    resolve,
)

#: made when first asked for, by whichever task it is
_MADE_LATE: frozenset[GlobalKey] = frozenset({("sys", "argv")})


def frozen_globals(engine: Engine, main: Instance) -> frozenset[GlobalKey]:
    if not engine.tasks:
        return frozenset()
    changes = Changes(engine, Spawning(main))
    out: set[GlobalKey] = set()
    for key, cell in engine.globals.items():
        if key in changes.bound or key in _MADE_LATE:
            continue
        atoms = reached_atoms(resolve(cell.find().type))
        if all(map(is_plain, atoms)) and atoms.isdisjoint(changes.changed):
            out.add(key)
    return frozenset(out)


def is_plain(atom: Atom) -> bool:
    """Does such an object only change where the program says so? Handles, iterators and files have a state of their
    own; raising an exception writes into it; the hash of an object's identity is kept in it when first asked for."""
    match atom:
        case Scalar():
            return atom is not FILE_ATOM
        case InstAtom(cls=cls):
            library = cls.code is None or cls.code.module.library
            return not library and not cls.is_exception and IDENTITY not in atom.fields
        case ListAtom() | DictAtom() | TupleAtom() | FuncAtom() | BoundAtom() | CellAtom():
            return True
        case ClassAtom() | BuiltinAtom() | ModuleAtom():
            return True
    return False
