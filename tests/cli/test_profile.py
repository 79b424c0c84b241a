"""WEFT_PROFILE: the map by which perf names functions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Weft

from weftc.link.stored import runtime_object

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="perf is Linux's")

PROGRAM = """
def steps(n):
    count = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count

lengths = {str(n): steps(n) for n in range(1, 1000)}
print(lengths["27"], max(lengths.values()))
"""


def run(weft: Weft, **env: str) -> Path:
    """Where perf looks for a map of the program's process."""
    weft.write("p.py", PROGRAM)
    with weft.start("run", "p.py", env=env) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "111 178\n", "")
    return Path(f"/tmp/perf-{process.pid}.map")


def test_the_map_names_functions_of_program_and_runtime_cached_or_not(weft: Weft) -> None:
    for _ in range(2):
        found = run(weft, WEFT_PROFILE="1")
        rows = [line.split(" ", 2) for line in found.read_text().splitlines()]
        found.unlink()
        sizes = {name: int(size, 16) for _, size, name in rows}
        assert any(name.startswith("__main__.steps#") and size > 0 for name, size in sizes.items()), sizes
        assert sizes.keys() & set(runtime_object("threads").names())
    assert len(weft.entries()) == 1


@pytest.mark.parametrize("env", [{}, {"WEFT_PROFILE": "0"}, {"WEFT_PROFILE": ""}])
def test_there_is_none_unless_asked_for(weft: Weft, env: dict[str, str]) -> None:
    assert not run(weft, **env).exists()


@pytest.mark.parametrize("value", ["2", "yes", "01", "-1"])
def test_what_is_no_switch_is_refused(weft: Weft, value: str) -> None:
    done = weft("run", "-c", "print(1)", env={"WEFT_PROFILE": value})
    said = f"error: the environment variable WEFT_PROFILE takes a number from 0 to 1, not {value}\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
