"""Displays of many constants: they are data, and a loop makes the value of them.

    [(1, "a"), (2, "b"), ...]        numbers, texts = [1, 2, ...], ["a", "b", ...]      `list`s whose imm are the items
                                     for k in range(n): (numbers[k], texts[k]) is appended

Item by item, 100,000 numbers would take seconds, and hundreds of megabytes. Items that are displays must be of one
form, as rows of a table are: tuples of one length, lists and dicts of any length. Others are written out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from weftc.hir.hir import CallShape, Value
from weftc.syntax.builder import Builder
from weftc.syntax.comprehensions import loop
from weftc.syntax.ssa import Info

#: so many constants in a display are written out
FEW = 100
#: items of a tuple whose types are told apart
TUPLE_MOST = 1000
_INT_LIMIT = 1 << 60

Constant = bool | int | float | str | None


def table(b: Builder, node: ast.List | ast.Dict) -> Value | None:
    """The value of a display of more than a FEW constants that have the form of a table."""
    if not _is_large(node):
        return None
    rows = _column([node])
    if rows is None:
        return None
    return _Maker(b, node).prepared(rows)(b.const(0, node))


def column_of_constants(items: Sequence[ast.expr]) -> tuple[Constant, ...] | None:
    """The values of more than a FEW items, if all are constants."""
    column = _column(items) if len(items) > FEW else None
    return tuple(column) if isinstance(column, list) else None


class _Tuples(NamedTuple):
    parts: list[_Column]


class _Lists(NamedTuple):
    """`ends[k]`, `ends[k + 1]`: where the items of list k begin and end."""

    ends: list[Constant]
    items: _Column


class _Dicts(NamedTuple):
    ends: list[Constant]
    keys: _Column
    values: _Column


#: expressions of one form, each for one row
_Column = list[Constant] | _Tuples | _Lists | _Dicts


def _column(nodes: Sequence[ast.expr]) -> _Column | None:
    match nodes[0] if nodes else None:
        case ast.Tuple(first) if 0 < len(first) <= TUPLE_MOST:
            tuples = [node.elts for node in nodes if isinstance(node, ast.Tuple) and len(node.elts) == len(first)]
            if len(tuples) < len(nodes):
                return None
            parts = [_column(items) for items in zip(*tuples, strict=True)]
            return None if None in parts else _Tuples([part for part in parts if part is not None])
        case ast.List():
            lists = [node.elts for node in nodes if isinstance(node, ast.List)]
            items = _column(list(chain.from_iterable(lists)))
            return None if items is None or len(lists) < len(nodes) else _Lists(_ends(lists), items)
        case ast.Dict():
            dicts = [node for node in nodes if isinstance(node, ast.Dict)]
            written = [key for node in dicts for key in node.keys if key is not None]
            keys = _column(written)
            values = _column([value for node in dicts for value in node.values])
            ends = _ends([node.values for node in dicts])
            if keys is None or values is None or len(dicts) < len(nodes) or len(written) < int(ends[-1] or 0):
                return None
            return _Dicts(ends, keys, values)
        case _:
            constants: list[Constant] = []
            for node in nodes:
                constants += _constant(node)
            return constants if len(constants) == len(nodes) else None


def _ends(parts: Sequence[Sequence[object]]) -> list[Constant]:
    return [0, *accumulate(map(len, parts))]


def _constant(node: ast.expr) -> list[Constant]:
    """Its value, or nothing."""
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, node = -1, node.operand
    match node:
        case ast.Constant(None | bool() | str() as value) if sign == 1:
            return [value]
        case ast.Constant(bool()):
            return []
        case ast.Constant(int() as value) if value < _INT_LIMIT:
            return [sign * value]
        case ast.Constant(float() as value):
            return [sign * value]
    return []


def _is_large(node: ast.expr) -> bool:
    left = FEW
    for item in _leaves(node):
        left -= isinstance(item, ast.Constant)
        if left < 0:
            return True
    return False


def _leaves(node: ast.expr) -> Iterator[ast.AST]:
    stack: list[ast.AST] = [node]
    while stack:
        match stack.pop():
            case ast.List(items) | ast.Tuple(items):
                stack += items
            case ast.Dict(keys, values):
                stack += [*values, *(key for key in keys if key is not None)]
            case ast.UnaryOp(_, operand):
                stack.append(operand)
            case leaf:
                yield leaf


class _Maker(NamedTuple):
    b: Builder
    node: ast.expr

    def prepared(self, column: _Column) -> Callable[[Value], Value]:
        """Puts the constants in their place. The function makes the value of a row."""
        emit, node = self.b.emit, self.node
        match column:
            case _Tuples(parts):
                makers = [self.prepared(part) for part in parts]
                return lambda row: emit("tuple", [make(row) for make in makers], None, node)
            case _Lists(ends, items) if isinstance(items, list):
                constants = items
                if len(ends) == 2:
                    return lambda row: self._constants(constants)
                begin, end, source = self._begin(ends), self._end(ends), self._constants(constants)
                return lambda row: emit("slice", [source, begin(row), end(row), self.b.const(None, node)], None, node)
            case _Lists(ends, items):
                rows, make = self._rows(ends), self.prepared(items)

                def make_list(row: Value) -> Value:
                    made = emit("list", [], None, node)
                    rows(row, lambda inner: emit("list.append", [made, make(inner)], None, node))
                    return made

                return make_list
            case _Dicts(ends, keys, values):
                rows, key, value = self._rows(ends), self.prepared(keys), self.prepared(values)

                def make_dict(row: Value) -> Value:
                    made = emit("dict", [], None, node)
                    rows(row, lambda inner: emit("dict.set", [made, key(inner), value(inner)], None, node))
                    return made

                return make_dict
            case _:
                return self._at(column)

    def _constants(self, items: list[Constant]) -> Value:
        return self.b.emit("list", [], tuple(items), self.node)

    def _at(self, constants: list[Constant]) -> Callable[[Value], Value]:
        items = self._constants(constants)
        return lambda row: self.b.emit("index", [items, row], None, self.node)

    def _begin(self, ends: list[Constant]) -> Callable[[Value], Value]:
        return self._at(ends[:-1])

    def _end(self, ends: list[Constant]) -> Callable[[Value], Value]:
        return self._at(ends[1:])

    def _rows(self, ends: list[Constant]) -> Callable[[Value, Callable[[Value], Value]], None]:
        """A loop over the rows of another column that belong to a row."""
        begin, end = self._begin(ends), self._end(ends)

        def each(row: Value, body: Callable[[Value], Value]) -> None:
            def turn(item: Value, again: Info) -> None:
                body(item)

            numbers = self.b.builtin("range", self.node)
            source = self.b.emit("call", [numbers, begin(row), end(row)], CallShape(2), self.node)
            loop(self.b, source, self.node, turn)

        return each
