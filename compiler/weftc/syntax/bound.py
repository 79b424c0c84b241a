"""Which of a module's names are bound before anything can use them, so that no use needs a test.

A name that one top-level statement binds, certainly, is bound before a use in the module's own code if the statement
comes first, and before a use in a function if it comes before the first statement that may call that function. A
statement may call what it names, and whatever the bodies of those functions, or of those classes' methods, name.
Names are taken as texts: what a local hides is only one use too many.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from weftc.syntax.names import METHOD_DECORATORS
from weftc.syntax.walk import walk


def bound_before_use(tree: ast.Module, names: Iterable[str], used: dict[str, int]) -> set[str]:
    """Those of `names`, each bound by one statement, that are certainly bound by one of the top level before any use.
    Other modules' code must not run before this module's is through. `used`: from `first_uses`."""
    bound: dict[str, int] = {}
    for index, statement in enumerate(tree.body):
        for name in _binds(statement):
            bound.setdefault(name, index)
    return {name for name in names if name in bound and bound[name] < used.get(name, len(tree.body))}


def first_uses(tree: ast.Module) -> dict[str, int]:
    """For each name the index of the first statement of the top level that may use it."""
    bodies = _bodies(tree)
    used: dict[str, int] = {}
    run: set[str] = set()
    for index, statement in enumerate(tree.body):
        names_here = set(_uses(_at_once(statement)))
        todo = [name for name in names_here - _bases(statement) if name in bodies]
        for name in names_here:
            used.setdefault(name, index)
        while todo:
            function = todo.pop()
            if function in run:
                continue
            run.add(function)
            for name in bodies[function]:
                used.setdefault(name, index)
                if name in bodies:
                    todo.append(name)
    return used


def _bodies(tree: ast.Module) -> dict[str, set[str]]:
    """What the bodies of top-level functions and of methods name, by function or class."""
    out: dict[str, set[str]] = {}
    for statement in tree.body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                out.setdefault(statement.name, set()).update(_uses(statement.body))
            case ast.ClassDef(name):  # its bases too: for the methods that it inherits
                out.setdefault(name, set()).update(_uses([*statement.body, *statement.bases]))
    return out


def _at_once(statement: ast.stmt) -> Iterator[ast.AST]:
    """The parts of a top-level statement that run when it does; a function inside an expression counts as called."""
    match statement:
        case ast.FunctionDef(args=args) | ast.AsyncFunctionDef(args=args):
            yield from statement.decorator_list
            if not all(isinstance(d, ast.Name) and d.id in METHOD_DECORATORS for d in statement.decorator_list):
                yield from statement.body  # who decorates it may call it
            yield from args.defaults
            yield from (default for default in args.kw_defaults if default is not None)
        case ast.ClassDef():
            yield from statement.decorator_list
            yield from statement.bases
            yield from statement.keywords
            for part in statement.body:
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    yield from _at_once(part)
                else:
                    yield part
        case _:
            yield statement


def _bases(statement: ast.stmt) -> set[str]:
    """A class's bases that are plain names: naming them calls nothing."""
    if not isinstance(statement, ast.ClassDef):
        return set()
    bases = {base.id for base in statement.bases if isinstance(base, ast.Name)}
    return bases - set(_uses(part for part in _at_once(statement) if part not in statement.bases))


def _uses(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in walk(nodes):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            yield node.id


def _binds(statement: ast.stmt) -> Iterator[str]:
    """Names that a statement certainly binds, if it ends well."""
    match statement:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            yield name
        case ast.Import(aliases):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in aliases)
        case ast.ImportFrom(_, aliases):
            yield from (alias.asname or alias.name for alias in aliases)
        case ast.Assign(targets):
            for target in targets:
                yield from (n.id for n in walk([target]) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
        case ast.AnnAssign(ast.Name(name), value=value) if value is not None:
            yield name
