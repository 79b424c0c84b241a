"""Diagnostics as plain data: the one shape in which a command, the server and a page's own compiler give them as JSON.

The server's OpenAPI document takes these classes as they are, the text below each field too, and the page's types are
made from that document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from weftc.diagnostics.diagnostic import Diagnostic, Severity
from weftc.diagnostics.table import explain
from weftc.source import SourceFile, Span

#: has pydantic take the texts below the fields for their descriptions
_DESCRIBED = {"use_attribute_docstrings": True}


@dataclass(frozen=True, slots=True)
class SpanData:
    """A stretch of a file, within its text. Lines count from 1, columns code points from 0, as in Python's
    `ast`."""

    __pydantic_config__ = _DESCRIBED

    file: str
    """As the program's user names it."""
    line: int
    """Counts from 1."""
    column: int
    """Counts code points from 0."""
    end_line: int
    """Counts from 1."""
    end_column: int
    """Counts code points from 0; exclusive."""


@dataclass(frozen=True, slots=True)
class LabelData:
    """A further place that explains a message."""

    __pydantic_config__ = _DESCRIBED

    span: SpanData
    text: str
    """What is to be seen there; may be empty."""


@dataclass(frozen=True, slots=True)
class DiagnosticData:
    """One message about a program."""

    __pydantic_config__ = _DESCRIBED

    code: str
    """Stable: `weft explain` and `explanation` tell its story."""
    severity: Severity
    message: str
    """One line that stands alone."""
    span: SpanData | None
    """Null if it is about no place in particular."""
    label: str
    """Says briefly what is at the place; may be empty."""
    labels: list[LabelData]
    notes: list[str]
    helps: list[str]
    """The nearest thing that works."""
    explanation: str
    """The long story, with examples; plain text."""


def to_data(diagnostic: Diagnostic, sources: Mapping[str, SourceFile]) -> dict[str, object]:
    """For `json.dumps`: the fields of DiagnosticData. `sources` are the files that the program is made of."""
    return asdict(
        DiagnosticData(
            code=diagnostic.code,
            severity=diagnostic.severity,
            message=diagnostic.message,
            span=_span(diagnostic.span, sources) if diagnostic.span is not None else None,
            label=diagnostic.label,
            labels=[LabelData(span=_span(label.span, sources), text=label.text) for label in diagnostic.labels],
            notes=list(diagnostic.notes),
            helps=list(diagnostic.helps),
            explanation=explain(diagnostic.code) or "",
        )
    )


def _span(span: Span, sources: Mapping[str, SourceFile]) -> SpanData:
    """Python's parser also names places behind the last line, or behind a line's end."""
    source = sources.get(span.file)
    if source is None:
        return SpanData(*span)  # of a file that can't be read as text
    line, column = _within(source, span.line, span.column)
    end_line, end_column = max((line, column), _within(source, span.end_line, span.end_column))
    return SpanData(span.file, line, column, end_line, end_column)


def _within(source: SourceFile, line: int, column: int) -> tuple[int, int]:
    line = min(max(line, 1), len(source.lines))
    return line, min(max(column, 0), len(source.line(line)))
