"""The programs beside this file call every method and function of the library: the compiler finds a type
for all of them, and what comes out is what CPython prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from weftc.diagnostics import render_all
from weftc.driver import compile_program

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_compiles(program: Path) -> None:
    made = compile_program(str(program), "portable")
    assert made.wasm is not None, render_all(made.sink.diagnostics(), made.sink.sources)


@pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="the language is that of CPython 3.13")
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_prints_what_cpython_prints(program: Path, tmp_path: Path) -> None:
    pytest.importorskip("wasmtime")
    made = compile_program(str(program), "portable")
    assert made.wasm is not None
    module = tmp_path / "program.wasm"
    module.write_bytes(made.wasm)
    script = (
        "import sys; from weftc.host.wasmtime_host import run;"
        "sys.exit(run(open(sys.argv[1], 'rb').read(), ['program.py']))"
    )
    ours = subprocess.run(
        [sys.executable, "-c", script, str(module)], capture_output=True, text=True, env=path_with_compiler()
    )
    theirs = subprocess.run([sys.executable, str(program)], capture_output=True, text=True)
    assert (ours.stdout, ours.returncode) == (theirs.stdout, theirs.returncode), ours.stderr


def path_with_compiler() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "compiler")}
