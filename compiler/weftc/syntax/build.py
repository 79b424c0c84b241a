"""From a path to the untyped form of a whole program: parse, find modules, check, and describe what is there.

All that is wrong with a file's syntax, names and constructs is reported here, for all its code. Function
bodies are built later, when first asked for (`Code.body`).
"""

from __future__ import annotations

import ast

from weftc.diagnostics import DiagnosticSink
from weftc.hir.hir import Code, Module, Program
from weftc.source import Span
from weftc.syntax import (  # noqa: F401  (they register what statements and expressions become)
    assignments,
    calls,
    comprehensions,
    conditions,
    exits,
    expressions,
    handlers,
    loops,
    matching,
    statements,
)
from weftc.syntax.bound import bound_before_use, first_uses
from weftc.syntax.check import check_names
from weftc.syntax.classes import class_of
from weftc.syntax.constants import constant_value
from weftc.syntax.context import ModuleContext
from weftc.syntax.functions import build_module, code_of
from weftc.syntax.modules import Loader
from weftc.syntax.parse import deep_recursion
from weftc.syntax.refuse import check_constructs
from weftc.syntax.scopes import Variable


def load_program(path: str, sink: DiagnosticSink, content: bytes | None = None) -> Program | None:
    """The program whose main file is at `path` (or holds `content`), with all modules that it imports; None if
    something is wrong with it, which the sink then holds."""
    loader = Loader(sink)
    with deep_recursion():
        main = loader.load_main(path, content)
        for context in loader.contexts.values():
            check_module(context, loader.contexts)
        if main is None or sink.has_errors:
            return None
        _mark_written_from_outside(loader.contexts)
        for context in loader.contexts.values():
            describe(context, runs=True, in_cycle=_in_cycle(context, loader.contexts))
    return Program(main.module, {name: context.module for name, context in loader.contexts.items()})


def load_library(name: str, text: str | None = None, sink: DiagnosticSink | None = None) -> Module:
    """A module that comes with the compiler, such as `weftc.lib.std.builtins`; `text` stands for its file, if given. A
    mistake in it is a bug of ours."""
    own = sink if sink is not None else DiagnosticSink()
    loader = Loader(own)
    with deep_recursion():
        found = loader.load_library(name, text)
        for context in loader.contexts.values():
            check_module(context, loader.contexts)
        if found is None or own.has_errors:
            raise LibraryError(name, own)
        for context in loader.contexts.values():
            describe(context, runs=False)
    return found.module


class LibraryError(Exception):
    """A library module that can't be loaded."""

    def __init__(self, name: str, sink: DiagnosticSink) -> None:
        from weftc.diagnostics import render_all

        super().__init__(f"{name}:\n{render_all(sink.diagnostics(), sink.sources)}")


def check_module(context: ModuleContext, contexts: dict[str, ModuleContext]) -> None:
    """Reports everything that is wrong with a module's constructs and names."""
    check_constructs(context)
    check_names(context, contexts)


def _mark_written_from_outside(contexts: dict[str, ModuleContext]) -> None:
    """`module.name = value` elsewhere: then the module's own code must look the name up each time."""
    for context in contexts.values():
        for target in contexts.values():
            if target is not context:
                for name in sorted(context.scopes.stored_attributes & target.scopes.module.names.keys()):
                    target.scopes.module.names[name].global_written = True


def _in_cycle(context: ModuleContext, contexts: dict[str, ModuleContext]) -> bool:
    seen: set[str] = set()
    todo = [context]
    while todo:
        for name in todo.pop().imported_modules():
            if name == context.module.name:
                return True
            if name in contexts and name not in seen:
                seen.add(name)
                todo.append(contexts[name])
    return False


def describe(context: ModuleContext, runs: bool, in_cycle: bool = False) -> None:
    """Fills in the Module: its globals, constants, functions, classes, and the code of its body. `runs`: whether that
    is ever run; `in_cycle`: whether the module imports itself by way of others."""
    module, tree = context.module, context.tree
    scope = context.scopes.module
    last = len(context.source.lines)
    module.code = Code(
        name="<module>",
        qualname="<module>",
        module=module,
        parameters=[],
        vararg=None,
        kwarg=None,
        captures=[],
        returns=None,
        span=Span(context.source.path, 1, 0, max(last, 1), 0),
        owner=None,
        kind="module",
        build=lambda: build_module(context),
    )
    used_as_types = set(context.typing_names)
    module.globals = [name for name, variable in scope.names.items() if variable.bindings and name not in used_as_types]
    module.lines = {name: _line(scope.names[name]) for name in module.globals}
    once = [name for name, variable in scope.names.items() if _bound_once(variable)]
    if not runs:
        module.bound = set(once)
    elif not in_cycle:
        used = first_uses(tree)
        module.first_uses = {name: tree.body[index].lineno for name, index in used.items() if name in module.lines}
        module.bound = bound_before_use(tree, once, used)
    for node in tree.body:
        match node:
            case ast.FunctionDef(name, decorator_list=[]) if _bound_once(scope.names[name]):
                module.functions[name] = code_of(context, node)
            case ast.ClassDef(name) if _bound_once(scope.names[name]):
                module.classes[name] = class_of(context, node)
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, value):
                if value is not None and name in module.bound:
                    found = constant_value(value, module.constants)
                    if found is not None:
                        module.constants[name] = found[0]


def _line(variable: Variable) -> int:
    return min((site.lineno for site, _ in variable.sites if hasattr(site, "lineno")), default=0)


def _bound_once(variable: Variable) -> bool:
    return variable.bindings == 1 and not variable.deleted and not variable.global_written
