"""Processes, known by their mailboxes: channels that take a signal at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.condition import Known
from weftc.kinds.handle import ChannelKind, no_result
from weftc.kinds.kind import Cell, Type, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site


@dataclass(slots=True, eq=False, repr=False)
class PidKind(ChannelKind):
    """Its handles refer to channels of the runtime. Its methods are the library's: a program calls weft.process."""

    group = "pid"
    own_attributes = ("_traps", "_closed")
    own_methods = ("_send", "_recv", "_close", "_count", "_adopt", "_abort", "_trap")
    sends = ("_send", "")
    receives = ("_recv", "")

    def order_key(self) -> str:
        return "PidKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "Pid"

    class_name = "Pid"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("weft.process.Pid")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"PidKind[{part(self.elem)}]"

    def repr(self, site: Site) -> Answer:
        return site.library("support.text", "pid_repr", one(self))

    def truth(self, site: Site) -> Answer:
        return Known(True)

    def length(self, site: Site) -> Answer | None:
        return None

    def iterate(self, site: Site) -> Iteration | None:
        return None

    def iterator(self, site: Site) -> Answer | None:
        return None

    def contains(self, site: Site, item: Type) -> Answer | None:
        return None

    def attribute_names(self, site: Site) -> Iterable[str]:
        return ()

    def attribute(self, site: Site, name: str) -> Answer | None:
        if not site.is_library:
            return None
        if name == "_closed":
            return Answer(BOOL, lambda f, v: f.rt("weft_channel_closed", v))
        if name == "_traps":
            return Answer(BOOL, lambda f, v: f.rt("weft_mailbox_traps", v))
        return None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        if not site.is_library:
            return None
        if name in self.sends or name in self.receives:
            return ChannelKind.method(self, site, name, args)
        if name == "_trap":
            if not args.arity(site, name, 1, 1):
                return NOTHING
            truth = site.truth(args.types[0])
            return Answer(BOOL, lambda f, v, values: f.rt("weft_mailbox_trap", v, truth.value(f, values[0])))
        if name not in self.own_methods or not args.arity(site, name, 0, 0):
            return None
        if name == "_count":
            return Answer(INT, lambda f, v, values: f.rt("weft_channel_len", v))
        return Answer(NONE, partial(no_result, "weft_channel_close" if name == "_close" else f"weft_mailbox{name}"))
