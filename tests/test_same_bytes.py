"""A program has one module: whatever the hash seed, and whatever was compiled before it in the same process."""

import os
import subprocess
import sys
from pathlib import Path

from tests.test_growth import classes

SCRIPT = Path(__file__).with_name("compile_many.py")
PROGRAMS = Path(__file__).with_name("programs")
EVERY = 12  # of the programs of a family one in so many


def hashes(programs: list[str], folder: Path, seed: str) -> dict[str, str]:
    """Of each program that compiles."""
    env = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *programs], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())


def test_one_module(tmp_path: Path) -> None:
    # its unions hold so many classes that a set of them, walked as it lies, shows the numbers of its atoms
    (tmp_path / "classes.py").write_text("\n".join(classes(60)) + "\n", "utf-8")
    programs = [str(path) for path in sorted(PROGRAMS.glob("*/*.py"))[::EVERY]] + ["classes.py"]
    forwards = hashes(programs, tmp_path, "1")
    assert "None" not in forwards.values()
    assert forwards == hashes(programs[::-1], tmp_path, "2")
