"""Assignments of every kind: to names, attributes, items, slices, several targets, with star, augmented;
`del`."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from weftc.hir.hir import Value
from weftc.syntax.builder import Builder, statement
from weftc.syntax.expressions import BINARY, mangled, slice_parts
from weftc.syntax.scopes import Variable


def assign(b: Builder, target: ast.expr, value: Value) -> None:
    """Binds one target."""
    match target:
        case ast.Name():
            b.store(variable_of(b, target), value, target)
        case ast.Attribute():
            owner = b.expr(target.value)
            b.graph.emit("attr.set", [owner, value], mangled(b, target.attr), b.span_from_name(target, target))
        case ast.Subscript(owner, ast.Slice() as part):
            b.emit("slice.set", [b.expr(owner), *slice_parts(b, part), value], None, target)
        case ast.Subscript():
            b.emit("index.set", [b.expr(target.value), b.expr(target.slice), value], None, target)
        case ast.Tuple() | ast.List():
            _unpack(b, target, value)
        case _:
            raise AssertionError(f"no target: {ast.dump(target)}")


def variable_of(b: Builder, node: ast.Name) -> Variable:
    variable = b.lookup(node.id)
    assert variable is not None, node.id
    return variable


def _unpack(b: Builder, target: ast.Tuple | ast.List, value: Value) -> None:
    star = star_position(target.elts)
    count = len(target.elts)
    shape = (count, False, 0) if star is None else (star, True, count - star - 1)
    parts = b.emit("unpack", [value], shape, target)
    items = [b.emit("item", [parts], number, item) for number, item in enumerate(target.elts)]
    for item, part in zip(target.elts, items, strict=True):
        assign(b, item.value if isinstance(item, ast.Starred) else item, part)


def star_position(items: Sequence[ast.AST]) -> int | None:
    return next((number for number, item in enumerate(items) if isinstance(item, ast.Starred)), None)


@statement(ast.Assign)
def assignment(b: Builder, node: ast.Assign) -> None:
    target = node.targets[0]
    if len(node.targets) == 1 and isinstance(target, ast.Tuple | ast.List) and isinstance(node.value, ast.Tuple):
        if len(target.elts) == len(node.value.elts) and not any(
            isinstance(item, ast.Starred) for item in (*target.elts, *node.value.elts)
        ):
            values = b.exprs(node.value.elts)  # `a, b = b, a` needs no tuple
            for item, value in zip(target.elts, values, strict=True):
                assign(b, item, value)
            return
    value = b.expr(node.value)
    for target in node.targets:
        assign(b, target, value)


@statement(ast.AnnAssign)
def annotated(b: Builder, node: ast.AnnAssign) -> None:
    if node.value is not None:
        value = b.emit("annotated", [b.expr(node.value)], node.annotation, node.value)
        assign(b, node.target, value)


@statement(ast.AugAssign)
def augmented(b: Builder, node: ast.AugAssign) -> None:
    op = BINARY[type(node.op)]
    match node.target:
        case ast.Name() as target:
            variable = variable_of(b, target)
            old = b.load(variable, target)
            b.store(variable, b.emit("inplace", [old, b.expr(node.value)], op, node), target)
        case ast.Attribute(owner_node, name) as target:
            owner = b.expr(owner_node)
            span = b.span_from_name(target, target)
            old = b.graph.emit("attr", [owner], mangled(b, name), span)
            new = b.emit("inplace", [old, b.expr(node.value)], op, node)
            b.graph.emit("attr.set", [owner, new], mangled(b, name), span)
        case ast.Subscript(owner_node, ast.Slice() as part) as target:
            owner = b.expr(owner_node)
            parts = slice_parts(b, part)
            old = b.emit("slice", [owner, *parts], None, target)
            new = b.emit("inplace", [old, b.expr(node.value)], op, node)
            b.emit("slice.set", [owner, *parts, new], None, target)
        case ast.Subscript(owner_node, key_node) as target:
            owner, key = b.expr(owner_node), b.expr(key_node)
            old = b.emit("index", [owner, key], None, target)
            new = b.emit("inplace", [old, b.expr(node.value)], op, node)
            b.emit("index.set", [owner, key, new], None, target)


@statement(ast.Delete)
def delete(b: Builder, node: ast.Delete) -> None:
    for target in node.targets:
        _delete(b, target)


def _delete(b: Builder, target: ast.expr) -> None:
    match target:
        case ast.Name():
            b.unbind(variable_of(b, target), target, check=True)
        case ast.Subscript(owner, ast.Slice() as part):
            b.emit("slice.del", [b.expr(owner), *slice_parts(b, part)], None, target)
        case ast.Subscript(owner, key):
            b.emit("index.del", [b.expr(owner), b.expr(key)], None, target)
        case ast.Tuple(items) | ast.List(items):
            for item in items:
                _delete(b, item)
        case _:
            raise AssertionError(f"no target of del: {ast.dump(target)}")
