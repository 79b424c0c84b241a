"""Names that mean nothing, and names that Weft refuses, in all code of a module."""

from __future__ import annotations

import ast

from weftc.diagnostics import did_you_mean, error
from weftc.syntax import names
from weftc.syntax.context import ModuleContext
from weftc.syntax.modules import library_modules
from weftc.syntax.scopes import Scope, Variable


def check_names(context: ModuleContext, contexts: dict[str, ModuleContext]) -> None:
    """Resolves every name of the module, and reports those that are neither variables nor built-ins, and attributes
    of modules that these don't have. `contexts`: all modules of the program."""
    for scope, node in context.scopes.resolve():
        if node.id in context.builtins or node.id == "TYPE_CHECKING":
            continue
        if node.id in scope.nonlocal_names or (context.module.library and node.id.startswith("_")):
            continue  # reported already; or known to the compiler only
        if node.id in names.REFUSED_BUILTINS:
            code, why, instead = names.REFUSED_BUILTINS[node.id]
            message = f"`{node.id}` is not supported: {why}"
            context.sink.add(error(code, message, context.span(node), helps=(instead,)))
        else:
            helps = () if context.sink.full else _near(scope, node.id)
            context.sink.add(
                error(
                    "E0201",
                    f"the name `{node.id}` is not defined",
                    context.span(node),
                    "not defined",
                    helps=helps,
                )
            )
    _check_typing_names(context)
    for scope, attribute in context.scopes.attributes:
        _check_module_attribute(context, contexts, scope, attribute)


def _near(scope: Scope, name: str) -> tuple[str, ...]:
    modules = [*names.MODULES, *library_modules()]
    if name in modules:
        return (f"write `import {name}` at the top",)
    return did_you_mean(name, [*_visible(scope), *names.BUILTINS, *modules])


def _check_module_attribute(
    context: ModuleContext, contexts: dict[str, ModuleContext], scope: Scope, node: ast.Attribute
) -> None:
    """`math.squareroot`: there is no such name in the module."""
    assert isinstance(node.value, ast.Name)
    variable = scope.lookup(node.value.id)
    module = _imported_module(context, variable) if variable is not None else None
    if module is None or context.module.library or node.attr.startswith("__"):
        return
    if module in names.MODULES:
        known = names.MODULES[module]
        if module == "weft" and node.attr in names.WEFT_HINTS:
            message = f"`weft.{node.attr}` can be used in annotations only"
            context.sink.error("E0443", message, context.span(node))
            return
        if module == "weft" and node.attr in names.WEFT_LATER:
            context.sink.error("E0445", f"`weft.{node.attr}` is not built yet", context.span(node))
            return
    elif module in contexts:
        below = {name[len(module) + 1 :] for name in contexts if name.startswith(module + ".")}
        known = frozenset(below | contexts[module].scopes.module.names.keys())
        later = names.LATER.get(module, {}).get(node.attr) if contexts[module].module.library else None
        if later is not None and node.attr not in known:
            context.sink.error("E0445", f"`{module}.{node.attr}` is not built yet: {later}", context.span(node))
            return
    else:
        return
    if node.attr not in known:
        helps = did_you_mean(node.attr, known)
        context.sink.error("E0304", f"the module {module} has no name {node.attr}", context.span(node), helps=helps)


def _imported_module(context: ModuleContext, variable: Variable) -> str | None:
    """The module that a variable always is."""
    if variable.bindings != 1 or variable.deleted:
        return None
    alias = variable.sites[0][0]
    if not isinstance(alias, ast.alias):
        return None
    target = context.imports.get(alias)
    if target is None:
        return None
    if ":" in target:
        return target.partition(":")[2]
    if alias in context.plain_imports:
        return target if alias.asname is not None else target.partition(".")[0]
    return None


def _visible(scope: Scope | None) -> set[str]:
    found: set[str] = set()
    inner = scope
    while scope is not None:
        if scope.kind != "class" or scope is inner:
            found.update(scope.names)
        scope = scope.parent
    return found


def _check_typing_names(context: ModuleContext) -> None:
    """What `typing` gives is for annotations only."""
    if not context.typing_names:
        return
    module = context.scopes.module
    for scope in module.walk():
        for node in scope.uses:
            if not isinstance(node.ctx, ast.Load) or node.id not in context.typing_names:
                continue
            variable = scope.lookup(node.id)
            if variable is None or not variable.is_global or context.typing_names[node.id].endswith("TYPE_CHECKING"):
                continue
            if all(isinstance(site, ast.alias) for site, _ in variable.sites):
                source = context.typing_names[node.id]
                context.sink.error(
                    "E0443",
                    f"`{node.id}` (of {source}) can be used in annotations only",
                    context.span(node),
                    helps=("types are inferred: most often it can simply be left out",),
                )
