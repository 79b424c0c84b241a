"""Who uses a value: `uses(body)`, found once for each body."""

from __future__ import annotations

from dataclasses import dataclass, field

from weftc.hir.hir import Block, Body, Value
from weftc.hir.verify import used_at_end


@dataclass(slots=True)
class Uses:
    #: by the number of a value: the operations that use it, and the blocks whose end or handler does
    users: dict[int, list[Value | Block]] = field(default_factory=dict)
    #: by the number of an operation's value: the block in which it stands
    home: dict[int, Block] = field(default_factory=dict)

    def of(self, value: Value) -> list[Value | Block]:
        return self.users.get(value.id, [])


def uses(body: Body) -> Uses:
    if body.uses is None:
        body.uses = found = Uses()
        for block in body.blocks:
            for value in block.instrs:
                found.home[value.id] = block
                for used in {a.id: a for a in value.args}:
                    found.users.setdefault(used, []).append(value)
            for used in {a.id: a for a in (*block.handler_args, *used_at_end(block))}:
                found.users.setdefault(used, []).append(block)
    assert isinstance(body.uses, Uses)
    return body.uses
