"""Handles that nobody keeps aren't made."""

from pathlib import Path

import pytest

from weftc.driver import compile_program

HEAD = """
from weft import Channel, WaitGroup, scope, spawn
line = Channel(None)
group = WaitGroup()
def waits(n):
    line.send(n)
def starts(n):
    return spawn(waits, n)
def passes_on(n):
    return starts(n)
"""
#: what is spawned, and whether a handle of it is kept
PROGRAMS = {
    "spawn(waits, 1)": False,
    "t = spawn(waits, 1)\nt.join()": True,
    "print(spawn(waits, 1))": True,
    "with scope() as s:\n    s.spawn(waits, 1)": False,
    "with scope() as s:\n    s.spawn(waits, 1)\n    s.spawn(waits, n=2)": False,
    "with scope() as s:\n    t = s.spawn(waits, 1)\nt.join()": True,
    "group.spawn(waits, 1)": False,
    "starts(1)": False,
    "passes_on(1)": False,
    "starts(1)\nstarts(2).join()": True,
    "passes_on(1)\ntasks = [starts(2)]\nprint(len(tasks))": True,
    "spawn(starts, 1).join().join()": True,
}


@pytest.mark.parametrize("source", PROGRAMS)
def test_what_is_kept(tmp_path: Path, source: str) -> None:
    path = tmp_path / "program.py"
    path.write_text(HEAD + source + "\n")
    made = compile_program(str(path), "portable", "link")
    assert made.ir is not None, made.sink.diagnostics()
    kept = [
        value.imm[3] != ""
        for function in made.ir.functions.values()
        for value in function.values()
        if value.op == "spawn" and isinstance(value.imm, tuple) and "waits" in value.imm[0]
    ]
    assert kept
    assert any(kept) == PROGRAMS[source]
