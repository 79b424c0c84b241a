"""Programs that are wrong, in tests/programs_errors: each line that a message points at says `# error: NAME`.

NAME is the name of a code (`weft explain NAME`); several are separated by commas. The compiler must report exactly
those, on those lines, and make no module. In a folder with a main.py the other files are modules that it imports.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.expect import find_programs
from weftc.diagnostics import render_all
from weftc.diagnostics.table import lookup
from weftc.driver import compile_program

ROOT = Path(__file__).parent / "programs_errors"
PROGRAMS = {path.relative_to(ROOT).as_posix(): path for path in find_programs(ROOT, [])}
MARK = re.compile(r"#\s*(error|warning):\s*([\w, -]+)")


def expected(program: Path) -> set[tuple[str, int, str]]:
    """(file, line, name) of what the marks promise."""
    folder = program.parent
    files = folder.rglob("*.py") if program.name == "main.py" else [program]
    return {
        (path.relative_to(folder).as_posix(), number, name.strip())
        for path in files
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if (mark := MARK.search(line))
        for name in mark[2].split(",")
    }


@pytest.mark.parametrize("name", PROGRAMS)
def test_error_program(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = PROGRAMS[name]
    want = expected(program)
    assert want, "the program has no mark"
    monkeypatch.chdir(program.parent)
    made = compile_program(program.name, last="lower")
    found = made.sink.diagnostics()
    said = render_all(found, made.sink.sources)
    got = set()
    for diagnostic in found:
        entry = lookup(diagnostic.code)
        assert entry is not None, f"{diagnostic.code} is in no table\n{said}"
        assert diagnostic.span is not None, said
        got.add((diagnostic.span.file.replace(os.sep, "/"), diagnostic.span.line, entry.name))
    assert got == want, said
    assert made.sink.has_errors


def test_every_mark_is_a_name_of_a_code() -> None:
    names = {name for program in PROGRAMS.values() for _, _, name in expected(program)}
    assert {name for name in names if lookup(name) is None} == set()
