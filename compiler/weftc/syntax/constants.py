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
            match constant_value(operand, known):
                case (int() | float() as number,) if not isinstance(number, bool):
                    return (-number,)
        case ast.BinOp():
            return _chain(node, known)
    return None


def _chain(node: ast.BinOp, known: Mapping[str, object]) -> tuple[object] | None:
    """Of operations as `1 + 2 + 3 + ...`, which nest to the left: in a loop, since there may be thousands."""
    first: ast.expr = node
    chain: list[ast.BinOp] = []
    while isinstance(first, ast.BinOp):
        chain.append(first)
        first = first.left
    value = constant_value(first, known)
    for operation in reversed(chain):
        right = constant_value(operation.right, known) if value is not None else None
        if value is None or right is None or type(operation.op) not in _OPERATORS:
            return None
        value = _computed(operation.op, value[0], right[0])
    return value


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
