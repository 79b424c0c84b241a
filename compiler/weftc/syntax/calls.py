"""Calls: plain ones, methods, `super()`, and the built-ins that become loops in place.

`sum`, `any`, `all` and `next` over a generator expression (the first three over any iterable) never make a
list; other generator expressions become lists, which whoever takes them then walks.
"""

from __future__ import annotations

import ast

from weftc.hir.hir import CallShape, Unreachable, Value
from weftc.source import Span
from weftc.syntax.builder import Builder, expression
from weftc.syntax.comprehensions import each, generated_list
from weftc.syntax.conditions import branch_on, class_test
from weftc.syntax.expressions import mangled
from weftc.syntax.names import GENERIC


@expression(ast.Call)
def call(b: Builder, node: ast.Call) -> Value:
    chain = [node]  # a.b().c().d() leans to the left
    while isinstance(chain[-1].func, ast.Attribute) and isinstance(chain[-1].func.value, ast.Call):
        chain.append(chain[-1].func.value)
    first = chain.pop()
    value = _innermost(b, first)
    if b.weft_name(first.func) == "process.receive":
        value = _accepted(b, first, value)
    for part in reversed(chain):
        assert isinstance(part.func, ast.Attribute)
        value = _method(b, part, part.func, value)
    return value


def _innermost(b: Builder, node: ast.Call) -> Value:
    function = node.func
    if isinstance(function, ast.Name) and b.lookup(function.id) is None:
        special = _SPECIAL.get(function.id)
        value = special(b, node) if special is not None else None
        if value is not None:
            return value
    if isinstance(function, ast.Attribute):
        return _method(b, node, function, b.expr(function.value))
    annotation = None
    if isinstance(function, ast.Subscript) and b.weft_name(function.value) in GENERIC:
        function, annotation = function.value, function  # Channel[int](2): the subscript says what the result is
    callee = b.expr(function)
    span = b.span(node)
    arguments, shape = call_arguments(b, node, span)
    made = b.graph.emit("call", [callee, *arguments], shape, span)
    return b.graph.emit("annotated", [made], annotation, span) if annotation is not None else made


def _accepted(b: Builder, node: ast.Call, value: Value) -> Value:
    """What `receive(lambda m: isinstance(m, C) and ...)` gives is a C."""
    accept = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "accept"), None)
    if not isinstance(accept, ast.Lambda):
        return value
    is_and = isinstance(accept.body, ast.BoolOp) and isinstance(accept.body.op, ast.And)
    for test in accept.body.values if isinstance(accept.body, ast.BoolOp) and is_and else [accept.body]:
        match test:
            case ast.Call(ast.Name() as function, [ast.Name(tested), classes], []) if (
                [parameter.arg for parameter in accept.args.args] == [tested] and b.is_builtin(function, "isinstance")
            ):
                against, graph = class_test(b, classes), b.graph
                holds, never = graph.new_block(), graph.new_block()
                b.branch(b.emit("isinstance", [value, against], None, node), holds, never)
                graph.start(never)
                graph.end(Unreachable())
                graph.start(holds)
                return b.emit("refine", [value, against], ("isinstance", True), node)
    return value


def _method(b: Builder, node: ast.Call, function: ast.Attribute, owner: Value) -> Value:
    span = b.span_from_name(node, function) if _is_plain_method(b, node, function) else b.span(node)
    b.code.method_names[span] = b.span_from_name(function, function)
    arguments, shape = call_arguments(b, node, span)
    return b.graph.emit("call_method", [owner, *arguments], (mangled(b, function.attr), shape), span)


def _is_plain_method(b: Builder, node: ast.Call, function: ast.Attribute) -> bool:
    """Whether CPython makes it one operation, which stands where the name does."""
    if any(isinstance(a, ast.Starred) for a in node.args) or any(k.arg is None for k in node.keywords):
        return False
    owner = function.value
    variable = b.context.scopes.module.names.get(owner.id) if isinstance(owner, ast.Name) else None
    return variable is None or not any(isinstance(site, ast.alias) for site, _ in variable.sites)


def call_arguments(b: Builder, node: ast.Call, span: Span) -> tuple[list[Value], CallShape]:
    values: list[Value] = []
    stars: list[int] = []
    for number, argument in enumerate(node.args):
        if isinstance(argument, ast.Starred):
            stars.append(number)
            argument = argument.value
        values.append(_argument(b, argument, span))
    names: list[str] = []
    for keyword in node.keywords:
        names.append(keyword.arg or "**")
        values.append(_argument(b, keyword.value, span))
    return values, CallShape(len(node.args), tuple(names), frozenset(stars))


