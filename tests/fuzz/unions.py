"""Random programs whose values are of several kinds: through variables of loops, tests of their kind, calls, containers
and fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

PRELUDE = """
class P:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, P) and self.v == other.v

    def __repr__(self):
        return f"P({self.v!r})"

    def get(self):
        return self.v


class Q:
    def __init__(self, v, w):
        self.v, self.w = v, w

    def __repr__(self):
        return f"Q({self.v!r}, {self.w!r})"

    def __len__(self):
        return 3

    def get(self):
        return self.w


class R(P):
    def get(self):
        return (self.v, 0)
"""
KINDS = ["int", "float", "str", "None", "bool", "list", "tuple", "dict", "range", "P", "Q", "R"]
TESTED = {
    "int": "int",
    "float": "float",
    "str": "str",
    "bool": "bool",
    "list": "list",
    "tuple": "tuple",
    "dict": "dict",
    "range": "range",
    "P": "P",
    "Q": "Q",
    "R": "R",
}
CAUGHT = "(TypeError, AttributeError, IndexError, KeyError, ValueError, ZeroDivisionError)"


@dataclass
class Writer:
    random: Random
    kinds: list[str]
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    names: int = 0

    def put(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def literal(self, depth: int = 1) -> str:
        """A value of one of the case's kinds."""
        r = self.random
        kind = r.choice(self.kinds)
        small = str(r.randrange(-2, 4))
        inner = self.literal(depth - 1) if depth else small
        match kind:
            case "int":
                return small
            case "float":
                return r.choice(["0.5", "-1.5", "2.0", "1e20"])
            case "str":
                return r.choice(["''", "'a'", "'bc'", "'2'"])
            case "bool":
                return r.choice(["True", "False"])
            case "list":
                return r.choice(["[]", f"[{inner}]", f"[{inner}, {small}]"])
            case "tuple":
                return r.choice([f"({inner},)", f"({inner}, {small})"])
            case "dict":
                return r.choice(["{}", f"{{{small}: {inner}}}"])
            case "range":
                return f"range({r.randrange(4)})"
            case "P" | "R":
                return f"{kind}({inner})"
            case "Q":
                return f"Q({inner}, {small})"
        return "None"

    def variable(self) -> str:
        return self.random.choice(["u", "v", "w"])

    def value(self) -> str:
        return self.variable() if self.random.random() < 0.7 else self.literal()

    def test(self) -> str:
        r, v = self.random, self.variable()
        kinds = [k for k in self.kinds if k in TESTED] or ["int"]
        return r.choice(
            [
                f"{v} is None",
                f"{v} is not None",
                f"isinstance({v}, {r.choice(kinds)})",
                f"not isinstance({v}, {r.choice(kinds)})",
                f"isinstance({v}, ({r.choice(kinds)}, {r.choice(kinds)}))",
                v,
                f"not {v}",
                f"{v} == {self.value()}",
                f"{v} != {self.value()}",
                f"{v} in [{self.value()}, {self.value()}]",
            ]
        )

    def expression(self) -> str:
        """What may raise."""
        r, v, other = self.random, self.variable(), self.value()
        return r.choice(
            [
                f"{v} + {other}",
                f"{v} * {r.choice(['2', other])}",
                f"{v} - {other}",
                f"{v} < {other}",
                f"len({v})",
                f"{v}[0]",
                f"{v}[{other}]",
                f"-{v}",
                f"{v}.v",
                f"{v}.get()",
                f"[x for x in {v}]",
                f"({v}, {other})",
                f"[{v}, {other}]",
                f"str({v})",
                f"repr({v})",
                f"f'{{{v}}}'",
                f"bool({v})",
                f"{v} == {other}",
                f"{other} in {v}",
                f"max({v}, {other})",
                f"sum({v})",
                f"list({v})",
                f"type({v}).__name__",
                f"({v} if {self.test()} else {other})",
                f"({v} or {other})",
                f"({v} and {other})",
                f"h({v})",
                f"h({other})",
                f"{{1: {v}}}",
                f"sorted({v})",
                f"P({v})",
                f"tuple({v})",
                f"{v}[:1]",
            ]
        )

    def block(self, budget: int, loops: bool) -> None:
        self.depth += 1
        for _ in range(self.random.randrange(1, 3)):
            self.statement(budget, loops)
        self.depth -= 1

    def statement(self, budget: int, loops: bool = False) -> None:
        r = self.random
        match r.randrange(10 if budget else 5):
            case 0 | 1:
                self.put(f"{self.variable()} = {self.value()}")
            case 2 | 3:
                self.put("try:")
                self.put(f"    print({self.expression()})")
                self.put(f"except {CAUGHT} as e:")
                self.put("    print(type(e).__name__)")
            case 4:
                self.put(f"print({self.variable()}, {self.test()})")
            case 5 | 6:
                self.put(f"if {self.test()}:")
                self.block(budget - 1, loops)
                if r.random() < 0.6:
                    self.put("else:")
                    self.block(budget - 1, loops)
            case 7 if not loops:
                items = ", ".join(self.literal() for _ in range(r.randrange(1, 4)))
                self.put(f"for {self.variable()} in ({items}{',' if ',' not in items else ''}):")
                self.block(budget - 1, True)
            case 8 if not loops:
                self.names += 1
                self.put(f"for k{self.names} in range(3):")
                self.block(budget - 1, True)
            case _:
                self.put("try:")
                self.put(f"    {self.variable()} = {self.expression()}")
                self.put(f"except {CAUGHT}:")
                self.put("    pass")


def case(random: Random, name: str) -> str:
    writer = Writer(random, random.sample(KINDS, random.randrange(2, 5)))
    for _ in range(random.randrange(3, 7)):
        writer.statement(3)
    writer.put(f"return {writer.variable()}")
    body = "\n".join(writer.lines).replace("h(", f"{name}_h(")
    test = writer.test()
    for variable in "vw":
        test = test.replace(f" {variable} ", " u ").replace(f"({variable},", "(u,")
    calls = "".join(
        f"    print({name}_f({writer.literal()}, {writer.literal()}, {writer.literal()}))\n" for _ in range(3)
    )
    helper = f"def {name}_h(u, v=None, w=None):\n    if {test}:\n        return u\n    return {writer.literal()}\n"
    return f"{helper}\n\ndef {name}_f(u, v, w):\n{body}\n\n\ndef {name}():\n{calls}"
