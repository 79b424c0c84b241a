"""Source files and places in them.

In: bytes on disk (or text). Out: `SourceFile`, or a `SourceProblem` that says what is wrong with the file.
A `Span` names a stretch of a file; columns count code points from 0, lines from 1. `ast` counts bytes of
UTF-8: `SourceFile.column` translates, and only lines with other than ASCII characters cost anything.
"""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """From (line, column) up to, not including, (end_line, end_column). A tuple, since many thousands are
    made."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Positioned(Protocol):
    """A node of `ast` that has a position, as most kinds do. The parser says where each ends, too."""

    @property
    def lineno(self) -> int: ...
    @property
    def col_offset(self) -> int: ...
    @property
    def end_lineno(self) -> int | None: ...
    @property
    def end_col_offset(self) -> int | None: ...


#: what programs from elsewhere than a file are called, as CPython calls them. Its tracebacks quote no lines of the one,
#: and the other has no `__file__`.
STDIN, STRING = "<stdin>", "<string>"
#: what the names of the library's files, as shown, begin with
LIBRARY_SHOWN = "<weft>/"
#: a stage's result as text: each line of it, and the line of the program that it belongs to (0: to none)
Listing = list[tuple[str, int]]


class SourceProblem(NamedTuple):
    """Why a file can't be taken as source: a diagnostic's code, message and helps; `line` where one is to
    blame."""

    code: str
    message: str
    helps: tuple[str, ...] = ()
    line: int | None = None


@dataclass(eq=False, slots=True)
class SourceFile:
    """A file's text, as the user names it. Lines end in \\n only (as Python's tokenizer sees them)."""

    path: str
    text: str
    _lines: list[str] | None = field(default=None, repr=False)
    _ascii: bool | None = field(default=None, repr=False)

    @property
    def lines(self) -> list[str]:
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its end, or nothing beyond the file."""
        lines = self.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @property
    def is_ascii(self) -> bool:
        if self._ascii is None:
            self._ascii = self.text.isascii()
        return self._ascii

    def column(self, line: int, byte_offset: int) -> int:
        """The column in code points of a byte offset in UTF-8, as `ast` gives it."""
        if self.is_ascii:
            return byte_offset
        text = self.line(line)
        if text.isascii():
            return byte_offset
        return len(text.encode("utf-8", "surrogatepass")[:byte_offset].decode("utf-8", "ignore"))

    def span(self, node: Positioned) -> Span:
        """Where a node stands."""
        line, end_line, end_column = node.lineno, node.end_lineno, node.end_col_offset
        assert end_line is not None and end_column is not None, node
        if self.is_ascii:
            return Span(self.path, line, node.col_offset, end_line, end_column)
        return Span(self.path, line, self.column(line, node.col_offset), end_line, self.column(end_line, end_column))


_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")


def read_source(path: str, shown: str | None = None) -> SourceFile | SourceProblem:
    """Reads `path`; `shown` is how messages call it."""
    shown = path if shown is None else shown
    try:
        if os.path.isdir(path):
            return SourceProblem(
                "E0102",
                f"{shown} is a folder, not a Python file",
                (f"name a file in it, such as {_example(path)}; one with a __main__.py is a program",),
            )
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return SourceProblem("E0101", f"no such file: {shown}", _near_files(path))
    except OSError as error:
        return SourceProblem("E0101", f"cannot read {shown}: {error.strerror or error}")
    return decode_source(data, shown)


def decode_source(data: bytes, shown: str) -> SourceFile | SourceProblem:
    """The text of a file's bytes: UTF-8, with or without a byte order mark; line ends become \\n."""
    if data.startswith(b"\0asm"):
        return SourceProblem(
            "E0105",
            f"{shown} is a WebAssembly module, not Python source",
            ("give the .py file that it was made from; `weft run` runs a module, too",),
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return SourceProblem("E0103", f"{shown} is UTF-16 text, not UTF-8", ("save it as UTF-8",), 1)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return SourceProblem("E0104", f"{shown} holds a null byte (in line {line}): is it a text file?")
    cookie = _cookie(data)
    if cookie is not None:
        return SourceProblem(
            "E0103",
            f"{shown} declares the encoding {cookie[0]}; Weft reads UTF-8",
            ("save the file as UTF-8 and drop the comment",),
            cookie[1],
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return SourceProblem(
            "E0103",
            f"{shown} is not UTF-8: byte 0x{data[error.start]:02x} in line {line} is out of place",
            ("save the file as UTF-8",),
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceFile(shown, text)


def _cookie(data: bytes) -> tuple[str, int] | None:
    """The encoding that one of the first two lines declares, unless it is UTF-8."""
    for number, line in enumerate(data.split(b"\n", 2)[:2], 1):
        line = line.rstrip(b"\r")
        found = _COOKIE.match(line)
        if found:
            name = found.group(1).decode("ascii", "replace")
            try:
                same = codecs.lookup(name).name in ("utf-8", "ascii", "utf-8-sig")
            except LookupError:
                same = False
            return None if same else (name, number)
        if not _BLANK.match(line):
            return None
    return None


def _example(folder: str) -> str:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".py"))
    except OSError:
        names = []
    for preferred in ("main.py", "__main__.py"):
        if preferred in names:
            return os.path.join(folder, preferred)
    return os.path.join(folder, names[0] if names else "main.py")


def _near_files(path: str) -> tuple[str, ...]:
    """Hints for a file name that doesn't exist."""
    import difflib

    folder, name = os.path.split(path)
    try:
        names = sorted(entry for entry in os.listdir(folder or ".") if entry.endswith(".py"))
    except OSError:
        return (f"there is no folder {folder} either",) if folder else ()
    if name + ".py" in names:
        return (f"did you mean {path}.py?",)
    near = difflib.get_close_matches(name, names, 1)
    return (f"did you mean {os.path.join(folder, near[0])}?",) if near else ()
