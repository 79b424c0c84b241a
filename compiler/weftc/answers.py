"""What a worker makes of a program: the module with what the compiler has to say, or a view of a stage.

Programs are called `main.py`, in messages and tracebacks, and there are no files beside them.
"""

from __future__ import annotations

import base64
import json

from weft_server.jobs import Job, Kind, Outcome
from weftc.cli.views import LAST_STAGE, View, list_view, view_text
from weftc.diagnostics import Diagnostic, explain
from weftc.driver import Compilation, Target, compile_program
from weftc.source import SourceFile, Span

FILE = "main.py"


def do_job(job: Job) -> Outcome:
    """Mistakes in the program are in the outcome; raises CompilerBug, MemoryError."""
    source = job.source.encode()
    if job.view == "module":
        return _module(source, job.target)
    return _view(source, job.target, job.view)


def _module(source: bytes, target: Target) -> Outcome:
    made = compile_program(FILE, target, content=source)
    answer = {
        "wasm": base64.b64encode(made.wasm).decode() if made.wasm is not None else None,
        "diagnostics": _diagnostics(made),
        "seconds": {stage: round(seconds, 6) for stage, seconds in made.seconds.items()},
    }
    return Outcome(Kind.ANSWER, json.dumps(answer).encode())


def _view(source: bytes, target: Target, view: View) -> Outcome:
    made = compile_program(FILE, target, LAST_STAGE[view], source)
    if made.sink.has_errors:
        first = next(item for item in made.sink.diagnostics() if item.severity == "error")
        place = f"line {first.span.line}: " if first.span is not None else ""
        return Outcome(Kind.MISTAKES, f"{place}{first.message}".encode())
    listing = list_view(made, view, FILE)
    answer = {"text": view_text(listing), "lines": [line for _, line in listing]}
    return Outcome(Kind.ANSWER, json.dumps(answer).encode())


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
            {**_range(label.span, source), "text": label.text}
            for label in diagnostic.labels
            if label.span.file == FILE
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
