"""Texts of containers that may hold themselves: `[...]` stands for what is being told already, as in CPython."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from weftc.kinds.answer import Answer
from weftc.kinds.kind import Kind, find, one
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.ir import ir
    from weftc.lower.function import FunctionLowering


class Container(Protocol):
    #: what stands for it within itself
    within_itself: str

    def whole_repr(self, site: Site) -> Answer:
        """repr(), whatever is being told."""


def container_repr(kind: Kind, site: Site) -> Answer:
    """repr() of a container. Only what its type lets hold itself is looked for among those that are being told."""
    if not may_hold_itself(site, kind):
        return container(kind).whole_repr(site)
    answer = site.library("support.text", "repr_once", one(kind), STR)
    return Answer(STR, lambda f, v: once(f, v, answer, container(kind).within_itself))


def once(f: FunctionLowering, v: ir.Value, answer: Answer, dots: str) -> ir.Value | None:
    return answer.emit(f, v, f.string(dots))


def container(kind: Kind) -> Container:
    found: Container = find(kind)  # type: ignore[assignment]
    assert hasattr(found, "whole_repr")
    return found


def may_hold_itself(site: Site, kind: Kind) -> bool:
    """Whether the kind is among its own parts, at any depth. Objects count whose class makes a text of its parts."""
    kind = find(kind)
    seen: set[Kind] = set()
    todo = [kind]
    while todo:
        part = todo.pop()
        cls = part.class_info
        if cls is not None and not (cls.member("__repr__") or cls.member("__str__") or cls.is_exception):
            continue
        for cell in part.cells():
            for atom in map(find, site.get(cell)):
                if atom is kind:
                    return True
                if atom not in seen:
                    seen.add(atom)
                    todo.append(atom)
    return False
