"""What can be called: functions, methods bound to their objects, built-ins; and the variables that closures share."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.kinds.kind import Cell, Kind

if TYPE_CHECKING:
    from weftc.hir.hir import Code


@dataclass(slots=True, eq=False, repr=False)
class FunctionKind(Kind):
    """A function value: its code, and cells for what it captured and its defaults. One for each instance of the
    enclosing function."""

    code: Code
    captures: list[Cell]
    defaults: list[Cell]

    def cells(self) -> list[Cell]:
        return [*self.captures, *self.defaults]

    @property
    def static(self) -> bool:
        """Is one object enough for it: nothing captured, and every default a literal?"""
        return not self.captures and all(is_literal(p.default) for p in self.code.parameters if p.has_default)

    def order_key(self) -> str:
        span = self.code.span
        return f"FunctionKind{self.code.module.name}:{span.line:07}:{span.column:05}:{self.code.qualname}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"function {self.code.name}"


def is_literal(node: ast.expr | None) -> bool:
    """A constant, or a negative number, as written."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool | int | float | str))


@dataclass(slots=True, eq=False, repr=False)
class BoundKind(Kind):
    """A method taken from an object without calling it: `f = xs.append`."""

    name: str
    receiver: Cell

    @property
    def group(self) -> object:
        return ("bound", self.name)

    def cells(self) -> list[Cell]:
        return [self.receiver]

    def order_key(self) -> str:
        return f"BoundKind{self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"method {self.name}"


@dataclass(slots=True, eq=False, repr=False)
class BuiltinKind(Kind):
    """A built-in function or type as a value; interned by name."""

    name: str

    def order_key(self) -> str:
        return f"BuiltinKind{self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"built-in {self.name}"


@dataclass(slots=True, eq=False, repr=False)
class CellKind(Kind):
    """A variable that closures share."""

    content: Cell
    name: str
    group = "cell"

    def cells(self) -> list[Cell]:
        return [self.content]

    def order_key(self) -> str:
        return "CellKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "cell"
