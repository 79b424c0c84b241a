"""What a playground's compiler answers, as JSON: the module with what the compiler has to say, or a view of a stage.

The server's workers answer with it, and so does the compiler in a page. Programs are called `main.py`, in messages and
tracebacks, and there are no files beside them.
"""

from __future__ import annotations

import base64
import json
from typing import Literal

from weftc.cli.views import LAST_STAGE, View, list_view, view_text
from weftc.diagnostics import Diagnostic, explain
from weftc.driver import Compilation, CompilerBug, Stage, Target, compile_program
from weftc.source import SourceFile, Span

FILE = "main.py"


class Mistakes(Exception):
    """There is no view of a program that has mistakes; says which is the first."""


def answer(
    source: str,
    target: Target,
    view: View | Literal["module"] = "module",
    kept: list[Compilation] | None = None,
) -> str:
    """The answer's JSON. For "module" mistakes in the program are in it; raises Mistakes, CompilerBug, MemoryError.

    What the stages made goes to `kept`: freeing deep structures takes more stack than a page may have, so there it must
    come after the answer.
    """
    last: Stage = "link" if view == "module" else LAST_STAGE[view]
    made = compile_program(FILE, target, last, source.encode())
    if kept is not None:
        kept.append(made)
    return _module(made) if view == "module" else _view(made, view)


def describe_bug(failure: Exception) -> tuple[str, BaseException]:
    """What failed, in a line, and the exception behind it."""
    cause = failure.__cause__ if isinstance(failure, CompilerBug) and failure.__cause__ else failure
    where = f" in stage {failure.stage}" if isinstance(failure, CompilerBug) else ""
    where += f", at {failure.position}" if isinstance(failure, CompilerBug) and failure.position else ""
    text = str(cause).partition("\n")[0]
    return f"{type(cause).__name__}{': ' if text else ''}{text}{where}", cause


def is_memory(failure: BaseException | None) -> bool:
    """Whether lack of memory is behind an exception; CPython sometimes raises SystemError then."""
    while failure is not None:
        if isinstance(failure, MemoryError | SystemError):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def _module(made: Compilation) -> str:
    return json.dumps(
        {
            "wasm": base64.b64encode(made.wasm).decode() if made.wasm is not None else None,
            "diagnostics": _diagnostics(made),
            "seconds": {stage: round(seconds, 6) for stage, seconds in made.seconds.items()},
        }
    )


def _view(made: Compilation, view: View) -> str:
    if made.sink.has_errors:
        first = next(item for item in made.sink.diagnostics() if item.severity == "error")
        place = f"line {first.span.line}: " if first.span is not None else ""
        raise Mistakes(f"{place}{first.message}")
    listing = list_view(made, view, FILE)
    return json.dumps({"text": view_text(listing), "lines": [line for _, line in listing]})


def _diagnostics(made: Compilation) -> list[dict[str, object]]:
    source = made.sink.sources.get(FILE, SourceFile(FILE, ""))
    return [_diagnostic(diagnostic, source) for diagnostic in made.sink.diagnostics()]


def _diagnostic(diagnostic: Diagnostic, source: SourceFile) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **_range(diagnostic.span, source),
        "label": diagnostic.label,
        "labels": [
            {**_range(label.span, source), "text": label.text} for label in diagnostic.labels if label.span.file == FILE
        ],
        "notes": list(diagnostic.notes),
        "helps": list(diagnostic.helps),
        "explanation": explain(diagnostic.code) or "",
    }


def _range(span: Span | None, source: SourceFile) -> dict[str, int]:
    """A stretch of the program, never beyond its text; what is about no place stands at the beginning."""
    if span is None or span.file != FILE:
        return {"line": 1, "column": 0, "end_line": 1, "end_column": 0}
    start = _within(source, span.line, span.column)
    line, column = start
    end_line, end_column = max(start, _within(source, span.end_line, span.end_column))
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _within(source: SourceFile, line: int, column: int) -> tuple[int, int]:
    line = min(max(line, 1), len(source.lines))
    return line, min(max(column, 0), len(source.line(line)))
