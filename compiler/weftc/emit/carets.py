"""The line of carets below a source line in a traceback, as CPython 3.13 draws it.

    total = prices[name] * count        return self.items[i]
            ~~~~~~~~~~~~~^~~~~~~               ~~~~~~~~~~^^^

The part that failed is underlined; of an operation, an index or a call what it is applied to gets tildes. The rules
are those of `traceback.StackSummary` there.
"""

from __future__ import annotations

import ast
from functools import cache

Anchors = tuple[int, int]
#: lines longer than this are generated, and may be nested too deeply to be parsed again
LONG = 1000


@cache
def caret_line(text: str, start: int, end: int) -> str:
    """`text` is a source line without indentation, of which [start, end) failed. Empty: none is shown."""
    segment = text[start:end]
    if not segment:
        return ""
    anchors = _anchors(segment)
    if not _is_shown(text, start, end, anchors):
        return ""
    if anchors is None:
        return " " * start + "^" * len(segment)
    left, right = anchors
    return " " * start + "".join("^" if left <= at < right else "~" for at in range(len(segment)))


def _is_shown(text: str, start: int, end: int, anchors: Anchors | None) -> bool:
    if end == len(text) <= LONG and text.endswith(")") and _is_plain_call(text, start):
        return False
    return anchors is not None or bool(text[:start].strip() or text[end:].strip())


def _is_plain_call(text: str, start: int) -> bool:
    """Whether the line is `name = f(...)` or `return name(...)`, and the call begins at `start`."""
    try:
        statement = ast.parse(text).body[0]
    except (SyntaxError, IndexError):
        return False
    match statement:
        case ast.Return(ast.Call(ast.Name()) as call) | ast.Assign(value=ast.Call() as call):
            return len(text.encode()[: call.col_offset].decode()) == start
    return False


def _anchors(segment: str) -> Anchors | None:
    """Where the operator, the brackets with the index, or the parentheses with the arguments stand."""
    if len(segment) > LONG or not any(c in "([+-*/%@&|^<>" for c in segment):
        return None
    try:
        statements = ast.parse(f"({segment}\n)").body
    except SyntaxError:
        return None
    if len(statements) != 1 or not isinstance(statements[0], ast.Expr):
        return None
    encoded = segment.encode()

    def column(offset: int | None) -> int:
        assert offset is not None
        return len(encoded[: offset - 1].decode())

    match statements[0].value:
        case ast.BinOp(left, _, right):
            at = column(left.end_col_offset)
            while segment[at] in " )":
                at += 1
            two = at + 1 < column(right.col_offset) and segment[at + 1] not in " \\#"
            return at, at + 1 + two
        case ast.Subscript(value, index):
            at = segment.index("[", column(value.end_col_offset))
            return at, segment.index("]", column(index.end_col_offset)) + 1
        case ast.Call(func) as call:
            return segment.index("(", column(func.end_col_offset)), column(call.end_col_offset)
    return None
