"""Class statements: methods, class variables, declared fields.

A class body is not code of its own. Class variables are evaluated where the class stands and given to the
`class` operation; the body's names are known to what follows in it (`Builder.class_names`).
"""

from __future__ import annotations

import ast

from weftc.hir.hir import Class, Code, Value
from weftc.syntax.builder import Builder, statement
from weftc.syntax.context import ModuleContext
from weftc.syntax.functions import captured, code_of, defaults
from weftc.syntax.names import METHOD_DECORATORS
from weftc.syntax.scopes import Scope


def class_of(context: ModuleContext, node: ast.ClassDef) -> Class:
    """The Class of a statement with its methods, made once."""
    made = context.classes.get(node)
    if made is not None:
        return made
    scope = context.scopes.of[node]
    span = context.span(node)
    made = context.classes[node] = Class(
        name=node.name,
        qualname=scope.qualname,
        module=context.module,
        span=span._replace(end_line=span.line, end_column=len(context.source.line(span.line).rstrip())),
        methods={},
        attributes=[],
        annotations={},
        match_args=None,
        slots=None,
        has_base=bool(base_of(node)),
        may_run_again=may_run_again(scope),
    )
    for part in node.body:
        match part:
            case ast.FunctionDef():
                made.methods[mangle(node, part.name)] = code_of(context, part, made, method_kind(part))
            case ast.Assign([ast.Name("__match_args__")], value):
                made.match_args = written_names(value)
            case ast.Assign([ast.Name("__slots__")], value):
                slots = written_names(value, one=True)
                made.slots = None if slots is None else tuple(mangle(node, name) for name in slots)
            case ast.Assign(targets, value):
                for target in targets:
                    assert isinstance(target, ast.Name)
                    name = mangle(node, target.id)
                    if isinstance(value, ast.Name) and mangle(node, value.id) in made.methods:
                        made.methods[name] = made.methods[mangle(node, value.id)]
                    elif name not in made.attributes:
                        made.attributes.append(name)
            case ast.AnnAssign(ast.Name(name), annotation, value):
                made.annotations[mangle(node, name)] = annotation
                if value is not None and mangle(node, name) not in made.attributes:
                    made.attributes.append(mangle(node, name))
    return made


def written_names(node: ast.expr, one: bool = False) -> tuple[str, ...] | None:
    """A tuple or list of names in quotes (or `one` name); None if it is anything else."""
    if one and isinstance(node, ast.Constant):
        node = ast.Tuple([node])
    if not isinstance(node, ast.Tuple | ast.List):
        return None
    names = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return tuple(names) if len(names) == len(node.elts) else None


def may_run_again(scope: Scope) -> bool:
    """Does the statement stand in a function or a loop? A module's own statements run once."""
    return scope.in_loop or (scope.parent is not None and (scope.parent.kind != "module"))


def base_of(node: ast.ClassDef) -> ast.expr | None:
    """The base class, unless it is `object`."""
    for base in node.bases:
        if not (isinstance(base, ast.Name) and base.id == "object"):
            return base
    return None


def method_kind(node: ast.FunctionDef) -> str:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Name) and decorator.id in METHOD_DECORATORS:
            return decorator.id
    return "method"


def mangle(node: ast.ClassDef, name: str) -> str:
    owner = node.name.lstrip("_")
    if name.startswith("__") and not name.endswith("__") and owner:
        return f"_{owner}{name}"
    return name


@statement(ast.ClassDef)
def class_(b: Builder, node: ast.ClassDef) -> None:
    made = class_of(b.context, node)
    base = base_of(node)
    arguments = [b.expr(base)] if base is not None else []
    outer_scope, outer_names = b.scope, b.class_names
    b.scope, b.class_names = b.context.scopes.of[node], {}
    with b.run_as(node.name, b.span(node)):
        attributes, methods = _evaluate(b, node, made)
    b.scope, b.class_names = outer_scope, outer_names
    arguments += [attributes[name] for name in made.attributes]
    for code in made.methods.values():
        arguments += methods[code]
    variable = b.lookup(node.name)
    assert variable is not None
    b.store(variable, b.graph.emit("class", arguments, made, made.span), node)


def _evaluate(b: Builder, node: ast.ClassDef, made: Class) -> tuple[dict[str, Value], dict[Code, list[Value]]]:
    """The values of the class variables; for each method its captures and defaults."""
    assert b.class_names is not None
    attributes: dict[str, Value] = {}
    methods: dict[Code, list[Value]] = {}
    for part in node.body:
        match part:
            case ast.FunctionDef():
                given = defaults(b, part.args)
                code = code_of(b.context, part)
                methods[code] = [*captured(b, b.context.scopes.of[part]), *given]
            case ast.Assign([ast.Name("__match_args__" | "__slots__")], _):
                pass
            case ast.Assign(targets, value) if not (
                isinstance(value, ast.Name) and mangle(node, value.id) in made.methods
            ):
                evaluated = b.expr(value)
                for target in targets:
                    assert isinstance(target, ast.Name)
                    attributes[mangle(node, target.id)] = b.class_names[target.id] = evaluated
            case ast.AnnAssign(ast.Name(name), annotation, value) if value is not None:
                evaluated = b.emit("annotated", [b.expr(value)], annotation, value)
                attributes[mangle(node, name)] = b.class_names[name] = evaluated
    return attributes, methods
