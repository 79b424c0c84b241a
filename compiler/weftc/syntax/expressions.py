"""Expressions, but for conditions, calls, comprehensions and definitions, which have files of their own."""

from __future__ import annotations

import ast

from weftc.hir.hir import Value
from weftc.source import Span
from weftc.syntax.builder import Builder, expression

BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.MatMult: "@",
}
_UNARY: dict[type[ast.unaryop], str] = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}
#: items of a display that are all there before it is made: more would be too much for a frame
AT_ONCE = 500
_CONVERSIONS = {-1: "", ord("s"): "s", ord("r"): "r", ord("a"): "a"}


@expression(ast.Constant)
def constant(b: Builder, node: ast.Constant) -> Value:
    return b.const(node.value, node)


@expression(ast.Name)
def name(b: Builder, node: ast.Name) -> Value:
    variable = b.lookup(node.id)
    if variable is None:
        return _builtin_name(b, node)
    if variable.scope is not None and variable.scope.kind == "class":
        assert b.class_names is not None
        if node.id in b.class_names:
            return b.class_names[node.id]
        outer = variable.scope.parent
        found = outer.lookup(node.id) if outer is not None else None
        return b.load(found, node) if found is not None else _builtin_name(b, node)
    return b.load(variable, node)


def _builtin_name(b: Builder, node: ast.Name) -> Value:
    match node.id:
        case "__name__":
            return b.const(b.context.module.name, node)
        case "__file__":
            return b.const(b.context.module.file, node)
        case "__debug__":
            return b.const(True, node)
        case "__doc__":
            return b.const(ast.get_docstring(b.context.tree, clean=False), node)
        case "TYPE_CHECKING":
            return b.const(False, node)
    return b.builtin(node.id, node)


@expression(ast.BinOp)
def binary(b: Builder, node: ast.BinOp) -> Value:
    chain = [node]  # a long sum leans to the left
    while isinstance(chain[-1].left, ast.BinOp):
        chain.append(chain[-1].left)
    value = b.expr(chain[-1].left)
    for part in reversed(chain):
        value = b.emit("binary", [value, b.expr(part.right)], BINARY[type(part.op)], part)
    return value


@expression(ast.UnaryOp)
def unary(b: Builder, node: ast.UnaryOp) -> Value:
    from weftc.syntax.conditions import truth_of

    if isinstance(node.op, ast.Not):
        return b.emit("not", [truth_of(b, node.operand)], None, node)
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        value = node.operand.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return b.const(-value, node)
    return b.emit("unary", [b.expr(node.operand)], _UNARY[type(node.op)], node)


@expression(ast.Attribute)
def attribute(b: Builder, node: ast.Attribute) -> Value:
    chain = [node]
    while isinstance(chain[-1].value, ast.Attribute):
        chain.append(chain[-1].value)
    value = b.expr(chain[-1].value)
    for part in reversed(chain):
        value = b.graph.emit("attr", [value], mangled(b, part.attr), b.span_from_name(part, part))
    return value


def mangled(b: Builder, name: str) -> str:
    """A private name (`__x`) of a class, as Python stores it."""
    if not name.startswith("__") or name.endswith("__"):
        return name
    scope = b.scope
    while scope.kind != "class":
        if scope.parent is None:
            return name
        scope = scope.parent
    owner = scope.name.lstrip("_")
    return f"_{owner}{name}" if owner else name


@expression(ast.Subscript)
def subscript(b: Builder, node: ast.Subscript) -> Value:
    value = b.expr(node.value)
    if isinstance(node.slice, ast.Slice):
        return b.emit("slice", [value, *slice_parts(b, node.slice)], None, node)
    return b.emit("index", [value, b.expr(node.slice)], None, node)


def slice_parts(b: Builder, node: ast.Slice) -> list[Value]:
    return [b.expr(part) if part is not None else b.const(None, node) for part in (node.lower, node.upper, node.step)]


@expression(ast.List)
def list_display(b: Builder, node: ast.List) -> Value:
    from weftc.syntax.tables import table

    return table(b, node) or _display(b, node)


@expression(ast.Tuple)
def tuple_display(b: Builder, node: ast.Tuple) -> Value:
    from weftc.syntax.tables import TUPLE_MOST

    if _has_star(node) or len(node.elts) > TUPLE_MOST:
        items = ast.copy_location(ast.List(node.elts, ast.Load()), node)
        return b.emit("to_tuple", [list_display(b, items)], None, node)
    return b.emit("tuple", b.exprs(node.elts), None, node)


