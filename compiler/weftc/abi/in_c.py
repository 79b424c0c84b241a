"""What marks the tables that generate.py turns into C."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_C = TypeVar("_C")


def in_c(enum: str, prefix: str) -> Callable[[_C], _C]:
    """The class is an enum of that name in C ("": it has none), and its members' names there begin with `prefix`. Its
    docstring becomes the enum's comment, a comment behind a member the member's."""
    return lambda cls: cls


class Struct:
    """A struct that C has under the same name. Each annotation is a field, and the class's attribute of that name is
    the field's offset; BYTES is the size, without a last field of unknown length. The docstring and the comments behind
    fields become those in C."""

    BYTES: int

    def __init_subclass__(cls) -> None:
        at = 0
        for name, type in cls.__annotations__.items():
            size, count = SIZES[type]
            at = (at + size - 1) // size * size
            setattr(cls, name, at)
            at += size * count
        cls.BYTES = at


#: of the types of fields: bytes, and how many of them; 0: to the object's end
SIZES = {"U8": (1, 1), "U16": (2, 1), "U32": (4, 1), "I32": (4, 1), "U64": (8, 1), "U32x4": (4, 4),
         "U8s": (1, 0), "U16s": (2, 0), "U32s": (4, 0)}  # fmt: skip
# what mypy takes a field's offset for
U8 = int
U16 = int
U32 = int
I32 = int
U64 = int
U32x4 = int
U8s = int
U16s = int
U32s = int
