"""`try` and `with`: blocks whose exceptions go to a handler, and what runs on every way out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from weftc.hir.hir import Raise, Value
from weftc.source import Positioned
from weftc.syntax.assignments import assign
from weftc.syntax.builder import Builder, statement
from weftc.syntax.conditions import class_test
from weftc.syntax.exits import CleanupFrame, FinallyFrame, leave
from weftc.syntax.statements import end_raise

Clauses = Callable[[Builder, ast.Try | ast.TryStar, Value], None]


@statement(ast.Try)
def try_(b: Builder, node: ast.Try) -> None:
    if not node.finalbody:
        _try_except(b, node, _clauses)
    elif node.handlers:
        _try_finally(b, node, lambda: _try_except(b, node, _clauses))
    else:
        _try_finally(b, node, lambda: b.suite(node.body))


@statement(ast.TryStar)
def try_star(b: Builder, node: ast.TryStar) -> None:
    if node.finalbody:
        _try_finally(b, node, lambda: _try_except(b, node, _star_clauses))
    else:
        _try_except(b, node, _star_clauses)


def _try_except(b: Builder, node: ast.Try | ast.TryStar, clauses: Clauses) -> None:
    graph = b.graph
    before = graph.current
    caught_here, after = graph.new_block(), graph.new_block()
    with b.handled_by(caught_here):
        b.suite(node.body)
    if not graph.ended:
        b.suite(node.orelse)
    graph.jump(after)
    if caught_here.raisers:
        graph.start(caught_here, dominator=before)
        caught = b.emit("catch", [], None, node)
        handling(b, caught, lambda: clauses(b, node, caught), node)
        graph.jump(after)
    graph.join(after, before)


def _clauses(b: Builder, node: ast.Try | ast.TryStar, caught: Value) -> None:
    """Tests the `except` clauses in order; what none of them takes is raised again."""
    graph = b.graph
    before = graph.current
    after = graph.new_block()
    for clause in node.handlers:
        value = caught
        following = None
        if clause.type is not None:
            taken, following = graph.new_block(), graph.new_block()
            classes = class_test(b, clause.type)
            b.branch(b.emit("isinstance", [caught, classes], "except", clause.type), taken, following)
            graph.start(taken)
            value = b.emit("refine", [caught, classes], ("isinstance", True), clause.type)
        _clause(b, clause, value)
        graph.jump(after)
        if following is None:
            break
        graph.start(following)
    else:
        end_raise(b, Raise(caught, None, True, b.span(node)))
    graph.join(after, before)


def _star_clauses(b: Builder, node: ast.Try | ast.TryStar, caught: Value) -> None:
    """Gives each `except*` clause in order what it takes of the exception, as a group; what they raise is gathered, and
    goes on with what none of them took."""
    graph = b.graph
    errors = b.emit("list", [], None, node)
    rest = b.hidden("rest")
    graph.write(rest, caught)
    for clause in node.handlers:
        assert clause.type is not None
        classes = class_test(b, clause.type)
        matched = b.emit("star.match", [graph.read(rest), classes], None, clause.type)
        parts = b.emit("unpack", [matched], (2, False, 0), clause)
        taken = b.emit("item", [parts], 0, clause)
        graph.write(rest, b.emit("item", [parts], 1, clause))
        _unless_none(b, taken, lambda group: _star_clause(b, clause, group, errors), clause)
    end = b.emit("star.end", [caught, errors, graph.read(rest)], None, node)
    _unless_none(b, end, lambda error: end_raise(b, Raise(error, None, True, b.span(node))), node)


def _unless_none(b: Builder, value: Value, then: Callable[[Value], None], node: Positioned) -> None:
    graph = b.graph
    before = graph.current
    is_there, after = graph.new_block(), graph.new_block()
    b.branch(b.emit("compare", [value, b.const(None, node)], "is not", node), is_there, after)
    graph.start(is_there)
    then(b.emit("refine", [value], ("none", False), node))
    graph.jump(after)
    graph.join(after, before)


def _star_clause(b: Builder, clause: ast.ExceptHandler, group: Value, errors: Value) -> None:
    graph = b.graph
    before = graph.current
    failed, after = graph.new_block(), graph.new_block()
    with b.handled_by(failed):
        handling(b, group, lambda: _clause(b, clause, group), clause)
    graph.jump(after)
    if failed.raisers:
        graph.start(failed, dominator=before)
        error = b.emit("catch", [], None, clause)
        variable = b.lookup(clause.name) if clause.name is not None else None
        if variable is not None:
            b.unbind(variable, clause, check=False)
        b.emit("list.append", [errors, error], None, clause)
        graph.jump(after)
    graph.join(after, before)


def _clause(b: Builder, clause: ast.ExceptHandler, value: Value) -> None:
    variable = b.lookup(clause.name) if clause.name is not None else None
    if variable is None:
        b.suite(clause.body)
        return
    b.store(variable, value, clause)

    def forget() -> None:
        b.unbind(variable, clause, check=False)

    b.frames = [*b.frames, CleanupFrame(forget, b.graph.handler)]
    b.suite(clause.body)
    b.frames = b.frames[:-1]
    if not b.graph.ended:
        forget()


def handling(b: Builder, caught: Value, body: Callable[[], None], node: Positioned) -> None:
    """Builds `body` with `caught` as the exception being handled; on every way out the former one is put
    back."""
    graph = b.graph
    before = b.emit("handling.enter", [caught], None, node)
    block = graph.current

    def put_back() -> None:
        b.emit("handling.leave", [before], None, node)

    failed, after = graph.new_block(), graph.new_block()
    b.frames = [*b.frames, CleanupFrame(put_back, graph.handler, caught)]
    with b.handled_by(failed):
        body()
    b.frames = b.frames[:-1]
    if not graph.ended:
        put_back()
    graph.jump(after)
    if failed.raisers:
        graph.start(failed, dominator=block)
        error = b.emit("catch", [], None, node)
        put_back()
        graph.end(Raise(error, None, True, b.span(node)))
    graph.join(after, block)


def _try_finally(b: Builder, node: ast.Try | ast.TryStar, body: Callable[[], None]) -> None:
    """`body`, and then the `finally` suite: one copy of it for each kind of way out that occurs."""
    graph = b.graph
    before = graph.current
    failed, after = graph.new_block(), graph.new_block()
    frame = FinallyFrame(b.hidden("result"))
    b.frames = [*b.frames, frame]
    with b.handled_by(failed):
        body()
    b.frames = b.frames[:-1]
    if not graph.ended:
        b.suite(node.finalbody)
    graph.jump(after)
    for kind, block in frame.exits.items():
        graph.start(block, dominator=before)
        value = graph.read(frame.result) if kind == "return" else None
        b.suite(node.finalbody)
        if not graph.ended:
            leave(b, kind, node, value)
    if failed.raisers:
        graph.start(failed, dominator=before)
        caught = b.emit("catch", [], None, node)

        def finish() -> None:
            b.suite(node.finalbody)
            end_raise(b, Raise(caught, None, True, b.span(node)))

        handling(b, caught, finish, node)
        graph.jump(after)
    graph.join(after, before)


@statement(ast.With)
def with_(b: Builder, node: ast.With) -> None:
    _with_items(b, node, node.items)


def _with_items(b: Builder, node: ast.With, items: Sequence[ast.withitem]) -> None:
    """`with a, b: ...` is `with a: with b: ...`."""
    if not items:
        b.suite(node.body)
        return
    from weftc.hir.hir import CallShape

    graph = b.graph
    item = items[0]
    place = item.context_expr
    manager = b.expr(place)
    entered = b.emit("call_method", [manager], ("__enter__", CallShape(0)), place)
    before = graph.current
    failed, after = graph.new_block(), graph.new_block()

    def leave_normally() -> None:
        b.emit("with.exit", [manager, b.const(None, place)], None, place)

    def leave_failing() -> None:
        done = graph.new_block()
        goes_on = graph.new_block()
        swallowed = b.emit("with.exit", [manager, caught], None, place)
        b.branch(b.emit("truth", [swallowed], None, place), done, goes_on)
        graph.start(goes_on)
        end_raise(b, Raise(caught, None, True, b.span(place)))
        graph.start(done)

    b.frames = [*b.frames, CleanupFrame(leave_normally, graph.handler)]
    with b.handled_by(failed):
        if item.optional_vars is not None:
            assign(b, item.optional_vars, entered)
        _with_items(b, node, items[1:])
    b.frames = b.frames[:-1]
    if not graph.ended:
        leave_normally()
    graph.jump(after)
    if failed.raisers:
        graph.start(failed, dominator=before)
        caught = b.emit("catch", [], None, place)
        handling(b, caught, leave_failing, place)
        graph.jump(after)
    graph.join(after, before)
