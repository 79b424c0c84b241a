"""Random arithmetic of ints, floats and bools, near the ends of what a word holds, within `try`."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

INTS = [
    0,
    1,
    -1,
    2,
    3,
    -3,
    7,
    10,
    63,
    64,
    1000,
    2**31 - 1,
    2**31,
    -(2**31),
    2**32,
    2**53 - 1,
    2**53,
    2**53 + 1,
    2**59,
    2**60 - 1,
    2**60,
    -(2**60),
    2**61 - 2,
    2**61 - 1,
    -(2**61),
    -(2**61) + 1,
]
FLOATS = [
    "0.0",
    "-0.0",
    "1.0",
    "0.5",
    "-2.5",
    "0.1",
    "1e16",
    "1e300",
    "-1e300",
    "5e-324",
    "9007199254740993.0",
    "1e-7",
    "float('inf')",
    "float('nan')",
    "2.3e18",
    "-1.5",
    "3.0",
]
DEPTH = 4
LOOPS = 6


@dataclass
class Writer:
    """Writes one function. `scope`: the variables that have a value, by the kind of it."""

    random: Random
    lines: list[str] = field(default_factory=list)
    scope: dict[str, list[str]] = field(default_factory=lambda: {"int": ["a", "b"], "float": ["x", "y"], "bool": ["p"]})
    depth: int = 1

    def put(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def any_of(self, *ways: str) -> str:
        return self.random.choice(ways)

    def literal(self) -> int:
        return self.random.choice(INTS if self.random.random() < 0.4 else INTS[:10])

    # --- expressions --------------------------------------------------------------------------------------------------

    def int_(self, depth: int = DEPTH) -> str:
        r = self.random
        if not depth or r.random() < 0.2:
            return r.choice(self.scope["int"]) if r.random() < 0.7 else f"({self.literal()})"
        a, b = self.int_(depth - 1), self.int_(depth - 1)
        match r.randrange(20):
            case 0 | 1 | 2 | 3:
                return f"({a} {r.choice('+-')} {b})"
            case 4 | 5:
                return f"({a} * {b})"
            case 6 | 7:
                return f"({a} // {b})"
            case 8 | 9:
                return f"({a} % {b})"
            case 10 | 11:
                return f"({a} {r.choice('&|^')} {b})"
            case 12:
                return f"({a} {r.choice(['<<', '>>'])} {r.choice([0, 1, 5, 30, 60, 61, 62, 64])})"
            case 13:
                return f"({a} >> ({b} & 63))"
            case 14:
                return f"({r.choice('-~')}{a})"
            case 15:
                return f"({a} ** {r.randrange(4)})"
            case 16:
                return self.any_of(f"int({self.float_(depth - 1)})", f"round({self.float_(depth - 1)})")
            case 17:
                return self.any_of(f"abs({a})", f"int({self.bool_(depth - 1)})", f"({self.bool_(depth - 1)} + {a})")
            case 18:
                return self.any_of(f"min({a}, {b})", f"max({a}, {b})", f"divmod({a}, {b})[{r.randrange(2)}]")
            case _:
                return f"({a} if {self.bool_(depth - 1)} else {b})"

    def float_(self, depth: int = DEPTH) -> str:
        r = self.random
        if not depth or r.random() < 0.2:
            return r.choice(self.scope["float"]) if r.random() < 0.7 else r.choice(FLOATS)
        a, b, n = self.float_(depth - 1), self.float_(depth - 1), self.int_(depth - 1)
        match r.randrange(12):
            case 0 | 1 | 2:
                return f"({a} {r.choice('+-*')} {b})"
            case 3:
                return f"({a} / {b})"
            case 4:
                return f"({n} / {self.int_(depth - 1)})"
            case 5:
                return f"({a} {r.choice(['//', '%'])} {b})"
            case 6:
                return self.any_of(f"({a} {r.choice('+-*')} {n})", f"({n} {r.choice('+-*')} {a})")
            case 7:
                return f"float({n})"
            case 8:
                return self.any_of(f"(-{a})", f"abs({a})")
            case 9:
                return f"round({a}, {r.randrange(-3, 6)})"
            case 10:
                return f"({a} ** {r.choice([2, 3, -1, 0])})" if r.random() < 0.5 else f"max({a}, {b})"
            case _:
                return f"({a} if {self.bool_(depth - 1)} else {b})"

    def bool_(self, depth: int = DEPTH) -> str:
        r = self.random
        if not depth or r.random() < 0.2:
            return r.choice(self.scope["bool"])
        relation = r.choice(["<", "<=", ">", ">=", "==", "!="])
        match r.randrange(7):
            case 0 | 1:
                return f"({self.int_(depth - 1)} {relation} {self.int_(depth - 1)})"
            case 2:
                return f"({self.float_(depth - 1)} {relation} {self.float_(depth - 1)})"
            case 3:
                return f"({self.int_(depth - 1)} {relation} {self.float_(depth - 1)})"
            case 4:
                return f"(not {self.bool_(depth - 1)})"
            case 5:
                return f"({self.bool_(depth - 1)} {r.choice(['and', 'or'])} {self.bool_(depth - 1)})"
            case _:
                return f"bool({self.int_(depth - 1)})"

    def value(self) -> str:
        return self.any_of(self.int_(), self.float_(), self.bool_())

    # --- statements ---------------------------------------------------------------------------------------------------

    def block(self, budget: int, loops: int = 0) -> None:
        self.depth += 1
        for _ in range(self.random.randrange(1, 4)):
            self.statement(budget, loops)
        self.depth -= 1

    def statement(self, budget: int, loops: int = 0) -> None:
        r = self.random
        match r.randrange(10 if budget else 5):
            case 0 | 1:
                self.put(f"{r.choice(self.scope['int'][:4])} = {self.int_()}")
            case 2:
                self.put(f"{r.choice(self.scope['float'])} = {self.float_()}")
            case 3:
                self.put(f"print({self.value()})")
            case 4:
                self.put(f"{r.choice(['a', 'b'])} {r.choice(['+', '-', '*', '//', '%', '&', '>>'])}= {self.int_(2)}")
            case 5 | 6:
                self.put("try:")
                self.block(budget - 1, loops)
                for name in r.sample(["ZeroDivisionError", "ValueError", "OverflowError"], r.randrange(1, 4)):
                    self.put(f"except {name}:")
                    self.block(0, loops)
                if r.random() < 0.3:
                    self.put("finally:")
                    self.block(0, loops)
            case 7:
                self.put(f"if {self.bool_()}:")
                self.block(budget - 1, loops)
                self.put("else:")
                self.block(budget - 1, loops)
            case _ if loops < 2:
                variable = f"k{loops}"
                bounds = r.choice(["{n}", "2, {n}", "{n}, 0, -1", "-{n}, {n}, 3"]).format(n=r.randrange(1, LOOPS))
                self.put(f"for {variable} in range({bounds}):")
                self.scope["int"].append(variable)
                self.block(budget - 1, loops + 1)
                self.scope["int"].remove(variable)
            case _:
                self.put(f"p = {self.bool_()}")


def case(random: Random, name: str) -> str:
    """A function `name` without parameters, and one that it calls."""
    writer = Writer(random)
    for _ in range(random.randrange(2, 6)):
        writer.statement(3)
    writer.put("print(a, b, x, y, p)")
    writer.put("return a")
    calls = []
    for _ in range(3):
        a, b = random.choice(INTS), random.choice(INTS)
        x, y = random.choice(FLOATS), random.choice(FLOATS)
        calls.append(
            f"    try:\n        print({name}_f({a}, {b}, {x}, {y}, {random.random() < 0.5}))\n"
            "    except ArithmeticError as e:\n        print(type(e).__name__)\n"
            "    except ValueError:\n        print('ValueError')\n"
        )
    body = "\n".join(writer.lines)
    return f"def {name}_f(a, b, x, y, p):\n{body}\n\n\ndef {name}():\n{''.join(calls)}"
