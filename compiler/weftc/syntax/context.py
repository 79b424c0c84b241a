"""What the builder needs to know of the module that it is in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from weftc.diagnostics import DiagnosticSink
from weftc.hir.hir import Class, Code, Module
from weftc.source import Positioned, SourceFile, Span
from weftc.syntax.scopes import ScopeTree, Variable


@dataclass(eq=False, slots=True)
class ModuleContext:
    """A parsed module with its scopes. `imports` says which module an import statement's alias means,
    `codes` and `classes` hold what was made for a definition (a `finally` may be built several times, its
    functions once)."""

    source: SourceFile
    tree: ast.Module
    module: Module
    sink: DiagnosticSink
    scopes: ScopeTree
    builtins: frozenset[str]
    imports: dict[ast.alias, str] = field(default_factory=dict)
    #: names that an import binds for annotations only (`typing`), or to a constant (`TYPE_CHECKING`)
    typing_names: dict[str, str] = field(default_factory=dict)
    plain_imports: set[ast.alias] = field(default_factory=set)  # those of `imports` that stand in `import a.b`
    codes: dict[ast.AST, Code] = field(default_factory=dict)
    classes: dict[ast.AST, Class] = field(default_factory=dict)
    globals_read: frozenset[Variable] | None = None  # once that is asked for (matching.py)

    def imported_modules(self) -> Iterator[str]:
        """Names of the modules that it imports, and of the packages that hold them."""
        for found in self.imports.values():
            for name in found.split(":"):
                parts = name.split(".")
                yield from (".".join(parts[: n + 1]) for n in range(len(parts)))

    def span(self, node: Positioned) -> Span:
        """Where a node stands."""
        return self.source.span(node)
