"""Expressions of the program as messages quote them: short, however large they are."""

from __future__ import annotations

import ast

#: longer ones are left out, part by part, the innermost first
_LONGEST = 200
_DEEPEST = 12
_LEFT_OUT = ast.Name("...")


def written(node: ast.expr) -> str:
    """Its text, as deep as there is room."""
    text = "..."
    for depth in range(1, _DEEPEST + 1):
        deeper = ast.unparse(_cut(node, depth))
        if len(deeper) > _LONGEST:
            break
        text = deeper
    return text


def _cut(node: ast.AST, depth: int) -> ast.AST:
    """A copy without what is deeper. Left out at once is what can't hold `...` in the place of a part."""
    if isinstance(node, ast.expr) and (depth == 0 or isinstance(node, ast.JoinedStr)):
        return node if isinstance(node, ast.Name | ast.Constant) else _LEFT_OUT
    fields = {name: _part(value, depth - 1) for name, value in ast.iter_fields(node)}
    return type(node)(**fields)


def _part(value: object, depth: int) -> object:
    if isinstance(value, list):
        return [_part(item, depth) for item in value]
    return _cut(value, max(depth, 0)) if isinstance(value, ast.AST) else value
