"""What is known of integers at one place of a function: their intervals, which equals which, which is below which.

Places are visited down the dominator tree: what a branch or guard says is known in all that it dominates, and is taken
back where its subtree ends (`undo`). An interval that is narrowed narrows those of the values that it was made from.
"""

from __future__ import annotations

from typing import Any

from weftc.ir.ir import Value
from weftc.passes.intervals import BIT, HALF, TOP, WORD, Interval, constant, within

#: comparisons: which, and whether of unsigned numbers
COMPARES = {
    f"{p}.{c}": (c[:2], c[2:] == "_u")
    for p in ("i32", "i64")
    for c in "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u".split()
}
_OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
_CASTS = frozenset({"i64.extend_i32_s", "i64.extend_i32_u", "i32.wrap_i64"})


class Facts:
    """`ranges` begins as a copy of what holds everywhere."""

    def __init__(self, everywhere: dict[Value, Interval]) -> None:
        self.ranges: dict[Value, Interval] = dict(everywhere)
        self.same: dict[Value, Value] = {}
        self.below: dict[Value, set[Value]] = {}
        self._log: list[tuple[str, Value, Any]] = []

    @property
    def mark(self) -> int:
        """The state to come back to, for `undo`."""
        return len(self._log)

    def undo(self, mark: int) -> None:
        while len(self._log) > mark:
            kind, value, old = self._log.pop()
            if kind == "range":
                self.ranges[value] = old
            elif kind == "below":
                self.below[value].discard(old)
            else:
                del self.same[value]

    def interval(self, value: Value) -> Interval:
        found = self.ranges.get(value)
        if found is None:
            if value.op == "const" and isinstance(value.imm, int):
                found = constant(value)
            else:
                found = TOP.get(value.rep, WORD)
        return found

    def root(self, value: Value) -> Value:
        """The value of the same number that facts are kept of."""
        while True:
            if value in self.same:
                value = self.same[value]
            elif value.op in _CASTS:
                arg = value.args[0]
                kept = WORD if value.op == "i64.extend_i32_s" else (0, 2**31 - 1)
                if not within(self.interval(arg), kept):
                    return value
                value = arg
            else:
                return value

    def narrow(self, value: Value, low: int, high: int) -> None:
        """`value` lies in [low, high] from here on; so does what it was made from."""
        for _ in range(4):
            old = self.interval(value)
            new = (max(old[0], low), min(old[1], high))
            if new == old or new[0] > new[1]:
                return
            self._log.append(("range", value, old))
            self.ranges[value] = new
            op, args = value.op, value.args
            if value in self.same:
                value = self.same[value]
            elif op == "i64.extend_i32_s" or (op == "i64.extend_i32_u" and self.interval(args[0])[0] >= 0):
                value = args[0]
            elif op == "i32.wrap_i64" and within(self.interval(args[0]), HALF):
                value = args[0]
            elif op in ("int.add", "int.sub") and args[1].op == "const" and isinstance(args[1].imm, int):
                step = args[1].imm if op == "int.add" else -args[1].imm
                value, low, high = args[0], new[0] - step, new[1] - step
                continue
            else:
                return
            low, high = new

    def set_same(self, value: Value, other: Value) -> None:
        self.same[value] = other
        self._log.append(("same", value, None))

    def set_below(self, a: Value, b: Value) -> None:
        below = self.below.setdefault(a, set())
        if b not in below:
            below.add(b)
            self._log.append(("below", a, b))

    def assume(self, cond: Value, holds: bool) -> None:
        """`cond` is nonzero, or zero, from here on."""
        op, args = cond.op, cond.args
        compare = COMPARES.get(op)
        if compare is not None:
            self._assume_compare(compare[0] if holds else _OPPOSITE[compare[0]], compare[1], args[0], args[1])
            self.narrow(cond, int(holds), int(holds))
        elif op in ("i32.eqz", "i64.eqz"):
            self.narrow(cond, int(holds), int(holds))
            if op == "i32.eqz":
                self.assume(args[0], not holds)
            elif holds:
                self.narrow(args[0], 0, 0)
        elif (op == "i32.and" and holds) or (op == "i32.or" and not holds):
            for arg in args:
                self.assume(arg, holds)
        elif not holds:
            self.narrow(cond, 0, 0)
        elif self.interval(cond)[0] == 0:
            self.narrow(cond, 1, self.interval(cond)[1])

    def _assume_compare(self, op: str, unsigned: bool, a: Value, b: Value) -> None:
        if op in ("gt", "ge"):
            op, a, b = {"gt": "lt", "ge": "le"}[op], b, a
        ra, rb = self.interval(a), self.interval(b)
        if unsigned:
            # With b >= 0, a < b unsigned says 0 <= a < b.
            if op in ("lt", "le"):
                if rb[0] < 0:
                    return
                self.narrow(a, 0, rb[1])
                ra = self.interval(a)
        if op == "eq":
            self.narrow(a, rb[0], rb[1])
            self.narrow(b, ra[0], ra[1])
        elif op == "ne":
            if rb[0] == rb[1]:
                self.narrow(a, ra[0] + (ra[0] == rb[0]), ra[1] - (ra[1] == rb[0]))
        elif op in ("lt", "le"):
            strict = int(op == "lt")
            self.narrow(a, WORD[0], rb[1] - strict)
            self.narrow(b, ra[0] + strict, WORD[1])
            if strict:
                self.set_below(self.root(a), self.root(b))

    def decide(self, op: str, unsigned: bool, a: Value, b: Value) -> Interval:
        if op in ("gt", "le"):
            op, a, b = {"gt": "lt", "le": "ge"}[op], b, a
        ra, rb = self.interval(a), self.interval(b)
        if unsigned and (ra[0] < 0 or rb[0] < 0):
            return BIT
        ordered = self.root(b) in self.below.get(self.root(a), ())
        if op in ("lt", "ge"):
            if ra[1] < rb[0] or ordered:
                return (1, 1) if op == "lt" else (0, 0)
            if ra[0] >= rb[1]:
                return (0, 0) if op == "lt" else (1, 1)
            return BIT
        if ra[1] < rb[0] or rb[1] < ra[0] or ordered:
            return (0, 0) if op == "eq" else (1, 1)
        if ra == rb and ra[0] == ra[1]:
            return (1, 1) if op == "eq" else (0, 0)
        return BIT
