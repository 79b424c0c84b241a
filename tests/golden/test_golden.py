"""What lowering makes of small programs, a family of operations each: NAME.py in `programs`, its typed IR in `ir`.

A change of lowering that is meant to change nothing leaves all of these as they are. One that changes some shows what:
look at each difference, then keep them with `pytest tests/golden --update-golden`.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.golden.form import golden
from weftc.diagnostics import render_all
from weftc.driver import compile_program
from weftc.ir.verify import verify

FOLDER = Path(__file__).parent
PROGRAMS = {path.stem: path for path in sorted((FOLDER / "programs").glob("*.py"))}


def kept(name: str) -> Path:
    return FOLDER / "ir" / f"{name}.txt"


@pytest.mark.parametrize("name", PROGRAMS)
def test_golden(name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    path, file = PROGRAMS[name], kept(name)
    monkeypatch.chdir(path.parent)
    made = compile_program(path.name, last="lower")
    assert made.ir is not None, render_all(made.sink.diagnostics(), made.sink.sources)
    verify(made.ir)
    text = golden(made.ir)
    if request.config.getoption("update_golden"):
        file.write_text(text, "utf-8")
    before = file.read_text("utf-8") if file.exists() else ""
    if text != before:
        lines = difflib.unified_diff(before.splitlines(), text.splitlines(), file.name, "now", n=6, lineterm="")
        pytest.fail("the IR has changed; --update-golden keeps it\n" + "\n".join(lines), pytrace=False)


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_was_compiled_before_makes_no_difference(name: str) -> None:
    texts = set()
    for _ in range(3):
        made = compile_program(str(PROGRAMS[name]), last="lower")
        assert made.ir is not None
        texts.add(golden(made.ir))
    assert len(texts) == 1


def test_every_file_has_its_program() -> None:
    assert {path.name for path in (FOLDER / "ir").iterdir()} == {kept(name).name for name in PROGRAMS}
