"""Which spawned functions only compute: nobody can tell whether each call is a task of its own."""

import inspect
from pathlib import Path

import pytest

from weftc.driver import compile_program

HEAD = """
import math, random, sys, time
from weft import Atomic, Channel, Mutex, cpus, current, drop_name, shield, sleep, spawn, store, tasks, yield_now
TABLE = [n * n for n in range(10)]
NAMES = {"a": 1, "b": 2}
grown, counted = [0], 0
hits, lock, line = Atomic(0), Mutex(), Channel(None)
class Point:
    def __init__(self, x):
        self.x = x
    def __str__(self):
        return f"<{self.x}>"
class Odd(Exception):
    def __init__(self, n):
        super().__init__(f"odd: {n}")
        self.n = n
"""
#: `f` of one parameter, and what it is called with
COMPUTES = {
    "arithmetic": ("def f(n):\n    return n * n % 7", "3"),
    "floats": ("def f(x):\n    return math.sqrt(x) + math.sin(x)", "2.0"),
    "nothing": ("def f(n):\n    pass", "3"),
    "texts": ("def f(s):\n    return s.upper() + s[::-1]", "'ab'"),
    "tuples": ("def f(p):\n    return p[1], p[0]", "(1, 'a')"),
    "objects of its own": ("def f(n):\n    p = Point(n)\n    p.x += 1\n    return p.x", "3"),
    "lists of its own": ("def f(n):\n    xs = list(range(n))\n    xs.sort(reverse=True)\n    return tuple(xs)", "3"),
    "a text put together": ("def f(n):\n    return f'{n:3} {Point(n)} {n / 2}'", "3"),
    "tables that nothing changes": ("def f(n):\n    return TABLE[n] + NAMES['a']", "3"),
    "errors": ("def f(n):\n    try:\n        return 1 // n\n    except ZeroDivisionError:\n        return -1", "0"),
    "an error with a text of its own": ("def f(n):\n    if n % 2:\n        raise Odd(n)\n    return n", "4"),
    "recursion": ("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)", "9"),
    "a function of a function": ("def f(n):\n    return sum(map(lambda k: k * n, range(n)))", "9"),
    "a shield": ("def f(n):\n    with shield():\n        return n + 1", "9"),
}
TELLS = {
    "a global that it changes": ("def f(n):\n    global counted\n    counted += 1\n    return counted", "3"),
    "an object that it changes": ("def f(n):\n    grown.append(n)\n    return len(grown)", "3"),
    "an item that it may change": ("def f(xs):\n    xs.append(1)\n    return len(xs)", "[1]"),
    "an object as an item": ("def f(p):\n    return p.x", "Point(1)"),
    "a result that may be changed": ("def f(n):\n    return [n]", "3"),
    "a default that it changes": ("def f(n, seen=[]):\n    seen.append(n)\n    return len(seen)", "3"),
    "output": ("def f(n):\n    print(n)", "3"),
    "other output": ("def f(n):\n    sys.stderr.write('x')\n    return n", "3"),
    "input": ("def f(n):\n    return input()", "3"),
    "a clock": ("def f(n):\n    return time.monotonic() > n", "3"),
    "sleep": ("def f(n):\n    sleep(0.0)\n    return n", "3"),
    "a turn for others": ("def f(n):\n    yield_now()\n    return n", "3"),
    "chance": ("def f(n):\n    return random.random() < n", "3"),
    "a counter of all tasks": ("def f(n):\n    return hits.add(n)", "3"),
    "one that it only reads": ("def f(n):\n    return hits.load() + n", "3"),
    "a lock": ("def f(n):\n    with lock:\n        return n", "3"),
    "a channel": ("def f(n):\n    line.send(n)\n    return n", "3"),
    "one that it is given": ("def f(ch):\n    return len(ch)", "line"),
    "a task": ("def f(n):\n    return spawn(abs, n).join()", "3"),
    "its own task": ("def f(n):\n    return current().id", "3"),
    "all tasks": ("def f(n):\n    return len(tasks())", "3"),
    "a name": ("def f(n):\n    drop_name(Mutex, 'x')\n    return n", "3"),
    "the store": ("def f(n):\n    store.share('n', n)\n    return n", "3"),
}


def computes(folder: Path, definition: str, item: str) -> bool:
    path = folder / "program.py"
    path.write_text(f"{inspect.cleandoc(HEAD)}\n{definition}\nprint(spawn(f, {item}).join())\n")
    made = compile_program(str(path), "portable", "lower")
    assert made.ir is not None, made.sink.diagnostics()
    found = [function.computes for name, function in made.ir.functions.items() if name.startswith("__main__.f#")]
    assert found
    return any(found)


@pytest.mark.parametrize("case", COMPUTES)
def test_it_only_computes(tmp_path: Path, case: str) -> None:
    assert computes(tmp_path, *COMPUTES[case])


@pytest.mark.parametrize("case", TELLS)
def test_others_may_tell(tmp_path: Path, case: str) -> None:
    assert not computes(tmp_path, *TELLS[case])


@pytest.mark.parametrize(("call", "expected"), [("abs, -1", True), ("str, 1", True), ("print, 1", False)])
def test_built_ins(tmp_path: Path, call: str, expected: bool) -> None:
    path = tmp_path / "program.py"
    path.write_text(f"from weft import spawn\nspawn({call}).join()\n")
    made = compile_program(str(path), "portable", "lower")
    assert made.ir is not None, made.sink.diagnostics()
    assert any(f.computes for f in made.ir.functions.values()) == expected


@pytest.mark.parametrize(("captured", "expected"), [("k = 3", True), ("k = 'x'", True), ("k = [1]", False)])
def test_what_it_captures(tmp_path: Path, captured: str, expected: bool) -> None:
    definition = f"def make():\n    {captured}\n    def f(n):\n        return len(str(k)) + n\n    return f\nf = make()"
    path = tmp_path / "program.py"
    path.write_text(f"from weft import spawn\n{definition}\nprint(spawn(f, 1).join())\n")
    made = compile_program(str(path), "portable", "lower")
    assert made.ir is not None, made.sink.diagnostics()
    found = [f.computes for n, f in made.ir.functions.items() if n.startswith("__main__.make.<locals>.f#")]
    assert any(found) == expected
