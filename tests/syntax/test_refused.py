"""What is refused, by code and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syntax.helpers import codes

REFUSED = [
    ("def f():\n    yield 1", "E0420", 2),
    ("g = (x for x in [1])", "E0420", 1),
    ("async def f(): pass", "E0421", 1),
    ("@property\ndef f(): pass", "E0422", 1),
    (
        "class C:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): pass",
        "E0422",
        4,
    ),
    ("def dataclass(c): return c\n@dataclass\nclass C: pass", "E0422", 2),
    ("class A: pass\nclass B: pass\nclass C(A, B): pass", "E0423", 3),
    ("class A: pass\nclass C(metaclass=A): pass", "E0424", 2),
    ("x = b'a'", "E0426", 1),
    ("x = 2j", "E0427", 1),
    ("class C:\n    for x in [1]: pass", "E0429", 2),
    ("class C:\n    class D: pass", "E0429", 2),
    ("class C: pass\nc = C()\ndel c.x", "E0430", 3),
    ("from math import *", "E0431", 1),
    ("match {}:\n    case {1: x, **rest}: pass", "E0433", 2),
    ("x = ...", "E0435", 1),
    ("x = [1][1:2, 3:4]", "E0437", 1),
    ("class C:\n    def m(self): super(C, self).m()", "E0439", 2),
    ("eval('1')", "E0440", 1),
    ("getattr(1, 'x')", "E0440", 1),
    ("breakpoint()", "E0441", 1),
    ("x = 2305843009213693952", "E0442", 1),
    ("x = -2305843009213693953", "E0442", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), REFUSED)
def test_refused(text: str, code: str, line: int, tmp_path: Path) -> None:
    assert codes(tmp_path, text) == [(code, line)]


FINE = [
    "x = -2305843009213693952\ny = 2305843009213693951",
    "class C:\n    ...\n    'text'\n    x: int\n    y = z = 1\n    def m(self): ...",
    "print(sum(x for x in [1]), max((x for x in [1]), default=0))",
    "class C(object): pass",
    "a, (*b, c), [d] = 1, (2, 3), [4]",
    "def f(*a, b=1, c): pass\nf(*[1], c=2)",
    "def list(x): return x\nprint(list(1))",
]


@pytest.mark.parametrize("text", FINE)
def test_fine(text: str, tmp_path: Path) -> None:
    assert codes(tmp_path, text) == []


def test_finally_suites_are_not_built_without_end(tmp_path: Path) -> None:
    text = "".join("  " * n + "try: pass\n" + "  " * n + "finally:\n" for n in range(8)) + "  " * 8 + "pass\n"
    assert {code for code, _ in codes(tmp_path, text)} == {"E0436"}