def _argument(b: Builder, node: ast.expr, call: Span) -> Value:
    return generated_list(b, node, call) if isinstance(node, ast.GeneratorExp) else b.expr(node)


# -- built-ins that are not calls ------------------------------------------------------------------------


def _plain(node: ast.Call, least: int, most: int) -> bool:
    """Only positional arguments, none starred, of a number that makes sense?"""
    return (
        not node.keywords
        and least <= len(node.args) <= most
        and not any(isinstance(argument, ast.Starred) for argument in node.args)
    )


def _isinstance(b: Builder, node: ast.Call) -> Value | None:
    if not _plain(node, 2, 2):
        return None
    return b.emit("isinstance", [b.expr(node.args[0]), class_test(b, node.args[1])], None, node)


def _super(b: Builder, node: ast.Call) -> Value | None:
    """`super()` in a method: `self` and the class that the method stands in."""
    owner = b.code.owner
    if node.args or node.keywords or owner is None or not b.code_scope.parameters:
        return None
    return b.emit("super", [b.load(b.code_scope.parameters[0], node)], owner, node)


def _sum(b: Builder, node: ast.Call) -> Value | None:
    start = next((keyword.value for keyword in node.keywords if keyword.arg == "start"), None)
    if start is not None and len(node.args) == 1 and len(node.keywords) == 1:
        source: ast.expr = node.args[0]
    elif _plain(node, 1, 2):
        source = node.args[0]
        start = node.args[1] if len(node.args) == 2 else None
    else:
        return None
    if isinstance(source, ast.Starred):
        return None
    total, correction = b.hidden("total"), b.hidden("correction")

    def begin() -> None:
        b.graph.write(total, b.expr(start) if start is not None else b.const(0, node))
        b.graph.write(correction, b.const(0.0, node))

    def add(item: Value) -> None:
        parts = [b.graph.read(total), b.graph.read(correction), item]
        new_total = b.emit("sum.add", parts, None, node)
        b.graph.write(correction, b.emit("sum.correct", parts, None, node))
        b.graph.write(total, new_total)

    each(b, source, node, add, begin)
    return b.emit("sum.end", [b.graph.read(total), b.graph.read(correction)], None, node)


def _any(b: Builder, node: ast.Call) -> Value | None:
    return _search(b, node, True) if _plain(node, 1, 1) else None


def _all(b: Builder, node: ast.Call) -> Value | None:
    return _search(b, node, False) if _plain(node, 1, 1) else None


def _search(b: Builder, node: ast.Call, wanted: bool) -> Value:
    """A loop that ends at the first item whose truth is `wanted`."""
    result = b.hidden("found")
    source = node.args[0]
    found, join = b.graph.new_block(), b.graph.new_block()
    before = b.graph.current

    def test(item: Value) -> None:
        following = b.graph.new_block()
        condition = b.emit("truth", [item], None, node)
        b.branch(condition, *((found, following) if wanted else (following, found)))
        b.graph.start(following)

    def test_element(element: ast.expr) -> None:
        following = b.graph.new_block()
        branch_on(b, element, *((found, following) if wanted else (following, found)))
        b.graph.start(following)

    each(b, source, node, test, element=test_element)
    b.graph.write(result, b.const(not wanted, node))
    b.graph.jump(join)
    b.graph.start(found, dominator=before)
    b.graph.write(result, b.const(wanted, node))
    b.graph.jump(join)
    b.graph.start(join, dominator=before)
    return b.graph.read(result)


def _next(b: Builder, node: ast.Call) -> Value | None:
    """`next(x for ... if ...)`, with or without a default: the first item."""
    if not _plain(node, 1, 2) or not isinstance(node.args[0], ast.GeneratorExp):
        return None
    from weftc.hir.hir import Raise

    result = b.hidden("next")
    join = b.graph.new_block()
    before = b.graph.current
    default = b.hidden("default")

    def begin() -> None:
        if len(node.args) == 2:
            b.graph.write(default, b.expr(node.args[1]))

    def take(item: Value) -> None:
        b.graph.write(result, item)
        b.graph.jump(join)

    each(b, node.args[0], node, take, begin)
    if len(node.args) == 2:
        b.graph.write(result, b.graph.read(default))
        b.graph.jump(join)
    elif not b.graph.ended:
        b.graph.end(Raise(b.builtin("StopIteration", node), None, False, b.span(node)))
    b.graph.start(join, dominator=before)
    return b.graph.read(result)


_SPECIAL = {"isinstance": _isinstance, "super": _super, "sum": _sum, "any": _any, "all": _all, "next": _next}
