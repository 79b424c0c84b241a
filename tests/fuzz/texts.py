"""Random programs that put texts together in loops, while others hold what they were: names, lists, keys, objects,
handlers. A text that grows where somebody sees it prints otherwise than CPython's."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

PRELUDE = """
class Held:
    def __init__(self):
        self.a = ""
        self.b = "b"


def risky(text, i):
    if (len(text) + i) % 3 == 0:
        raise ValueError(text)
    return text[-2:]


def itself_of(text):
    return text
"""


@dataclass
class Writer:
    random: Random
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    loops: int = 0

    def put(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def place(self) -> str:
        return self.random.choice(["s", "s", "t", "u", "v", "held.a"])

    def part(self) -> str:
        r, x = self.random, self.place()
        return r.choice(
            [
                *("'a'", "'bc'", "''", "'\\xe9'", "'\\u20ac'", "str(i)", "chr(97 + i)"),
                *(f"{x}[-1:]", f"{x}[1:4]", f"risky({x}, i)"),
            ]
        )

    def text(self) -> str:
        r, x = self.random, self.place()
        other = f"({x} or {self.place()})"
        return r.choice([x, x, f"{x}[:]", f"itself_of({x})", other, "''", f"{x}.strip()", f"f'{{{x}}}'"])

    def test(self) -> str:
        r, x, y = self.random, self.place(), self.place()
        return r.choice(
            [
                *(f"len({x}) % 2", f"{x} == {y}", f"{x}", f"{x} < {y}", "i % 2"),
                *(f"'b' in {x}", f"{x} in seen", f"{x}.endswith('a')"),
            ]
        )

    def block(self, budget: int) -> None:
        self.depth += 1
        for _ in range(self.random.randrange(1, 4)):
            self.statement(budget)
        self.depth -= 1

    def statement(self, budget: int) -> None:
        r, x, y = self.random, self.place(), self.place()
        match r.randrange(17 if budget else 11):
            case 0 | 1 | 2:
                self.put(f"{x} += {self.part()}")
            case 3:
                self.put(f"{x} = {x} + {self.part()}")
            case 4:
                self.put(f"{x} = {self.text()}")
            case 5:
                self.put(f"{x}, {y} = {y}, {self.text()}")
            case 6:
                self.put(f"if len({x}) + len({y}) < 99:")
                self.put(f"    {x} += {y}")
            case 7:
                self.put(f"kept.append({self.text()})")
            case 8:
                self.put(r.choice([f"seen[{x}] = i", f"kept.append(len({x}))", f"print({x})", f"kept = [{x}]"]))
            case 9:
                self.put(f"n = len({x})")
                self.put(f"{x} += {self.part()}")
                self.put(f"kept.append(n + len({x}))")
            case 10:
                self.put(f"later.append(lambda {y[-1]}={x}: {y[-1]})")
            case 11 | 12 if self.loops < 4:
                self.loops += 1
                over_text = f"for i, {r.choice('tu')} in enumerate({x}[:5]):"
                self.put(r.choice([f"for i in range({r.randrange(2, 6)}):", over_text]))
                self.block(budget - 1)
            case 13 | 14:
                self.put("try:")
                self.block(budget - 1)
                self.put("except ValueError as e:")
                self.put(f"    kept.append({r.choice([x, 'e.args'])})")
                self.block(budget - 1)
            case _:
                self.put(f"if {self.test()}:")
                self.block(budget - 1)
                if r.random() < 0.5:
                    self.put("else:")
                    self.block(budget - 1)


def case(random: Random, name: str) -> str:
    writer = Writer(random)
    writer.put("s, t, u, v, i = '', 'x', '', 'yz', 0")
    writer.put("kept, seen, later, held = [], {}, [], Held()")
    writer.put(f"for i in range({random.randrange(2, 7)}):")
    for _ in range(2):
        writer.block(3)
    writer.put("print(ascii([s, t, u, v, held.a, kept, sorted(seen), [f() for f in later]]))")
    return f"def {name}():\n" + "\n".join(writer.lines)
