"""Texts of containers that may hold themselves: `[...]` stands for what is being told already, as in CPython."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from weftc.kinds.answer import Answer
from weftc.kinds.kind import Kind, find, one
from weftc.kinds.methods import LibraryKind
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.site import Site


@dataclass(slots=True, eq=False, repr=False)
class ContainerKind(LibraryKind):
    #: what stands for it within itself
    within_itself: ClassVar[str]

    @abstractmethod
    def whole_repr(self, site: Site) -> Answer:
        """repr(), whatever is being told."""

    def repr(self, site: Site) -> Answer:
        return repr_of_container(site, self, self.within_itself, self.whole_repr)


def repr_of_container(site: Site, kind: Kind, within_itself: str, whole: Callable[[Site], Answer]) -> Answer:
    """Only what its type lets hold itself is looked for among those that are being told."""
    if not may_hold_itself(site, kind):
        return whole(site)
    answer = site.library("support.text", "repr_once", one(kind), STR)
    return Answer(STR, lambda f, v: answer.emit(f, v, f.string(within_itself)))


def may_hold_itself(site: Site, kind: Kind) -> bool:
    """Whether the kind is among its own parts, at any depth. Objects count whose class makes a text of its parts, or
    derives from what does."""
    kind = find(kind)
    seen: set[Kind] = set()
    todo = [kind]
    while todo:
        part = todo.pop()
        cls = part.class_info
        tells = ("__repr__", "__str__")
        if cls is not None and part.view is None and not (any(map(cls.member, tells)) or cls.is_exception):
            continue
        for cell in part.cells():
            for atom in map(find, site.get(cell)):
                if atom is kind:
                    return True
                if atom not in seen:
                    seen.add(atom)
                    todo.append(atom)
    return False
