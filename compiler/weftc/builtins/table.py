"""The table of built-ins that the compiler knows.

A row takes a `Call` and gives an answer whose emit takes the callee (which it has no use for) and the arguments'
values: iterators and ranges among them need not be objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.args import Args
from weftc.kinds.answer import Answer, Iteration, Refuse
from weftc.kinds.kind import Type
from weftc.operations.iteration import items_of, not_iterable

if TYPE_CHECKING:
    from weftc.infer.site import Site


@dataclass(slots=True)
class Call:
    site: Site
    name: str
    args: Args

    @property
    def types(self) -> list[Type]:
        return self.args.types

    @property
    def own_name(self) -> str:
        """Without its module."""
        return self.name.rpartition(".")[2]

    def arity(self, least: int, most: int, keywords: tuple[str, ...] = ()) -> bool:
        return self.args.arity(self.site, self.own_name, least, most, keywords)

    def complain(self, code: str, message: str, label: str = "", helps: tuple[str, ...] = ()) -> Answer:
        return self.site.complain(code, message, label, helps)

    def items(self, k: int, refuse: Refuse = not_iterable) -> Iteration | None:
        """How an argument is gone through; an error where it can't be."""
        return items_of(self.site, self.types[k], refuse)


Row = Callable[[Call], Answer]
CALLS: dict[str, Row] = {}
#: built-ins that may go through starred arguments themselves, and whether they do so for these
STARRED: dict[str, Callable[[list[Type], hir.CallShape], bool]] = {}


def row(*names: str) -> Callable[[Row], Row]:
    def add(function: Row) -> Row:
        for name in names:
            CALLS[name] = function
        return function

    return add


def call_builtin(site: Site, name: str, args: Args) -> Answer:
    """A call of the built-in of that name. emit(v, arguments)."""
    if name in CALLS:
        return CALLS[name](Call(site, name, args))
    function = site.engine.library(*library_member(name, args.shape))
    if function is not None:
        answer = site.call_written(function, args)
        return Answer(answer.type, lambda f, v, values: answer.emit(f, None, values))
    return site.complain("E0401", f"{name}() isn't built")


def library_member(name: str, shape: hir.CallShape) -> tuple[str, str]:
    """Module and name of the library function behind a built-in's call. `min` and `max` with a default are functions of
    their own: a parameter that may be left out has no literal that says so."""
    module, _, member = name.rpartition(".")
    if member in ("min", "max") and "default" in shape.keywords:
        member += "_or_default"
    elif member in ("min", "max") and shape.stars:
        member += "_of_list"
    return f"std.{module or 'builtins'}", member


def takes_stars(name: str, types: list[Type], shape: hir.CallShape) -> bool:
    return name in STARRED and STARRED[name](types, shape)
