"""Iterators made of others: enumerate, zip, map and filter, gone through in place.

They are taken apart with those that they are made of, so `for i, (a, b) in enumerate(zip(xs, ys))` allocates nothing
that isn't looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Type
from weftc.kinds.tuple import TupleKind
from weftc.lower.loops import Again, Iterator, Leave
from weftc.lower.sequences import make_tuple

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering


@dataclass
class Enumerate(Iterator):
    inner: Iterator
    first: ir.Value
    count: Type
    item: Type
    pair: TupleKind

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return [self.first, *self.inner.start(f)]

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        count, *rest = state
        item, rest = self.inner.step(f, rest, leave, lambda s: again([count, *s]))
        if item is None:
            return None, []
        made = make_tuple(f, self.pair, [(count, self.count), (item, self.inner.item)])
        return made, [f.b.op("int.add", count, f.b.word(1)), *rest]


@dataclass
class Zip(Iterator):
    inner: list[Iterator]
    item: Type
    pair: TupleKind | None
    strict: bool = False

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        self.sizes: list[int] = []
        out: list[ir.Value] = []
        for iterator in self.inner:
            state = iterator.start(f)
            self.sizes.append(len(state))
            out += state
        return out

    def parts(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[list[ir.Value] | None, list[ir.Value]]:
        items: list[ir.Value] = []
        new: list[ir.Value] = []
        for k, (iterator, size) in enumerate(zip(self.inner, self.sizes, strict=True)):
            mine, state = state[:size], state[size:]
            rest, before = state, list(new)
            ends = partial(self.ends, f, k, mine, rest, leave, again) if self.strict else leave
            item, after = iterator.step(f, mine, ends, partial(resumed, again, before, rest))
            if item is None:
                return None, []
            items.append(item)
            new += after
        return items, new

    def ends(
        self, f: FunctionLowering, k: int, first: list[ir.Value], rest: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Block, list[ir.Value]]:
        """zip(strict=True) where iterator k has ended: it must be the first, and all others must end with it."""
        b = f.b
        here, out = b.block, b.new_block()
        b.at(out)
        if k:
            f.raise_text("ValueError", f"zip() argument {k + 1} is shorter than {first_arguments(k)}")
            b.at(here)
            return out, []
        for number, (iterator, size) in enumerate(zip(self.inner[1:], self.sizes[1:], strict=True), 1):
            mine, rest = rest[:size], rest[size:]
            following = b.new_block()
            item, _ = iterator.step(f, mine, partial(no_values, following), partial(resumed, again, first, rest))
            if item is not None:
                f.raise_text("ValueError", f"zip() argument {number + 1} is longer than {first_arguments(number)}")
            b.at(following)
            first = [*first, *mine]
        target, args = leave()
        b.jump(target, *args)
        b.at(here)
        return out, []

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        if not self.inner:
            target, args = leave()
            f.b.jump(target, *args)
            f.dead()
            return None, []
        items, new = self.parts(f, state, leave, again)
        if items is None or self.pair is None:
            return None, []
        return make_tuple(f, self.pair, [(v, it.item) for v, it in zip(items, self.inner, strict=True)]), new


def no_values(block: ir.Block) -> tuple[ir.Block, list[ir.Value]]:
    return block, []


def resumed(
    again: Again, before: list[ir.Value], rest: list[ir.Value], state: list[ir.Value]
) -> tuple[ir.Block, list[ir.Value]]:
    """The next turn, with the state of one part among those of the others."""
    return again([*before, *state, *rest])


def first_arguments(n: int) -> str:
    return "argument 1" if n == 1 else f"arguments 1-{n}"


@dataclass
class Map(Iterator):
    """`call` is of the function. emit(function, arguments)."""

    function: ir.Value
    source: Zip
    call: Answer

    def __post_init__(self) -> None:
        self.item = self.call.type

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return self.source.start(f)

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        items, new = self.source.parts(f, state, leave, again)
        if items is None:
            return None, []
        return self.call.emit(f, self.function, items), new


@dataclass
class Filter(Iterator):
    """`keep` is the truth of what the function gives, or of the item itself. emit(function, item)."""

    function: ir.Value
    source: Iterator
    item: Type
    keep: Answer

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return self.source.start(f)

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        item, new = self.source.step(f, state, leave, again)
        if item is None:
            return None, []
        kept = self.keep.emit(f, self.function, item)
        if kept is None:
            return None, []
        target, args = again(new)
        go_on = f.b.new_block()
        f.b.branch(kept, go_on, target, [], args)
        f.b.at(go_on)
        return f.convert(item, self.source.item, self.item), new
