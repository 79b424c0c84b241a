"""Counters: parameters of blocks that get, at most 16 apart, only each other's values and some from within 2^60.

They stay small for 2^56 steps, which is years. Those that pass on to each other are a web; a web that gets anything
else is refuted, and nothing is known of its parameters.
"""

from __future__ import annotations

from weftc.ir.ir import Block, Function, Rep, Value
from weftc.passes.intervals import Interval, clip, within

_COUNTER: Interval = (-(2**61) + 32, 2**61 - 32)
_START: Interval = (-(2**60), 2**60)
_STEPS = frozenset({"int.add", "int.sub", "i64.add", "i64.sub"})


class Counters:
    """The webs of a function, each named by one of its parameters. `home` is the block of each value; without a
    function there are none."""

    def __init__(self, function: Function | None, home: dict[Value, Block]) -> None:
        self.home = home
        self.webs: dict[Value, Value] = {}
        #: where a web's steps lead: up, down, both or nowhere
        self.reach: dict[Value, Interval] = {}
        self.refuted: set[Value] = set()
        if function is not None:
            self._find(function)

    def _find(self, function: Function) -> None:
        parent: dict[Value, Value] = {}

        def find(value: Value) -> Value:
            while (above := parent.get(value, value)) is not value:
                parent[value] = parent.get(above, above)
                value = above
            return value

        steps: list[tuple[Value, int]] = []
        for block in function.blocks:
            edges = [(jump.target.params, jump.args) for jump in block.jumps() if jump.args]
            if block.handler is not None:
                edges.append((block.handler.params, block.handler_args))
            for params, args in edges:
                for param, arg in zip(params, args, strict=True):
                    if param.rep in (Rep.INT, Rep.I64):
                        found = self._base(arg)
                        if found is not None:
                            parent[find(param)] = find(found[0])
                            steps.append((param, found[1]))
        self.webs = {p: find(p) for block in function.blocks for p in block.params if p.rep in (Rep.INT, Rep.I64)}
        self.reach.update(dict.fromkeys(self.webs.values(), (_COUNTER[1], _COUNTER[0])))
        for param, step in steps:
            low, high = self.reach[self.webs[param]]
            self.reach[self.webs[param]] = (_COUNTER[0] if step < 0 else low, _COUNTER[1] if step > 0 else high)

    def _base(self, value: Value) -> tuple[Value, int] | None:
        """The block parameter that `value` is at most 16 away from, and how far."""
        distance, left = 0, 16
        while value.op in _STEPS and value.args[1].op == "const":
            step = value.args[1].imm
            left -= abs(step) if isinstance(step, int) else 17
            if left < 0 or not isinstance(step, int):
                return None
            distance += step if value.op in ("int.add", "i64.add") else -step
            value = value.args[0]
        return (value, distance) if value.op == "param" and value in self.home else None

    def counts(self, param: Value) -> bool:
        """Whether the parameter only ever moves on in small steps from where it began."""
        web = self.webs.get(param)
        return web is not None and web not in self.refuted

    def limit(self, interval: Interval) -> Interval:
        """The part of an interval that counting gets to."""
        return clip(interval, _COUNTER)

    def ahead(self, param: Value, interval: Interval) -> Interval:
        """The interval, and where counting leads from it."""
        down, up = self.reach[self.webs[param]]
        return min(interval[0], down), max(interval[1], up)

    def give(self, param: Value, arg: Value, interval: Interval) -> Interval:
        """What `param` may be after it got `arg`, which is in the interval. Refutes its web if that is no step, and
        not from near 0."""
        if self._base(arg) is None and not within(interval, _START):
            self.refuted.add(self.webs[param])
            return interval
        return self.limit(interval)

    def refute_all(self) -> None:
        self.refuted.update(self.webs.values())
