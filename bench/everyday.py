"""Programs as people write them, under Weft and other Pythons: `make bench-everyday`, or
`make bench-everyday BENCH="--quick --only word_count,letter"`.

Told are the processor's seconds, user's and system's, of the whole process, less those of an empty program that runs
beside it in each round: what a program takes, without the start of what runs it. All of them take turns, and medians
are compared. Weft runs with one worker, from its cache; Codon's programs are compiled before.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from peers import Missing, Refused, codon, codon_program, oracle, pypy
from programs import BENCH, BUILD, Failed, Process, cores, weft
from ratios import Ratios
from table import Bench, Rounds, asked

PROGRAMS = {path.stem: path for path in sorted((BENCH / "everyday").glob("*.py"))}
#: of CPython's time: the geometric mean of all, and each
MEAN_TARGET, TARGET = 0.14, 0.8
#: most of what it does, CPython does in C too
TARGETS = {"long_texts": 1.0}
#: a difference of two times that isn't larger says nothing
LEAST_S = 0.01

#: a program as a command, by implementation
Runner = Callable[[Path], Process]


def runners() -> dict[str, Runner]:
    """Weft, and the peers that there are; notes for those that there aren't."""
    found: dict[str, Runner] = {"Weft": lambda path: weft(path, [], 1)}
    for peer, find, runner in (
        ("CPython", oracle, lambda path: Process((oracle(), str(path)))),
        ("PyPy", pypy, lambda path: Process((pypy(), str(path)))),
        ("Codon", codon, codon_program),
    ):
        try:
            find()
        except Missing as missing:
            print(f"note: {missing}")
        else:
            found[peer] = runner
    return found


def seconds(running: dict[str, Runner], empty: Path, folder: Path, bench: Bench, name: str) -> dict[str, float]:
    """What each implementation takes for a program; without those that refuse it."""
    processes: dict[str, Process] = {}
    starts = []
    for peer, runner in running.items():
        try:
            processes[peer] = Process(runner(PROGRAMS[name]).command, folder=folder)
            starts.append(runner(empty))
        except Refused:
            pass
    for process in (processes["Weft"], starts[0]):
        process.output()  # so that it is cached
    times, outputs = bench.processor(*processes.values(), *starts)
    for peer, output in zip(processes, outputs, strict=False):
        if output != outputs[0]:
            raise Failed(f"{peer} prints something else than Weft: {output[:100]!r}, {outputs[0][:100]!r}")
    nets = [whole - start for whole, start in zip(times, times[len(processes) :], strict=False)]
    if min(nets) < LEAST_S:
        raise Failed("it takes too little to be measured")
    return dict(zip(processes, nets, strict=True))


def print_over(ratios: Ratios) -> None:
    """What takes more of CPython's time than it should."""
    against = ratios.of("CPython")
    targets = {"geometric mean": MEAN_TARGET, **{name: TARGETS.get(name, TARGET) for name in ratios.slowest("CPython")}}
    found = {"geometric mean": ratios.mean("CPython"), **against}
    over = [f"{what} {found[what]:.3f} ({target:g})" for what, target in targets.items() if found[what] > target]
    print(f"over the target: {', '.join(over) or 'none'}")


def main() -> int:
    rounds = Rounds(3, 1, "one round")
    description = "Measures everyday programs under Weft and other Pythons."
    bench, wanted = asked(description, "bench/everyday.py", list(PROGRAMS), rounds)
    running = runners()
    BUILD.mkdir(parents=True, exist_ok=True)
    empty = BUILD / "empty.py"
    empty.write_text("")
    print(f"{cores()} cores, {platform.machine()}; processor's seconds, medians of {bench.rounds}\n")
    ratios = Ratios(["CPython", "PyPy", "Codon"])
    with tempfile.TemporaryDirectory() as folder:
        ratios.measure(wanted, partial(seconds, running, empty, Path(folder), bench))
    status = ratios.print_summary()
    print_over(ratios)
    return status


if __name__ == "__main__":
    sys.exit(main())
