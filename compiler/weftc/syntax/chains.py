"""Long chains, which CPython's parser makes into trees too deep for itself.

Two rewritings of the text, which move nothing to another place, make the trees flat; afterwards what was
meant is put together again. An `elif` becomes `if  `, a statement of its own, and is hung onto the one
before it. A binary operator in a chain becomes a comparison (`<`, or `<=` for two characters), of which
Python makes one flat node; from its operands the tree is built with the operators' true precedence.

    a + b*c - d        a < b<c < d        Compare(a, [b, c, d])        ((a + (b*c)) - d)
"""

from __future__ import annotations

import ast
import io
import keyword
import tokenize
from bisect import bisect_left
from dataclasses import dataclass, field

#: shorter chains are left to CPython
CHAIN_LENGTH = 64
#: with more in chains the text as it stands isn't given to CPython's parser, lest it break an interpreter in a page
UNREADABLE = 1000

_OPERATORS: dict[str, tuple[int, type[ast.operator]]] = {
    "|": (1, ast.BitOr),
    "^": (2, ast.BitXor),
    "&": (3, ast.BitAnd),
    "<<": (4, ast.LShift),
    ">>": (4, ast.RShift),
    "+": (5, ast.Add),
    "-": (5, ast.Sub),
    "*": (6, ast.Mult),
    "/": (6, ast.Div),
    "//": (6, ast.FloorDiv),
    "%": (6, ast.Mod),
    "@": (6, ast.MatMult),
}


def too_long(failure: SyntaxError) -> bool:
    """Does the error say that the host's parser gave up, rather than that the program is wrong?"""
    return "too complex" in (failure.msg or "") or "recursion" in (failure.msg or "")


def parse_chains(text: str, path: str) -> ast.Module:
    """Parses text with long chains. Raises what ast.parse raises if that doesn't help."""
    try:
        found = _find(text)
    except tokenize.TokenError as failure:
        message, (line, column) = failure.args
        raise SyntaxError(message, (path, line, column + 1, None)) from None
    try:
        tree = ast.parse(found.rewritten(text), path)
    except SyntaxError:
        if len(found.operators) + len(found.elifs) > UNREADABLE:
            raise
        return ast.parse(text, path)  # for the true message, or to fail as before
    _Restorer(found, text).restore(tree)
    return tree


@dataclass(slots=True)
class _Chains:
    """Where the text is to be changed: (line, column in code points) of operators and `elif`s."""

    operators: dict[tuple[int, int], str] = field(default_factory=dict)
    elifs: set[tuple[int, int]] = field(default_factory=set)

    def rewritten(self, text: str) -> str:
        changes: dict[int, list[tuple[int, str]]] = {}
        for (line, column), operator in self.operators.items():
            changes.setdefault(line, []).append((column, "<=" if len(operator) == 2 else "<"))
        for line, column in self.elifs:
            changes.setdefault(line, []).append((column, "if  "))
        lines = text.split("\n")
        for number, edits in changes.items():
            letters = list(lines[number - 1])
            for column, replacement in edits:
                letters[column : column + len(replacement)] = replacement
            lines[number - 1] = "".join(letters)
        return "\n".join(lines)


def _find(text: str) -> _Chains:
    found = _Chains()
    segments: list[_Segment] = [_Segment()]
    chains: list[list[tuple[int, int]]] = [[]]  # `elif`s since the last `if`, for each indentation
    before = ""  # the token before, if it can end an operand
    start = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind, string, place = token.type, token.string, token.start
        if kind in (tokenize.COMMENT, tokenize.NL):
            continue
        if kind == tokenize.NEWLINE:
            for segment in segments:
                segment.close(found)
            segments = [_Segment()]
            start, before = True, ""
            continue
        if kind == tokenize.INDENT:
            chains.append([])
            continue
        if kind == tokenize.DEDENT:
            _close_chain(chains.pop(), found)
            continue
        if start:
            start = False
            if string == "elif":
                chains[-1].append(place)
            elif string != "else":
                _close_chain(chains[-1], found)
                chains[-1] = []
            segments[0].is_pattern = string == "case"
        if kind == tokenize.OP and string in "([{":
            segments.append(_Segment())
        elif kind == tokenize.OP and string in ")]}":
            if len(segments) > 1:
                segments.pop().close(found)
        elif kind == tokenize.OP and string in (",", ":", "=", ":=", ";"):
            segments[-1].close(found)
        elif kind == tokenize.OP and string in _OPERATORS and before:
            segments[-1].operators[place] = string
        ends_operand = kind in (tokenize.NAME, tokenize.NUMBER, tokenize.STRING) or kind == _FSTRING_END
        if kind == tokenize.NAME and keyword.iskeyword(string) and string not in ("None", "True", "False"):
            ends_operand = False
        before = string if ends_operand or (kind == tokenize.OP and string in ")]}") else ""
    for chain in chains:
        _close_chain(chain, found)
    return found


_FSTRING_END = getattr(tokenize, "FSTRING_END", -1)


def _close_chain(chain: list[tuple[int, int]], found: _Chains) -> None:
    if len(chain) >= CHAIN_LENGTH:
        found.elifs.update(chain)


