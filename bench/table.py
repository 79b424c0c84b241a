"""What a table of measurements is made of: rows, how often and in which order programs run, and its printing."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from programs import Failed, Process, cores, seconds_of


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `ratio` is what the target speaks of."""

    workload: str
    weft: str
    peers: str
    ratio: str
    target: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Sizes:
    """Arguments of a workload, and what --quick takes instead."""

    full: tuple[str, ...]
    quick: tuple[str, ...]


class Bench:
    """How often, how large, and the measuring itself."""

    def __init__(self, quick: bool, rounds: int) -> None:
        self.quick, self.rounds = quick, rounds

    def arguments(self, sizes: Sizes) -> list[str]:
        return list(sizes.quick if self.quick else sizes.full)

    def in_turn(self, *processes: Process) -> list[float]:
        """The median of the seconds that each prints, run in turn; Failed if outputs differ."""
        times: list[list[float]] = [[] for _ in processes]
        outputs: set[tuple[str, ...]] = set()
        for _ in range(self.rounds):
            for process, mine in zip(processes, times, strict=True):
                seconds, output = seconds_of(process)
                mine.append(seconds)
                outputs.add(output)
        if len(outputs) > 1:
            raise Failed(f"outputs differ: {' / '.join(' '.join(o) for o in sorted(outputs))[:200]}")
        return [median(mine) for mine in times]

    def walls(self, *processes: Process) -> list[float]:
        """The median of the whole time that each takes, run in turn, after one run that isn't counted."""
        times: list[list[float]] = [[] for _ in processes]
        for turn in range(self.rounds + 1):
            for process, mine in zip(processes, times, strict=True):
                wall = process.wall()
                if turn:
                    mine.append(wall)
        return [median(mine) for mine in times]


#: a measurement: one row, or several that are measured together
Measurement = Callable[[Bench], Row | Iterator[Row]]


def shown(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


def print_table(description: str, program: str, table: Mapping[str, Measurement], columns: str) -> int:
    """Measures what the command line asks for, and prints a row for each; the exit status."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds")
    parser.add_argument("--rounds", type=int, help="runs of each program, of which the median counts (5, quick 3)")
    parser.add_argument("--only", default="", metavar="NAMES", help=f"some of {','.join(table)}")
    options = parser.parse_args()
    wanted = [name for name in options.only.split(",") if name]
    unknown = [name for name in wanted if name not in table]
    if unknown:
        parser.error(f"no measurement is called {unknown[0]}")
    bench = Bench(options.quick, options.rounds or (3 if options.quick else 5))
    machine = f"{cores()} cores, {platform.machine()}, CPython {platform.python_version()}"
    print(f"{machine}; medians of {bench.rounds}{', reduced sizes' if bench.quick else ''}\n")
    print(f"| {columns} |\n|{'---|' * 6}", flush=True)
    missed = 0
    for name in wanted or table:
        try:
            result = table[name](bench)
            for row in [result] if isinstance(result, Row) else result:
                missed += not row.reached
                mark = "yes" if row.reached else "**no**"
                cells = (row.workload, row.weft, row.peers, row.ratio, row.target, mark)
                print(f"| {' | '.join(cells)} |", flush=True)
        except Failed as failure:
            missed += 1
            print(f"| {name} | {failure} | | | | **no** |", flush=True)
    print(f"\n{missed} not reached" if missed else "\nall reached")
    return 0
