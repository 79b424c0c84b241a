"""The examples: the same under CPython and Weft, but for the time that they take."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Weft

EXAMPLES = Path(__file__).parents[2] / "examples"


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("seconds: ")]


@pytest.mark.parametrize(("name", "arguments"), [("wordcount.py", ["1"]), ("mandelbrot.py", ["picture.ppm", "60"])])
def test_example(weft: Weft, name: str, arguments: list[str]) -> None:
    path = str(EXAMPLES / name)
    python = subprocess.run(
        [sys.executable, path, *arguments], cwd=weft.folder, env=weft.env, capture_output=True, text=True, check=True
    )
    picture = weft.folder / "picture.ppm"
    drawn = picture.read_bytes() if picture.exists() else None
    for flags in (["--workers", "1"], ["--workers", "3"], ["--target", "portable"]):
        picture.unlink(missing_ok=True)
        done = weft("run", *flags, path, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert lines(done.stdout) == lines(python.stdout)
        assert (picture.read_bytes() if picture.exists() else None) == drawn


#: of these, what CPython has no threads enough for
KNOWN = {"concurrency/million.py": "131,072 leaves, 262,142 tasks\n"}
PLAYGROUND = [path.relative_to(EXAMPLES).as_posix() for path in sorted(EXAMPLES.glob("*/*.py"))]


@pytest.mark.parametrize("name", PLAYGROUND)
def test_example_of_the_playground(weft: Weft, name: str) -> None:
    """The first line is its title; output and status are CPython's."""
    path = EXAMPLES / name
    assert path.read_text().splitlines()[0].startswith('"""') and path.read_text().splitlines()[0].endswith('"""')
    text = "one two two\n"
    with open(weft.write("input.txt", text)) as stdin:
        done = weft("run", str(path), stdin=stdin)
    if name in KNOWN:
        assert (done.returncode, done.stdout) == (0, KNOWN[name])
        return
    python = subprocess.run(
        [sys.executable, path], cwd=weft.folder, env=weft.env, input=text, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (python.returncode, python.stdout)
