"""hash(): equal values hash alike, whatever their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.kinds.answer import Answer
from weftc.kinds.keys import unhashable
from weftc.kinds.kind import Type

if TYPE_CHECKING:
    from weftc.infer.site import Site


def hash_of(site: Site, type: Type) -> Answer:
    """emit(v): an int, or TypeError."""
    return site.all_cases(type, lambda atom: atom.hash(site), unhashable)
