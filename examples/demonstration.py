"""What `make run` shows: two programs, compiled and run on all cores and on one, and how much faster all were."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PICTURE = "out/mandelbrot.ppm"
SECONDS = "seconds: "
RUNS = 3


def main() -> int:
    os.chdir(HERE.parent)
    Path(PICTURE).parent.mkdir(exist_ok=True)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for title, program, *arguments in (
        ("Counting the words of a text", "wordcount.py"),
        ("Drawing the Mandelbrot set", "mandelbrot.py", PICTURE),
    ):
        print(f"\n{title}: weft run examples/{program} {' '.join(arguments)}\n", flush=True)
        output, fast = run(program, arguments, cores)
        print("".join(f"    {line}\n" for line in output), end="")
        again, slow = run(program, arguments, 1)
        if again != output:
            print("error: one worker gives another result", file=sys.stderr)
            return 1
        print(f"\n    {cores} workers {fast:.3f} s, 1 worker {slow:.3f} s: {slow / fast:.2f} times as fast")
    if cores == 1:
        print("\nThis machine gives Weft one core, so there is nothing to gain from a second worker.")
    return 0


def run(program: str, arguments: list[str], workers: int) -> tuple[list[str], float]:
    """The lines that the program prints but for the time, and the time, the best of a few."""
    command = [sys.executable, "-m", "weftc.cli", "run", "--workers", str(workers), str(HERE / program), *arguments]
    times = []
    for _ in range(RUNS):
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(done.returncode)
        lines = done.stdout.splitlines()
        times.append(float(lines[-1].removeprefix(SECONDS)))
    return lines[:-1], min(times)


if __name__ == "__main__":
    sys.exit(main())
