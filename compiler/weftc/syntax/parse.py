"""Text to tree: `ast.parse`, with errors as diagnostics and none of the host's limits showing.

Nesting is limited before parsing (NESTING_LIMIT). Long chains (sums of thousands of terms, thousands of
`elif`) are deep trees to CPython, which gives up on them, each version somewhere else; `chains` parses
those.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from weftc import limits
from weftc.diagnostics import Diagnostic, DiagnosticSink, error, warning
from weftc.source import SourceFile, Span
from weftc.syntax.chains import parse_chains, too_long
from weftc.syntax.walk import children

#: how deep brackets and indented blocks may stand in each other, together. CPython itself stops at 100
#: blocks and 200 brackets; in a browser its stack is smaller
NESTING_LIMIT = 100
#: how deep a tree may be apart from chains to the left; more comes only from chains such as `not not not ...`
TREE_LIMIT = 400
#: what CPython's parser takes for each word, sign or text, its tree included (measured: 410 to 590)
TOKEN_BYTES = 500
#: a gigabyte
MOST_TOKENS = 2_000_000
#: Python frames that walking a tree of that depth may need
_RECURSION = 12_000


def parse(source: SourceFile, sink: DiagnosticSink) -> ast.Module | None:
    """The tree of a file, or None with what is wrong in the sink."""
    refused = _length_error(source) or _nesting_error(source)
    if refused is not None:
        sink.add(refused)
        return None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tree = _parse(source, sink)
    for item in caught:
        if issubclass(item.category, SyntaxWarning | DeprecationWarning):
            sink.add(_warning(source, item))
    if tree is not None and _too_deep(tree):
        sink.add(_deep_error(source))
        return None
    return tree


def _parse(source: SourceFile, sink: DiagnosticSink) -> ast.Module | None:
    try:
        with deep_recursion():
            return ast.parse(source.text, source.path)
    except SyntaxError as failure:
        if not too_long(failure):
            sink.add(_syntax_error(source, failure))
            return None
    except (RecursionError, MemoryError):
        pass
    except ValueError as failure:  # an int literal of thousands of digits
        sink.add(error("E0110", f"invalid syntax: {failure}", Span(source.path, 1, 0, 1, 0)))
        return None
    try:
        with deep_recursion():
            tree = parse_chains(source.text, source.path)
    except SyntaxError as failure:
        sink.add(_syntax_error(source, failure))
        return None
    except (RecursionError, MemoryError):
        tree = None
    if tree is None:
        sink.add(_deep_error(source))
    return tree


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


def _deep_error(source: SourceFile) -> Diagnostic:
    return error(
        "E0112",
        f"an expression or statement in {source.path} is nested too deep (the limit is {TREE_LIMIT} levels)",
        helps=("give parts of it names of their own, in statements before it",),
    )


def _too_deep(tree: ast.Module) -> bool:
    """Is the tree deeper than TREE_LIMIT, chains to the left and `elif` aside?"""
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
            return False
        level = following
    return True


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


# -- nesting ---------------------------------------------------------------------------------------------

_STRING = r"""(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_TOKEN = re.compile(rf"(?P<quiet>\#[^\n]*|{_STRING})|(?P<open>[(\[{{])|(?P<close>[)\]}}])|\n(?P<indent>[ \t]*)", re.S)


_COUNTED = re.compile(rf"\#[^\n]*|{_STRING}|\w+|[^\w\s]", re.S)


def _length_error(source: SourceFile) -> Diagnostic | None:
    """CPython's parser can't be interrupted, so what it will take is known before."""
    if len(source.text) < 4096:
        return None
    count = 0
    for _ in _COUNTED.finditer(source.text):
        count += 1
        if count > MOST_TOKENS:
            message = f"{source.path} has more than {MOST_TOKENS:,} words and signs"
            return error(
                "E0603",
                f"{message}: reading it would take more than a gigabyte",
                Span(source.path, 1, 0, 1, 0),
                helps=("let the program read large data from a file when it runs",),
            )
    limits.expect(count * TOKEN_BYTES)
    return None


def _nesting_error(source: SourceFile) -> Diagnostic | None:
    """Looks at brackets and indentation only. What is inside strings doesn't count."""
    text = source.text
    if text.count("(") + text.count("[") + text.count("{") + text.count("\n ") + text.count("\n\t") < NESTING_LIMIT:
        return None
    brackets = 0
    indents = [0]
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            brackets += 1
            if brackets + len(indents) - 1 > NESTING_LIMIT:
                return _nested(source, token.start(), "brackets")
        elif kind == "close":
            brackets = max(0, brackets - 1)
        elif kind == "indent" and not brackets:
            following = text[token.end() : token.end() + 1]
            if following in ("", "\n", "#"):
                continue
            width = len(token.group("indent").expandtabs(8))
            while width < indents[-1]:
                indents.pop()
            if width > indents[-1]:
                indents.append(width)
                if len(indents) - 1 > NESTING_LIMIT:
                    return _nested(source, token.end(), "blocks")
    return None


def _nested(source: SourceFile, at: int, what: str) -> Diagnostic:
    line = source.text.count("\n", 0, at) + 1
    column = at - (source.text.rfind("\n", 0, at) + 1)
    advice = "give inner parts names of their own" if what == "brackets" else "move inner blocks into functions"
    return error(
        "E0111",
        f"{what} are nested more than {NESTING_LIMIT} deep",
        Span(source.path, line, column, line, column + 1),
        "one too many",
        helps=(advice,),
    )


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
