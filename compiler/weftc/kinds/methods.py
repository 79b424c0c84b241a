"""Kinds whose methods are the library's: weftc/lib/kinds has a file of functions for each, which take the object
first."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from weftc.kinds.answer import Answer, Raises
from weftc.kinds.kind import Kind, one

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.kinds.function import FunctionKind


@dataclass(slots=True, eq=False, repr=False)
class LibraryKind(Kind):
    #: the file of its methods, below weftc/lib
    library: ClassVar[str]
    #: of the methods that the compiler itself knows
    own_methods: ClassVar[tuple[str, ...]] = ()
    own_attributes: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def own_attribute(self, site: Site, name: str) -> Answer | None:
        """x.name for one of `own_attributes`. emit(v)."""

    @abstractmethod
    def own_method(self, site: Site, name: str, args: Args) -> Answer | None:
        """x.name(...) for one of `own_methods`. emit(v, arguments)."""

    def no_store(self, name: str) -> Answer:
        """x.name = item of one of `own_attributes`. emit(v, item)."""
        text = f"attribute '{name}' of '{[*self.bases, self.class_name][0]}' objects is not writable"
        return Raises(lambda f, *_: f.raise_text("AttributeError", text))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name in self.own_attributes:
            return self.own_attribute(site, name)
        if name in self.own_methods or self.function(site, name) is not None:
            return site.bound_builtin(self, name)
        return None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        if name in self.own_methods:
            return self.own_method(site, name, args)
        function = self.function(site, name)
        return site.call_written(function, args, first=one(self)) if function is not None else None

    def function(self, site: Site, name: str) -> FunctionKind | None:
        """The library's, if it is a method: the file's own helpers begin with an underscore."""
        return site.engine.library(self.library, name) if not is_private(name) else None

    def attribute_names(self, site: Site) -> Iterable[str]:
        library = site.engine.load_library("weftc.lib." + self.library)
        return [*self.own_attributes, *self.own_methods, *(n for n in library.functions if not is_private(n))]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")
