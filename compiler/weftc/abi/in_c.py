"""What marks the tables that generate.py turns into C."""

from __future__ import annotations

from collections.abc import Callable
from struct import pack
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
    _format: str
    _fields: list[str]

    def __init_subclass__(cls) -> None:
        at, cls._format, cls._fields = 0, "<", []
        for name, type in cls.__annotations__.items():
            size, count, letter = SIZES[type]
            padding = -at % size
            setattr(cls, name, at + padding)
            cls._format += f"{padding}x{letter}"
            at += padding + size * count
            if count == 1:
                cls._fields.append(name)
        cls.BYTES = at

    @classmethod
    def pack(cls, **values: int) -> bytes:
        """The struct's bytes, 0 where nothing is given, without a last field of unknown length."""
        content = pack(cls._format, *[values.pop(name, 0) for name in cls._fields])
        assert not values, values
        return content


#: of the types of fields: bytes, how many of them (0: to the object's end), letters of `struct`
SIZES = {
    "U8": (1, 1, "B"), "U16": (2, 1, "H"), "U32": (4, 1, "I"), "I32": (4, 1, "i"), "U64": (8, 1, "Q"),
    "U32x4": (4, 4, "16x"), "U32x8": (4, 8, "32x"), "U8s": (1, 0, ""), "U16s": (2, 0, ""), "U32s": (4, 0, ""),
}  # fmt: skip
# what mypy takes a field's offset for
U8 = int
U16 = int
U32 = int
I32 = int
U64 = int
U32x4 = int
U32x8 = int
U8s = int
U16s = int
U32s = int
