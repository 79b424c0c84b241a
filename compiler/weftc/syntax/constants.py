"""Values of module-level expressions that are known when compiling, so that the names bound to them are constants.

Literals, constants of the same module, and arithmetic of both: `LETTERS = LOWER + LOWER.upper()` isn't one.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping

#: a constant's text is in the module for each of its values: no `"x" * 10 ** 9`
MAX_TEXT = 4096
MAX_INT = 2**60

_OPERATORS: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.BitAnd: operator.and_, ast.BitOr: operator.or_,
    ast.BitXor: operator.xor, ast.LShift: operator.lshift, ast.RShift: operator.rshift, ast.Pow: operator.pow,
}  # fmt: skip


def constant_value(node: ast.expr, known: Mapping[str, object]) -> tuple[object] | None:
    """The value of an expression, in a tuple (it may be None); None if it isn't known, or would raise."""
    match node:
        case ast.Constant(int() | float() | str() | None as value):
            return (value,)
        case ast.Name(name) if name in known:
            return (known[name],)
        case ast.UnaryOp(ast.USub(), operand):
            found = constant_value(operand, known)
            if found is not None and type(found[0]) in (int, float):
                return (-found[0],)  # type: ignore[operator]
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            a, b = constant_value(left, known), constant_value(right, known)
            if a is not None and b is not None:
                return _computed(op, a[0], b[0])
    return None


def _computed(op: ast.operator, a: object, b: object) -> tuple[object] | None:
    match a, b:
        case (int() | float(), int() | float()) if not isinstance(op, ast.Pow | ast.LShift) or _is_small(b):
            pass
        case (str(), str()) if isinstance(op, ast.Add):
            pass
        case _:
            return None
    try:
        value = _OPERATORS[type(op)](a, b)
    except (ArithmeticError, ValueError, TypeError):
        return None
    match value:
        case int() if abs(value) >= MAX_INT:
            return None
        case str() if len(value) > MAX_TEXT:
            return None
        case int() | float() | str():
            return (value,)
    return None


def _is_small(n: object) -> bool:
    """An exponent or a shift that can't make a number of thousands of digits."""
    return isinstance(n, int | float) and abs(n) <= 1024
