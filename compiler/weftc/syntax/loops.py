"""`if`, `while` and `for`, each with `else`."""

from __future__ import annotations

import ast

from weftc.hir.hir import ForNext
from weftc.syntax.assignments import assign
from weftc.syntax.builder import Builder, statement
from weftc.syntax.conditions import branch_on, constant_truth
from weftc.syntax.exits import LoopFrame
from weftc.syntax.expressions import gone_through


@statement(ast.If)
def if_(b: Builder, node: ast.If) -> None:
    graph = b.graph
    after = graph.new_block()
    before = graph.current
    while True:  # along the `elif` chain
        known = constant_truth(b, node.test)
        if known is None:
            then, otherwise = graph.new_block(), graph.new_block()
            branch_on(b, node.test, then, otherwise)
            graph.start(then)
            b.suite(node.body)
            graph.jump(after)
            graph.start(otherwise)
        elif known:
            b.suite(node.body)
            break
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            node = node.orelse[0]
        else:
            b.suite(node.orelse)
            break
    graph.jump(after)
    graph.join(after, before)


@statement(ast.While)
def while_(b: Builder, node: ast.While) -> None:
    graph = b.graph
    header, body, after = graph.new_block(), graph.new_block(), graph.new_block()
    otherwise = graph.new_block() if node.orelse else after
    graph.jump(header)
    before = graph.current
    graph.start(header, sealed=False)
    graph.current.block.span = b.span(node.test)
    branch_on(b, node.test, body, otherwise)
    graph.start(body)
    b.frames = [*b.frames, LoopFrame(after, header)]
    b.suite(node.body)
    b.frames = b.frames[:-1]
    graph.jump(header)
    graph.seal(header)
    if node.orelse:
        graph.join(otherwise, before)
        b.suite(node.orelse)
        graph.jump(after)
    graph.join(after, before)


@statement(ast.For)
def for_(b: Builder, node: ast.For) -> None:
    graph = b.graph
    iterator = b.emit("iter", [gone_through(b, node.iter)], None, node.iter)
    header, body, after = graph.new_block(), graph.new_block(), graph.new_block()
    otherwise = graph.new_block() if node.orelse else after
    graph.jump(header)
    before = graph.current
    graph.start(header, sealed=False)
    graph.current.block.span = b.span(node.iter)
    graph.end(ForNext(iterator, graph.edge(body), graph.edge(otherwise), b.span(node.iter)))
    graph.start(body)
    assign(b, node.target, graph.parameter(body, None))
    b.frames = [*b.frames, LoopFrame(after, header)]
    b.suite(node.body)
    b.frames = b.frames[:-1]
    graph.jump(header)
    graph.seal(header)
    if node.orelse:
        graph.start(otherwise, dominator=before)
        b.suite(node.orelse)
        graph.jump(after)
    graph.join(after, before)
