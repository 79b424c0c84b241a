"""Iterators made of others: enumerate, zip, map and filter.

They are taken apart with those that they are made of, so `for i, (a, b) in enumerate(zip(xs, ys))` allocates nothing
that isn't looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from weftc.hir import hir
from weftc.infer.calls import call_atom
from weftc.ir import ir
from weftc.kinds.function import BuiltinKind
from weftc.kinds.kind import NEVER, Kind, Type, one, resolve
from weftc.kinds.objects import ClassKind
from weftc.kinds.scalars import BOOL, INT, NONE_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.function import FunctionLowering
from weftc.lower.loops import Again, Iterator, Leave
from weftc.lower.sequences import make_tuple
from weftc.lower.variables import truth_of


@dataclass
class Enumerate(Iterator):
    inner: Iterator
    first: ir.Value
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
        made = make_tuple(f, self.pair, [(count, INT), (item, self.inner.item)])
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
    function: ir.Value
    function_type: Type
    source: Zip
    item: Type
    origin: hir.Value

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return self.source.start(f)

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        from weftc.lower.calls import call_value

        items, new = self.source.parts(f, state, leave, again)
        if items is None:
            return None, []
        args = [(v, it.item) for v, it in zip(items, self.source.inner, strict=True)]
        out = call_value(f, self.origin, self.function, self.function_type, args, hir.CallShape(len(args)), self.item)
        return out, new


@dataclass
class Filter(Iterator):
    function: ir.Value
    function_type: Type
    source: Iterator
    item: Type
    origin: hir.Value

    def start(self, f: FunctionLowering) -> list[ir.Value]:
        return self.source.start(f)

    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        from weftc.lower.calls import call_value

        b = f.b
        item, new = self.source.step(f, state, leave, again)
        if item is None:
            return None, []

        def one_function(atom: Kind, function: ir.Value) -> ir.Value:
            if atom is NONE_ATOM:
                return truth_of(f, item, self.source.item, self.origin)
            sites = f.instance.sites.items()
            instances = [i for (v, _), site in sites if v == self.origin.id for i in site]
            out_type = f.engine.join_all([resolve(i.ret.find().type) for i in instances]) or BOOL
            if isinstance(atom, BuiltinKind | ClassKind):
                out_type = builtin_result(f, self.origin, atom, self.source.item)
            out = call_value(
                f, self.origin, function, one(atom), [(item, self.source.item)], hir.CallShape(1), out_type
            )
            return truth_of(f, out, out_type, self.origin) if out is not None else b.i32(0)

        keep = f.dispatch(self.function, self.function_type, one_function, BOOL)
        assert keep is not None
        target, args = again(new)
        go_on = b.new_block()
        b.branch(keep, go_on, target, [], args)
        b.at(go_on)
        return f.convert(item, self.source.item, self.item), new


def builtin_result(f: FunctionLowering, origin: hir.Value, atom: Kind, item: Type) -> Type:
    return call_atom(f.engine, f.instance, origin, atom, [item], hir.CallShape(1)) or NEVER
