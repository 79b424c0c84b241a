"""What a traceback quotes of the source, as CPython 3.13 draws it.

    total = prices[name] * count        x = f(                  total = one.price(
            ~~~~~~~~~~~~~^~~~~~~                1,                      ~~~~~~~~~^
                                            ...<3 lines>...         ...<2 lines>...
                                                5,                  )
                                            )                       ^

The part that failed is underlined; of an operation, an index or a call what it is applied to gets tildes. Of several
lines the first and the last are shown and those around the operator or the brackets, the others are counted. Columns
are those of a terminal, where East Asian characters are two wide. The rules are those of `traceback.StackSummary`
there.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from collections.abc import Callable
from functools import lru_cache
from keyword import iskeyword
from textwrap import dedent
from typing import NamedTuple

#: longer ones are generated: they may be nested too deeply to be parsed again, and carets for each of their operations
#: would be quadratic
LONG = 1000
_SPACES = re.compile(r"[ \t]*")
_MAY_HAVE_ANCHORS = re.compile(r"[(\[+\-*/%@&|^<>]")
#: most calls and indices: they need not be parsed
_OF_A_NAME = re.compile(r"([^\W\d]\w*)(?:\.[^\W\d]\w*)*([(\[])[ !$%&*-Z^-z|~]*[)\]]", re.ASCII)
_BEFORE_PLAIN_CALL = re.compile(r"\s*(return\b|\w+\s*=)[\s(]*$")


class Anchors(NamedTuple):
    """From (left_line, left) up to (right_line, right) stands what gets `^` while the rest gets `~`."""

    left_line: int
    left: int
    right_line: int
    right: int


def is_long(line: str) -> bool:
    """Whether a line, without spaces at its end, is shown without carets."""
    indentation = _SPACES.match(line)
    assert indentation is not None
    return len(line) - indentation.end() > LONG


def excerpt(lines: list[str], start: int, end: int) -> str:
    """What is shown of source lines: those from the first to the last that an expression is on. It begins at `start`
    in the first and ends before `end` in the last, in code points. Without indentation; empty: nothing is shown."""
    lines = [line.rstrip() for line in lines]
    if len(lines) == 1:
        return _of_one_line(lines[0], start, end)
    block = "\n".join(lines) + "\n"
    shown = dedent(block)
    if not shown.strip():
        return ""
    rows = shown.splitlines()[: len(lines)]
    margin = len(block.splitlines()[0]) - len(rows[0])
    start, end = (max(0, min(at, len(line)) - margin) for at, line in ((start, lines[0]), (end, lines[-1])))
    return dedent("\n".join(_Excerpt(rows, start, end).text()))


def _of_one_line(line: str, start: int, end: int) -> str:
    """As for several, without the search for their common indentation."""
    row = line.lstrip(" \t")
    if not row:
        return ""
    margin = len(line) - len(row)
    start, end = (max(0, min(at, len(line)) - margin) for at in (start, end))
    shown = _Excerpt([row], start, end)
    return f"{row}\n{shown.underline(0).rstrip()}" if shown.has_carets else row


class _Excerpt:
    """Lines with a margin of their own taken off."""

    def __init__(self, rows: list[str], start: int, end: int) -> None:
        self.rows, self.start, self.end = rows, start, end
        whole = "\n".join(rows)
        anchors = _anchors(whole[start : len(whole) - (len(rows[-1]) - end)])
        if anchors is not None:  # those of the first line count from `start`
            left = anchors.left + (start if anchors.left_line == 0 else 0)
            right = anchors.right + (start if anchors.right_line == 0 else 0)
            left, right = _width(rows[anchors.left_line], left), _width(rows[anchors.right_line], right)
            anchors = Anchors(anchors.left_line, left, anchors.right_line, right)
        self.anchors = anchors
        self.has_carets = max(map(len, rows)) <= LONG and self._has_carets()

    def text(self) -> list[str]:
        rows, anchors = self.rows, self.anchors
        wanted = {0, len(rows) - 1}
        if anchors is not None:
            for line in (anchors.left_line, anchors.right_line):
                wanted.update(n for n in (line - 1, line, line + 1) if 0 <= n < len(rows))
        out: list[str] = []
        before = -1
        for number in sorted(wanted):
            left_out = number - before - 1
            if left_out == 1:
                self._show(out, number - 1)
            elif left_out:
                out.append(f"...<{left_out} lines>...")
            self._show(out, number)
            before = number
        return out

    def _show(self, out: list[str], number: int) -> None:
        out.append(self.rows[number])
        if self.has_carets:
            out.append(self.underline(number))

    def underline(self, number: int) -> str:
        """What stands below a row."""
        row = self.rows[number]
        begin = len(row) - len(row.lstrip())
        if number == 0:
            begin = max(begin, _width(row, self.start))
        stop = _width(row, self.end if number == len(self.rows) - 1 else len(row))
        first, last = self._carets(number, begin, stop)
        return " " * min(begin, stop) + "~" * (first - begin) + "^" * (last - first) + "~" * (stop - last)

    def _carets(self, number: int, begin: int, stop: int) -> tuple[int, int]:
        """From which column on the part of a row from `begin` to `stop` has `^` instead of `~`, and up to which."""
        anchors = self.anchors
        if anchors is None:
            return begin, stop
        first, last = (
            column if number == line else stop if number < line else begin
            for line, column in ((anchors.left_line, anchors.left), (anchors.right_line, anchors.right))
        )
        first = max(begin, min(first, stop))
        return first, max(first, min(last, stop))

    def _has_carets(self) -> bool:
        before, behind = self.rows[0][: self.start], self.rows[-1][self.end :]
        if _BEFORE_PLAIN_CALL.match(before) and self._is_plain_call():
            return False
        return self.anchors is not None or bool(before.strip() or behind.strip())

    def _is_plain_call(self) -> bool:
        """Whether the lines are `name = f(...)` or `return name(...)`, and the call is what failed. (A column in bytes
        is compared with one in characters.)"""
        tree = _parse("\n".join(self.rows))
        match tree.body[:1] if tree is not None else []:
            case [ast.Return(ast.Call(ast.Name()) as call)]:
                pass
            case [ast.Assign([ast.Name()], ast.Call() as call)]:
                pass
            case _:
                return False
        place = (call.lineno, call.end_lineno, call.col_offset, call.end_col_offset)
        return place == (1, len(self.rows), self.start, self.end)


@lru_cache(maxsize=4096)
def _parse(text: str) -> ast.Module | None:
    if len(text) > LONG:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return None


def _anchors(segment: str) -> Anchors | None:
    """Where the operator, the brackets with the index, or the parentheses with the arguments stand."""
    if _MAY_HAVE_ANCHORS.search(segment) is None:
        return None
    plain = _OF_A_NAME.fullmatch(segment)
    if plain is not None and not iskeyword(plain[1]):
        return Anchors(0, plain.start(2), 0, len(segment))
    tree = _parse(f"(\n{segment}\n)")
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    rows = segment.splitlines()
    try:
        return _anchors_of(tree.body[0].value, rows)
    except IndexError:  # control characters that end a line in one way and not in another
        return None


def _anchors_of(node: ast.expr, rows: list[str]) -> Anchors | None:
    match node:
        case ast.BinOp(left, _, right):
            line, at = _seek(rows, _end(rows, left), lambda c: not c.isspace() and c != ")")
            row, two = rows[line], at + 1
            if two < len(row) and not row[two].isspace() and row[two] not in "\\#":
                right_line = right.lineno - 2
                if right_line > line or two < _column(rows[right_line], right.col_offset):
                    two += 1
            return Anchors(line, at, line, two)
        case ast.Subscript(value):
            return Anchors(*_seek(rows, _end(rows, value), lambda c: c == "["), *_end(rows, node))
        case ast.Call(func):
            return Anchors(*_seek(rows, _end(rows, func), lambda c: c == "("), *_end(rows, node))
    return None


def _end(rows: list[str], node: ast.expr) -> tuple[int, int]:
    """Where a node ends, in a text that was parsed with a line before it."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    line = node.end_lineno - 2
    return line, _column(rows[line], node.end_col_offset)


def _seek(rows: list[str], place: tuple[int, int], wanted: Callable[[str], bool]) -> tuple[int, int]:
    """The first wanted character from a place on, comments and line ends left out. IndexError: there is none."""
    line, at = place
    while True:
        row = rows[line]
        if at >= len(row) or row[at] in "\\#":
            line, at = line + 1, 0
        elif wanted(row[at]):
            return line, at
        else:
            at += 1


def _column(row: str, offset: int) -> int:
    """The column in code points of a byte offset in UTF-8."""
    return len(row.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace"))


def _width(row: str, column: int) -> int:
    """How far a column is from the left on a terminal."""
    if row.isascii():
        return column
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in row[:column])
