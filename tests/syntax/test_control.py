"""Random programs of loops, `try`, `with`, `match` and jumps, run built and by Python: the same trace."""

from __future__ import annotations

import contextlib
import io
import random
import textwrap
from pathlib import Path

import pytest

from tests.syntax.helpers import load, verified
from tests.syntax.interpret import Interpreter

PRELUDE = """
class Manager:
    def __init__(self, name, swallows):
        self.name = name
        self.swallows = swallows

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        print("exit", self.name, error)
        return self.swallows


def fail(kind, text):
    print("fail", text)
    if kind == 0:
        raise ValueError(text)
    if kind == 1:
        raise KeyError(text)
    return 1 // 0
"""

PROGRAM = """
def f(n):
    a = b = 0
    c = None
{body}
    return ("end", a, b, c)


for n in range(4):
    try:
        print(f(n))
    except Exception as error:
        print(type(error).__name__, error, type(error.__context__).__name__)
"""


class Writer:
    """Writes random statements."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def number(self) -> int:
        self.count += 1
        return self.count

    def suite(self, depth: int, loop: bool, handler: bool, closed: bool = False) -> str:
        """`loop`: `break` may stand here; `handler`: so may a bare `raise`."""
        parts = [self.statement(depth, loop, handler) for _ in range(self.random.randint(1, 3))]
        return textwrap.indent("\n".join(parts), "    ")

    def statement(self, depth: int, loop: bool, handler: bool) -> str:
        simple = ["trace", "assign", "assign", "fail", "return", "delete", "narrow", "narrow"]
        if loop:
            simple += ["break", "continue"]
        if handler:
            simple += ["reraise", "raise from"]
        kinds = (
            simple if depth == 0 else [*simple, "if", "if", "for", "while", "try", "try", "finally", "with", "match"]
        )
        write = getattr(self, "_" + self.random.choice(kinds).replace(" ", "_"))
        return str(write(depth - 1, loop, handler))

    def test(self) -> str:
        r = self.random
        tests = [
            "n > {}", "n == {}", "a % 2 == 0", "c is None", "not c", "isinstance(c, str) and len(c) > {}",
            "0 < n <= {}", "c is not None or n == {}", "(m := n + {}) > 2 and m < 5", "a < b",
        ]  # fmt: skip
        return r.choice(tests).format(r.randint(0, 3))

    def name(self) -> str:
        return self.random.choice("abc")

    def _trace(self, depth: int, loop: bool, handler: bool) -> str:
        return f"print({self.number()}, a, b, c)"

    def _assign(self, depth: int, loop: bool, handler: bool) -> str:
        r = self.random
        return r.choice(
            [
                f"{self.name()} = {self.number()}",
                "a += 1",
                "a, b = b, a",
                f"c = 'text{self.number()}'",
                "b = b or n",
                "c = None",
            ]
        )

    def _narrow(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: c = {self.number()} if c is None else 'other'"

    def _fail(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: fail({self.random.randint(0, 2)}, {self.number()})"

    def _return(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: return {self.number()}, a, b, c"

    def _delete(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}:\n    del b\n    b = {self.number()}"

    def _break(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: break"

    def _continue(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: continue"

    def _reraise(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: raise"

    def _raise_from(self, depth: int, loop: bool, handler: bool) -> str:
        return f"if {self.test()}: raise RuntimeError({self.number()}) from None"

    def _if(self, depth: int, loop: bool, handler: bool) -> str:
        text = f"if {self.test()}:\n{self.suite(depth, loop, handler)}"
        if self.random.random() < 0.4:
            text += f"\nelif {self.test()}:\n{self.suite(depth, loop, handler)}"
        if self.random.random() < 0.6:
            text += f"\nelse:\n{self.suite(depth, loop, handler)}"
        return text

    def _otherwise(self, depth: int, loop: bool, handler: bool) -> str:
        return f"\nelse:\n{self.suite(depth, loop, handler)}" if self.random.random() < 0.4 else ""

    def _for(self, depth: int, loop: bool, handler: bool) -> str:
        text = f"for i{depth} in range({self.random.randint(0, 3)}):\n{self.suite(depth, True, handler)}"
        return text + self._otherwise(depth, loop, handler)

    def _while(self, depth: int, loop: bool, handler: bool) -> str:
        name = f"w{self.number()}"
        text = f"{name} = 0\nwhile {name} < 3:\n    {name} += 1\n{self.suite(depth, True, handler)}"
        return text + self._otherwise(depth, loop, handler)

    def _try(self, depth: int, loop: bool, handler: bool) -> str:
        text = f"try:\n{self.suite(depth, loop, handler)}"
        for kind in self.random.sample(
            ["ValueError", "(KeyError, IndexError)", "ArithmeticError"], self.random.randint(1, 2)
        ):
            text += f"\nexcept {kind} as e{depth}:\n    print('caught', e{depth})\n{self.suite(depth, loop, True)}"
        text += self._otherwise(depth, loop, handler)
        if self.random.random() < 0.4:
            text += f"\nfinally:\n    print('finally', a, b, c)\n{self.suite(depth, loop, handler)}"
        return text

    def _finally(self, depth: int, loop: bool, handler: bool) -> str:
        last = self.suite(max(depth - 1, 0), loop, handler)
        return f"try:\n{self.suite(depth, loop, handler)}\nfinally:\n    print('finally')\n{last}"

    def _with(self, depth: int, loop: bool, handler: bool) -> str:
        items = [
            f"Manager({self.number()}, {self.random.choice([True, False])})"
            + self.random.choice(["", " as a", " as b"])
            for _ in range(self.random.randint(1, 2))
        ]
        return f"with {', '.join(items)}:\n{self.suite(depth, loop, handler)}"

    def _match(self, depth: int, loop: bool, handler: bool) -> str:
        r = self.random
        patterns = ["0", "1 | 2", "int() as a", "str()", "None", "(x, y)", "[x, *b]", "int(a) if a > 2", "_ if n"]
        text = f"match {r.choice(['n', 'c', '(a, b)', 'a', '[n, a, b]'])}:"
        for pattern in r.sample(patterns, r.randint(1, 4)):
            text += f"\n    case {pattern}:\n{textwrap.indent(self.suite(depth, loop, handler), '    ')}"
        return text


def traced(folder: Path, text: str) -> str:
    program, sink = load(folder, text)
    assert program is not None, sink.diagnostics()
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        Interpreter(verified(program)).run_module("__main__")
    return output.getvalue()


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("seed", range(200))
def test_same_trace(seed: int, tmp_path: Path) -> None:
    writer = Writer(seed)
    text = PRELUDE + PROGRAM.format(body=writer.suite(3, False, False))
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(text, "program", "exec"), {"__name__": "__main__"})
    assert traced(tmp_path, text) == output.getvalue(), text
