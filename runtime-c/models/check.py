"""Checks the models of this folder with SPIN: each holds in every interleaving, and fails when it is broken.

    check.py [NAME...]      those models alone: `check.py park`

A model is checked as it stands, then with each of its BROKEN_ macros, one at a time, which leaves a step out that
matters: that must give an error, or the model could not have found a mistake there. SPIN makes a C program of a model,
which goes through all states that can be reached. A search that doesn't end within its bounds counts as
failed. Needs `spin` (Debian's package of that name) and a C compiler.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODELS = Path(__file__).parent
#: MEMLIM in MiB; SAFETY: assertions and ends, no cycles; COLLAPSE: states take a fifth
BOUNDS = ("-DSAFETY", "-DCOLLAPSE", "-DMEMLIM=1500")
DEPTH = 200_000
TIMEOUT_S = 120
#: what says that not all was searched
INCOMPLETE = ("search not completed", "max search depth too small", "out of memory", "reached -DMEMLIM")


def broken_ways(model: Path) -> list[str]:
    """What the model can be broken by, in the order of the text."""
    return list(dict.fromkeys(re.findall(r"#if(?:n?def| !?defined\()?\s*\(?(BROKEN_\w+)", model.read_text("utf-8"))))


def search(model: Path, broken: str | None) -> str:
    """What the search of a model, broken in that way or in none, says."""
    with tempfile.TemporaryDirectory() as folder:
        macros = [f"-D{broken}"] if broken else []
        steps: list[list[str]] = [
            ["spin", *macros, "-a", str(model)],
            ["cc", "-O1", "-w", *BOUNDS, "-o", "pan", "pan.c"],
            ["./pan", f"-m{DEPTH}", "-n"],
        ]
        said = ""
        for command in steps:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
            said = done.stdout + done.stderr
            if done.returncode != 0 and command[0] != "./pan":
                raise SystemExit(f"{model.name}: {' '.join(command)}\n{said}")
        return said


def count(said: str, pattern: str) -> int:
    found = re.search(pattern, said)
    return int(found[1]) if found else -1


def check(model: Path, broken: str | None) -> bool:
    """Whether the model holds, or, broken, fails; and says so."""
    began = time.monotonic()
    said = search(model, broken)
    errors, states = count(said, r"errors: (\d+)"), count(said, r"(\d+) states, stored")
    complete = not any(words in said.lower() for words in map(str.lower, INCOMPLETE))
    right = errors > 0 if broken else errors == 0 and complete
    what = "holds" if errors == 0 else f"fails: {(re.findall(r'pan:1: (.*)', said) or ['?'])[0]}"
    name = model.stem if broken is None else f"{model.stem} {broken}"
    print(f"{'ok  ' if right else 'BAD '} {name:36} {states:>9} states {time.monotonic() - began:5.1f} s  {what[:70]}", flush=True)
    if not right and (not complete or errors < 0):
        print(said[-1500:])
    return right


def main(names: list[str]) -> int:
    missing = [program for program in ("spin", "cc") if not shutil.which(program)]
    if missing:
        print(f"error: there is no {' nor '.join(missing)} here\nhelp: apt-get install spin gcc", file=sys.stderr)
        return 1
    models = sorted(MODELS.glob("*.pml"))
    if unknown := set(names) - {model.stem for model in models}:
        print(f"error: no model is called {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    chosen = [model for model in models if not names or model.stem in names]
    results = [check(model, broken) for model in chosen for broken in (None, *broken_ways(model))]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
