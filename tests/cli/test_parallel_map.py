"""parallel_map of what computes without an end: under CPython nothing can end it, here an abort does."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Weft

PROGRAM = """
from weft import Aborted, parallel_map, spawn, timeout

def forever(n):
    while n < 2000:
        n = n * 5 % 1999
    return n

def at_last(n):
    return forever(n) if n == 999 else n

for f in forever, at_last:
    try:
        timeout(0.05, parallel_map, f, range(1000))
    except TimeoutError:
        print("too long")
    task = spawn(parallel_map, f, list(range(1000)))
    task.abort()
    try:
        task.join()
    except Aborted:
        print("aborted")
"""


@pytest.mark.parametrize("options", [("--workers", "1"), ("--workers", "2"), ("--target", "portable"), ("--seed", "3")])
def test_it_is_aborted(weft: Weft, options: tuple[str, ...]) -> None:
    weft.write("p.py", PROGRAM)
    done = weft("run", *options, "p.py")
    assert (done.returncode, done.stdout) == (0, "too long\naborted\n" * 2), done.stderr
