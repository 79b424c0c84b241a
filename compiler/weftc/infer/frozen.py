"""Globals that all tasks share: `frozen_globals(engine, main, keys)`.

A global is *frozen* if, from the first spawn on, nothing binds it and nothing changes any object that it reaches. Then
tasks can read it where it is: no spawn copies it, and `x is TABLE` holds everywhere. A wrong answer is a data race, so
what isn't plain data, and whatever can't be told, is not frozen.

In: the final state of inference, lowering's calls of the library included; the globals in question. Out: those of them
that are frozen.
"""

from __future__ import annotations

from collections.abc import Collection

from weftc.infer.changes import Changes, GlobalKey, reached_atoms
from weftc.infer.engine import Engine, Instance
from weftc.infer.hashing import IDENTITY
from weftc.infer.spawning import Spawning
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BoundKind, BuiltinKind, CellKind, FunctionKind
from weftc.kinds.kind import Kind, resolve
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import FILE_ATOM, ScalarKind
from weftc.kinds.tuple import TupleKind

#: made when first asked for, by whichever task it is
_MADE_LATE: frozenset[GlobalKey] = frozenset({("sys", "argv")})


def frozen_globals(engine: Engine, main: Instance, keys: Collection[GlobalKey]) -> set[GlobalKey]:
    reached = {key: reached_atoms(resolve(engine.globals[key].find().type)) for key in keys if key not in _MADE_LATE}
    plain = {key: atoms for key, atoms in reached.items() if all(map(is_plain, atoms))}
    if not plain:
        return set()
    changes = Changes(engine, Spawning(main))
    return {key for key, atoms in plain.items() if key not in changes.bound and atoms.isdisjoint(changes.changed)}


def is_plain(atom: Kind) -> bool:
    """Does such an object only change where the program says so? Handles, iterators and files have a state of their
    own; raising an exception writes into it; the hash of an object's identity is kept in it when first asked for."""
    match atom:
        case ScalarKind():
            return atom is not FILE_ATOM
        case ObjectKind(cls=cls):
            library = cls.code is None or cls.code.module.library
            return not library and not cls.is_exception and IDENTITY not in atom.fields
        case ListKind() | DictKind() | TupleKind() | FunctionKind() | BoundKind() | CellKind():
            return True
        case ClassKind() | BuiltinKind() | ModuleKind():
            return True
    return False
