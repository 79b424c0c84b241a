"""What Weft refuses, and the rules of Python that its parser does not check.

One walk over the whole tree, whatever of it is called. Each refusal names the construct, says why, and
gives the nearest thing that works.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weftc.diagnostics import error
from weftc.diagnostics.written import written
from weftc.source import Positioned
from weftc.syntax.classes import written_names
from weftc.syntax.context import ModuleContext
from weftc.syntax.matching import irrefutable
from weftc.syntax.names import METHOD_DECORATORS
from weftc.syntax.special import REFUSED
from weftc.syntax.walk import children, walk

INT_MIN, INT_MAX = -(1 << 61), (1 << 61) - 1
#: how deep `finally` suites with a `try ... finally` of their own may go: each level is built up to five
#: times
FINALLY_LIMIT = 4

_METACLASSES = "metaclasses are not supported: classes are made when the program is compiled"


def check_constructs(context: ModuleContext) -> None:
    """Reports every construct of the module that can't be compiled."""
    checker = _Checker(context)
    checks = _CHECKS
    stack: list[ast.AST] = [context.tree]
    while stack:
        node = stack.pop()
        check = checks.get(type(node))
        if check is not None:
            check(checker, node)
            if context.sink.full:
                return
        if type(node) is ast.Name or type(node) is ast.Constant:
            continue
        annotation = getattr(node, "annotation", getattr(node, "returns", None))  # the type stage's
        stack += [child for child in reversed(children(node)) if child is not annotation]


