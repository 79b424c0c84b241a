"""What the tests of the front end share."""

from __future__ import annotations

import textwrap
from pathlib import Path

from weftc.diagnostics import DiagnosticSink, render_all
from weftc.hir.hir import Program
from weftc.hir.printer import codes_below, print_code
from weftc.hir.verify import verify
from weftc.syntax.build import load_program


def load(folder: Path, text: str, name: str = "program.py") -> tuple[Program | None, DiagnosticSink]:
    """Loads a program given as text."""
    path = folder / name
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    sink = DiagnosticSink()
    return load_program(str(path), sink), sink


def verified(program: Program) -> Program:
    """Builds and verifies all code of the program."""
    for module in program.modules.values():
        assert module.code is not None
        for code in codes_below(module.code):
            verify(code.body(), code.qualname)
    return program


def printed(folder: Path, text: str, function: str = "f") -> str:
    """The form of one function of a program."""
    program, sink = load(folder, text)
    assert program is not None, render_all(sink.diagnostics(), sink.sources)
    return print_code(verified(program).main.functions[function])


def codes(folder: Path, text: str) -> list[tuple[str, int]]:
    """The diagnostics of a program: code and line."""
    _, sink = load(folder, text)
    return [(each.code, each.span.line if each.span else 0) for each in sink.diagnostics()]


def rendered(folder: Path, text: str) -> str:
    """The diagnostics of a program as a terminal shows them, the file called program.py."""
    _, sink = load(folder, text)
    return render_all(sink.diagnostics(), sink.sources).replace(str(folder) + "/", "")
