"""Scopes and variables: which name means what, everywhere in a module.

In: a module's tree. Out: a `ScopeTree`, which maps each function, lambda, class and comprehension to its
`Scope`. Afterwards every name used in a scope resolves to a `Variable` (of that scope, an enclosing one, or
the module), or to a built-in. Variables that closures capture are marked, by value or in a box (`captures`
says which and why). Names are resolved for all code of the file, called or not.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Literal

from weftc.source import Positioned

ScopeKind = Literal["module", "function", "lambda", "class", "comprehension"]
ScopeNode = (
    ast.Module
    | ast.FunctionDef
    | ast.Lambda
    | ast.ClassDef
    | ast.ListComp
    | ast.SetComp
    | ast.DictComp
    | ast.GeneratorExp
    | ast.AsyncFunctionDef
)
#: where a statement stands: (suite, index) from the function's body inwards
Path = tuple[tuple[int, int], ...]
#: reports a violation of Python's own rules: message, node
Report = Callable[[str, Positioned], None]


class Variable:
    """A name as one scope binds it. SSA form has many values for it."""

    __slots__ = (
        "name", "scope", "bindings", "sites", "deleted", "is_parameter", "in_loop", "boxed", "captured_by",
        "global_written", "first_use", "hidden",
    )  # fmt: skip

    def __init__(self, name: str, scope: Scope | None, hidden: bool = False) -> None:
        self.name = name
        self.scope = scope
        self.bindings = 0
        self.sites: list[tuple[Positioned, Path | None]] = []  # who binds it; where, if by a plain statement
        self.deleted = False
        self.is_parameter = False
        self.in_loop = False
        self.boxed = False
        self.captured_by: list[Scope] = []  # function scopes directly below the owner
        self.global_written = False  # a module's variable that some function assigns
        self.first_use: tuple[int, int] | None = None
        self.hidden = hidden  # made by the builder: always bound when read

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def is_global(self) -> bool:
        return self.scope is not None and self.scope.kind == "module"


class Scope:
    """One scope. `free` are the variables that a function takes from enclosing functions, in order of first
    use."""

    __slots__ = (
        "kind", "node", "parent", "name", "qualname", "names", "global_names", "nonlocal_names", "uses", "resolved",
        "free", "children", "path", "parameters", "in_loop",
    )  # fmt: skip

    def __init__(self, kind: ScopeKind, node: ScopeNode, parent: Scope | None, name: str, path: Path) -> None:
        self.kind = kind
        self.node = node
        self.parent = parent
        self.name = name
        self.qualname = name if parent is None else parent.child_qualname(name)
        self.names: dict[str, Variable] = {}
        self.global_names: set[str] = set()
        self.nonlocal_names: dict[str, Positioned] = {}
        self.uses: list[ast.Name] = []
        self.resolved: dict[str, Variable | None] = {}
        self.free: dict[Variable, None] = {}
        self.children: list[Scope] = []
        self.path = path
        self.parameters: list[Variable] = []
        self.in_loop = False

    @property
    def is_code(self) -> bool:
        """Is it run as a function of its own (comprehensions and class bodies run inside one)?"""
        return self.kind in ("function", "lambda", "module")

    def code_scope(self) -> Scope:
        scope = self
        while not scope.is_code:
            assert scope.parent is not None
            scope = scope.parent
        return scope

    def child_qualname(self, name: str) -> str:
        if self.kind == "module":
            return name
        if self.kind == "comprehension":
            assert self.parent is not None
            return self.parent.child_qualname(name)
        return f"{self.qualname}.{name}" if self.kind == "class" else f"{self.qualname}.<locals>.{name}"

    def declare(self, name: str) -> Variable:
        variable = self.names.get(name)
        if variable is None:
            variable = self.names[name] = Variable(name, self)
        return variable

    def lookup(self, name: str) -> Variable | None:
        """What `name` means here; None: a built-in or nothing."""
        if name in self.resolved:
            return self.resolved[name]
        found = self.resolved[name] = self.find(name)
        if found is not None and not found.is_global:
            self._capture(found)
        return found

    def find(self, name: str) -> Variable | None:
        module = self.module_scope()
        if name in self.global_names:
            return module.declare(name)
        if name in self.names:
            return self.names[name]
        scope = self.parent
        while scope is not None:
            if scope.kind != "class":
                if name in scope.global_names:
                    return module.declare(name)
                if name in scope.names:
                    return scope.names[name]
            scope = scope.parent
        return None

    def module_scope(self) -> Scope:
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def _capture(self, variable: Variable) -> None:
        """Makes `variable` a free one of every function between here and its owner."""
        assert variable.scope is not None
        owner = variable.scope.code_scope()
        scope = self.code_scope()
        below = None
        while scope is not owner:
            scope.free.setdefault(variable)
            below = scope
            assert scope.parent is not None
            scope = scope.parent.code_scope()
        if below is not None and below not in variable.captured_by:
            variable.captured_by.append(below)

    def walk(self) -> list[Scope]:
        """This scope and all inside, outermost first."""
        out = [self]
        for scope in out:
            out.extend(scope.children)
        return out


class ScopeTree:
    """All scopes of a module, and what else the walk has met."""

    def __init__(self, module: Scope, of: dict[ast.AST, Scope]) -> None:
        self.module = module
        self.of = of
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.attributes: list[tuple[Scope, ast.Attribute]] = []  # `name.attribute`
        self.stored_attributes: set[str] = set()

    def resolve(self) -> list[tuple[Scope, ast.Name]]:
        """Resolves every use; returns those that are no variables (built-ins, or undefined)."""
        others: list[tuple[Scope, ast.Name]] = []
        for scope in self.module.walk():
            for name in scope.nonlocal_names:
                scope.lookup(name)
            for node in scope.uses:
                variable = scope.lookup(node.id)
                if variable is None:
                    others.append((scope, node))
                elif isinstance(node.ctx, ast.Load):
                    place = (node.lineno, node.col_offset)
                    if variable.first_use is None or place < variable.first_use:
                        variable.first_use = place
        for scope in self.module.walk():
            for variable in scope.names.values():
                if variable.captured_by:
                    variable.boxed = not _by_value(variable)
        return others


def _by_value(variable: Variable) -> bool:
    """May closures take the value? If it is bound once, before each of them, and not in a loop."""
    if variable.bindings != 1 or variable.deleted or variable.in_loop:
        return False
    if variable.scope is None or variable.scope.kind == "comprehension":
        return False
    if variable.is_parameter:
        return True
    path = variable.sites[0][1]
    return path is not None and all(_precedes(path, scope.path) for scope in variable.captured_by)


def _precedes(path: Path, later: Path) -> bool:
    """Has the statement at `path` run whenever that at `later` runs? So if it is an earlier one of the same
    suite, or of a suite around it."""
    suite, index = path[-1]
    return any(other == suite and index < at for other, at in later)
