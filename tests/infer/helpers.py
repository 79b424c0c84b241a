"""What the compiler says about a program's text."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from weftc.diagnostics import Diagnostic, render
from weftc.driver import compile_program


class Checker:
    """Checks programs in a folder of their own, so that messages call the file p.py."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = {}

    def __call__(self, text: str, **others: str) -> list[Diagnostic]:
        """The diagnostics of a program; `others` are modules beside it."""
        for name, content in {"p": text, **others}.items():
            (self.folder / f"{name}.py").write_text(textwrap.dedent(content), "utf-8")
        made = compile_program("p.py", last="infer")
        self.sources = made.sink.sources
        return made.sink.diagnostics()

    def rendered(self, text: str, **others: str) -> str:
        return "\n\n".join(render(diagnostic, self.sources) for diagnostic in self(text, **others))

    def reasons(self, text: str, **others: str) -> list[str]:
        """The labels of the one diagnostic, each as line:column and text."""
        (diagnostic,) = self(text, **others)
        return [f"{label.span.line}:{label.span.column + 1} {label.text}" for label in diagnostic.labels]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checker:
    monkeypatch.chdir(tmp_path)
    return Checker(tmp_path)
