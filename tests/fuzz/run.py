"""Runs random programs, and tells those that differ from CPython.

    python tests/fuzz/run.py [--seed N] [--count N] [--mode MODE ...] [GENERATOR ...]

The programs that differ are written to build/fuzz, one a file. The exit status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "compiler")]

from tests.fuzz.batch import GENERATORS, Case, Difference, differences, program
from tests.machine import Machine
from tests.test_programs import MODES

SEED = 1
COUNT = 20_000
BATCH = 40
FOLDER = ROOT / "build" / "fuzz"


def tried(seed: int, modes: list[str], cases: list[Case]) -> tuple[int, list[Difference], str | None]:
    """How many were run, what differs, and what the compiler failed with."""
    with Machine() as machine:
        try:
            return (*differences(machine, cases, seed, {mode: MODES[mode] for mode in modes}), None)
        except Exception as error:
            failure = f"{type(error).__name__}: {error}"
    half = len(cases) // 2
    parts = [tried(seed, modes, part) for part in (cases[:half], cases[half:]) if half]
    inner = next((text for _, _, text in parts if text is not None), None)
    if inner is None:  # they fail together only
        keep(cases, seed)
        inner = f"{cases[0].name} of {len(cases)}: {failure}"
    return sum(count for count, _, _ in parts), [d for _, found, _ in parts for d in found], inner


def keep(cases: list[Case], seed: int) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{seed}_{cases[0].name}.py").write_text(program(cases, seed))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT, help="of programs, of all generators together")
    parser.add_argument("--mode", action="append", choices=MODES)
    parser.add_argument(
        "generator", nargs="*", choices=[[], *GENERATORS], metavar="GENERATOR", help=f"{', '.join(GENERATORS)} (all)"
    )
    options = parser.parse_args()
    chosen = options.generator or list(GENERATORS)
    each = -(-options.count // len(chosen))
    batches = [
        [Case(name, number) for number in range(first, min(first + BATCH, each))]
        for first in range(0, each, BATCH)
        for name in chosen
    ]
    total = ran = differ = broken = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(partial(tried, options.seed, options.mode or list(MODES)), batches)
        for cases, (count, found, failed) in zip(batches, results, strict=True):
            total, ran = total + len(cases), ran + count
            differ += len({difference.case for difference in found})
            for difference in found:
                keep([difference.case], options.seed)
                print(f"{difference.case.name} ({difference.mode}) differs", flush=True)
            if failed is not None:
                broken += 1
                print(failed[:500], flush=True)
    print(
        f"{total} programs, {ran} taken and run in {len(options.mode or MODES)} modes, {differ} differ, "
        f"{broken} batches broke the compiler"
    )
    return int(bool(differ or broken))


if __name__ == "__main__":
    sys.exit(main())