class _Checker:
    def __init__(self, context: ModuleContext) -> None:
        self.context = context
        self.allowed: set[ast.AST] = set()  # what stands in a place where it is fine
        self.has_metaclass = False

    def refuse(self, code: str, node: Positioned, message: str, *helps: str, label: str = "") -> None:
        self.context.sink.add(error(code, message, self.context.span(node), label, helps=helps))

    def wrong(self, node: Positioned, message: str) -> None:
        self.refuse("E0110", node, f"invalid syntax: {message}")

    # -- definitions -------------------------------------------------------------------------------------

    def function(self, node: ast.FunctionDef) -> None:
        self.type_parameters(node)
        if node in self.allowed:
            for decorator in node.decorator_list:
                self.method_decorator(decorator, node)
            if len(node.decorator_list) > 1:
                self.refuse("E0422", node.decorator_list[1], "a method can have one decorator only")

    def method_decorator(self, decorator: ast.expr, node: ast.FunctionDef) -> None:
        if isinstance(decorator, ast.Name) and decorator.id in METHOD_DECORATORS:
            return
        if isinstance(decorator, ast.Attribute) and decorator.attr in ("setter", "deleter", "getter"):
            self.refuse(
                "E0422",
                decorator,
                f"`@{written(decorator)}` is not built yet: properties can only be read",
                f"write a method `set_{node.name}(self, value)`",
            )
        else:
            self.refuse(
                "E0422",
                decorator,
                "decorators of methods are not built yet, but for `@staticmethod`, `@classmethod` and `@property`",
                "put what the decorator does into the method",
            )

    def type_parameters(self, node: ast.AST) -> None:
        parameters: Sequence[Positioned] = getattr(node, "type_params", ())
        if parameters:
            self.refuse(
                "E0432",
                parameters[0],
                "type parameters are not built yet",
                "leave them out: types are inferred for each use",
            )

    def async_function(self, node: ast.AsyncFunctionDef) -> None:
        self.refuse(
            "E0421",
            node,
            "`async def` is not built yet",
            "write `def`, and start it with `weft.spawn`: calls that wait let other tasks run",
        )

    def class_(self, node: ast.ClassDef) -> None:
        self.type_parameters(node)
        for decorator in node.decorator_list:
            helps = ["write the class out"]
            if "dataclass" in written(decorator):
                helps = ["write an `__init__` that sets the fields, and `__repr__` and `__eq__` if you need them"]
            self.refuse("E0422", decorator, "decorators of classes are not built yet", *helps)
        if len(node.bases) > 1:
            self.refuse(
                "E0423",
                node.bases[1],
                "a class can have one base class only",
                "keep an object of the other class in a field",
                label="a second base class",
            )
        for base in node.bases[:1]:
            if not isinstance(base, ast.Name | ast.Attribute):
                self.refuse(
                    "E0423",
                    base,
                    "a base class must be named",
                    "leave type arguments out: types are inferred for each use",
                )
            elif isinstance(base, ast.Name) and base.id == "type":
                self.refuse("E0424", base, _METACLASSES, label="this makes a metaclass")
                self.has_metaclass = True
        for keyword in node.keywords:
            if keyword.arg == "metaclass" and self.has_metaclass:
                pass  # the metaclass itself has been refused
            elif keyword.arg == "metaclass":
                self.refuse("E0424", keyword, _METACLASSES)
            else:
                self.refuse("E0429", keyword, "keywords of a class statement are not built yet")
        for part in node.body:
            self.class_part(node, part)

    def class_part(self, node: ast.ClassDef, part: ast.stmt) -> None:
        match part:
            case ast.FunctionDef(name):
                self.allowed.add(part)
                self.special_name(part, name)
            case ast.Assign(targets) if all(isinstance(target, ast.Name) for target in targets):
                for target in targets:
                    assert isinstance(target, ast.Name)
                    self.special_name(target, target.id)
                    self.names_in_quotes(part, target.id)
            case ast.AnnAssign(ast.Name(), _, _) | ast.Pass() | ast.AsyncFunctionDef():
                pass
            case ast.Expr(ast.Constant()) | ast.Return() | ast.Break() | ast.Continue():
                pass  # the latter are no valid Python here, which is reported already
            case ast.ClassDef():
                self.refuse("E0429", part, "classes inside classes are not built yet", "move the class out")
            case _:
                self.refuse(
                    "E0429",
                    part,
                    f"the body of class {node.name} holds a statement that is neither a method nor a plain assignment",
                    "compute the value in a function, and assign its result",
                )

    def special_name(self, node: Positioned, name: str) -> None:
        """A method that CPython calls by itself, where Weft doesn't."""
        if name in REFUSED:
            why, instead = REFUSED[name]
            self.refuse("E0446", node, f"`{name}` is not built: {why}", instead)

    def names_in_quotes(self, part: ast.Assign, name: str) -> None:
        if name not in ("__match_args__", "__slots__"):
            return
        self.allowed.add(part.value)
        if written_names(part.value, one=name == "__slots__") is None:
            self.refuse("E0429", part.value, f"`{name}` must be a tuple of names in quotes")

    # -- statements --------------------------------------------------------------------------------------

    def delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                self.refuse(
                    "E0430",
                    target,
                    "`del` of a field is not supported: the fields of a class are fixed when the program is compiled",
                    f"write `{written(target)} = None`",
                )

    def try_star(self, node: ast.TryStar) -> None:
        for clause in node.handlers:
            for part in leaving(clause.body):
                self.wrong(part, "'break', 'continue' and 'return' cannot appear in an except* block")
        self.try_(node)

    def try_(self, node: ast.Try | ast.TryStar) -> None:
        for clause in node.handlers[:-1]:
            if clause.type is None:
                self.wrong(clause, "default 'except:' must be last")
        depth = 0
        statements: list[ast.stmt] = [node]
        while statements:  # along `finally` suites that hold further ones
            inner = [part for each in statements for part in walk([each]) if isinstance(part, ast.Try | ast.TryStar)]
            statements = [part for each in inner for part in each.finalbody]
            depth += bool(statements)
            if depth > FINALLY_LIMIT:
                self.refuse(
                    "E0436",
                    node,
                    f"`finally` suites inside `finally` suites go more than {FINALLY_LIMIT} deep",
                    "move an inner `try` into a function",
                )
                return

    def async_statement(self, node: ast.AsyncFor | ast.AsyncWith) -> None:
        word = "async for" if isinstance(node, ast.AsyncFor) else "async with"
        self.refuse(
            "E0421",
            node,
            f"`{word}` is not built yet",
            f"write `{word[6:]}`: calls that wait let other tasks run",
        )

    def import_from(self, node: ast.ImportFrom) -> None:
        if any(alias.name == "*" for alias in node.names):
            self.refuse(
                "E0431",
                node,
                "`from ... import *` is not supported: where a name comes from must be seen in the file",
                f"name what you need: `from {'.' * node.level}{node.module or ''} import a, b`",
            )

    def type_alias(self, node: Positioned) -> None:
        self.refuse(
            "E0432",
            node,
            "`type` statements are not built yet",
            "leave the type out, or write it in the annotation",
        )

    def assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self.target(target)

    def loop(self, node: ast.For) -> None:
        self.target(node.target)

    def target(self, node: ast.expr) -> None:
        stack = [node]
        if isinstance(node, ast.Starred):
            self.wrong(node, "starred assignment target must be in a list or tuple")
        while stack:
            part = stack.pop()
            if isinstance(part, ast.Tuple | ast.List):
                stars = [item for item in part.elts if isinstance(item, ast.Starred)]
                if len(stars) > 1:
                    self.wrong(stars[1], "multiple starred expressions in assignment")
                self.allowed.update(stars)
                stack += part.elts
            elif isinstance(part, ast.Starred):
                self.allowed.add(part)
                stack.append(part.value)

    # -- match -------------------------------------------------------------------------------------------

    def match(self, node: ast.Match) -> None:
        for number, case in enumerate(node.cases):
            always = irrefutable(case.pattern)
            if always is not None and case.guard is None and number < len(node.cases) - 1:
                self.wrong(case.pattern, f"{always} makes remaining patterns unreachable")
            names: dict[str, Positioned] = {}
            self.pattern(case.pattern, names)

    def pattern(self, node: ast.pattern, names: dict[str, Positioned]) -> None:
        """Checks a pattern and adds what it captures to `names`."""
        match node:
            case ast.MatchOr(patterns):
                sets = []
                for number, part in enumerate(patterns):
                    own: dict[str, Positioned] = {}
                    self.pattern(part, own)
                    sets.append(own)
                    always = irrefutable(part)
                    if always is not None and number < len(patterns) - 1:
                        self.wrong(part, f"{always} makes remaining patterns unreachable")
                if any(own.keys() != sets[0].keys() for own in sets):
                    self.wrong(node, "alternative patterns bind different names")
                self.captures(sets[0], names)
            case ast.MatchAs(inner, name):
                if inner is not None:
                    self.pattern(inner, names)
                if name is not None:
                    self.captures({name: node}, names)
            case ast.MatchStar(name):
                if name is not None:
                    self.captures({name: node}, names)
            case ast.MatchSequence(patterns):
                stars = [part for part in patterns if isinstance(part, ast.MatchStar)]
                if len(stars) > 1:
                    self.wrong(stars[1], "multiple starred expressions in sequence pattern")
                for part in patterns:
                    self.pattern(part, names)
            case ast.MatchClass(_, patterns, attributes, kwd_patterns):
                for name in attributes:
                    if attributes.count(name) > 1:
                        self.wrong(node, f"attribute name repeated in class pattern: {name}")
                for part in (*patterns, *kwd_patterns):
                    self.pattern(part, names)
            case ast.MatchMapping(_, patterns, rest):
                if rest is not None:
                    self.refuse(
                        "E0433",
                        node,
                        f"`**{rest}` in a mapping pattern is not built yet",
                        "take the keys that you need from the dict",
                    )
                for part in patterns:
                    self.pattern(part, names)
            case _:
                pass

    def captures(self, new: dict[str, Positioned], names: dict[str, Positioned]) -> None:
        for name, node in new.items():
            if name in names:
                self.wrong(node, f"multiple assignments to name '{name}' in pattern")
            names[name] = node

    # -- expressions -------------------------------------------------------------------------------------

    def constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, str | float | bool) or value is None or node in self.allowed:
            return
        if isinstance(value, int):
            if value > INT_MAX:
                self.refuse(
                    "E0442",
                    node,
                    "this int literal is beyond the range of ints built so far (-2**61 to 2**61 - 1)",
                    "use a float, or split the number",
                )
        elif isinstance(value, bytes):
            self.refuse("E0426", node, "bytes are not built yet", "use a str, or a list of ints")
        elif isinstance(value, complex):
            self.refuse("E0427", node, "complex numbers are not built yet", "keep both parts in a tuple of floats")
        else:
            self.refuse(
                "E0435",
                node,
                "`...` as a value is not supported",
                "write `pass` for an empty body, None for a value",
            )

    def unary(self, node: ast.UnaryOp) -> None:
        operand = node.operand
        if isinstance(node.op, ast.USub) and isinstance(operand, ast.Constant) and operand.value == -INT_MIN:
            self.allowed.add(operand)

    def expression_statement(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant) and (node.value.value is Ellipsis):
            self.allowed.add(node.value)

    def yield_(self, node: ast.expr) -> None:
        self.refuse(
            "E0420",
            node,
            "generators (`yield`) are not built yet",
            "collect the values in a list and return it; or send them through a `weft.Channel` from a task",
        )

    def await_(self, node: ast.Await) -> None:
        self.refuse(
            "E0421",
            node,
            "`await` is not built yet",
            "call the function directly, or join a task that runs it",
        )

    def generator(self, node: ast.GeneratorExp) -> None:
        if node not in self.allowed:
            self.refuse(
                "E0420",
                node,
                "a generator expression can stand only as the argument of a call",
                "write a list: `[... for ... in ...]`",
            )

    def comprehension(self, node: ast.comprehension) -> None:
        if node.is_async:
            self.refuse("E0421", node.target, "`async for` is not built yet", "write `for`")
        self.target(node.target)

    def call(self, node: ast.Call) -> None:
        self.allowed.update(part for part in node.args if isinstance(part, ast.GeneratorExp | ast.Starred))
        for keyword in node.keywords:
            if isinstance(keyword.value, ast.GeneratorExp):
                self.allowed.add(keyword.value)
        if isinstance(node.func, ast.Name) and node.func.id == "super" and (node.args or node.keywords):
            self.refuse("E0439", node, "`super` with arguments is not built yet", "write `super()`")

    def display(self, node: ast.List | ast.Tuple | ast.Set) -> None:
        self.allowed.update(part for part in node.elts if isinstance(part, ast.Starred))

    def starred(self, node: ast.Starred) -> None:
        if node not in self.allowed:
            self.wrong(node, "can't use starred expression here")

    def subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.slice, ast.Tuple) and any(isinstance(item, ast.Slice) for item in node.slice.elts):
            self.refuse(
                "E0437",
                node.slice,
                "slices in several dimensions are not supported",
                "slice one list at a time",
            )

    def template(self, node: Positioned) -> None:
        self.refuse("E0438", node, "template strings are not built yet", "use an f-string")


