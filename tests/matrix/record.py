"""Tries every cell of the matrix in every mode, and records what became of it in `outcomes.txt`.

    python tests/matrix/record.py [--check] [--show] [--mode MODE ...] [--worse] [KIND ...]

A cell that has become worse (see `outcomes.ORDER`) is named, is not recorded, and makes the exit status 1. --check
writes nothing. --show prints what differs from CPython. What CPython prints is made by `expect.py`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "compiler")]

from tests.machine import Machine
from tests.matrix.expect import expected
from tests.matrix.kinds import KINDS
from tests.matrix.outcomes import (
    FILE,
    LIVE,
    WARNINGS,
    Finding,
    record,
    recorded,
    recorded_warnings,
    same,
    sort_of,
    worse,
)
from tests.matrix.program import Cell, cells_of, programs_of
from tests.test_programs import MODES

#: of an output that is shown
SHOWN = 300


def tried(kind: str, modes: list[str], known: dict[Cell, str]) -> Finding:
    """The outcomes of a kind. Those that were refused last time are kept from the others, and those that broke
    things are tried one by one."""
    with Machine() as machine:
        finding = Finding(machine, modes)
        live, refused, alone = list[Cell](), list[Cell](), list[list[Cell]]()
        for cell in cells_of(kind):
            match sort_of(known.get(cell, "equal")):
                case "refused":
                    refused.append(cell)
                case outcome if outcome in LIVE:
                    live.append(cell)
                case _:
                    alone.append([cell])
        for group in (*programs_of(live), *programs_of(refused), *alone):
            finding.try_all(group)
    del finding.machine
    return finding


def shown(finding: Finding) -> None:
    for cell, outcome in finding.outcomes.items():
        if outcome in ("trap", "bug"):
            print(f"{cell}: {outcome}")
        for mode, output in finding.outputs.get(cell, {}).items():
            print(f"{cell}: {outcome} in mode {mode}\n    want {expected(cell.kind)[cell.operation]!r:.{SHOWN}}\n"
                  f"    got  {output!r:.{SHOWN}}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Tries all cells of the matrix, and records their outcomes.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something would change")
    parser.add_argument("--show", action="store_true", help="print what differs from CPython")
    parser.add_argument("--mode", action="append", choices=list(MODES), help="only in this mode (all of them)")
    parser.add_argument("--worse", action="store_true", help="record what has become worse, too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="kinds at a time (one a core)")
    parser.add_argument("kinds", nargs="*", help="only these kinds")
    options = parser.parse_args()
    kinds = options.kinds or list(KINDS)
    known = recorded() if FILE.exists() else {}
    outcomes = {cell: outcome for cell, outcome in known.items() if cell.kind in KINDS and cell.kind not in kinds}
    warned = {cell for cell in recorded_warnings() if cell.kind not in kinds} if WARNINGS.exists() else set()
    changed = failed = 0
    modes = options.mode or list(MODES)
    with ProcessPoolExecutor(options.jobs) as pool:
        work = partial(tried, modes=modes, known=known)
        for finding in pool.map(work, kinds):
            warned |= finding.warned
            if options.show:
                shown(finding)
            for cell, outcome in finding.outcomes.items():
                old = known.get(cell)
                outcomes[cell] = outcome
                if old is not None and same(outcome, old):
                    outcomes[cell] = old
                elif old is not None:
                    changed += 1
                    print(f"{cell}: was {old}, is {outcome}", flush=True)
                    if worse(outcome, old):
                        failed += 1
                        if not options.worse:
                            outcomes[cell] = old
    if not options.check:
        record(outcomes, warned)
    counts = Counter(map(sort_of, outcomes.values()))
    print(f"{len(outcomes)} cells:", ", ".join(f"{number} {outcome}" for outcome, number in counts.most_common()))
    print(f"{changed} changed, {failed} of them worse")
    return 1 if (failed and not options.worse) or (options.check and changed) else 0


if __name__ == "__main__":
    sys.exit(main())
