"""Globals that all tasks share: `frozen_globals(engine, main, keys)`.

A global is *frozen* if, from the first spawn on, nothing binds it and nothing changes any object that it reaches. Then
tasks can read it where it is: no spawn copies it, and `x is TABLE` holds everywhere. A wrong answer is a data race, so
what isn't plain data or a handle, and whatever can't be told, is not frozen.

In: the final state of inference, lowering's calls of the library included; the globals in question. Out: those of them
that are frozen.
"""

from __future__ import annotations

from collections.abc import Collection

from weftc.infer.changes import Changes, reached_atoms
from weftc.infer.engine import Engine, Instance
from weftc.infer.global_keys import COUNTERS, GlobalKey
from weftc.infer.spawning import Spawning
from weftc.kinds.handle import HandleKind
from weftc.kinds.kind import resolve
from weftc.kinds.none import NoneKind
from weftc.kinds.numbers import NumberKind
from weftc.kinds.range import RangeKind
from weftc.kinds.text import StrKind
from weftc.kinds.tuple import TupleKind, VarTupleKind

#: nothing changes such an object itself, whatever may be done to what it holds or refers to
_UNCHANGEABLE = (NumberKind, StrKind, NoneKind, TupleKind, VarTupleKind, RangeKind, HandleKind)
#: made when first asked for, by whichever task it is
_MADE_LATE: frozenset[GlobalKey] = frozenset({("sys", "argv")})


def frozen_globals(engine: Engine, main: Instance, keys: Collection[GlobalKey]) -> set[GlobalKey]:
    early = [key for key in keys if key not in _MADE_LATE and key[0] != COUNTERS]
    reached = {key: reached_atoms(resolve(engine.globals[key].find().type)) for key in early}
    plain = {key: atoms for key, atoms in reached.items() if all(atom.is_plain for atom in atoms)}
    if not plain:
        return set()
    changes = Changes(engine, Spawning(main, [engine.describer] if engine.describer is not None else []))
    changed = {atom for atom in changes.changed if not isinstance(atom, _UNCHANGEABLE)}
    return {key for key, atoms in plain.items() if key not in changes.bound and atoms.isdisjoint(changed)}
