"""A mutex has a cell only where it guards a value, which is known when compiling."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from weftc.driver import compile_program


def calls(folder: Path, source: str) -> set[str]:
    """The runtime's calls in the IR of a program."""
    path = folder / "program.py"
    path.write_text("from weft import Mutex, spawn\n" + textwrap.dedent(source) + "\n")
    made = compile_program(str(path), "portable", "lower")
    assert made.ir is not None, made.sink.diagnostics()
    values = [v for f in made.ir.functions.values() for block in f.blocks for v in block.instrs]
    return {str(value.imm) for value in values if value.op == "rt"}


CELL = {"weft_cell_new", "weft_cell_set", "weft_cell_get", "weft_gate_keep", "weft_gate_kept"}


@pytest.mark.parametrize("value", ["0", "None", "[]", "int"])
def test_with_a_value(tmp_path: Path, value: str) -> None:
    assert calls(tmp_path, f"with Mutex({value}) as cell:\n    print(cell.value)") >= CELL


@pytest.mark.parametrize("made", ["Mutex()", "[Mutex()][0]", "spawn(lambda: Mutex()).join()"])
def test_without(tmp_path: Path, made: str) -> None:
    found = calls(tmp_path, f"with {made}:\n    print(1)")
    assert "weft_gate_acquire" in found and found.isdisjoint(CELL)


def test_where_both_meet(tmp_path: Path) -> None:
    assert (
        calls(
            tmp_path,
            """
            for mutex in [Mutex(), Mutex(1)]:
                with mutex as cell:
                    print(cell is None or cell.value)
            """,
        )
        >= CELL
    )
