"""How values of a type are held."""

from __future__ import annotations

from weftc.ir.ir import Rep
from weftc.kinds.kind import Type, resolve
from weftc.kinds.none import NONE
from weftc.kinds.numbers import NUMBERS


def representation(type: Type) -> Rep:
    """A pair where a number may be something else as well, a reference of several kinds, or of one."""
    if len(type) == 1:
        (atom,) = type
        return atom.rep
    kinds = resolve(type)
    if kinds & NUMBERS:
        return Rep.PAIR
    return Rep.ANY if len(kinds - NONE) > 1 else Rep.REF
