"""Cells as Python source: many of them in one program, each in a function of its own.

The program runs its cells in order. Before each it prints a line that names the cell, so that what a run printed can be
taken apart, and so that the last line tells which cell a trap belongs to. An exception is printed, with its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import indent

from tests.matrix.kinds import KINDS, Kind
from tests.matrix.operations import APART, OPERATIONS

MARK = "@@ "
END = "end"
PRELUDE = """\
import math
import sys
from weft import Channel, Err, Event, Mutex, Ok, Recv, Semaphore, join, recv, select, send, spawn

def filled(items):
    c = Channel(None)
    for item in items:
        c.send(item)
    c.close()
    return c

def run(name, cell, runs):
    print()
    print("@@", name, flush=True)
    for k in range(runs):
        try:
            cell(k)
        except BaseException as error:
            print("!", type(error).__name__, error)

"""
#: one call for all, so that the function `run` is made once; and the compiler can't inline the cells
_ENDING = """\
for name, cell, runs in CELLS:
    run(name, cell, runs)
print()
print("@@", "end", flush=True)
"""


#: where an object lies: CPython shows it, Weft doesn't
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
#: Weft's library is in the program; CPython's may be in files
_MODULE = re.compile(r"(?<=<module ')(\w+)' from '[^']*'>")
#: channels, tasks and locks are numbered in the order of their making, so other cells count
_NUMBER = re.compile(r"(?<=<Channel )\d+|(?<=<Task )\d+|(?<=<Mutex )\d+|(?<=<Semaphore )\d+|(?<=<Event )\d+")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A kind of value and an operation, by name."""

    kind: str
    operation: str

    def __str__(self) -> str:
        return f"{self.kind} {self.operation}"

    @property
    def function(self) -> str:
        return re.sub(r"\W", "_", f"{self.kind}__{self.operation}")

    def source(self) -> str:
        kind: Kind = KINDS[self.kind]
        operation = OPERATIONS[self.operation]
        lines = [kind.setup] if kind.setup else []
        lines.append(f"x = {kind.expression}")
        if re.search(r"\by\b", operation):
            lines.append(f"y = {kind.expression}")
        return f"def {self.function}(k):\n" + indent("\n".join([*lines, operation]), "    ") + "\n"


def cells_of(kind: str) -> list[Cell]:
    return [Cell(kind, operation) for operation in OPERATIONS]


def programs_of(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells of one kind, by the program that they belong to."""
    out: dict[str, list[Cell]] = {}
    for cell in cells:
        out.setdefault(APART.get(cell.operation, ""), []).append(cell)
    return list(out.values())


@dataclass(frozen=True, slots=True)
class Program:
    """Source, and the line where each cell begins."""

    source: str
    starts: list[tuple[int, Cell]]

    def cell_at(self, line: int) -> Cell | None:
        """The cell that a line of the source belongs to, counted from 1."""
        found = None
        for start, cell in self.starts:
            if start > line:
                break
            found = cell
        return found


def program(cells: Iterable[Cell]) -> Program:
    """A program that runs the cells in the order given."""
    parts, starts = [PRELUDE], []
    line = PRELUDE.count("\n") + 1
    table = []
    for cell in cells:
        starts.append((line, cell))
        parts.append(cell.source())
        line += parts[-1].count("\n")
        table.append(f"    ({str(cell)!r}, {cell.function}, {KINDS[cell.kind].runs}),\n")
    return Program("".join([*parts, "CELLS = [\n", *table, "]\n", _ENDING]), starts)


def taken_apart(output: str) -> tuple[dict[str, str], str | None]:
    """What each cell printed, by name; and the cell that was at work when the output ends, if it ends early."""
    output = _MODULE.sub(r"\1' (built-in)>", output)
    output = _ADDRESS.sub("", _NUMBER.sub("N", output))
    pieces = output.split("\n" + MARK)
    assert not pieces[0], f"printed before the first cell: {pieces[0]!r}"
    outputs = dict(piece.split("\n", 1) for piece in pieces[1:] if "\n" in piece)
    if outputs.pop(END, None) is not None:
        return outputs, None
    *_, last = outputs
    del outputs[last]
    return outputs, last