@dataclass(slots=True)
class _Segment:
    """Binary operators within one pair of brackets and between commas."""

    operators: dict[tuple[int, int], str] = field(default_factory=dict)
    is_pattern: bool = False

    def close(self, found: _Chains) -> None:
        if len(self.operators) >= CHAIN_LENGTH and not self.is_pattern:
            found.operators.update(self.operators)
        self.operators = {}


class _Restorer:
    """Makes the tree what the text meant before it was rewritten."""

    def __init__(self, found: _Chains, text: str) -> None:
        self.places = sorted(found.operators)
        self.operators = [found.operators[place] for place in self.places]
        self.elifs = found.elifs
        self.lines = text.split("\n")

    def restore(self, tree: ast.Module) -> None:
        """Bottom-up, with a stack of our own."""
        order: list[ast.AST] = [tree]
        for node in order:
            order.extend(ast.iter_child_nodes(node))
        replaced: dict[ast.AST, ast.expr] = {}
        for node in reversed(order):
            if isinstance(node, ast.Compare) and self.places:
                made = self._compare(node)
                if made is not node:
                    replaced[node] = made
        for node in order:
            self._replace_in(node, replaced)
        for node in list(replaced.values()):
            stack: list[ast.AST] = [node]
            while stack:
                part = stack.pop()
                self._replace_in(part, replaced)
                if isinstance(part, ast.BinOp | ast.Compare):
                    stack.extend(child for child in ast.iter_child_nodes(part) if isinstance(child, ast.BinOp))
        if self.elifs:
            for node in order:
                for name in ("body", "orelse", "finalbody"):
                    suite = getattr(node, name, None)
                    if isinstance(suite, list):
                        setattr(node, name, self._suite(suite))

    def _replace_in(self, node: ast.AST, replaced: dict[ast.AST, ast.expr]) -> None:
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, ast.Compare) and value in replaced:
                setattr(node, name, replaced[value])
            elif isinstance(value, list):
                for number, item in enumerate(value):
                    if isinstance(item, ast.Compare) and item in replaced:
                        value[number] = replaced[item]

    def _compare(self, node: ast.Compare) -> ast.expr:
        """The comparison without the false operators: true ones, between trees of arithmetic."""
        operands = [node.left, *node.comparators]
        parts: list[ast.expr] = []
        true_ops: list[ast.cmpop] = []
        run: list[ast.expr] = [operands[0]]
        ops: list[str] = []
        for op, left, right in zip(node.ops, operands, operands[1:], strict=False):
            operator = self._between(left, right)
            if operator is None:
                parts.append(_arithmetic(run, ops))
                true_ops.append(op)
                run, ops = [right], []
            else:
                run.append(right)
                ops.append(operator)
        if not true_ops and not ops:
            return node
        parts.append(_arithmetic(run, ops))
        if not true_ops:
            return ast.copy_location(parts[0], node)
        if len(parts) == len(operands):
            return node
        return ast.copy_location(ast.Compare(parts[0], true_ops, parts[1:]), node)

    def _between(self, left: ast.expr, right: ast.expr) -> str | None:
        """The false operator that stands between two operands, if one does."""
        end = self._place(left.end_lineno or 0, left.end_col_offset or 0)
        at = bisect_left(self.places, end)
        if at < len(self.places) and self.places[at] < self._place(right.lineno, right.col_offset):
            return self.operators[at]
        return None

    def _place(self, line: int, byte_offset: int) -> tuple[int, int]:
        text = self.lines[line - 1]
        if text.isascii():
            return line, byte_offset
        return line, len(text.encode()[:byte_offset].decode("utf-8", "ignore"))

    def _suite(self, suite: list[ast.stmt]) -> list[ast.stmt]:
        out: list[ast.stmt] = []
        chain: list[ast.If] = []
        for node in suite:
            if not isinstance(node, ast.If):
                out.append(node)
                chain = _end(chain)
            elif chain and self._place(node.lineno, node.col_offset) in self.elifs:
                chain[-1].orelse = [node]
                chain.append(node)
            else:
                out.append(node)
                _end(chain)
                chain = [node]
        _end(chain)
        return out


def _end(chain: list[ast.If]) -> list[ast.If]:
    """A chain is complete: each of its parts ends where the last does."""
    for node in chain:
        node.end_lineno, node.end_col_offset = chain[-1].end_lineno, chain[-1].end_col_offset
    return []


def _arithmetic(operands: list[ast.expr], ops: list[str]) -> ast.expr:
    """The tree of operands with operators between, all of which bind to the left."""
    values = [operands[0]]
    waiting: list[str] = []

    def reduce() -> None:
        right, left = values.pop(), values.pop()
        made = ast.BinOp(left, _OPERATORS[waiting.pop()][1](), right)
        made.lineno, made.col_offset = left.lineno, left.col_offset
        made.end_lineno, made.end_col_offset = right.end_lineno, right.end_col_offset
        values.append(made)

    for op, operand in zip(ops, operands[1:], strict=True):
        while waiting and _OPERATORS[waiting[-1]][0] >= _OPERATORS[op][0]:
            reduce()
        waiting.append(op)
        values.append(operand)
    while waiting:
        reduce()
    return values[0]
