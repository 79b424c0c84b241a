"""Simple statements: expressions, `raise`, `assert`, imports, and those that build nothing."""

from __future__ import annotations

import ast

from weftc.hir.hir import CallShape, Raise
from weftc.syntax.builder import Builder, statement
from weftc.syntax.conditions import branch_on
from weftc.syntax.exits import CleanupFrame


@statement(ast.Expr)
def expression_statement(b: Builder, node: ast.Expr) -> None:
    if not isinstance(node.value, ast.Constant):
        b.expr(node.value)


@statement(ast.Pass, ast.Global, ast.Nonlocal)
def nothing(b: Builder, node: ast.stmt) -> None:
    pass


@statement(ast.Raise)
def raise_(b: Builder, node: ast.Raise) -> None:
    if node.exc is None:
        caught = next(
            (frame.caught for frame in reversed(b.frames) if isinstance(frame, CleanupFrame) and frame.caught),
            None,
        )
        value = caught if caught is not None else b.emit("exc.current", [], None, node)
        end_raise(b, Raise(value, None, True, b.span(node)))
        return
    value = b.expr(node.exc)
    cause = b.expr(node.cause) if node.cause is not None else None
    end_raise(b, Raise(value, cause, False, b.span(node)))


def end_raise(b: Builder, term: Raise) -> None:
    if not b.graph.ended:
        b.graph.end(term)


@statement(ast.Assert)
def assert_(b: Builder, node: ast.Assert) -> None:
    holds, fails = b.graph.new_block(), b.graph.new_block()
    branch_on(b, node.test, holds, fails)
    b.graph.start(fails)
    error = b.builtin("AssertionError", node)
    if node.msg is not None:
        error = b.emit("call", [error, b.expr(node.msg)], CallShape(1), node)
    end_raise(b, Raise(error, None, False, b.span(node.test)))
    b.graph.start(holds)


@statement(ast.Import)
def import_(b: Builder, node: ast.Import) -> None:
    for alias in node.names:
        target = b.context.imports.get(alias)
        if target is None:
            continue  # for annotations only
        parts = target.split(".")
        for count in range(1, len(parts) + 1):
            b.emit("import", [], ".".join(parts[:count]), node)
        bound = target if alias.asname is not None else parts[0]
        variable = b.lookup(alias.asname or parts[0])
        assert variable is not None
        b.store(variable, b.emit("module", [], bound, alias), alias)


@statement(ast.ImportFrom)
def import_from(b: Builder, node: ast.ImportFrom) -> None:
    for alias in node.names:
        target = b.context.imports.get(alias)
        if target is None:
            continue
        owner, _, submodule = target.partition(":")
        parts = owner.split(".")
        for count in range(1, len(parts) + 1):
            b.emit("import", [], ".".join(parts[:count]), node)
        if submodule:  # `from package import module`
            b.emit("import", [], submodule, node)
            value = b.emit("module", [], submodule, alias)
        else:
            value = b.emit("attr", [b.emit("module", [], owner, node)], alias.name, node)
        variable = b.lookup(alias.asname or alias.name)
        assert variable is not None
        b.store(variable, value, alias)
