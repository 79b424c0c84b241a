"""The builder: walks one function's tree and makes its blocks.

What each construct becomes stands in the files beside this one, one idea a file; they register their
functions in EXPRESSIONS and STATEMENTS. The builder itself knows names: locals in SSA form, boxes, captured
values, globals.

Globals. A module's own code alone runs before anything can call back into it, so a global that no function
assigns is an SSA variable there too (each store also goes to the global). In functions such a global can't
change while they run, so what a test says of it stays true (`Graph.note_fact`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from weftc import limits
from weftc.hir.hir import Branch, Code, Return, Value
from weftc.hir.operands import is_truth
from weftc.source import Positioned, Span
from weftc.suggestions import nearest
from weftc.syntax.scopes import Scope, Variable
from weftc.syntax.ssa import Graph, Info

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weftc.syntax.context import ModuleContext
    from weftc.syntax.exits import Frame

Node = TypeVar("Node", bound=ast.AST)

EXPRESSIONS: dict[type[ast.AST], Callable[[Builder, Any], Value]] = {}
STATEMENTS: dict[type[ast.AST], Callable[[Builder, Any], None]] = {}


def expression(*kinds: type[ast.AST]) -> Callable[[Callable[[Builder, Node], Value]], Callable[..., Value]]:
    """Registers what an expression becomes."""

    def register(function: Callable[[Builder, Node], Value]) -> Callable[..., Value]:
        for kind in kinds:
            EXPRESSIONS[kind] = function
        return function

    return register


def statement(*kinds: type[ast.AST]) -> Callable[[Callable[[Builder, Node], None]], Callable[..., None]]:
    """Registers what a statement becomes."""

    def register(function: Callable[[Builder, Node], None]) -> Callable[..., None]:
        for kind in kinds:
            STATEMENTS[kind] = function
        return function

    return register


class Builder:
    """Makes the body of one `Code`."""

    def __init__(self, context: ModuleContext, scope: Scope, code: Code) -> None:
        self.context = context
        self.scope = scope
        self.code_scope = scope
        self.code = code
        self.in_module = scope.kind == "module"
        self.class_names: dict[str, Value] | None = None  # inside a class statement: what its body has bound
        self.graph = Graph(code.span)
        self.place: Span = code.span
        self.running: tuple[str, Span] | None = None  # what is code of its own in CPython: `Code.within`
        self.near: dict[str, list[str]] = {}  # by a name, the local ones that a traceback may suggest
        self.frames: list[Frame] = []  # what `return`, `break` and `continue` must pass, outermost first
        self.finally_depth = 0

    # -- instructions ------------------------------------------------------------------------------------

    def span(self, node: Positioned) -> Span:
        return self.noted(self.context.span(node))

    def span_from_name(self, node: ast.expr, attribute: ast.Attribute) -> Span:
        """Of `x.name` or `x.name(...)`: from the name on where that is in a later line, as CPython has it."""
        span = self.context.span(node)
        line, end = attribute.end_lineno, attribute.end_col_offset
        if line != span.line and line is not None and end is not None:
            column = self.context.source.column(line, max(0, end - len(attribute.attr)))
            span = span._replace(line=line, column=column)
        return self.noted(span)

    def noted(self, span: Span) -> Span:
        """A span that instructions may have."""
        if self.running is not None and span != self.running[1]:
            self.code.within[span] = self.running
        return span

    @contextmanager
    def run_as(self, name: str, caller: Span) -> Iterator[None]:
        """What is built meanwhile has a frame of its own in CPython, entered by the expression at `caller`."""
        before, self.running = self.running, (name, caller)
        yield
        self.running = before

    def emit(self, op: str, args: list[Value], imm: object, node: Positioned) -> Value:
        return self.graph.emit(op, args, imm, self.span(node))

    def const(self, value: object, node: Positioned) -> Value:
        return self.graph.emit("const", [], value, self.span(node))

    def builtin(self, name: str, node: Positioned) -> Value:
        return self.graph.emit("builtin", [], name, self.span(node))

    def hidden(self, name: str) -> Variable:
        """A fresh variable of the builder's own."""
        return Variable(name, None, hidden=True)

    # -- dispatch ----------------------------------------------------------------------------------------

    def expr(self, node: ast.expr) -> Value:
        return EXPRESSIONS[type(node)](self, node)

    def exprs(self, nodes: Sequence[ast.expr]) -> list[Value]:
        return [EXPRESSIONS[type(node)](self, node) for node in nodes]

    def stmt(self, node: ast.stmt) -> None:
        STATEMENTS[type(node)](self, node)

    def suite(self, statements: Sequence[ast.stmt]) -> None:
        for node in statements:
            if self.graph.ended:
                break  # nothing comes here
            limits.check()
            STATEMENTS[type(node)](self, node)

    # -- names -------------------------------------------------------------------------------------------

    def lookup(self, name: str) -> Variable | None:
        return self.scope.lookup(name)

    def is_builtin(self, node: ast.expr, name: str) -> bool:
        """Is the expression the built-in of that name (and not something of the program's)?"""
        return isinstance(node, ast.Name) and node.id == name and self.lookup(name) is None

    def weft_name(self, node: ast.expr) -> str | None:
        """The name below `weft` of what imports have bound to the expression, if it is that and nothing else: `select`,
        `process.receive`."""
        path = self._weft_path(node)
        return None if path is None else path.partition(".")[2]

    def _weft_path(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Attribute):
            path = self._weft_path(node.value)
            return None if path is None else f"{path}.{node.attr}"
        variable = self.lookup(node.id) if isinstance(node, ast.Name) else None
        if variable is None or len(variable.sites) != 1:
            return None
        alias, context = variable.sites[0][0], self.context
        module = context.imports.get(alias) if isinstance(alias, ast.alias) else None
        if module is None or module.partition(".")[0] != "weft" or not isinstance(alias, ast.alias):
            return None
        if alias not in context.plain_imports:
            return f"{module}.{alias.name}"
        return module if alias.asname else "weft"

    def is_ssa(self, variable: Variable) -> bool:
        """Is the variable in SSA form here?"""
        if variable.is_global:
            return self.in_module and not variable.global_written
        return not variable.boxed

    def load(self, variable: Variable, node: Positioned) -> Value:
        """The variable's value, with a test that it is bound where it may not be."""
        graph = self.graph
        if variable.is_global:
            return self._load_global(variable, node)
        value = graph.read(variable)
        if variable.boxed:
            if variable in self.code_scope.free:
                self.note_near(variable.name, node)
            return self.emit("box.load", [value], variable.name, node)
        if value.op == "unbound" or (
            value.op == "param" and not variable.hidden and not (variable.is_parameter and not variable.deleted)
        ):
            guard = self.emit("check_bound", [], variable.name, node)
            graph.guards.append((graph.current.block, guard, value))
        return value

    def _load_global(self, variable: Variable, node: Positioned) -> Value:
        graph = self.graph
        imm = (self.context.module, variable.name)
        if not self.is_ssa(variable):
            fact = graph.current.facts.get(variable)
            if fact is not None:
                return fact
            self.note_near(variable.name, node)
            return self.emit("gload", [], imm, node)
        value = graph.read(variable)
        if value.op not in ("unbound", "param"):
            return value
        if value.op == "unbound" and variable.name in self.context.builtins:
            return self.builtin(variable.name, node)
        self.note_near(variable.name, node)
        guard = self.emit("gload", [], imm, node)
        graph.guards.append((graph.current.block, guard, value))
        return guard

    def note_near(self, name: str, node: Positioned) -> None:
        """Notes what a traceback might suggest in place of a name: local names with a value."""
        if self.class_names is not None:
            near = nearest(name, self.class_names)
        elif self.running is not None:  # a generator expression
            near = nearest(name, self.scope.names)
        elif self.in_module:
            return
        else:
            if name not in self.near:
                scope = self.code_scope
                self.near[name] = nearest(name, [*scope.names, *(variable.name for variable in scope.free)])
            near = [other for other in self.near[name] if self._has_value(other)]
        if near:
            self.code.near_names[self.span(node)] = near

    def _has_value(self, name: str) -> bool:
        variable = self.code_scope.names.get(name)
        if variable is None or variable.boxed or (variable.is_parameter and not variable.deleted):
            return True
        return not variable.is_global and self.graph.read(variable).op != "unbound"

    def store(self, variable: Variable, value: Value, node: Positioned) -> None:
        if variable.is_global:
            self.emit("gstore", [value], (self.context.module, variable.name), node)
            if self.is_ssa(variable):
                self.graph.write(variable, value)
        elif variable.boxed:
            self.emit("box.store", [self.graph.read(variable), value], variable.name, node)
        else:
            self.graph.write(variable, value)

    def unbind(self, variable: Variable, node: Positioned, check: bool) -> None:
        """`del x`, with a test that it was bound; or the end of `except ... as x`, without."""
        if check:
            self.load(variable, node)
        if variable.is_global:
            self.emit("gdel", [], (self.context.module, variable.name), node)
            if self.is_ssa(variable):
                self.graph.write(variable, self.graph.nothing())
        elif variable.boxed:
            self.emit("box.del", [self.graph.read(variable)], variable.name, node)
        else:
            self.graph.write(variable, self.graph.nothing())

    def narrow(self, variable: Variable, kind: str, positive: bool, extra: list[Value], node: Positioned) -> None:
        """Here the variable is known to be (or not to be) something: a `refine` of it takes its place."""
        if self.graph.ended:
            return
        if self.is_ssa(variable):
            value = self.graph.read(variable)
            if value.op != "unbound":
                self.graph.write(variable, self.emit("refine", [value, *extra], (kind, positive), node))
        elif variable.is_global and not variable.global_written:
            value = self._load_global(variable, node)
            self.graph.note_fact(variable, self.emit("refine", [value, *extra], (kind, positive), node))

    # -- control -----------------------------------------------------------------------------------------

    def truth(self, value: Value, node: Positioned) -> Value:
        """bool(value). What `==` and the like give is for the operands to say."""
        return value if is_truth(value) else self.emit("truth", [value], None, node)

    def branch(self, condition: Value, then: Info, otherwise: Info) -> None:
        graph = self.graph
        if not graph.ended:
            graph.end(Branch(condition, graph.edge(then), graph.edge(otherwise)))

    @contextmanager
    def handled_by(self, handler: Info) -> Iterator[None]:
        """What is built inside raises to `handler`."""
        graph = self.graph
        outer = graph.handler
        graph.handler = handler
        if not graph.ended:
            graph.start_fresh()
        yield
        graph.handler = outer
        if not graph.ended:
            graph.start_fresh()

    def return_value(self, value: Value) -> None:
        if not self.graph.ended:
            self.graph.end(Return(value))
