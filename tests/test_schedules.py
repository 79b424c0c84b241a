"""Each primitive's law of conservation under many schedules: the programs of concurrency_schedules, seed by seed.

Such a program prints the same whatever the order in which its tasks run: that each value came once, that nobody was
beside a writer. So each schedule that a seed makes must print what CPython printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.expect import PROGRAMS
from tests.test_programs import TESTS, diagnosed

SEEDS = 1000
LAWS = sorted(path.stem for path in (PROGRAMS / "concurrency_schedules").glob("*.py"))


def wrong_seeds(program: Path, expected: Path, last: int, folder: Path) -> list[tuple[int, int, str]]:
    """The seeds from 1 to `last` under which a program doesn't do what is expected, with status and output."""
    artefact, said = diagnosed(program, "portable")
    assert artefact is not None, said
    code = folder / "code"
    code.write_bytes(artefact)
    command = [sys.executable, str(TESTS / "run_seeds.py"), str(code), program.name, "1", str(last), str(expected)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [(seed, status, text) for seed, status, text in map(json.loads, done.stdout.splitlines())]


@pytest.mark.parametrize("law", LAWS)
def test_law_in_every_schedule(law: str, tmp_path: Path) -> None:
    program = PROGRAMS / "concurrency_schedules" / f"{law}.py"
    wrong = wrong_seeds(program, program.with_suffix(".out"), SEEDS, tmp_path)
    assert not wrong, f"{len(wrong)} of {SEEDS} seeds; the first: weft run --seed {wrong[0][0]}\n{wrong[0][2]}"


def test_a_law_that_depends_on_the_schedule_is_found_out(tmp_path: Path) -> None:
    """Two that add to a cell in two steps lose a count under some schedules, and not under others."""
    program, expected = tmp_path / "lossy.py", tmp_path / "expected"
    program.write_text(
        "from weft import Atomic, spawn, yield_now\n"
        "cell = Atomic(0)\n"
        "def adds():\n"
        "    value = cell.load()\n"
        "    yield_now()\n"
        "    cell.store(value + 1)\n"
        "for task in [spawn(adds), spawn(adds)]:\n"
        "    task.join()\n"
        "print(cell.load())\n"
    )
    expected.write_text("2\n")
    assert 0 < len(wrong_seeds(program, expected, 20, tmp_path)) < 20
