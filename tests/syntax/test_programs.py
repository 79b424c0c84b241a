"""The builder's proof: all of tests/programs, run by the interpreter of the untyped form, print what CPython prints.

The oracle is the Python that runs the tests, so that any host will do. Programs with tasks are left out: copying
spawns rebuild functions from their code objects, which the interpreter's functions don't have.
"""

from __future__ import annotations

import contextlib
import io
import runpy
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.syntax import interpret

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"
#: deeper than CPython's own stack allows an interpreter in Python to go, or too long for one
LEFT_OUT = {"recursion/deep.py", "gc/large_arrays.py"}
#: where the interpreter gives a manager no traceback, and what counts channels from the process's start
LEFT_OUT |= {"exactness/exit_tb_none.py", "exactness/kinds_forgotten.py"}
#: where the interpreter goes through `*x` itself, and a text names the place
LEFT_OUT |= {"unions/spread_and_pairs.py"}
#: where `except*` tells by tracebacks what is raised again
LEFT_OUT |= {f"exceptions_groups/{name}.py" for name in ("star_raising", "classes_and_loops", "kinds")}
#: what needs the scheduler; files that die with their last reference, where the interpreter keeps values; classes of
#: the library that stand for built-in ones
FOLDERS_LEFT_OUT = ("concurrency", "files_io/dropped", "lib_collections", "lib_random")


def programs() -> list[Path]:
    found = []
    for path in sorted(PROGRAMS.rglob("*.py")):
        if path.name != "main.py" and (path.parent / "main.py").exists():
            continue
        name = path.relative_to(PROGRAMS).as_posix()
        if name not in LEFT_OUT and not name.startswith(FOLDERS_LEFT_OUT):
            found.append(path)
    return found


@contextlib.contextmanager
def world(program: Path, folder: Path) -> Iterator[io.StringIO]:
    """The present folder, arguments, input, output and modules of a program that is run in this process."""
    arguments, given = program.with_suffix(".args"), program.with_suffix(".stdin")
    before = (sys.argv, sys.stdin, sys.path[:], set(sys.modules))
    sys.argv = [program.name, *(arguments.read_text().splitlines() if arguments.exists() else ())]
    sys.stdin = io.StringIO(given.read_text() if given.exists() else "")
    sys.path.insert(0, str(folder))
    output = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(output):
        yield output
    sys.argv, sys.stdin, sys.path = before[:3]
    for name in set(sys.modules) - before[3]:
        if getattr(sys.modules[name], "__file__", None) and str(folder) in str(sys.modules[name].__file__):
            del sys.modules[name]


def outcome(program: Path, folder: Path, run: Callable[[str], object]) -> tuple[str, str]:
    """What the program prints, and how it ends."""
    shutil.copytree(program.parent, folder)
    ending: list[str] = []

    def work() -> None:
        try:
            run(program.name)
            ending.append("")
        except SystemExit as stop:
            ending.append(f"exit {stop.code}")
        except BaseException as error:
            name = type(error).__qualname__ if type(error).__module__ == "__main__" else str(type(error))
            ending.append(f"{name}: {error}")

    with world(program, folder) as output:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(60_000)
        size = threading.stack_size(512 << 20)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        threading.stack_size(size)
        sys.setrecursionlimit(limit)
    return output.getvalue(), ending[0]


def run_by_python(name: str) -> None:
    runpy.run_path(name, run_name="__main__")


@pytest.mark.parametrize("program", programs(), ids=lambda path: path.relative_to(PROGRAMS).as_posix())
def test_interpreted_as_by_python(program: Path, tmp_path: Path) -> None:
    expected = outcome(program, tmp_path / "python", run_by_python)
    assert outcome(program, tmp_path / "built", interpret.run) == expected
