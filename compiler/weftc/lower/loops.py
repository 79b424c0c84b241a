"""The protocol of iterators that exist only while compiling, and whole loops over one.

An iterator is a few values of state; `start` gives them before the loop, `step` in the loop's header takes the next
item: it leaves for the exit when there is none and gives (item, state for the next turn).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import Type, held
from weftc.lower.sequences import append, new_list

if TYPE_CHECKING:
    from weftc.kinds.list import SequenceKind
    from weftc.lower.function import FunctionLowering


Leave = Callable[[], tuple[ir.Block, list[ir.Value]]]
Again = Callable[[list[ir.Value]], tuple[ir.Block, list[ir.Value]]]


class Iterator(ABC):
    """`item` is the type of what comes."""

    item: Type

    @abstractmethod
    def start(self, f: FunctionLowering) -> list[ir.Value]:
        """Emits the state before the first turn."""

    @abstractmethod
    def step(
        self, f: FunctionLowering, state: list[ir.Value], leave: Leave, again: Again
    ) -> tuple[ir.Value | None, list[ir.Value]]:
        """Emits, at the cursor, the test for an end and the taking of an item. `again(state)` goes on with the next
        turn without an item (filter)."""


def leave_unless(f: FunctionLowering, cond: ir.Value, leave: Leave) -> None:
    b = f.b
    target, args = leave()
    go_on = b.new_block()
    b.branch(cond, go_on, target, [], args)
    b.at(go_on)


def loop(f: FunctionLowering, iterator: Iterator, body: Callable[[ir.Value], None]) -> None:
    """A whole loop at the cursor: `body(item)` each turn; goes on behind it."""
    b = f.b
    state = iterator.start(f)
    header = b.new_block(*(v.rep for v in state))
    done = b.new_block()
    b.jump(header, *state)
    b.at(header)
    item, next_state = iterator.step(f, list(header.params), lambda: (done, []), lambda s: (header, s))
    if item is not None:
        body(item)
        if isinstance(b.block.term, ir.Unreachable):
            b.jump(header, *next_state)
    else:
        b.unreachable()
    b.at(done)


def list_from(f: FunctionLowering, iterator: Iterator, atom: SequenceKind) -> ir.Value:
    """A new list of all that comes."""
    elem = held(atom.elem)
    out = new_list(f, atom, 0)
    loop(f, iterator, lambda item: append(f, out, f.convert(item, iterator.item, elem), elem))
    return out


def any_item(f: FunctionLowering, iterator: Iterator, test: Callable[[ir.Value, Type], ir.Value]) -> ir.Value:
    """I32: does any item pass?"""
    b = f.b
    found = b.new_block(Rep.I32)

    def body(item: ir.Value) -> None:
        go_on = b.new_block()
        b.branch(test(item, iterator.item), found, go_on, [b.i32(1)], [])
        b.at(go_on)

    loop(f, iterator, body)
    b.jump(found, b.i32(0))
    b.at(found)
    return found.params[0]
