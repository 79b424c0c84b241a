"""What objects are that have nothing but an identity: functions, classes, modules, handles."""

from __future__ import annotations

from dataclasses import dataclass

from weftc.kinds.condition import always
from weftc.kinds.kind import Kind
from weftc.kinds.refuse import as_repr, no, no_key, unchanging


@dataclass(slots=True, eq=False, repr=False)
class OpaqueKind(Kind):
    """As CPython's `object` has it: true, equal to itself alone, without items, numbers or operators."""

    is_sequence = False
    is_hashable = True
    changing_methods = unchanging

    @property
    def is_reversible(self) -> bool:
        return False

    truth = always
    length = to_int = to_float = to_index = no
    iterate = iterator = next = contains = no
    index = store = delete = slice = store_slice = delete_slice = no
    compare = binary = reflected = inplace = unary = no
    format = no
    text = as_repr
    hash = no
    key_kind = no_key
    store_attribute = no
    enter = exit = no