@expression(ast.Set)
def set_display(b: Builder, node: ast.Set) -> Value:
    if len(node.elts) > 2 and all(map(is_constant, node.elts)):
        return _set_of_constants(b, node, "copied")
    return _display(b, node)


def is_constant(node: ast.expr) -> bool:
    """Does CPython compute the value ahead?"""
    match node:
        case ast.Constant():
            return True
        case ast.UnaryOp(_, operand):
            return is_constant(operand)
        case ast.BinOp(left, _, right):
            return is_constant(left) and is_constant(right)
        case ast.Tuple(items):
            return all(map(is_constant, items))
    return False


def gone_through(b: Builder, node: ast.expr) -> Value:
    """What a loop goes through: a set of constants as CPython makes it ahead."""
    if isinstance(node, ast.Set) and all(map(is_constant, node.elts)):
        return _set_of_constants(b, node, "made ahead")
    return b.expr(node)


def _set_of_constants(b: Builder, node: ast.Set, how: str) -> Value:
    from weftc.syntax.tables import column_of_constants

    items = column_of_constants(node.elts)
    if items is None:
        return b.emit("set", b.exprs(node.elts), how, node)
    return b.emit("set", [], (how, items), node)


def _has_star(node: ast.Tuple) -> bool:
    return any(isinstance(item, ast.Starred) for item in node.elts)


def _display(b: Builder, node: ast.List | ast.Set) -> Value:
    """The items up to a star, or AT_ONCE of them, are there before it is made, the others are put into it as they come.
    """
    is_set = isinstance(node, ast.Set)
    made, add, take = ("set", "set.add", "set.update") if is_set else ("list", "list.append", "list.extend")
    items = node.elts
    before = next((k for k, item in enumerate(items) if isinstance(item, ast.Starred) or k == AT_ONCE), len(items))
    result = b.emit(made, b.exprs(items[:before]), None, node)
    for item in items[before:]:
        if isinstance(item, ast.Starred):
            b.emit(take, [result, b.expr(item.value)], None, item)
        else:
            b.emit(add, [result, b.expr(item)], None, item)
    return result


@expression(ast.Dict)
def dict_display(b: Builder, node: ast.Dict) -> Value:
    from weftc.syntax.tables import table

    made = table(b, node)
    if made is not None:
        return made
    leading: list[Value] = []
    at = 0
    for key, value in zip(node.keys[:AT_ONCE], node.values, strict=False):
        if key is None:
            break
        leading += [b.expr(key), b.expr(value)]
        at += 1
    result = b.emit("dict", leading, None, node)
    for key, value in zip(node.keys[at:], node.values[at:], strict=True):
        if key is None:
            b.emit("dict.update", [result, b.expr(value)], None, value)
        else:
            b.emit("dict.set", [result, b.expr(key), b.expr(value)], None, key)
    return result


@expression(ast.JoinedStr)
def joined(b: Builder, node: ast.JoinedStr) -> Value:
    pieces: list[Value] = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            arguments = [b.expr(part.value)]
            if part.format_spec is not None:
                arguments.append(b.expr(part.format_spec))
            pieces.append(b.graph.emit("format", arguments, _CONVERSIONS[part.conversion], _replaced(b, node, part)))
        else:
            pieces.append(b.expr(part))
    if not pieces:
        return b.const("", node)
    if len(pieces) == 1:
        return pieces[0]
    return b.emit("concat", pieces, None, node)


def _replaced(b: Builder, node: ast.JoinedStr, part: ast.FormattedValue) -> Span:
    """Where `{...}` stands; `ast` says that only since Python 3.12."""
    span = b.span(part)
    if span != b.span(node):
        return span
    inside = b.context.span(part.value)
    before = b.context.source.line(inside.line)[: inside.column].rstrip(" \t(")
    behind = b.context.source.line(inside.end_line)
    depth, end = 1, inside.end_column
    while depth and end < len(behind):
        depth += (behind[end] == "{") - (behind[end] == "}")
        end += 1
    if depth or not before.endswith("{"):
        return span
    return b.noted(span._replace(line=inside.line, column=len(before) - 1, end_line=inside.end_line, end_column=end))


@expression(ast.NamedExpr)
def walrus(b: Builder, node: ast.NamedExpr) -> Value:
    value = b.expr(node.value)
    scope = b.scope
    while scope.kind == "comprehension":
        assert scope.parent is not None
        scope = scope.parent
    variable = scope.lookup(node.target.id)
    assert variable is not None
    b.store(variable, value, node.target)
    return value
