"""Random programs in the shapes that lowering writes: loops over lists, checked ints, handlers, calls."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from weftc.ir.builder import Builder, new_function
from weftc.ir.ir import Block, Function, Pos, Program, Rep, Value

Names = list[Value]


class Generator:
    """Each function takes two ints and a list; `xs` stays the same list, the ints are reassigned as
    variables.
    """

    def __init__(self, random: Random) -> None:
        self.random = random
        self.functions: dict[str, Function] = {}
        self.line = 0

    def program(self) -> Program:
        count = self.random.randint(1, 3)
        for number in reversed(range(count)):
            self.function(f"f{number}")
        return Program(self.functions, {}, "f0", 0)

    def function(self, name: str) -> None:
        self.f = new_function(name, [Rep.INT, Rep.INT, Rep.REF], Rep.INT)
        self.b = Builder(self.f)
        self.callable = [*self.functions, *([name] if self.random.random() < 0.2 else [])]
        self.xs = self.f.params[2]
        self.size = self.random.randint(4, 14)
        names = self.statements([*self.f.params[:2], self.b.word(self.random.randint(-3, 9))], 0)
        self.b.ret(self.random.choice(names))
        self.functions[name] = self.f

    def at(self) -> None:
        self.line += 1
        self.b.pos = Pos("main.py", self.f.name, self.line, 0, self.line, 1)

    def statements(self, names: Names, depth: int) -> Names:
        for _ in range(self.random.randint(1, 4)):
            if self.size <= 0:
                break
            self.size -= 1
            self.at()
            names = self.statement(list(names), depth)
        return names

    def statement(self, names: Names, depth: int) -> Names:
        kinds: list[Callable[[Names, int], Names]]
        kinds = [*[self.assign] * 4, *[self.store] * 2, self.log, self.call]
        if depth < 3:
            kinds += [*[self.choose] * 2, *[self.count] * 3, self.repeat, self.repeat, self.attempt]
        return self.random.choice(kinds)(names, depth)

    def assign(self, names: Names, _: int) -> Names:
        names[self.random.randrange(3)] = self.expression(names, 0)
        return self.seen(names)

    def seen(self, names: Names) -> Names:
        """An assignment that a handler could see: the block is split."""
        if self.b.handler is not None:
            self.b.handler_args = list(names)
            self.b.split()
        return names

    def expression(self, names: Names, depth: int) -> Value:
        b, random = self.b, self.random
        pick = random.randrange(12) if depth < 3 else random.randrange(3)
        if pick < 2:
            return random.choice(names)
        if pick == 2:
            return b.word(random.choice([0, 1, 2, 3, 5, -1, -4, 100, 1 << 31, (1 << 61) - 1]))
        if pick < 6:
            op = random.choice(["int.add", "int.sub", "int.mul"])
            return b.op(op, self.expression(names, depth + 1), self.expression(names, depth + 1))
        if pick < 9:
            divisor = b.word(random.choice([2, 8, 7, 1000, -3]))
            if random.random() < 0.3:
                divisor = self.expression(names, depth + 1)
                b.op("guard", b.op("i64.eqz", divisor), imm=("weft_raise_zero", (2,)))
            return b.op(
                random.choice(["int.mod", "int.floordiv"]), self.expression(names, depth + 1), divisor
            )
        if pick == 9:
            return b.op("int.neg", self.expression(names, depth + 1))
        return self.element(self.expression(names, depth + 1))

    def index(self, index: Value) -> Value:
        b = self.b
        length = b.op("i64.extend_i32_u", b.op("list.len", self.xs))
        if self.random.random() < 0.5:
            added = b.op("i64.and", b.op("i64.shr_s", index, b.i64(63)), length)
            place = b.op("i64.add", index, added)
        else:
            negative = b.op("i64.lt_s", index, b.i64(0))
            place = b.op("select", b.op("i64.add", index, length), index, negative, rep=Rep.I64)
        b.op("guard", b.op("i64.ge_u", place, length), imm=("weft_raise_index", (0,)))
        return place

    def element(self, index: Value) -> Value:
        place = self.index(index)
        data = self.b.op("list.data", self.xs)
        return self.b.op("load_elem", data, place, imm=("i64", 8, "elem:int"), rep=Rep.INT)

    def store(self, names: Names, _: int) -> Names:
        place = self.index(self.expression(names, 1))
        data = self.b.op("list.data", self.xs)
        self.b.op("store_elem", data, place, self.random.choice(names), imm=("i64", 8, "elem:int"))
        return names

    def log(self, names: Names, _: int) -> Names:
        self.b.op("rt", self.random.choice(names), imm="weft_build_int")
        return names

    def call(self, names: Names, _: int) -> Names:
        if self.callable:
            args = [self.expression(names, 2), self.random.choice(names), self.xs]
            made = self.b.op("call", *args, imm=self.random.choice(self.callable), rep=Rep.INT)
            names[self.random.randrange(3)] = made
            return self.seen(names)
        return names

    def blocks(self, *params: tuple[Rep, ...]) -> list[Block]:
        return [self.b.new_block(*reps) for reps in params]

    def enter(self, block: Block, names: Names) -> Names:
        """Goes on in `block`, whose last parameters are the variables."""
        names = block.params[-3:] if len(block.params) >= 3 else names
        if block.handler is not None:
            block.handler_args = list(names)
            self.b.handler_args = list(names)
        self.b.at(block)
        return list(names)

    def condition(self, names: Names) -> Value:
        a, b = self.random.choice(names), self.expression(names, 2)
        return self.b.op("i64." + self.random.choice(["lt_s", "le_s", "eq", "ne", "gt_s", "ge_s"]), a, b)

    def choose(self, names: Names, depth: int) -> Names:
        cond = self.condition(names)
        then, otherwise, after = self.blocks((), (), (Rep.INT,) * 3)
        self.b.branch(cond, then, otherwise)
        for block in (then, otherwise):
            inner = self.enter(block, names)
            self.b.jump(after, *self.statements(inner, depth + 1))
        return self.enter(after, names)

    def count(self, names: Names, depth: int) -> Names:
        """for i in range(...): i is put in place of a variable in the body."""
        b, random = self.b, self.random
        start = b.word(random.choice([0, 0, 1, -2]))
        limit: Value = random.choice([*names, b.word(random.randint(0, 8))])
        if random.random() < 0.5:
            limit = b.op("i64.extend_i32_u", b.op("list.len", self.xs))
        cell = random.randrange(3)
        header, body, after = self.blocks((Rep.INT,) * 4, (), (Rep.INT,) * 3)
        b.jump(header, start, *names)
        current = self.enter(header, names)
        i = header.params[0]
        b.branch(b.op("i64.lt_s", i, limit), body, after, (), current)
        inner = self.enter(body, current)
        if random.random() < 0.8:
            inner[cell] = i
            inner = self.seen(inner)
        inner = self.statements(inner, depth + 1)
        self.at()
        if random.random() < 0.3:
            stop, more = self.blocks((), ())
            b.branch(self.condition(inner), stop, more)
            self.enter(stop, inner)
            b.jump(after, *inner)
            inner = self.enter(more, inner)
        b.jump(header, b.op("int.add", i, b.word(1)), *inner)
        return self.enter(after, names)

    def repeat(self, names: Names, depth: int) -> Names:
        """while a and b: ..., perhaps with a break; often another loop with a test of the first comes next."""
        b, random = self.b, self.random
        bound, cell = random.choice(names), random.randrange(3)
        for _ in range(random.randint(1, 3)):
            header, body, after = self.blocks((Rep.INT,) * 3, (), (Rep.INT,) * 3)
            b.jump(header, *names)
            current = self.enter(header, names)
            test = b.op("i64.ne", current[cell], bound)
            if random.random() < 0.5:
                (second,) = self.blocks(())
                b.branch(test, second, after, (), current)
                self.enter(second, current)
                test = self.condition(current)
            b.branch(test, body, after, (), current)
            inner = self.enter(body, current)
            inner[cell] = b.op("int.add", inner[cell], b.word(random.choice([1, -1])))
            inner = self.statements(self.seen(inner), depth + 1)
            if random.random() < 0.3:
                stop, more = self.blocks((), ())
                b.branch(self.condition(inner), stop, more)
                self.enter(stop, inner)
                b.jump(after, *inner)
                inner = self.enter(more, inner)
            b.jump(header, *inner)
            names = self.enter(after, names)
        return names

    def attempt(self, names: Names, depth: int) -> Names:
        b = self.b
        outer, outer_args = b.handler, b.handler_args
        after, caught = self.blocks((Rep.INT,) * 3, (Rep.INT,) * 3)
        b.handler, b.handler_args = caught, list(names)
        body = b.split()
        inner = self.statements(self.enter(body, names), depth + 1)
        b.jump(after, *inner)
        b.handler, b.handler_args = outer, outer_args
        inner = self.enter(caught, names)
        b.op("catch")
        b.jump(after, *self.statements(inner, depth + 1))
        return self.enter(after, names)
