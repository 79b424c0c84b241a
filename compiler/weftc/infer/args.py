"""The arguments of a call as they were written: their types, and how their values come from the operands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.answer import Answer, Iteration
from weftc.kinds.kind import Type, find, show
from weftc.kinds.tuple import KeywordsKind, TupleKind
from weftc.lower.loops import list_from
from weftc.operations.iteration import no_star
from weftc.operations.keywords import are_keywords, dict_of_keywords

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.kinds.list import ListKind
    from weftc.lower.function import FunctionLowering

MAPPING = "**"  # stands for a name in CallShape.keywords


@dataclass(slots=True)
class Starred:
    """`*x` of what isn't a tuple of known length: a list of what it gives."""

    source: Iteration
    made: ListKind


@dataclass(slots=True)
class Args:
    """Types in the order of `shape`: positional ones first, then one for each keyword. `operands`: what was written, or
    None for an item of a starred tuple, or for one of the keywords that are passed on (`**named`). A position in
    `shape.stars` is a list, or, where `raw`, the iterable itself.

    `sources`: for each operand as written what becomes of it: itself, the items of a tuple, a list, or a dict."""

    types: list[Type]
    shape: hir.CallShape
    operands: list[hir.Value | None]
    sources: list[tuple[hir.Value, TupleKind | Starred | Answer | None]]

    @classmethod
    def plain(cls, types: Sequence[Type]) -> Args:
        """Positional ones that nobody wrote."""
        return cls(list(types), hir.CallShape(len(types)), [None] * len(types), [])

    @classmethod
    def written(
        cls, site: Site, first: int, shape: hir.CallShape, raw: bool = False, callee: str = ""
    ) -> Args | None:
        """The operands of a call from `first` on. `*tuple` is spread out. None while one has no type, or after a
        mistake. `callee`: as messages name what is called."""
        out = cls([], shape, [], [])
        stars: list[int] = []
        keywords: list[str] = []
        for k, operand in enumerate(site.value.args[first:]):
            type = site.type_of(operand)
            if not type:
                return None
            if k >= shape.positional:
                keyword = shape.keywords[k - shape.positional]
                if keyword == MAPPING and (named := _passed_on(type)) is not None:
                    keywords += named.names
                    for cell in named.items:
                        out._add(site.get(cell), None)
                    out.sources.append((operand, named))
                    continue
                keywords.append(keyword)
                if keyword == MAPPING and are_keywords(type):
                    gathered = dict_of_keywords(site, type, ("keywords", k))
                    out._add(gathered.type, operand)
                    out.sources.append((operand, gathered))
                    continue
            if k not in shape.stars or raw:
                if k in shape.stars:
                    stars.append(len(out.types))
                out._add(type, operand)
                out.sources.append((operand, None))
                continue
            only = find(next(iter(type))) if len(type) == 1 else None
            if isinstance(only, TupleKind):
                for cell in only.items:
                    out._add(site.get(cell), None)
                out.sources.append((operand, only))
                continue
            source = site.iteration(type, no_star(f"{callee} argument")) if callee else site.iteration(type)
            if source is None:
                site.complain("E0303", f"{show(type)} is not iterable")
                return None
            made = site.new_list(source.item, ("star", k))
            stars.append(len(out.types))
            out._add(frozenset({made}), operand)
            out.sources.append((operand, Starred(source, made)))
        out.shape = hir.CallShape(len(out.types) - len(keywords), tuple(keywords), frozenset(stars))
        return out

    def _add(self, type: Type, operand: hir.Value | None) -> None:
        self.types.append(type)
        self.operands.append(operand)

    def rest(self, n: int = 1) -> Args:
        """Without the first `n`."""
        shape = self.shape
        stars = frozenset(k - n for k in shape.stars)
        return Args(self.types[n:], hir.CallShape(shape.positional - n, shape.keywords, stars), self.operands[n:], [])

    def without(self, place: int) -> Args:
        """Without the argument that stands there."""
        shape, n = self.shape, len(self.positional)
        keywords = shape.keywords if place < n else (*shape.keywords[: place - n], *shape.keywords[place - n + 1 :])
        stars = frozenset(k - (k > place) for k in shape.stars)
        return Args(
            self.types[:place] + self.types[place + 1 :],
            hir.CallShape(n - (place < n), keywords, stars),
            self.operands[:place] + self.operands[place + 1 :],
            [],
        )

    def positional_only(self) -> Args:
        """Without those by name."""
        n = len(self.positional)
        return Args(self.types[:n], hir.CallShape(n), self.operands[:n], [])

    def after(self, first: Type) -> Args:
        """With one more before them."""
        shape = self.shape
        stars = frozenset(k + 1 for k in shape.stars)
        return Args(
            [first, *self.types],
            hir.CallShape(shape.positional + 1, shape.keywords, stars),
            [None, *self.operands],
            [],
        )

    @property
    def positional(self) -> list[Type]:
        return self.types[: len(self.types) - len(self.shape.keywords)]

    def place(self, name: str) -> int | None:
        """Where the argument of a keyword stands."""
        if name in self.shape.keywords:
            return len(self.positional) + self.shape.keywords.index(name)
        return None

    def at(self, position: int, name: str = "") -> int | None:
        """Where an argument stands that may be given by position or by name."""
        return position if position < len(self.positional) else self.place(name)

    @property
    def is_spread(self) -> bool:
        """Is it known only at run time how many arguments there are, or their names?"""
        return bool(self.shape.stars) or MAPPING in self.shape.keywords

    def arity(self, site: Site, name: str, least: int, most: int, keywords: tuple[str, ...] = ()) -> bool:
        """Complains unless there are that many positional arguments and only these keywords."""
        n = len(self.positional)
        if self.is_spread:
            refuse_spread(site, f"{name.rpartition('.')[2]}()")
            return False
        if n < least or n > most:
            want = str(least) if least == most else f"{least} to {most}"
            site.complain("E0310", f"{name}() takes {want} argument{'s' if want != '1' else ''} ({n} given)")
            return False
        for k in self.shape.keywords:
            if k not in keywords:
                site.complain("E0310", f"{name}() got an unexpected keyword argument '{k}'")
                return False
        return True

    def values(self, f: FunctionLowering) -> list[ir.Value]:
        """The values, once all operands have theirs."""
        out: list[ir.Value] = []
        for operand, source in self.sources:
            v = f.operand(operand)
            match source:
                case None:
                    out.append(v)
                case TupleKind():
                    out += [item for item, _ in source.parts(f, v)]
                case Answer():
                    out.append(source.value(f, v))
                case Starred(iteration, made):
                    out.append(list_from(f, iteration.open(f, v), made))
        return out


def _passed_on(type: Type) -> KeywordsKind | None:
    only = find(next(iter(type))) if len(type) == 1 else None
    return only if isinstance(only, KeywordsKind) else None


def refuse_spread(site: Site, what: str) -> None:
    site.complain(
        "E0413",
        f"* or ** in a call of {what}: how many arguments there are isn't known when compiling",
        helps=("write the arguments out",),
    )