def leaving(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """`return`, and `break` and `continue` of a loop around, among the statements. Inner `except*` clauses are left
    out: they are looked at by themselves."""
    stack: list[tuple[ast.AST, bool]] = [(part, False) for part in body[::-1]]  # whether in a loop of their own
    while stack:
        node, in_loop = stack.pop()
        match node:
            case ast.Return():
                yield node
            case ast.Break() | ast.Continue():
                if not in_loop:
                    yield node
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.expr():
                pass
            case ast.For() | ast.AsyncFor() | ast.While():
                stack += [(part, in_loop) for part in node.orelse[::-1]] + [(part, True) for part in node.body[::-1]]
            case ast.TryStar():
                rest = [*node.body, *node.orelse, *node.finalbody]
                stack += [(part, in_loop) for part in rest[::-1]]
            case _:
                stack += [(part, in_loop) for part in reversed(children(node))]


_CHECKS: dict[type[ast.AST], Callable[[_Checker, Any], None]] = {
    ast.FunctionDef: _Checker.function,
    ast.AsyncFunctionDef: _Checker.async_function,
    ast.ClassDef: _Checker.class_,
    ast.Delete: _Checker.delete,
    ast.Try: _Checker.try_,
    ast.TryStar: _Checker.try_star,
    ast.AsyncFor: _Checker.async_statement,
    ast.AsyncWith: _Checker.async_statement,
    ast.ImportFrom: _Checker.import_from,
    ast.Assign: _Checker.assign,
    ast.For: _Checker.loop,
    ast.Match: _Checker.match,
    ast.Constant: _Checker.constant,
    ast.UnaryOp: _Checker.unary,
    ast.Expr: _Checker.expression_statement,
    ast.Yield: _Checker.yield_,
    ast.YieldFrom: _Checker.yield_,
    ast.Await: _Checker.await_,
    ast.GeneratorExp: _Checker.generator,
    ast.comprehension: _Checker.comprehension,
    ast.Call: _Checker.call,
    ast.List: _Checker.display,
    ast.Tuple: _Checker.display,
    ast.Set: _Checker.display,
    ast.Starred: _Checker.starred,
    ast.Subscript: _Checker.subscript,
}
for _name, _check in (
    ("TypeAlias", _Checker.type_alias),
    ("TemplateStr", _Checker.template),
):
    if hasattr(ast, _name):  # younger than some hosts
        _CHECKS[getattr(ast, _name)] = _check
