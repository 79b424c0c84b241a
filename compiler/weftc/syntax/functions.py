"""Functions and lambdas: their `Code`, the closure where they stand, and their bodies."""

from __future__ import annotations

import ast

from weftc.hir.hir import Body, CallShape, Class, Code, Parameter, Value
from weftc.source import Span
from weftc.syntax.builder import Builder, expression, statement
from weftc.syntax.context import ModuleContext
from weftc.syntax.parse import deep_recursion
from weftc.syntax.scopes import Scope
from weftc.syntax.tidy import tidy

Function = ast.FunctionDef | ast.Lambda


def code_of(context: ModuleContext, node: Function, owner: Class | None = None, kind: str | None = None) -> Code:
    """The Code of a definition, made once."""
    code = context.codes.get(node)
    if code is not None:
        return code
    scope = context.scopes.of[node]
    arguments = node.args
    code = Code(
        name=scope.name,
        qualname=scope.qualname,
        module=context.module,
        parameters=_parameters(context, arguments),
        vararg=arguments.vararg.arg if arguments.vararg is not None else None,
        kwarg=arguments.kwarg.arg if arguments.kwarg is not None else None,
        captures=[(variable.name, variable.boxed) for variable in scope.free],
        returns=node.returns if isinstance(node, ast.FunctionDef) else None,
        span=_head_span(context, node),
        owner=owner,
        kind=kind or ("lambda" if isinstance(node, ast.Lambda) else "function"),
        build=lambda: _build(context, node, scope),
    )
    context.codes[node] = code
    return code


def _head_span(context: ModuleContext, node: Function) -> Span:
    """A lambda as a whole; of a `def` the first line."""
    span = context.span(node)
    if isinstance(node, ast.Lambda):
        return span
    return span._replace(end_line=span.line, end_column=len(context.source.line(span.line).rstrip()))


def _parameters(context: ModuleContext, arguments: ast.arguments) -> list[Parameter]:
    positional = [*arguments.posonlyargs, *arguments.args]
    without = len(positional) - len(arguments.defaults)
    out = [
        Parameter(
            argument.arg,
            number >= without,
            False,
            argument.annotation,
            context.span(argument),
            arguments.defaults[number - without] if number >= without else None,
            number < len(arguments.posonlyargs),
        )
        for number, argument in enumerate(positional)
    ]
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        span = context.span(argument)
        out.append(Parameter(argument.arg, default is not None, True, argument.annotation, span, default))
    return out


def _build(context: ModuleContext, node: Function, scope: Scope) -> Body:
    b = Builder(context, scope, context.codes[node])
    parameters = _enter(b, node, scope)
    with deep_recursion():
        if isinstance(node, ast.Lambda):
            b.return_value(b.expr(node.body))
        else:
            b.suite(node.body)
            if not b.graph.ended:
                b.return_value(b.const(None, node))
    return tidy(b.graph, parameters)


def _is_only_passed_on(node: Function, name: str) -> bool:
    """Whether all that the function does with its `**name` is to write `**name` in calls."""
    passed, uses = set[ast.expr](), list[ast.Name]()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            passed.update(keyword.value for keyword in inner.keywords if keyword.arg is None)
        elif isinstance(inner, ast.Name) and inner.id == name:
            uses.append(inner)
        elif isinstance(inner, ast.Nonlocal) and name in inner.names:
            return False
    return all(use in passed for use in uses)


def _enter(b: Builder, node: Function, scope: Scope) -> list[Value]:
    """Binds captures and parameters, and makes the boxes of captured locals."""
    graph = b.graph
    kwarg = b.code.kwarg
    if kwarg is not None and _is_only_passed_on(node, kwarg):
        kwarg = None
    parameters: list[Value] = []
    for variable in scope.free:
        value = graph.value("param", [], variable.name, b.code.span)
        parameters.append(value)
        graph.write(variable, value)
    for variable in scope.parameters:
        value = graph.value("param", [], variable.name, b.code.span)
        parameters.append(value)
        if variable.name == kwarg:
            value = graph.emit("keywords", [value], None, b.code.span)
        if variable.boxed:
            value = graph.emit("box", [value], variable.name)
        graph.write(variable, value)
    for variable in scope.names.values():
        if variable.boxed and not variable.is_parameter:
            graph.write(variable, graph.emit("box", [], variable.name))
    return parameters


def build_module(context: ModuleContext) -> Body:
    """The body of a module: its statements in order."""
    scope = context.scopes.module
    assert context.module.code is not None
    b = Builder(context, scope, context.module.code)
    with deep_recursion():
        b.suite(context.tree.body)
    if not b.graph.ended:
        b.return_value(b.graph.emit("const", [], None))
    return tidy(b.graph, [])


def captured(b: Builder, code_scope: Scope) -> list[Value]:
    """What a function takes along: the values, or the boxes."""
    return [b.graph.read(variable) for variable in code_scope.free]


def defaults(b: Builder, arguments: ast.arguments) -> list[Value]:
    values = b.exprs(arguments.defaults)
    return values + [b.expr(default) for default in arguments.kw_defaults if default is not None]


@expression(ast.Lambda)
def lambda_(b: Builder, node: ast.Lambda) -> Value:
    return _closure(b, node)


@statement(ast.FunctionDef)
def function(b: Builder, node: ast.FunctionDef) -> None:
    variable = b.lookup(node.name)
    assert variable is not None
    decorators = b.exprs(node.decorator_list)
    value = _closure(b, node)
    for decorator, written in zip(reversed(decorators), reversed(node.decorator_list), strict=True):
        value = b.emit("call", [decorator, value], CallShape(1), written)
    b.store(variable, value, node)


def _closure(b: Builder, node: Function) -> Value:
    given = defaults(b, node.args)
    code = code_of(b.context, node)
    taken = captured(b, b.context.scopes.of[node])
    return b.graph.emit("closure", [*taken, *given], code, code.span)
