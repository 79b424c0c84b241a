"""Ways out of statements: what `return`, `break` and `continue` pass on their way.

The builder keeps a stack of frames. A loop is where `break` and `continue` end. A cleanup (leaving a `with`
or an exception handler) is run in place at each jump that passes it. A `finally` is built once for each
kind of way out, so that what is known of variables on one way does not mix with the others; it collects the
jumps until its body is built.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from weftc.hir.hir import Return, Value
from weftc.syntax.builder import Builder, statement
from weftc.syntax.scopes import Variable
from weftc.syntax.ssa import Info

Kind = Literal["return", "break", "continue"]


@dataclass(slots=True)
class LoopFrame:
    after: Info
    again: Info


@dataclass(slots=True)
class CleanupFrame:
    """`leave` builds what is to be done on the way out; `handler` was the handler outside. `caught`: the
    exception that is being handled inside, for a bare `raise`."""

    leave: Callable[[], None]
    handler: Info | None
    caught: Value | None = None


@dataclass(slots=True)
class FinallyFrame:
    result: Variable
    exits: dict[Kind, Info] = field(default_factory=dict)


Frame = LoopFrame | CleanupFrame | FinallyFrame


def leave(b: Builder, kind: Kind, node: ast.AST, value: Value | None = None) -> None:
    """Goes where the statement goes, through all that stands between. `value`: what is returned."""
    graph = b.graph
    frames, handler = b.frames, graph.handler
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if graph.ended:
            break
        match frame:
            case LoopFrame(after, again):
                if kind != "return":
                    graph.jump(after if kind == "break" else again)
            case CleanupFrame():
                b.frames = frames[:depth]
                graph.handler = frame.handler
                graph.start_fresh()
                frame.leave()
            case FinallyFrame():
                if value is not None:
                    graph.write(frame.result, value)
                if kind not in frame.exits:
                    frame.exits[kind] = graph.new_block()
                graph.jump(frame.exits[kind])
    if not graph.ended:
        assert value is not None, f"{kind} out of nowhere"
        graph.end(Return(value))
    b.frames, graph.handler = frames, handler


@statement(ast.Return)
def return_(b: Builder, node: ast.Return) -> None:
    value = b.expr(node.value) if node.value is not None else b.const(None, node)
    leave(b, "return", node, value)


@statement(ast.Break)
def break_(b: Builder, node: ast.Break) -> None:
    leave(b, "break", node)


@statement(ast.Continue)
def continue_(b: Builder, node: ast.Continue) -> None:
    leave(b, "continue", node)
