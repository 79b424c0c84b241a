"""The diagnostic. How it looks as text is in `render`, how as JSON in `data`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from weftc.source import Span

Severity = Literal["error", "warning", "note"]


class Label(NamedTuple):
    """A further place that explains the message, and what is to be seen there."""

    span: Span
    text: str


class Diagnostic(NamedTuple):
    """One message. `message` stands alone in one line; `label` says briefly what is at `span`; `helps` give
    the nearest thing that works. `span` None: it is about no place in a file (the file is missing, say)."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    label: str = ""
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        if self.span is None:
            return ("", 0, 0, self.code, self.message)
        return (self.span.file, self.span.line, self.span.column, self.code, self.message)


def error(
    code: str,
    message: str,
    span: Span | None = None,
    label: str = "",
    *,
    labels: Iterable[Label] = (),
    notes: Iterable[str] = (),
    helps: Iterable[str] = (),
) -> Diagnostic:
    return Diagnostic(code, "error", message, span, label, tuple(labels), tuple(notes), tuple(helps))


def warning(
    code: str,
    message: str,
    span: Span | None = None,
    label: str = "",
    *,
    labels: Iterable[Label] = (),
    notes: Iterable[str] = (),
    helps: Iterable[str] = (),
) -> Diagnostic:
    return Diagnostic(code, "warning", message, span, label, tuple(labels), tuple(notes), tuple(helps))


def note(code: str, message: str, span: Span | None = None, label: str = "") -> Diagnostic:
    return Diagnostic(code, "note", message, span, label)
