"""Scopes: what names mean, what closures take along, and names that mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syntax.helpers import codes, load, verified
from weftc.hir.printer import codes_below

CAPTURES = [
    ("def f(x):\n    return lambda: x", [("x", False)]),
    ("def f(x):\n    x += 1\n    return lambda: x", [("x", True)]),
    ("def f():\n    y = 1\n    def g(): return y\n    return g", [("y", False)]),
    ("def f():\n    def g(): return y\n    y = 1\n    return g", [("y", True)]),
    ("def f(c):\n    if c: y = 1\n    return lambda: y", [("y", True)]),
    ("def f(c):\n    if c:\n        y = 1\n        return lambda: y", [("y", False)]),
    ("def f():\n    for i in range(3): g = lambda: i", [("i", True)]),
    ("def f():\n    return [lambda: i for i in range(3)]", [("i", True)]),
    ("def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    g()", [("n", True)]),
    ("def f():\n    def g(n): return g(n - 1)\n    return g", [("g", True)]),
    ("def f(a, b):\n    def g():\n        return lambda: a\n    return g", [("a", False)]),
]


@pytest.mark.parametrize(("text", "expected"), CAPTURES)
def test_captures(text: str, expected: list[tuple[str, bool]], tmp_path: Path) -> None:
    program, _ = load(tmp_path, text)
    assert program is not None
    below = codes_below(verified(program).main.functions["f"])
    assert below[1].captures == expected


def test_module_description(tmp_path: Path) -> None:
    program, _ = load(
        tmp_path,
        """
        import math
        LIMIT = 10
        SIGN = -1.5
        early = g if False else 1
        def g(): return LIMIT
        def h(): return late
        late = 3
        class C: pass
        if LIMIT:
            def twice(): pass
        again = 1
        again = 2
        """,
    )
    assert program is not None
    main = program.main
    assert main.globals == ["math", "LIMIT", "SIGN", "early", "g", "h", "late", "C", "twice", "again"]
    assert main.constants == {"LIMIT": 10, "SIGN": -1.5, "late": 3}
    assert list(main.functions) == ["g", "h"]
    assert list(main.classes) == ["C"]


UNDEFINED = [
    ("print(cuont)\ncount = 1", [("E0201", 1)]),
    ("def never_called():\n    return unknown", [("E0201", 2)]),
    ("xs = [y for y in range(3)]\nprint(y)", [("E0201", 2)]),
    ("class C:\n    k = 1\n    def m(self):\n        return k", [("E0201", 4)]),
    ("class C:\n    k = 1\n    j = k + 1", []),
    ("def f():\n    return g()\ndef g():\n    return __name__", []),
    ("x: Undefined = 1", []),
    ("import math\nmath.squareroot(2)", [("E0304", 2)]),
    ("import weft\nweft.net()", [("E0445", 2)]),
    ("from weft import Space", [("E0445", 1)]),
    ("from math import sqroot", [("E0203", 1)]),
    ("import nothing", [("E0202", 1)]),
    ("import re", [("E0444", 1)]),
    ("import random, bisect, nonesuch", [("E0202", 1)]),
    ("import string\nstring.ascii_lettrs", [("E0304", 2)]),
    ("import string\nstring.Template", [("E0445", 2)]),
    ("from collections import namedtuple", [("E0445", 1)]),
    ("from collections import couner", [("E0203", 1)]),
    ("from . import x", [("E0204", 1)]),
    ("from typing import Optional\ndef f(x: Optional[int]): pass", []),
    ("from typing import TypeVar\nT = TypeVar('T')", [("E0443", 2)]),
    ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    pass", []),
]


@pytest.mark.parametrize(("text", "expected"), UNDEFINED)
def test_names_that_mean_nothing(text: str, expected: list[tuple[str, int]], tmp_path: Path) -> None:
    assert codes(tmp_path, text) == expected


RULES = [
    "return 1",
    "break",
    "def f():\n    continue",
    "class C:\n    return",
    "while 1:\n    def f(): break",
    "def f(a, a): pass",
    "def f(a):\n    global a",
    "def f():\n    x = 1\n    global x",
    "def f():\n    print(x)\n    global x",
    "def f():\n    nonlocal x",
    "nonlocal x",
    "*a, *b = [1]",
    "*a = [1]",
    "x = *[1]",
    "try: pass\nexcept: pass\nexcept ValueError: pass",
    "match 1:\n    case _: pass\n    case 1: pass",
    "match 1:\n    case x | 1: pass",
    "match 1:\n    case [x, x]: pass",
    "match 1:\n    case [1, x] | [y, 1]: pass",
    "match 1:\n    case [*a, *b]: pass",
    "xs = [x := 1 for x in range(3)]",
    "f() = 1",
    "if x > 2",
]


@pytest.mark.parametrize("text", RULES)
def test_rules_of_python(text: str, tmp_path: Path) -> None:
    found = [code for code, _ in codes(tmp_path, text)]
    assert found
    assert set(found) == {"E0110"}


def test_imports_of_files(tmp_path: Path) -> None:
    package = tmp_path / "shapes"
    (package / "deep").mkdir(parents=True)
    (package / "__init__.py").write_text("from .round import Circle\nKIND = 1\n")
    (package / "round.py").write_text("from . import flat\nclass Circle: pass\n")
    (package / "flat.py").write_text("import helper\n")
    (package / "deep" / "low.py").write_text("x = 1\n")
    (tmp_path / "helper.py").write_text("import program2\n")
    (tmp_path / "program2.py").write_text("import helper\n")
    program, sink = load(
        tmp_path,
        """
        import shapes.flat, helper as h
        from shapes import Circle as C, round
        from shapes.deep import low
        import shapes.deep.low
        print(shapes.KIND, round.Circle, h.program2, low.x, shapes.deep.low.x)
        """,
    )
    assert program is not None, sink.diagnostics()
    assert set(verified(program).modules) == {
        "__main__", "shapes", "shapes.flat", "shapes.round", "shapes.deep", "shapes.deep.low", "helper", "program2",
    }  # fmt: skip


def test_mistakes_in_imported_files_are_found(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("def f():\n    return undefined\n")
    _, sink = load(tmp_path, "import helper\nhelper.g()\n")
    assert [(each.code, Path(each.span.file).name if each.span else "") for each in sink.diagnostics()] == [
        ("E0201", "helper.py"),
        ("E0304", "program.py"),
    ]
