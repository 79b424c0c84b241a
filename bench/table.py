"""What a table of measurements is made of: rows, how often and in which order programs run, and its printing."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often programs run, and how often with --quick; what else that makes quick."""

    full: int
    quick: int
    quickly: str


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

    def processor(self, *processes: Process) -> tuple[list[float], list[str]]:
        """The median of the processor's seconds that each takes, run in turn, and what each printed last."""
        runs = [[process.processor() for process in processes] for _ in range(self.rounds)]
        times = [median(seconds for seconds, _ in mine) for mine in zip(*runs, strict=True)]
        return times, [output for _, output in runs[-1]]

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


def asked(description: str, program: str, names: Sequence[str], rounds: Rounds) -> tuple[Bench, list[str]]:
    """What the command line asks for: how to measure, and what."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--quick", action="store_true", help=rounds.quickly)
    counts = f"({rounds.full}, quick {rounds.quick})"
    parser.add_argument("--rounds", type=int, help=f"runs of each program, of which the median counts {counts}")
    parser.add_argument("--only", default="", metavar="NAMES", help=f"some of {','.join(names)}")
    options = parser.parse_args()
    wanted = [name for name in options.only.split(",") if name]
    unknown = [name for name in wanted if name not in names]
    if unknown:
        parser.error(f"no measurement is called {unknown[0]}")
    bench = Bench(options.quick, options.rounds or (rounds.quick if options.quick else rounds.full))
    return bench, wanted or list(names)


def print_head(columns: Sequence[str]) -> None:
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)


def print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def print_table(description: str, program: str, table: Mapping[str, Measurement], columns: str) -> int:
    """Measures what the command line asks for, and prints a row for each; the exit status."""
    bench, wanted = asked(description, program, list(table), Rounds(5, 3, "smaller sizes and fewer rounds"))
    machine = f"{cores()} cores, {platform.machine()}, CPython {platform.python_version()}"
    print(f"{machine}; medians of {bench.rounds}{', reduced sizes' if bench.quick else ''}\n")
    print_head(columns.split(" | "))
    missed = 0
    for name in wanted:
        try:
            result = table[name](bench)
            for row in [result] if isinstance(result, Row) else result:
                missed += not row.reached
                mark = "yes" if row.reached else "**no**"
                print_row(row.workload, row.weft, row.peers, row.ratio, row.target, mark)
        except Failed as failure:
            missed += 1
            print_row(name, str(failure), "", "", "", "**no**")
    print(f"\n{missed} not reached" if missed else "\nall reached")
    return 0
