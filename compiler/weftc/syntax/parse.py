"""Text to tree: `ast.parse`, with errors as diagnostics and none of the host's limits showing.

Nesting is limited before parsing (nesting.py). Long chains (sums of thousands of terms, thousands of
`elif`) are deep trees to CPython, which gives up on them, each version somewhere else; `chains` parses
those.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from weftc.diagnostics import Diagnostic, DiagnosticSink, error, warning
from weftc.source import SourceFile, Span
from weftc.syntax.chains import parse_chains, too_long
from weftc.syntax.nesting import TREE_LIMIT, deep, look_at
from weftc.syntax.walk import children, walk

#: Python frames that walking a tree of that depth may need
_RECURSION = 12_000


def parse(source: SourceFile, sink: DiagnosticSink) -> ast.Module | None:
    """The tree of a file, or None with what is wrong in the sink."""
    found = look_at(source)
    if isinstance(found, Diagnostic):
        sink.add(found)
        return None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tree = _parsed(source, sink, has_long_chains=found)
    for item in caught:
        if issubclass(item.category, SyntaxWarning | DeprecationWarning):
            sink.add(_warning(source, item))
    inner = _too_deep(tree) if tree is not None else None
    if inner is not None:
        sink.add(deep(source, source.span(inner)))
        return None
    return tree


def _parsed(source: SourceFile, sink: DiagnosticSink, has_long_chains: bool) -> ast.Module | None:
    for parse_text in (parse_chains,) if has_long_chains else (ast.parse, parse_chains):
        try:
            with deep_recursion():
                return parse_text(source.text, source.path)
        except SyntaxError as failure:
            if parse_text is parse_chains or not too_long(failure):
                sink.add(_syntax_error(source, failure))
                return None
        except ValueError as failure:  # an int literal of thousands of digits
            sink.add(error("E0110", f"invalid syntax: {failure}", Span(source.path, 1, 0, 1, 0)))
            return None
        except (RecursionError, MemoryError):
            pass
    line = max(range(len(source.lines)), key=lambda line: len(source.lines[line])) + 1  # where isn't told
    sink.add(deep(source, Span(source.path, line, 0, line, len(source.line(line))), "perhaps in this line"))
    return None


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Room for walking trees up to the limits, whatever the host has set. Calls from Python to Python take
    no C stack, so this is no danger."""
    import sys

    before = sys.getrecursionlimit()
    if before < _RECURSION:
        sys.setrecursionlimit(_RECURSION)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _too_deep(tree: ast.Module) -> ast.expr | ast.stmt | None:
    """Something that is deeper in the tree than TREE_LIMIT, chains to the left and `elif` aside."""
    level: list[ast.AST] = [tree]
    for depth in range(TREE_LIMIT):
        following: list[ast.AST] = []
        while level:
            node = level.pop()
            for child in children(node):
                if _in_chain(node, child):
                    level.append(child)
                elif not (isinstance(child, ast.expr) and _is_flat(child, TREE_LIMIT - depth)):
                    following.append(child)
        if not following:
            return None
        level = following
    return next((node for node in walk(level) if isinstance(node, ast.expr | ast.stmt)), None)


def _is_flat(node: ast.expr, limit: int) -> bool:
    """Is it so short that it can't have so many levels? Each takes a byte."""
    assert node.end_col_offset is not None
    return node.lineno == node.end_lineno and node.end_col_offset - node.col_offset < limit


def _in_chain(node: ast.AST, child: ast.AST) -> bool:
    match node:
        case ast.BinOp(left, _, _):
            return child is left and isinstance(left, ast.BinOp)
        case ast.If(_, _, [ast.If() as following]):
            return child is following
        case ast.Attribute(value) | ast.Call(func=value):
            return child is value
    return False


# -- messages --------------------------------------------------------------------------------------------


def _syntax_error(source: SourceFile, failure: SyntaxError) -> Diagnostic:
    line = failure.lineno or 1
    column = max((failure.offset or 1) - 1, 0)
    end_line = failure.end_lineno or line
    end_column = (failure.end_offset or 0) - 1
    if end_line < line or (end_line == line and end_column <= column):
        end_line, end_column = line, column + 1
    message = failure.msg
    helps: tuple[str, ...] = ()
    if ". Perhaps you forgot a comma?" in message or ". Did you mean" in message or ". Maybe you meant" in message:
        message, _, advice = message.partition(". ")
        helps = (advice[0].lower() + advice[1:],)
    if message.startswith("Missing parentheses in call to 'print'"):
        message, helps = "missing parentheses in call to 'print'", ("write print(...)",)
    prefix = "" if message.startswith("invalid syntax") else "invalid syntax: "
    return error("E0110", f"{prefix}{message}", Span(source.path, line, column, end_line, end_column), "", helps=helps)


def _warning(source: SourceFile, item: warnings.WarningMessage) -> Diagnostic:
    line = item.lineno or 1
    text = source.line(line)
    message = str(item.message).partition(". ")[0]
    return warning("W0110", message, Span(source.path, line, 0, line, len(text.rstrip())))
