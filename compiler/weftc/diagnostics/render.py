"""Diagnostics as text for a terminal.

    error[E0201]: the name `pritn` is not defined
      --> program.py:3:5
       |
     3 |     pritn("hello")
       |     ^^^^^ not defined
       |
       = help: did you mean `print`?

Further labels follow, each below its own line of source; those of one line in turn stand below it together.
Columns in `path:line:column` count from 1, as editors do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from weftc.diagnostics.diagnostic import Diagnostic, Label
from weftc.source import SourceFile

#: a source line longer than this is shown in part: generated code has lines of any length
WIDTH_LIMIT = 160
TAB = "    "

_COLORS = {"error": "1;31", "warning": "1;33", "note": "1;36", "help": "1;32", "frame": "1;34", "bold": "1"}


class _Painter:
    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, kind: str, text: str) -> str:
        return f"\x1b[{_COLORS[kind]}m{text}\x1b[0m" if self.color and text else text


def render(diagnostic: Diagnostic, sources: Mapping[str, SourceFile], color: bool = False) -> str:
    """The message in full, several lines, without a line end after the last."""
    paint = _Painter(color)
    head = paint(diagnostic.severity, f"{diagnostic.severity}[{diagnostic.code}]")
    out = [head + paint("bold", f": {diagnostic.message}")]
    primary = [Label(diagnostic.span, diagnostic.label)] if diagnostic.span is not None else []
    places = primary + list(diagnostic.labels)
    margin = max((len(str(place.span.line)) for place in places), default=1)
    file = None
    line, shown = 0, ""  # the last excerpt's
    for number, place in enumerate(places):
        kind: str = diagnostic.severity if number == 0 and primary else "frame"
        if place.span.file != file:
            arrow = "-->" if number == 0 else ":::"
            file = place.span.file
            out.append(
                " " * (margin + 1) + paint("frame", arrow) + f" {file}:{place.span.line}:{place.span.column + 1}"
            )
            out.append(paint("frame", " " * (margin + 2) + "|"))
        elif number and place.span.line != line:
            out.append(paint("frame", " " * (margin + 2) + "|"))
        mark = "^" if number == 0 and primary else "-"
        excerpt = _excerpt(place, sources, margin, mark, kind, paint)
        if shown and excerpt and excerpt[0] == shown and place.span.line == line:
            excerpt = excerpt[1:]  # another mark below the same line
        elif excerpt:
            shown = excerpt[0]
        line = place.span.line
        out += excerpt
    remarks = [("note", text) for text in diagnostic.notes] + [("help", text) for text in diagnostic.helps]
    if remarks and places:
        out.append(paint("frame", " " * (margin + 2) + "|"))
    indent = " " * (margin + 2)
    for kind, text in remarks:
        first, *rest = text.split("\n")
        out.append(indent + paint("frame", "= ") + paint(kind, f"{kind}:") + f" {first}")
        out += [indent + " " * (len(kind) + 4) + line for line in rest]
    return "\n".join(out)


def _excerpt(
    place: Label, sources: Mapping[str, SourceFile], margin: int, mark: str, kind: str, paint: _Painter
) -> list[str]:
    span = place.span
    source = sources.get(span.file)
    if source is None or not 0 < span.line <= len(source.lines):
        return []
    line = source.line(span.line)
    start = min(span.column, len(line))
    end = span.end_column if span.end_line == span.line else len(line.rstrip())
    end = max(min(end, len(line)), start + 1)
    line, start, end = _crop(line, start, end)
    shown, under_start = _expand(line), _width(line[:start])
    under = mark * max(1, _width(line[start:end]) if start < len(line) else 1)
    bar = paint("frame", "|")
    number = paint("frame", f" {span.line:>{margin}} ")
    label = f" {place.text}" if place.text else ""
    return [
        f"{number}{bar} {shown}".rstrip(),
        " " * (margin + 2) + f"{bar} " + " " * under_start + paint(kind, under + label),
    ]


def _crop(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A window of a very long line around the marked part."""
    if len(line) <= WIDTH_LIMIT:
        return line, start, end
    left = max(0, start - WIDTH_LIMIT // 3)
    right = min(len(line), left + WIDTH_LIMIT)
    prefix = "..." if left else ""
    suffix = "..." if right < len(line) else ""
    shift = len(prefix) - left
    return prefix + line[left:right] + suffix, start + shift, min(end, right) + shift


def _expand(line: str) -> str:
    return "".join(TAB if char == "\t" else char if char.isprintable() else "\ufffd" for char in line)


def _width(text: str) -> int:
    """Terminal cells that `text` takes, tabs expanded."""
    total = 0
    for char in text:
        if char == "\t":
            total += len(TAB)
        elif char.isascii():
            total += 1
        elif unicodedata.combining(char):
            continue
        else:
            total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total


def render_all(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, SourceFile],
    color: bool = False,
    dropped: int = 0,
) -> str:
    """All messages, an empty line between, and a last line that counts the errors. Ends with a line end."""
    parts: list[str] = []
    counts = {"error": dropped, "warning": 0}
    codes: list[str] = []
    for diagnostic in diagnostics:
        parts.append(render(diagnostic, sources, color))
        if diagnostic.severity in counts:
            counts[diagnostic.severity] += 1
        if diagnostic.severity == "error" and diagnostic.code not in codes:
            codes.append(diagnostic.code)
    if not parts:
        return ""
    if dropped:
        parts.append(f"{_counted(dropped, 'further error')} not shown")
    words = [_counted(number, word) for word, number in counts.items() if number]
    if counts["error"]:
        words[-1] += f"; `weft explain {codes[0]}` tells more" if codes else ""
    parts.append(", ".join(words)) if words else None
    return "\n\n".join(parts) + "\n"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
