"""Comprehensions and generator expressions: loops in place, whose targets are variables of their own.

`[f(x) for x in xs if c]` is an empty list, a loop, and `list.append`. The targets are captured by closures as
boxes, one for the whole comprehension, as in Python.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import nullcontext

from weftc.hir.hir import ForNext, Value
from weftc.source import Positioned, Span
from weftc.syntax.builder import Builder, expression
from weftc.syntax.conditions import branch_on
from weftc.syntax.expressions import gone_through
from weftc.syntax.ssa import Info

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@expression(ast.ListComp)
def list_comprehension(b: Builder, node: ast.ListComp) -> Value:
    return _list_of(b, node, node.elt)


@expression(ast.GeneratorExp)
def generator_expression(b: Builder, node: ast.GeneratorExp) -> Value:
    return generated_list(b, node, b.span(node))


def generated_list(b: Builder, node: ast.GeneratorExp, caller: Span) -> Value:
    """What a generator expression gives to the expression at `caller`."""
    return _list_of(b, node, node.elt, caller)


def _list_of(b: Builder, node: ast.ListComp | ast.GeneratorExp, element: ast.expr, caller: Span | None = None) -> Value:
    source = gone_through(b, node.generators[0].iter)
    result = b.emit("list", [], None, node)
    nest(b, node, source, lambda: b.emit("list.append", [result, b.expr(element)], None, element), caller)
    return result


@expression(ast.SetComp)
def set_comprehension(b: Builder, node: ast.SetComp) -> Value:
    source = gone_through(b, node.generators[0].iter)
    result = b.emit("set", [], None, node)
    nest(b, node, source, lambda: b.emit("set.add", [result, b.expr(node.elt)], None, node.elt))
    return result


@expression(ast.DictComp)
def dict_comprehension(b: Builder, node: ast.DictComp) -> Value:
    source = gone_through(b, node.generators[0].iter)
    result = b.emit("dict", [], None, node)

    def put() -> None:
        key = b.expr(node.key)
        b.emit("dict.set", [result, key, b.expr(node.value)], None, node.key)

    nest(b, node, source, put)
    return result


def nest(
    b: Builder, node: Comprehension, source: Value, innermost: Callable[[], object], caller: Span | None = None
) -> None:
    """The loops and tests of a comprehension around `innermost`. `source`: the value of the first
    iterable. `caller`: the expression that asks for a generator expression's items."""
    outer, scope = b.scope, b.context.scopes.of[node]
    b.scope = scope
    for variable in scope.names.values():
        if variable.boxed:
            b.graph.write(variable, b.emit("box", [], variable.name, node))
    _loops(b, node, 0, source, innermost, caller)
    b.scope = outer


def _loops(
    b: Builder,
    node: Comprehension,
    at: int,
    source: Value | None,
    innermost: Callable[[], object],
    caller: Span | None,
) -> None:
    if at == len(node.generators):
        innermost()
        return
    from weftc.syntax.assignments import assign

    generator = node.generators[at]
    if source is None:
        source = gone_through(b, generator.iter)

    def body(item: Value, again: Info) -> None:
        with b.run_as("<genexpr>", caller) if caller is not None else nullcontext():
            turn(item, again)

    def turn(item: Value, again: Info) -> None:
        assign(b, generator.target, item)
        for test in generator.ifs:
            following = b.graph.new_block()
            branch_on(b, test, following, again)
            b.graph.start(following)
        _loops(b, node, at + 1, None, innermost, caller)

    loop(b, source, generator.iter, body)


def loop(b: Builder, source: Value, node: Positioned, body: Callable[[Value, Info], None]) -> None:
    """A loop over `source` without `break`. `body` builds a turn, given the item and the block for the next
    turn."""
    graph = b.graph
    iterator = b.emit("iter", [source], None, node)
    header, inside, after = graph.new_block(), graph.new_block(), graph.new_block()
    graph.jump(header)
    before = graph.current
    graph.start(header, sealed=False)
    graph.end(ForNext(iterator, graph.edge(inside), graph.edge(after), b.span(node)))
    graph.start(inside)
    body(graph.parameter(inside, None), header)
    graph.jump(header)
    graph.seal(header)
    graph.start(after, dominator=before)


def each(
    b: Builder,
    source: ast.expr,
    node: Positioned,
    use: Callable[[Value], None],
    begin: Callable[[], None] | None = None,
    element: Callable[[ast.expr], None] | None = None,
) -> None:
    """Walks an iterable in place, a generator expression too. `begin` runs when the (first) iterable is
    known; `element` may take the expression of a generator instead of its value."""
    if not isinstance(source, ast.GeneratorExp):
        value = b.expr(source)
        if begin is not None:
            begin()
        loop(b, value, source, lambda item, again: use(item))
        return
    generator = source
    first = gone_through(b, generator.generators[0].iter)
    if begin is not None:
        begin()
    if element is not None:
        nest(b, generator, first, lambda: element(generator.elt), b.span(node))
    else:
        nest(b, generator, first, lambda: use(b.expr(generator.elt)), b.span(node))
