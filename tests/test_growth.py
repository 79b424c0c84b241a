"""What compiling a program takes grows as the program does: calls of functions are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from weftc.diagnostics import render_all
from weftc.driver import compile_program


def branches(n: int) -> list[str]:
    """A value that each of many branches may change goes through many joins."""
    tests = [line for k in range(n) for line in (f"    if x == {k}:", f"        t += {k}")]
    return ["def f(x):", "    t = 0", *tests, "    return t", "print(f(5))"]


def joined_texts(n: int) -> list[str]:
    """One line with many places where something can fail."""
    return ["x = 3", "s = " + " + ".join(f'f"{{x}}a{k}"' for k in range(n)), "print(len(s))"]


def variables(n: int) -> list[str]:
    """Many variables that are live at many places where the program can be suspended."""
    made = [f"    v{k} = n + {k}" for k in range(n)]
    changed = [f"        v{k} += i" for k in range(n)]
    return ["def f(n):", *made, "    for i in range(n):", *changed, "    return v0", "print(f(3))"]


def nested_calls(n: int) -> list[str]:
    """Inlined without a budget, each would double the code."""
    doubled = [line for k in range(1, n) for line in (f"def f{k}(x):", f"    return f{k - 1}(f{k - 1}(x))")]
    return ["def f0(x):", "    return x + 1", *doubled, f"print(f{n - 1}(1) if len('a') > 1 else f1(1))"]


def classes(n: int) -> list[str]:
    """A method of each class is called for objects of each class that derives from it."""
    derived = [
        line
        for k in range(1, n)
        for line in (f"class C{k}(C{k - 1}):", f"    def m(self): return super().m() + {k}")
    ]
    objects = f"objects = [{', '.join(f'C{k}()' for k in range(n))}]"
    return ["class C0:", "    def m(self): return 0", *derived, objects, "print(sum(c.m() for c in objects))"]


def managers(n: int) -> list[str]:
    """In one statement: all are live to its end, and each leads to code that leaves it."""
    used = ", ".join(f"M({k}) as v{k}" for k in range(n))
    return [
        "class M:",
        "    def __init__(self, k): self.k = k",
        "    def __enter__(self): return self.k",
        "    def __exit__(self, kind, error, trace): return False",
        "def f():",
        f"    with {used}:",
        f"        print(v0 + v{n - 1})",
        "f()",
    ]


def places(n: int) -> list[str]:
    """In one long line: a traceback may quote it for each."""
    return ["def f(x):", "    return [x]", "y = " + " and ".join(f"f({k})" for k in range(n)), "print(y)"]


def pairs(n: int) -> list[str]:
    return ["pairs = [" + ", ".join(f"({k}, 'a{k}')" for k in range(n)) + "]", "print(len(pairs))"]


def uneven(n: int) -> list[str]:
    """No table: it is written out, a part at a time."""
    return ["rows = [" + ", ".join(f"[{k}], ({k},)" for k in range(n)) + "]", "print(len(rows))"]


def defaults(n: int) -> list[str]:
    some, others = (", ".join(f"{name}{k}={default}" for k in range(n)) for name, default in (("a", "1"), ("b", "y")))
    return ["y = 5", f"def f({some}, {others}):", f"    return a0 + b{n - 1}", "print(f(), f(a0=2))"]


def nested(n: int) -> list[str]:
    """There are n ** 5 ways into the innermost."""
    levels = [f"x{k + 1} = ({', '.join([f'x{k}'] * n)})" for k in range(5)]
    return ["x0 = 1", *levels, "def f(v):", "    return len(v)", "print(f(x5))"]


def work_of(lines: list[str], folder: Path) -> tuple[int, int]:
    """Calls while compiling, and bytes of the module."""
    (folder / "main.py").write_text("\n".join(lines) + "\n", "utf-8")
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        made = compile_program("main.py")
    finally:
        sys.setprofile(before)
    assert made.wasm is not None, render_all(made.sink.diagnostics(), made.sink.sources)
    return calls, len(made.wasm)


@pytest.mark.parametrize(
    ("program", "size"),
    [
        (branches, 100),
        (joined_texts, 100),
        (variables, 100),
        (nested_calls, 15),
        (classes, 40),
        (managers, 20),
        (places, 600),  # fewer are inlined, in part
        (pairs, 1000),
        (uneven, 500),
        (defaults, 70),
        (nested, 20),
    ],
)
def test_linear(
    program: Callable[[int], list[str]], size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice as many lines more are at most twice the work more, and a fifth."""
    monkeypatch.chdir(tmp_path)
    work_of(program(2), tmp_path)  # what is loaded and remembered once
    first, second, third = (work_of(program(n), tmp_path) for n in (size, 2 * size, 4 * size))
    for least, middle, most in zip(first, second, third, strict=True):
        assert most - middle < 2.4 * (middle - least), (first, second, third)


def test_types_are_told_briefly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.py").write_text("\n".join([*nested(20), "x5 - 1"]) + "\n", "utf-8")
    (mistake,) = compile_program("main.py").sink.diagnostics()
    assert len(mistake.message) < 1000


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_constants_are_data(brackets: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each number of a large display next to nothing is done but reading it, nor is there code for it."""
    monkeypatch.chdir(tmp_path)

    def work(n: int) -> tuple[int, int]:
        numbers = ", ".join(map(str, range(1000, 1000 + n)))
        return work_of([f"numbers = {brackets[0]}{numbers}{brackets[1]}", "print(numbers)"], tmp_path)

    work(200)
    (calls, size), (more_calls, more_size) = work(1000), work(3000)
    assert more_calls - calls < 50 * 2000
    assert more_size - size < 8 * 2000 + 7 * 2000  # the number, and the line that a traceback may quote
