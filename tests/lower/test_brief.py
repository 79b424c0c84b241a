"""Which spawned functions are over at once, and so are called where they are spawned."""

import inspect
from pathlib import Path

import pytest

from weftc.driver import compile_program

HEAD = """
import math
from weft import Atomic, Channel, Mutex, Shared, current, sleep, spawn
TABLE = [n * n for n in range(10)]
grown = [0]
hits, lock, line, cell = Atomic(0), Mutex(), Channel(None), Shared(0)
class Point:
    def __init__(self, x):
        self.x = x
def helper(n):
    return n + 1
def longer(n):
    return sum(range(n))
"""
#: `f`, and what it is called with
BRIEF = {
    "nothing": ("def f():\n    pass", ""),
    "arithmetic": ("def f(n):\n    return n * n % 7 if n > 3 else n // 2", "3"),
    "floats": ("def f(x, y):\n    return x / y + math.sqrt(x)", "2.0, 3.0"),
    "an atomic that it is given": ("def f(a, n):\n    a.add(n)", "hits, 3"),
    "one that tasks share": ("def f(n):\n    return hits.compare_exchange(n, 0)", "3"),
    "a look at a tuple": ("def f(p):\n    return p[0]", "(1, 2)"),
    "errors": ("def f(n):\n    if n > 3:\n        raise ValueError('too large')", "3"),
    "a handler": ("def f(n):\n    try:\n        return 1 // n\n    except ZeroDivisionError:\n        return 0", "0"),
    "another such function": ("def f(n):\n    return helper(helper(n))", "3"),
    "a captured value": ("def make(k):\n    return lambda n: n + k\nf = make(3)", "4"),
}
LONG = {
    "a loop": ("def f(n):\n    while n > 3:\n        n //= 2\n    return n", "30"),
    "recursion": ("def f(n):\n    return n if n < 2 else f(n - 1)", "9"),
    "a call of what is longer": ("def f(n):\n    return longer(n)", "3"),
    "an atomic's loop": ("def f(n):\n    return hits.max(n)", "3"),
    "a text": ("def f(n):\n    return len(str(n))", "3"),
    "a text as its result": ("def f(n):\n    return 'x'", "3"),
    "output": ("def f(n):\n    print(n)", "3"),
    "sleep": ("def f(n):\n    sleep(0.0)", "3"),
    "a lock": ("def f(n):\n    with lock:\n        return n", "3"),
    "a channel": ("def f(n):\n    line.send(n)", "3"),
    "a cell": ("def f(n):\n    return cell.get() + n", "3"),
    "its task": ("def f(n):\n    return current().id", "3"),
    "a task": ("def f(n):\n    spawn(abs, n)", "3"),
    "a global that it changes": ("def f(n):\n    grown[0] += n", "3"),
    "an object that it is given": ("def f(p):\n    p.x += 1\n    return p.x", "Point(1)"),
    "a list that it is given": ("def f(xs):\n    return xs[0]", "[1]"),
    "too much": ("def f(n):\n" + "    n = n * 3 % 1001 + n * 5 % 1003\n" * 60 + "    return n", "3"),
}


def is_brief(folder: Path, definition: str, arguments: str) -> bool:
    path = folder / "program.py"
    given = ", ".join(filter(None, ["f", arguments]))
    path.write_text(f"{inspect.cleandoc(HEAD)}\n{definition}\nspawn({given}).join()\n")
    made = compile_program(str(path), "portable", "link")
    assert made.wasm is not None, made.sink.diagnostics()
    assert made.ir is not None
    main = next(f for name, f in made.ir.functions.items() if name.startswith("__main__.<module>#"))
    return any(value.op == "rt" and value.imm == "weft_spawn_over" for value in main.values())


@pytest.mark.parametrize("case", BRIEF)
def test_it_is_brief(tmp_path: Path, case: str) -> None:
    assert is_brief(tmp_path, *BRIEF[case])


@pytest.mark.parametrize("case", LONG)
def test_it_is_not(tmp_path: Path, case: str) -> None:
    assert not is_brief(tmp_path, *LONG[case])
