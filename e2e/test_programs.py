"""A sample of each folder of tests/programs in Chromium, on two workers, against what CPython 3.13 does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.expect import told
from tests.test_programs import ALL, REFUSED, expected

from e2e.chromium import run_module
from weftc.driver import compile_program

#: of each folder every so many
STRIDE = 4
#: a page has no files, and opening one finds none
FILES = {name for name in ALL if name.startswith("files_io/") and name != "files_io/uncaught_missing.py"}


def sample() -> list[str]:
    folders: dict[str, list[str]] = {}
    for name in sorted(ALL.keys() - REFUSED - FILES):
        folders.setdefault(name.partition("/")[0], []).append(name)
    return [name for names in folders.values() for name in names[::STRIDE]]


@pytest.mark.parametrize("name", sample())
def test_program(host_page: Page, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = ALL[name]
    monkeypatch.chdir(program.parent)
    wasm = compile_program(program.name).wasm
    assert wasm is not None
    stdin, args = program.with_suffix(".stdin"), program.with_suffix(".args")
    ending = run_module(
        host_page,
        wasm,
        workers=2,
        args=[program.name, *(args.read_text("utf-8").splitlines() if args.exists() else [])],
        stdin=stdin.read_text("utf-8") if stdin.exists() else "",
    )
    out, status, err = expected(program)
    assert (ending.status, ending.stdout) == (status, out.decode()), ending.message or ending.stderr
    assert told(ending.stderr.encode()) == err
