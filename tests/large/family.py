"""Families of programs that have a number: how many of something there are in it.

    @family(3000)
    def tuple_of_variables(n: int) -> str: ...

enters a generator of the program with n of them, and the number that the tests take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Make = Callable[[int], "str | dict[str, str]"]


@dataclass(frozen=True, slots=True)
class Family:
    """`make` gives the text of `main.py`, or the texts of several files by their names."""

    make: Make
    sizes: tuple[int, ...]

    def files(self, n: int) -> dict[str, str]:
        """The texts of the program's files, by their names."""
        made = self.make(n)
        return {"main.py": made} if isinstance(made, str) else made


FAMILIES: dict[str, Family] = {}


def family(*sizes: int) -> Callable[[Make], Make]:
    def enter(make: Make) -> Make:
        FAMILIES[make.__name__] = Family(make, sizes)
        return make

    return enter


def lines(*parts: str | Iterable[str]) -> str:
    """Lines, and lists of lines."""
    return "".join(f"{line}\n" for part in parts for line in ([part] if isinstance(part, str) else part))


def listed(text: str, n: int, between: str = ", ") -> str:
    """The text n times, with the number for each `#`."""
    return between.join(numbered(text, n))


def numbered(text: str, n: int) -> list[str]:
    return [text.replace("#", str(k)) for k in range(n)]
