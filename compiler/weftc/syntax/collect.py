"""The walk that finds the scopes of a module, what each binds and what it uses.

Python's rules on where statements may stand (`return`, `break`, `global` ...) are checked on the way, with
the messages of CPython, since `ast.parse` doesn't check them. Expressions are walked with a stack of our
own: they may be of any depth.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence

from weftc.source import Positioned
from weftc.syntax.names import METHOD_DECORATORS
from weftc.syntax.scopes import Report, Scope, ScopeKind, ScopeNode, ScopeTree, Variable
from weftc.syntax.walk import children, walk

_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def collect_scopes(tree: ast.Module, report: Report) -> ScopeTree:
    """The scopes of `tree`, not yet resolved (see ScopeTree.resolve)."""
    module = Scope("module", tree, None, "<module>", ())
    collector = _Collector(module, report)
    collector.suite(tree.body)
    collector.finish_nonlocals(module)
    return collector.tree


class _Collector:
    def __init__(self, module: Scope, report: Report) -> None:
        self.of: dict[ast.AST, Scope] = {module.node: module}
        self.tree = ScopeTree(module, self.of)
        self.report = report
        self.scope = module
        self.path: list[tuple[int, int]] = []
        self.loops = 0  # in the present function
        self.suites = 0
        self.outward: list[tuple[Scope, str, Positioned]] = []  # bindings of `nonlocal` names

    # -- bindings ----------------------------------------------------------------------------------------

    def bind(self, name: str, node: Positioned, plain: bool = False, scope: Scope | None = None) -> Variable:
        scope = scope or self.scope
        if name in scope.global_names:
            variable = scope.module_scope().declare(name)
            if scope.kind != "module":
                variable.global_written = True
        elif name in scope.nonlocal_names:
            self.outward.append((scope, name, node))
            return Variable(name, None)
        else:
            variable = scope.declare(name)
        variable.bindings += 1
        variable.in_loop |= self.loops > 0 or scope.kind == "comprehension"
        variable.sites.append((node, tuple(self.path) if plain else None))
        return variable

    def inner(self, kind: ScopeKind, node: ScopeNode, name: str) -> Scope:
        scope = Scope(kind, node, self.scope, name, tuple(self.path))
        scope.in_loop = self.loops > 0
        self.scope.children.append(scope)
        self.of[node] = scope
        return scope

    # -- statements --------------------------------------------------------------------------------------

    def suite(self, statements: Sequence[ast.stmt]) -> None:
        self.suites += 1
        number = self.suites
        for index, statement in enumerate(statements):
            self.path.append((number, index))
            self.statement(statement)
            self.path.pop()

    def statement(self, node: ast.stmt) -> None:
        handler = _STATEMENTS.get(type(node))
        if handler is not None:
            handler(self, node)
        else:
            self.fields(node)

    def fields(self, node: ast.AST) -> None:
        """Everything inside a statement that binds nothing by itself."""
        for child in children(node):
            if isinstance(child, ast.expr):
                self.expression(child)
            elif isinstance(child, ast.stmt):
                self.statement(child)
            else:
                self.fields(child)

    def assign(self, node: ast.Assign) -> None:
        self.expression(node.value)
        for target in node.targets:
            self.target(target, plain=True)

    def annotated(self, node: ast.AnnAssign) -> None:
        self.annotation(node.annotation)
        if node.value is not None:
            self.expression(node.value)
            self.target(node.target, plain=True)
        elif isinstance(node.target, ast.Name):
            if node.target.id in self.scope.global_names or node.target.id in self.scope.nonlocal_names:
                self.report(f"annotated name '{node.target.id}' can't be global or nonlocal", node.target)
            else:
                self.scope.declare(node.target.id)
        else:
            self.target(node.target)

    def target(self, node: ast.expr, plain: bool = False) -> None:
        if isinstance(node, ast.Name):
            self.scope.uses.append(node)
            variable = self.bind(node.id, node, plain)
            if isinstance(node.ctx, ast.Del):
                variable.deleted = True
        elif isinstance(node, ast.Tuple | ast.List):
            for item in node.elts:
                self.target(item, plain)
        elif isinstance(node, ast.Starred):
            self.target(node.value, plain)
        else:
            if isinstance(node, ast.Attribute):
                self.tree.stored_attributes.add(node.attr)
            self.expression(node)

    def augmented(self, node: ast.AugAssign) -> None:
        self.expression(node.value)
        self.target(node.target)

    def delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self.target(target)

    def loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        if isinstance(node, ast.While):
            self.loops += 1
            self.expression(node.test)
        else:
            self.expression(node.iter)
            self.loops += 1
            self.target(node.target)
        self.suite(node.body)
        self.loops -= 1
        self.suite(node.orelse)

    def jump(self, node: ast.Break | ast.Continue) -> None:
        if not self.loops:
            is_break = isinstance(node, ast.Break)
            self.report("'break' outside loop" if is_break else "'continue' not properly in loop", node)

    def returns(self, node: ast.Return) -> None:
        if self.scope.kind in ("module", "class"):
            self.report("'return' outside function", node)
        if node.value is not None:
            self.expression(node.value)

    def condition(self, node: ast.If) -> None:
        while True:  # `elif` chains may be long
            self.expression(node.test)
            self.suite(node.body)
            if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                node = node.orelse[0]
            else:
                self.suite(node.orelse)
                return

    def with_(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.expression(item.context_expr)
            if item.optional_vars is not None:
                self.target(item.optional_vars)
        self.suite(node.body)

    def try_(self, node: ast.Try | ast.TryStar) -> None:
        self.suite(node.body)
        for handler in node.handlers:
            if handler.type is not None:
                self.expression(handler.type)
            if handler.name is not None:
                self.bind(handler.name, handler).deleted = True
            self.suite(handler.body)
        self.suite(node.orelse)
        self.suite(node.finalbody)

    def match(self, node: ast.Match) -> None:
        self.expression(node.subject)
        for case in node.cases:
            self.pattern(case.pattern)
            if case.guard is not None:
                self.expression(case.guard)
            self.suite(case.body)

    def pattern(self, node: ast.pattern) -> None:
        for part in walk([node]):
            if isinstance(part, ast.MatchAs | ast.MatchStar) and part.name is not None:
                self.bind(part.name, part)
            elif isinstance(part, ast.MatchMapping) and part.rest is not None:
                self.bind(part.rest, part)
            elif isinstance(part, ast.MatchValue):
                self.expression(part.value)
            elif isinstance(part, ast.MatchClass):
                self.expression(part.cls)

    def imports(self, node: ast.Import | ast.ImportFrom) -> None:
        self.tree.imports.append(node)
        for alias in node.names:
            if alias.name == "*":
                continue
            name = alias.asname or (alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name)
            self.bind(name, alias, plain=True)

    def global_(self, node: ast.Global | ast.Nonlocal) -> None:
        word = "global" if isinstance(node, ast.Global) else "nonlocal"
        scope = self.scope
        if word == "nonlocal" and scope.kind == "module":
            self.report("nonlocal declaration not allowed at module level", node)
            return
        for name in node.names:
            if any(parameter.name == name for parameter in scope.parameters):
                self.report(f"name '{name}' is parameter and {word}", node)
            elif name in (scope.nonlocal_names if word == "global" else scope.global_names):
                self.report(f"name '{name}' is nonlocal and global", node)
            else:
                if scope.kind != "module":
                    self.check_order(name, word, node)
                if word == "global":
                    scope.global_names.add(name)
                    scope.module_scope().declare(name)
                else:
                    scope.nonlocal_names[name] = node

    def check_order(self, name: str, word: str, node: Positioned) -> None:
        if name in self.scope.names:
            self.report(f"name '{name}' is assigned to before {word} declaration", node)
        elif any(use.id == name for use in self.scope.uses):
            self.report(f"name '{name}' is used prior to {word} declaration", node)

    def finish_nonlocals(self, module: Scope) -> None:
        """Once all scopes are known, `nonlocal` names are found and their bindings counted."""
        for scope in module.walk():
            for name, node in scope.nonlocal_names.items():
                found = scope.find(name)
                if found is None or found.is_global:
                    self.report(f"no binding for nonlocal '{name}' found", node)
        for scope, name, node in self.outward:
            found = scope.find(name)
            if found is not None:
                found.bindings += 1
                found.sites.append((node, None))

    # -- definitions -------------------------------------------------------------------------------------

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            of_method = isinstance(decorator, ast.Name) and decorator.id in METHOD_DECORATORS
            if not (of_method and self.scope.kind == "class"):
                self.expression(decorator)
        self.signature(node.args)
        if node.returns is not None:
            self.annotation(node.returns)
        scope = self.inner("function", node, node.name)
        self.bind(node.name, node, plain=True)
        self.enter(scope, node.args, lambda: self.suite(node.body))

    def signature(self, arguments: ast.arguments) -> None:
        """The parts of a definition that are evaluated outside the function."""
        for default in (*arguments.defaults, *arguments.kw_defaults):
            if default is not None:
                self.expression(default)
        for argument in _arguments(arguments):
            if argument.annotation is not None:
                self.annotation(argument.annotation)

    def enter(self, scope: Scope, arguments: ast.arguments, body: Callable[[], None]) -> None:
        outer, loops, path = self.scope, self.loops, self.path
        self.scope, self.loops, self.path = scope, 0, []
        for argument in _arguments(arguments):
            if argument.arg in scope.names:
                self.report(f"duplicate argument '{argument.arg}' in function definition", argument)
            variable = self.bind(argument.arg, argument)
            variable.is_parameter = True
            scope.parameters.append(variable)
        body()
        self.scope, self.loops, self.path = outer, loops, path

    def class_(self, node: ast.ClassDef) -> None:
        for part in (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)):
            self.expression(part)
        scope = self.inner("class", node, node.name)
        outer, loops = self.scope, self.loops
        self.scope, self.loops = scope, 0
        self.suite(node.body)
        self.scope, self.loops = outer, loops
        self.bind(node.name, node, plain=True)

    def annotation(self, node: ast.expr) -> None:
        """Annotations are the type stage's. They may name things that come later, so nothing is checked
        here."""

    # -- expressions -------------------------------------------------------------------------------------

    def expression(self, node: ast.expr) -> None:
        stack: list[ast.AST] = [node]
        uses = self.scope.uses
        while stack:
            part = stack.pop()
            kind = type(part)
            if kind is ast.Name:
                assert isinstance(part, ast.Name)
                uses.append(part)
            elif kind is ast.Constant:
                pass
            elif kind is ast.Attribute:
                assert isinstance(part, ast.Attribute)
                if isinstance(part.value, ast.Name):
                    self.tree.attributes.append((self.scope, part))
                stack.append(part.value)
            elif isinstance(part, ast.Lambda):
                self.lambda_(part)
            elif isinstance(part, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                self.comprehension(part)
            elif isinstance(part, ast.NamedExpr):
                self.walrus(part)
                stack.append(part.value)
            else:
                stack += reversed(children(part))

    def lambda_(self, node: ast.Lambda) -> None:
        self.signature(node.args)
        scope = self.inner("lambda", node, "<lambda>")
        self.enter(scope, node.args, lambda: self.expression(node.body))

    def walrus(self, node: ast.NamedExpr) -> None:
        scope = self.scope
        while scope.kind == "comprehension":
            if node.target.id in scope.names:
                self.report(
                    f"assignment expression cannot rebind comprehension iteration variable '{node.target.id}'",
                    node,
                )
                return
            assert scope.parent is not None
            scope = scope.parent
        if scope.kind == "class" and scope is not self.scope:
            self.report("assignment expression within a comprehension cannot be used in a class body", node)
        self.scope.uses.append(node.target)
        variable = self.bind(node.target.id, node, scope=scope)
        if scope is not self.scope:
            variable.in_loop = True

    def comprehension(self, node: _Comprehension) -> None:
        self.expression(node.generators[0].iter)
        scope = self.inner("comprehension", node, "<comprehension>")
        outer, self.scope = self.scope, scope
        for number, generator in enumerate(node.generators):
            if number:
                self.expression(generator.iter)
            self.target(generator.target)
            for test in generator.ifs:
                self.expression(test)
        if isinstance(node, ast.DictComp):
            self.expression(node.key)
            self.expression(node.value)
        else:
            self.expression(node.elt)
        self.scope = outer


def _arguments(arguments: ast.arguments) -> Iterable[ast.arg]:
    """All parameters, in the order that a built function has them."""
    yield from arguments.posonlyargs
    yield from arguments.args
    if arguments.vararg is not None:
        yield arguments.vararg
    yield from arguments.kwonlyargs
    if arguments.kwarg is not None:
        yield arguments.kwarg


_STATEMENTS: dict[type[ast.stmt], Callable[..., None]] = {
    ast.Assign: _Collector.assign,
    ast.AnnAssign: _Collector.annotated,
    ast.AugAssign: _Collector.augmented,
    ast.Delete: _Collector.delete,
    ast.For: _Collector.loop,
    ast.AsyncFor: _Collector.loop,
    ast.While: _Collector.loop,
    ast.Break: _Collector.jump,
    ast.Continue: _Collector.jump,
    ast.Return: _Collector.returns,
    ast.If: _Collector.condition,
    ast.With: _Collector.with_,
    ast.AsyncWith: _Collector.with_,
    ast.Try: _Collector.try_,
    ast.TryStar: _Collector.try_,
    ast.Match: _Collector.match,
    ast.Import: _Collector.imports,
    ast.ImportFrom: _Collector.imports,
    ast.Global: _Collector.global_,
    ast.Nonlocal: _Collector.global_,
    ast.FunctionDef: _Collector.function,
    ast.AsyncFunctionDef: _Collector.function,
    ast.ClassDef: _Collector.class_,
}
