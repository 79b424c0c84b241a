"""Random structured functions: loops, branches, calls, handlers nested at random, against an interpreter.

A program is a tree of tuples; `interpret` runs it, `build` makes IR of it. Variables are ints, reduced often enough to
stay small, but for a few that may overflow.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.emit import corpus
from tests.emit.machine import Machine, Raised
from tests.emit.test_suspension import Blocking
from weftc.emit import polls
from weftc.ir.builder import Builder, new_function
from weftc.ir.ir import Function, Rep, Value
from weftc.ir.verify import verify

VARIABLES = 4
SIMPLE = ("set", "call", "guard", "break", "continue")
Tree = list[Any]


class Failed(Exception):
    """An error in the interpreted program."""


def statements(r: random.Random, depth: int, loops: int) -> Tree:
    return [statement(r, depth, loops) for _ in range(r.randint(1, 4))]


def statement(r: random.Random, depth: int, loops: int) -> tuple[Any, ...]:
    kinds = ["set", "call", "guard", "set"]
    if depth:
        kinds += ["if", "try", "try"]
        if loops < 3:
            kinds += ["for", "for", "while"]
    if loops:
        kinds += ["break", "continue"]
    kind = r.choice(kinds)
    v = [r.randrange(VARIABLES) for _ in range(3)]
    body = [statements(r, depth - 1, loops + (kind in ("for", "while"))) for _ in range(2)] if depth else []
    return kind, v, r.choice(["add", "sub", "mul"]), r.randint(-9, 9), body


class Break(Exception):
    pass


class Continue(Exception):
    pass


def small(n: int) -> int:
    """Python's n % 1009: what every assignment reduces to."""
    return n % 1009


def interpret(tree: Tree, x: list[int], fuel: list[int]) -> None:
    for kind, v, op, k, body in tree:
        fuel[0] -= 1
        if fuel[0] < 0:
            raise TimeoutError
        match kind:
            case "set":
                a, b = x[v[1]], x[v[2]] + k
                x[v[0]] = small({"add": a + b, "sub": a - b, "mul": a * b}[op])
            case "call":
                x[v[0]] = small(x[v[1]] + 1)
            case "guard":
                if x[v[0]] % 7 == k:
                    raise Failed
            case "if":
                interpret(body[x[v[0]] % 2], x, fuel)
            case "for":
                for i in range(x[v[0]] % 5):
                    try:
                        x[v[1]] = small(x[v[1]] + i)
                        interpret(body[0], x, fuel)
                    except Break:
                        break
                    except Continue:
                        continue
            case "while":
                turns = 0
                while x[v[0]] % 11 != 3 and turns < 6:
                    turns += 1
                    try:
                        interpret(body[0], x, fuel)
                    except Break:
                        break
                    except Continue:
                        continue
            case "try":
                try:
                    interpret(body[0], x, fuel)
                except Failed:
                    interpret(body[1], x, fuel)
            case "break":
                raise Break
            case "continue":
                raise Continue


