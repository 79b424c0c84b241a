"""Random control flow: loops with `else`, `break` and `continue`; `try` with all its parts, `with`, `match`, and
`return` and `raise` in odd places. What runs is told by a trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

ERRORS = ["ValueError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError", "Special", "Exception"]
RAISED = ["ValueError(n)", "KeyError(n)", "IndexError(n)", "Special(n)", "RuntimeError(n)"]
#: what the cases use
PRELUDE = """
class Special(ValueError):
    pass


class Manager:
    def __init__(self, trace, number, swallows, fails=0):
        self.trace, self.number, self.swallows, self.fails = trace, number, swallows, fails

    def __enter__(self):
        self.trace.append(1000 + self.number)
        if self.fails == 1:
            raise KeyError(self.number)
        return self.number

    def __exit__(self, kind, value, tb):
        self.trace.append(2000 + self.number if kind is None else 3000 + self.number)
        if self.fails == 2:
            raise IndexError(self.number)
        return self.swallows


def told(f, n):
    trace = []
    try:
        print(f(n, trace), end=" ")
    except Exception as e:
        print(type(e).__name__, e, type(e.__context__).__name__, end=" ")
    print(*trace)
"""


@dataclass
class Writer:
    random: Random
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    marks: int = 0
    names: int = 0

    def put(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def mark(self) -> None:
        self.marks += 1
        self.put(f"t.append({self.marks})")

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}{self.names}"

    def condition(self) -> str:
        r = self.random
        return r.choice(
            [
                f"n % {r.randrange(2, 5)} == {r.randrange(3)}",
                f"n > {r.randrange(6)}",
                f"len(t) % {r.randrange(2, 5)} == 0",
                f"n in ({r.randrange(6)}, {r.randrange(6)})",
                "n",
                "not n",
                f"n < {r.randrange(6)} or len(t) > 9",
            ]
        )

    def block(self, budget: int, loops: bool) -> None:
        self.depth += 1
        self.mark()
        for _ in range(self.random.randrange(1, 3)):
            self.statement(budget, loops)
        self.depth -= 1

    def jump(self, loops: bool) -> None:
        r = self.random
        ways = [f"return {r.randrange(100)}", f"raise {r.choice(RAISED)}", "[][n]", "1 // (n - 1)"]
        if loops:
            ways += ["break", "continue", "break", "continue"]
        self.put(f"if {self.condition()}:")
        self.depth += 1
        self.put(r.choice(ways))
        self.depth -= 1

    def statement(self, budget: int, loops: bool) -> None:
        r = self.random
        if budget <= 0:
            return self.mark() if r.random() < 0.5 else self.jump(loops)
        match r.randrange(11):
            case 0 | 1:
                self.jump(loops)
            case 2:
                self.put(f"if {self.condition()}:")
                self.block(budget - 1, loops)
                if r.random() < 0.5:
                    self.put("else:")
                    self.block(budget - 1, loops)
            case 3:
                self.put(f"for {self.name('i')} in range({r.choice(['n', '3', 'n % 3', '2'])}):")
                self.block(budget - 1, True)
                self.orelse(budget, loops)
            case 4:
                counter = self.name("w")
                self.put(f"{counter} = 0")
                self.put(f"while {counter} < {r.randrange(1, 4)}:")
                self.depth += 1
                self.put(f"{counter} += 1")
                self.depth -= 1
                self.block(budget - 1, True)
                self.orelse(budget, loops)
            case 5 | 6 | 7:
                self.try_(budget, loops)
            case 8 | 9:
                managers = []
                for _ in range(r.randrange(1, 3)):
                    made = f"Manager(t, {r.randrange(100)}, {r.random() < 0.4}, {r.choice([0, 0, 0, 1, 2])})"
                    managers.append(f"{made} as {self.name('m')}")
                self.put(f"with {', '.join(managers)}:")
                self.block(budget - 1, loops)
            case _:
                self.match(budget, loops)
        return None

    def orelse(self, budget: int, loops: bool) -> None:
        if self.random.random() < 0.4:
            self.put("else:")
            self.block(budget - 1, loops)

    def try_(self, budget: int, loops: bool) -> None:
        r = self.random
        self.put("try:")
        self.block(budget - 1, loops)
        handlers = r.randrange(0, 3)
        for _ in range(handlers):
            caught = r.choice([r.choice(ERRORS), f"({r.choice(ERRORS)}, {r.choice(ERRORS)})"])
            bound = self.name("e")
            self.put(f"except {caught} as {bound}:" if r.random() < 0.6 else f"except {caught}:")
            self.block(budget - 2, loops)
            if r.random() < 0.2:
                self.depth += 1
                self.put("raise")
                self.depth -= 1
        if handlers and r.random() < 0.3:
            self.put("else:")
            self.block(budget - 2, loops)
        if not handlers or r.random() < 0.4:
            self.put("finally:")
            self.block(budget - 2, loops)

    def match(self, budget: int, loops: bool) -> None:
        r = self.random
        self.put(r.choice(["match n:", "match n % 3:", "match len(t) % 4:"]))
        self.depth += 1
        for number in r.sample(range(5), r.randrange(1, 3)):
            pattern = r.choice([f"{number}", f"{number} | {number + 5}", f"{self.name('v')} if {self.condition()}"])
            self.put(f"case {pattern}:")
            self.block(budget - 1, loops)
        if r.random() < 0.5:
            self.put("case _:")
            self.block(budget - 1, loops)
        self.depth -= 1


def case(random: Random, name: str) -> str:
    writer = Writer(random)
    for _ in range(random.randrange(1, 4)):
        writer.statement(3, False)
    writer.put("return -1")
    body = "\n".join(writer.lines)
    return f"def {name}_f(n, t):\n{body}\n\n\ndef {name}():\n    for n in range(6):\n        told({name}_f, n)\n"
