"""Queues: channels by other names, without a limit unless they are given one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer
from weftc.kinds.handle import ChannelKind
from weftc.kinds.kind import Cell, one
from weftc.kinds.numbers import BOOL, INT

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@dataclass(slots=True, eq=False, repr=False)
class QueueKind(ChannelKind):
    """Its handles refer to channels of the runtime. What waits for a channel, a loop or `select`, takes either."""

    group = "queue"
    own_attributes = ("maxsize", "closed")
    own_methods = ("put", "get", "try_put", "try_get", "close")
    sends = ("put", "try_put")
    receives = ("get", "try_get")

    def order_key(self) -> str:
        return "QueueKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"Queue[{part(self.elem)}]"

    class_name = "Queue"

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"QueueKind[{part(self.elem)}]"

    def repr(self, site: Site) -> Answer:
        return site.library("support.text", "queue_repr", one(self))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name == "closed":
            return Answer(BOOL, lambda f, v: f.rt("weft_channel_closed", v))
        if name == "maxsize":
            return Answer(INT, maxsize)
        return site.bound_builtin(self, name) if name in self.own_methods else None


def maxsize(f: FunctionLowering, v: ir.Value) -> ir.Value:
    """0: no limit."""
    b = f.b
    n = f.rt("weft_channel_capacity", v)
    return b.op("select", b.i64(0), n, b.op("i64.lt_s", n, b.i64(0)), rep=Rep.INT)
