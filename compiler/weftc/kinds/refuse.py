"""What most kinds can't do, or do alike: written into a kind's body as `length = no`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weftc.abi.memory import KeyKind
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Description, Kind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.layout import Layout


def _no(kind: Kind, site: Site, *_: object) -> None:
    """Not supported: CPython raises, or asks the other operand."""


#: in place of a method of any signature
no: Any = _no


def as_repr(kind: Kind, site: Site) -> Answer:
    """str(x) where only repr(x) is defined."""
    return kind.repr(site)


def no_names(kind: Kind, site: Site) -> tuple[str, ...]:
    return ()


def no_key(kind: Kind) -> None:
    """It can't be a key of a dict."""


def by_code(kind: Kind) -> KeyKind:
    """As a key it is hashed and compared by compiled code."""
    return KeyKind.OBJECT


#: `changing_methods` of what is never changed by a built-in method
unchanging: frozenset[str] = frozenset()


def no_object(kind: Kind, layout: Layout) -> Description:
    """Values of this kind are no objects, so there is no descriptor."""
    raise AssertionError(kind)
