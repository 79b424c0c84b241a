"""Each kind of value with each operation, against what CPython 3.13 prints: see README.md.

A usual run takes one cell in `SHARE`, so that each kind and each operation has its turn; `WEFT_MATRIX=all` takes all.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.machine import Machine
from tests.matrix.compiling import NAME, Refused, finish, lower, refusals
from tests.matrix.expect import FOLDER, expected, file_of
from tests.matrix.kinds import KINDS
from tests.matrix.operations import OPERATIONS
from tests.matrix.outcomes import LIVE, USUAL, compared, recorded, recorded_warnings, same, sort_of, worse
from tests.matrix.program import Cell, cells_of, programs_of, taken_apart
from tests.test_programs import MODES

SHARE = 1 if os.environ.get("WEFT_MATRIX") == "all" else 8
#: how many cells of each bad outcome there may be: lower these with every mending
MOST = {"text": 41, "bug": 0, "trap": 0, "wrong": 19}
HOW_TO_KEEP = "\n`make matrix` looks at all cells in all modes, and keeps what has become better"

outcomes, warnings = cache(recorded), cache(recorded_warnings)


@pytest.fixture(scope="session")
def machine() -> Iterator[Machine]:
    with Machine() as running:
        yield running


def share(kind: str) -> list[Cell]:
    """The cells of a kind that this run takes."""
    row = list(KINDS).index(kind)
    return [cell for column, cell in enumerate(cells_of(kind)) if (row + column) % SHARE == 0]


@pytest.mark.parametrize("kind", KINDS)
def test_kind(machine: Machine, kind: str) -> None:
    want = {cell: outcomes()[cell] for cell in share(kind)}
    live = [cell for cell, outcome in want.items() if outcome in LIVE]
    refused = [cell for cell, outcome in want.items() if sort_of(outcome) == "refused"]
    outputs: dict[str, str] = {}
    for cells in programs_of(live):
        outputs |= run(machine, cells)
    codes: dict[Cell, str] = {}
    for cells in programs_of(refused):
        codes |= refusals(cells)
    got = compared(live, outputs) | {cell: f"refused {codes[cell]}" if cell in codes else "let through"
                                     for cell in refused}
    said = []
    for cell, outcome in got.items():
        if not same(outcome, want[cell]):
            said.append(f"{cell}: was {want[cell]}, is {outcome}\n    CPython {expected(kind)[cell.operation]!r:.300}\n"
                        f"    Weft    {outputs.get(str(cell))!r:.300}\n{cell.source()}")
    if said:
        pytest.fail("\n".join(said) + HOW_TO_KEEP, pytrace=False)


def run(machine: Machine, cells: list[Cell]) -> dict[str, str]:
    """What each cell of a program prints. Cells that the compiler can't take together, since they put values into one
    built-in exception, are taken in parts."""
    target, how = MODES[USUAL]
    try:
        lowered, warned = lower(cells)
    except Refused as failure:
        pytest.fail(f"these are refused now:{failure}", pytrace=False)
    except Exception:
        if len(cells) == 1:
            raise
        half = len(cells) // 2
        return run(machine, cells[:half]) | run(machine, cells[half:])
    assert warned == warnings() & set(cells), HOW_TO_KEEP
    outputs, broken = taken_apart(machine.run(finish(lowered, target), NAME, **how)[1])
    if broken is None:
        return outputs
    (trapped,) = (cell for cell in cells if str(cell) == broken)
    assert same("trap", outcomes()[trapped]), f"the module breaks in {broken}"
    return run(machine, [cell for cell in cells if cell != trapped])


def test_every_cell_has_an_outcome_and_an_expectation() -> None:
    assert set(outcomes()) == {cell for kind in KINDS for cell in cells_of(kind)}
    assert {path.name for path in FOLDER.iterdir()} == {file_of(kind).name for kind in KINDS}
    for kind in KINDS:
        assert list(expected(kind)) == sorted(OPERATIONS), f"{kind}: `make expect` asks CPython again"


def test_bad_outcomes_only_get_fewer() -> None:
    counts = Counter(map(sort_of, outcomes().values()))
    assert {outcome: counts[outcome] for outcome in MOST if counts[outcome] > MOST[outcome]} == {}


def test_order_of_outcomes() -> None:
    assert worse("refused E0301", "equal")
    assert worse("wrong", "refused E0301")
    assert not worse("equal", "wrong")
    assert not worse("refused E0301", "refused E0303")
