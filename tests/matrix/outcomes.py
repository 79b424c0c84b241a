"""What becomes of a cell: found by trying, and kept in `outcomes.txt`.

    equal           it prints what CPython prints, in every mode that was tried
    refused CODE    the compiler has an error for it, of this code
    text            only the text of an exception is another
    bug             the compiler fails, or makes no valid module
    trap            the module breaks while it runs, or prints memory that isn't its own
    wrong           it prints something else
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.machine import Machine
from tests.matrix.compiling import NAME, Refused, finish, lower
from tests.matrix.expect import expected
from tests.matrix.program import Cell, program, taken_apart
from tests.test_programs import MODES
from weftc.driver import Target, find_position

FILE = Path(__file__).parent / "outcomes.txt"
WARNINGS = Path(__file__).parent / "warnings.txt"
#: from good to bad: an outcome may only move to the left
ORDER = ("equal", "refused", "text", "bug", "trap", "wrong")
#: what a cell's program compiles to, and runs
LIVE = ("equal", "text", "wrong")
#: characters; a cell that prints more prints what it doesn't own
MOST_PRINTED = 10_000
#: the mode of the usual run
USUAL = "2-workers"


def sort_of(outcome: str) -> str:
    """The outcome without a code."""
    return outcome.partition(" ")[0]


def worse(new: str, old: str) -> bool:
    return ORDER.index(sort_of(new)) > ORDER.index(sort_of(old))


def same(new: str, old: str) -> bool:
    """Is the one as good as the other? What a cell does that reads memory of others is different each time."""
    return new == old or {new, old} == {"wrong", "trap"}


def recorded() -> dict[Cell, str]:
    out = {}
    for line in FILE.read_text("utf-8").splitlines():
        kind, operation, outcome = line.split(" ", 2)
        out[Cell(kind, operation)] = outcome
    return out


def record(outcomes: dict[Cell, str], warned: set[Cell]) -> None:
    FILE.write_text("".join(f"{cell} {outcome}\n" for cell, outcome in sorted(outcomes.items())), "utf-8")
    WARNINGS.write_text("".join(f"{cell}\n" for cell in sorted(warned)), "utf-8")


def recorded_warnings() -> set[Cell]:
    return {Cell(*line.split()) for line in WARNINGS.read_text("utf-8").splitlines()}


def compared(cells: Sequence[Cell], outputs: dict[str, str]) -> dict[Cell, str]:
    """What became of cells that ran; one without an expectation is equal."""
    out = {}
    for cell in cells:
        want, got = expected(cell.kind)[cell.operation], outputs.get(str(cell), "")
        if want is None or got == want:
            out[cell] = "equal"
        elif len(got) > MOST_PRINTED:
            out[cell] = "trap"
        else:
            out[cell] = "text" if without_texts(got) == without_texts(want) else "wrong"
    return out


def without_texts(output: str) -> str:
    """What a cell printed, without the texts of exceptions that ended it."""
    return re.sub(r"(?m)^(! \w+) .*$", r"\1", output)


@dataclass(slots=True)
class Finding:
    """What was found out about some cells by trying them in these modes."""

    machine: Machine
    modes: Sequence[str]
    outcomes: dict[Cell, str] = field(default_factory=dict)
    #: cells for which the compiler has warnings
    warned: set[Cell] = field(default_factory=set)
    #: what those printed that aren't equal, by mode
    outputs: dict[Cell, dict[str, str]] = field(default_factory=dict)

    def try_all(self, cells: Sequence[Cell]) -> None:
        """Finds the outcome of each: together if they let each other live."""
        try:
            artefacts = self._compiled(cells)
        except Refused as refused:
            codes = refused.codes
            if not codes and len(cells) == 1:
                codes = {cells[0]: refused.errors[0][1].code}
            self.outcomes |= {cell: f"refused {code}" for cell, code in codes.items()}
            self._go_on(cells, list(codes))
            return
        except Exception as failure:
            suspects = _suspects(cells, failure)
            if len(cells) == 1:
                self.outcomes[cells[0]] = "bug"
            elif suspects:
                self.try_all(suspects)
            self._go_on(cells, suspects if len(cells) > 1 else cells)
            return
        for mode in self.modes:
            target, how = MODES[mode]
            outputs, broken = taken_apart(self.machine.run(artefacts[target], NAME, **how)[1])
            if broken is not None:
                trapped = [cell for cell in cells if str(cell) == broken]
                self.outcomes[trapped[0]] = "trap"
                self._go_on(cells, trapped)
                return
            for cell, outcome in compared(cells, outputs).items():
                if outcome != "equal":
                    self.outputs.setdefault(cell, {})[mode] = outputs[str(cell)]
                if cell not in self.outcomes or worse(outcome, self.outcomes[cell]):
                    self.outcomes[cell] = outcome

    def _compiled(self, cells: Sequence[Cell]) -> dict[Target, bytes]:
        artefacts: dict[Target, bytes] = {}
        for target in {MODES[mode][0]: None for mode in self.modes}:
            lowered, warned = lower(cells)
            artefacts[target] = finish(lowered, target)
            self.warned |= warned
        return artefacts

    def _go_on(self, cells: Sequence[Cell], done: Sequence[Cell]) -> None:
        """With the cells that are left; in halves, if nothing was found out about any."""
        left = [cell for cell in cells if cell not in done]
        if len(left) < len(cells):
            if left:
                self.try_all(left)
        else:
            half = len(cells) // 2
            self.try_all(cells[:half])
            self.try_all(cells[half:])


def _suspects(cells: Sequence[Cell], failure: Exception) -> list[Cell]:
    """The cell at which the compiler was when it failed, as far as that can be told."""
    position = find_position(failure.__traceback__)
    if position is None or not position.startswith(NAME + ":"):
        return []
    cell = program(cells).cell_at(int(position.split(":")[1]))
    return [cell] if cell is not None else []