class Writer:
    """IR of a tree. The variables are values that are handed on. What may raise inside a `try` stands in a block of its
    own, whose handler gets the variables as they are before it."""

    def __init__(self, b: Builder) -> None:
        self.b = b
        self.handler: Any = None
        self.targets: list[tuple[Any, Any]] = []  # (break, continue) of open loops: functions of the variables

    def mod(self, x: Value, n: int) -> Value:
        return self.b.op("int.mod", x, self.b.word(n))

    def block(self, extra: int = 0) -> Any:
        return self.b.new_block(*[Rep.INT] * (VARIABLES + extra))

    def run(self, tree: Tree, x: list[Value]) -> list[Value] | None:
        """The variables after the tree; None if control never gets there."""
        for kind, v, op, k, body in tree:
            after = self.simple(kind, v, op, k, x) if not body or kind in SIMPLE else self.nested(kind, v, body, x)
            if after is None:
                return None
            x = after
        return x

    def simple(self, kind: str, v: list[int], op: str, k: int, x: list[Value]) -> list[Value] | None:
        b = self.b
        if kind in ("break", "continue"):
            self.targets[-1][kind == "continue"](x)
            return None
        block = self.go_on()
        if self.handler is not None:
            block.handler, block.handler_args = self.handler, list(x)
        x = list(x)
        if kind == "set":
            other = b.op("int.add", x[v[2]], b.word(k))
            x[v[0]] = self.mod(b.op(f"int.{op}", x[v[1]], other), 1009)
        elif kind == "call":
            x[v[0]] = self.mod(b.op("call", x[v[1]], imm="step", rep=Rep.INT), 1009)
        else:
            cond = b.op("i64.eq", self.mod(x[v[0]], 7), b.i64(k))
            b.op("guard", cond, imm=("weft_raise_zero", (1,)), rep=Rep.VOID)
        self.go_on()
        return x

    def go_on(self) -> Any:
        """A new block after this one."""
        block = self.b.new_block()
        self.b.jump(block)
        return self.b.at(block)

    def nested(self, kind: str, v: list[int], body: Tree, x: list[Value]) -> list[Value] | None:
        if kind == "if":
            return self.arms(self.b.op("i32.wrap_i64", self.mod(x[v[0]], 2)), body, x)
        if kind == "try":
            return self.attempt(body, x)
        return self.loop(kind, v, body[0], x)

    def join(self, ends: list[tuple[Any, list[Value] | None]]) -> list[Value] | None:
        """Goes on where several ways meet, each a block and its variables."""
        ends = [end for end in ends if end[1] is not None]
        if not ends:
            return None
        join = self.block()
        for block, x in ends:
            self.b.at(block)
            self.b.jump(join, *(x or []))
        self.b.at(join)
        return list(join.params)

    def arms(self, odd: Value, body: Tree, x: list[Value]) -> list[Value] | None:
        b = self.b
        blocks = [b.new_block(), b.new_block()]
        b.branch(odd, blocks[1], blocks[0])
        ends = []
        for block, tree in zip(blocks, body, strict=True):
            b.at(block)
            after = self.run(tree, x)
            ends.append((b.block, after))
        return self.join(ends)

    def attempt(self, body: Tree, x: list[Value]) -> list[Value] | None:
        b = self.b
        outer, handler = self.handler, self.block()
        self.handler = handler
        empty = b.new_block()  # a handler must be someone's
        empty.handler, empty.handler_args = handler, list(x)
        b.jump(empty)
        b.at(empty)
        self.go_on()
        after = self.run(body[0], x)
        ends = [(b.block, after)]
        self.handler = outer
        b.at(handler)
        b.op("catch")
        after = self.run(body[1], list(handler.params))
        ends.append((b.block, after))
        return self.join(ends)

    def loop(self, kind: str, v: list[int], body: Tree, x: list[Value]) -> list[Value] | None:
        b = self.b
        bound = self.mod(x[v[0]], 5)
        header, latch, done = self.block(1), self.block(), self.block()
        b.jump(header, *x, b.word(0))
        b.at(header)
        *now, i = header.params
        inside = b.new_block()
        if kind == "for":
            b.branch(b.op("i64.lt_s", i, bound), inside, done, [], now)
        else:
            more = b.op("i64.ne", self.mod(now[v[0]], 11), b.i64(3))
            b.branch(b.op("i32.and", more, b.op("i64.lt_s", i, b.i64(6))), inside, done, [], now)
        b.at(inside)
        if kind == "for":
            now[v[1]] = self.mod(b.op("int.add", now[v[1]], i), 1009)
        self.targets.append((lambda x: b.jump(done, *x), lambda x: b.jump(latch, *x)))
        after = self.run(body, now)
        self.targets.pop()
        if after is not None:
            b.jump(latch, *after)
        b.at(latch)
        b.jump(header, *latch.params, b.op("i64.add", i, b.i64(1), rep=Rep.INT))
        b.at(done)
        return list(done.params)


def build(tree: Tree) -> Function:
    f = new_function("f", [Rep.INT] * VARIABLES, Rep.INT)
    b = Builder(f)
    b.pos = corpus.at(5)
    after = Writer(b).run(tree, f.params)
    assert after is not None
    total = after[0]
    for value in after[1:]:
        total = b.op("int.add", b.op("int.mul", total, b.word(1009)), value)
    b.ret(total)
    return f


def expected(tree: Tree, args: list[int]) -> int | None:
    x = list(args)
    try:
        interpret(tree, x, [3000])
    except Failed:
        return None
    total = x[0]
    for n in x[1:]:
        total = total * 1009 + n
    return total


@pytest.mark.parametrize("seed", range(120))
def test_random_function(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polls, "STRIP_TURNS", 2)
    monkeypatch.setattr(polls, "SHORT_INSTRUCTIONS", 0)
    r = random.Random(seed)
    tree = statements(r, 4, 0) + statements(r, 4, 0)
    args = [r.randrange(1009) for _ in range(VARIABLES)]
    try:
        want = expected(tree, args)
    except TimeoutError:
        pytest.skip("runs too long")
    f = build(tree)
    verify(corpus.program(f, corpus.step()))
    if seed % 2:
        corpus.tested_at_the_bottom(f)
    for threads, every in ((True, False), (True, True), (False, True)):
        machine = Machine(corpus.program(f, corpus.step()), threads=threads)
        machine.every_poll = every
        machine.polls_until = None if threads else 1 << 30
        Blocking(machine).block_at = lambda call, every=every: every and call % 3 != 0
        if want is None:
            with pytest.raises(Raised, match="weft_raise_zero"):
                machine.run("f", *args)
        else:
            assert machine.run("f", *args) == want
