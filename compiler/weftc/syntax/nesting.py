"""What of a text CPython's parser could not stand, found before it reads it: it can't be interrupted, and recurs on
the C stack, which is small in a browser, where its end is the end of the interpreter.

In: a file. Out: a message if there is too much of it, or it nests too deep; else whether it has chains, such as
sums of thousands of terms, that the parser would recur into, though nothing is nested (see chains.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from weftc import limits
from weftc.diagnostics import Diagnostic, error
from weftc.source import SourceFile, Span

#: how deep brackets and indented blocks may stand in each other, together. CPython itself stops at 100
#: blocks and 200 brackets; in a browser its stack is smaller
NESTING_LIMIT = 100
#: how deep a tree may be apart from chains to the left; more comes only from chains such as `not not not ...`
TREE_LIMIT = 400
#: how many calls, attributes and subscripts may follow each other
TRAILER_LIMIT = 2000
#: more operators or `elif` after each other are a long chain: some thousand are too many for a browser
LONG_CHAIN = 500
#: what CPython's parser takes for each word, sign or text, its tree included (measured: 410 to 590)
TOKEN_BYTES = 500
#: a gigabyte
MOST_TOKENS = 2_000_000

_STRING = r"""(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_BRACKETS = re.compile(
    rf"(?P<quiet>\#[^\n]*|{_STRING})|(?P<open>[(\[{{])|(?P<close>[)\]}}])|\n(?P<indent>[ \t]*)", re.S
)
_COUNTED = re.compile(rf"\#[^\n]*|{_STRING}|\w+|[^\w\s]", re.S)
_TOKEN = re.compile(
    rf"(?P<comment>\#[^\n]*|\\\n)|(?P<items>(?:\w+[ \t]*,\s*)+)|(?P<operand>{_STRING}|\w+)|(?P<open>[(\[{{])"
    r"|(?P<close>[)\]}])|(?P<end>[,;:]|\n[ \t]*)|(?P<sign>\*\*=?|//=?|<<=?|>>=?|->|:=|[-+*/%@&|^=!<>]=|[^\w\s])",
    re.S,
)
#: the only nesting that is so short
_SIGNS = re.compile(rf"(?:[-+~]\s*){{{TREE_LIMIT}}}")
#: words that end an operand of `not` and of signs
_INFIX = frozenset("and or if else in is for".split())
#: words behind which an operand begins
_BEFORE_OPERAND = _INFIX | frozenset(
    "not lambda return yield await assert del raise from import while with elif".split()
)


def look_at(source: SourceFile) -> Diagnostic | bool:
    """What is wrong with so large a text, or so deep a one; else whether it has long chains."""
    return _length_error(source) or _nesting_error(source)


def _length_error(source: SourceFile) -> Diagnostic | None:
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


# -- brackets and blocks ---------------------------------------------------------------------------------


def _nesting_error(source: SourceFile) -> Diagnostic | bool:
    """Looks at brackets and indentation only, what is inside strings left out; then at chains, if there may be any."""
    text = source.text
    few = text.count("(") + text.count("[") + text.count("{") + text.count("\n ") + text.count("\n\t") < NESTING_LIMIT
    if few and len(text) < 2 * TREE_LIMIT:
        return False
    brackets = start = widest = 0
    indents = [0]
    for token in _BRACKETS.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            if not brackets:
                start = token.start()
            brackets += 1
            if brackets + len(indents) - 1 > NESTING_LIMIT:
                return _nested(source, token.start(), "brackets")
        elif kind == "close":
            brackets = max(0, brackets - 1)
            if not brackets:
                widest = max(widest, token.start() - start)
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
    # each part of a chain takes two characters, of one line or between brackets
    widest = max(widest, *map(len, source.lines), 2 * text.count("\\\n"))
    if widest >= 2 * LONG_CHAIN or text.count("elif") > LONG_CHAIN or _SIGNS.search(text):
        return _Scan(source).run()
    return False


def _nested(source: SourceFile, at: int, what: str) -> Diagnostic:
    advice = "give inner parts names of their own" if what == "brackets" else "move inner blocks into functions"
    return error(
        "E0111",
        f"{what} are nested more than {NESTING_LIMIT} deep",
        _place(source, at),
        "one too many",
        helps=(advice,),
    )


def _place(source: SourceFile, at: int) -> Span:
    line = source.text.count("\n", 0, at) + 1
    column = at - (source.text.rfind("\n", 0, at) + 1)
    return Span(source.path, line, column, line, column + 1)


# -- chains ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Level:
    """Between two brackets: what nests since the last comma. `low`: `else` and `lambda`, which go on to the end;
    `tight`: `not`, signs and powers, which end at the next operator; `lambdas` whose parameters have not ended."""

    low: int = 0
    tight: int = 0
    lambdas: int = 0
    operators: int = 0
    trailers: int = 0


class _Scan:
    """Goes through the words and signs of a text."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.levels = [_Level()]
        self.depth = 0  # of all levels together
        self.long = False
        self.elifs: dict[str, int] = {}  # in the last chain of each indentation
        self.indent = ""
        self.start = True  # of a statement
        self.after_operand = False

    def run(self) -> Diagnostic | bool:
        for token in _TOKEN.finditer(self.source.text):
            kind = token.lastgroup
            if kind == "comment":
                continue
            if kind == "operand":
                self._operand(token.group())
            elif kind == "sign":
                self._sign(token.group())
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
            elif kind == "items":
                self._items(token.group())
            else:
                self._end(token.group()[0], token.group()[1:])
            if self.depth > TREE_LIMIT:
                return deep(self.source, _place(self.source, token.start()))
            if self.levels[-1].trailers > TRAILER_LIMIT:
                return _chained(self.source, _place(self.source, token.start()))
        return self.long

    def _operand(self, word: str) -> None:
        level = self.levels[-1]
        if self.start and word != "else":
            self.elifs[self.indent] = count = self.elifs.get(self.indent, 0) + 1 if word == "elif" else 0
            self.long |= count > LONG_CHAIN
        if word == "else" and not self.start:
            self._drop_tight(level)
            self._nest(level, low=1)
        elif word == "lambda":
            level.lambdas += 1
            self._nest(level, low=1)
        elif word == "not" and not self.after_operand:
            self._nest(level, tight=1)
        elif word in _INFIX:
            self._drop_tight(level)
        elif not (self.after_operand and level.trailers):
            level.trailers = 0
        self.after_operand = word not in _BEFORE_OPERAND
        self.start = False

    def _sign(self, sign: str) -> None:
        level = self.levels[-1]
        if sign == "." and self.after_operand:
            level.trailers += 1  # and its name follows
            return
        if sign in ("**", "-", "+", "~") and (sign == "**" or not self.after_operand):
            self._nest(level, tight=1)
        else:
            self._drop_tight(level)
        level.trailers = 0
        level.operators += 1
        self.long |= level.operators > LONG_CHAIN
        self.after_operand = self.start = False

    def _open(self) -> None:
        level = self.levels[-1]
        level.trailers = level.trailers + 1 if self.after_operand else 0
        self.levels.append(_Level())
        self.after_operand = self.start = False

    def _close(self) -> None:
        if len(self.levels) > 1:
            level = self.levels.pop()
            self.depth -= level.low + level.tight
        self.after_operand = True

    def _items(self, text: str) -> None:
        """Names and numbers with a comma behind each; the last comma may end a line."""
        self._end(",")
        if len(self.levels) == 1 and "\n" in text:
            self._end("\n", text.rpartition("\n")[2])

    def _end(self, sign: str, indent: str = "") -> None:
        """Of an item, of a statement, or of a lambda's parameters."""
        level = self.levels[-1]
        if sign == "\n" and len(self.levels) > 1:
            return
        if level.lambdas and sign in ",:":
            level.lambdas -= sign == ":"
        else:
            self.depth -= level.low + level.tight
            self.levels[-1] = _Level()
            self.start = sign == "\n"
            self.indent = indent
        self.after_operand = False

    def _nest(self, level: _Level, low: int = 0, tight: int = 0) -> None:
        level.low += low
        level.tight += tight
        self.depth += low + tight

    def _drop_tight(self, level: _Level) -> None:
        self.depth -= level.tight
        level.tight = level.trailers = 0


def deep(source: SourceFile, span: Span, label: str = "too deep") -> Diagnostic:
    """The message about a tree that is too deep."""
    return error(
        "E0112",
        f"an expression or statement in {source.path} is nested too deep (the limit is {TREE_LIMIT} levels)",
        span,
        label,
        helps=("give parts of it names of their own, in statements before it",),
    )


def _chained(source: SourceFile, span: Span) -> Diagnostic:
    message = f"more than {TRAILER_LIMIT:,} calls, attributes or subscripts follow each other"
    return error("E0112", message, span, "one too many", helps=("give what comes before a name of its own",))
