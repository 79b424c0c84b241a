"""`match`: each case a chain of tests, tried in order.

The subject is a hidden variable which each test narrows, along with the variable that the subject was read
from. What a pattern captures is bound when the whole pattern has matched, before the guard. Alternatives
(`a | b`) hand over what they captured in hidden variables, so that the case's body is built once.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from weftc.hir.hir import Value
from weftc.source import Positioned
from weftc.syntax.arm_cases import CaseOfOne, case_of_one, covered_arms
from weftc.syntax.builder import Builder, statement
from weftc.syntax.conditions import branch_on
from weftc.syntax.expressions import mangled
from weftc.syntax.scopes import Variable
from weftc.syntax.ssa import Info

#: built-in classes whose one positional pattern is the subject itself
_ITSELF = frozenset({"bool", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"})

Bindings = list[tuple[str, Value, Positioned]]


@statement(ast.Match)
def match(b: Builder, node: ast.Match) -> None:
    graph = b.graph
    subject = b.hidden("subject")
    whole = b.expr(node.subject)
    graph.write(subject, whole)
    before = graph.current
    after = graph.new_block()
    matcher = _Matcher(b, _named(b, node.subject))
    for case in node.cases:
        following = graph.new_block()
        bindings: Bindings = []
        of_one = case_of_one(case, b.weft_name)
        if of_one is not None:
            matcher.of_one(of_one, subject, following, bindings)
        else:
            matcher.test(case.pattern, subject, following, bindings)
        _bind(b, bindings)
        guard = of_one.guard if of_one is not None else case.guard
        if guard is not None:
            passed = graph.new_block()
            branch_on(b, guard, passed, following)
            graph.start(passed)
        b.suite(case.body)
        graph.jump(after)
        if not following.preds:
            break  # nothing gets past this case
        graph.start(following)
    else:
        if isinstance(node.subject, ast.Call):
            b.emit("match.end", [whole, graph.read(subject)], covered_arms(node, b.weft_name), node.subject)
    graph.jump(after)
    graph.join(after, before)


def _bind(b: Builder, bindings: Bindings) -> None:
    for name, value, place in bindings:
        variable = b.lookup(name)
        assert variable is not None
        if not (variable.is_global and b.in_module and _is_idle(b, variable)):
            b.store(variable, value, place)


def _is_idle(b: Builder, variable: Variable) -> bool:
    """Is it a global that nobody reads, and patterns alone bind? It would hold, and make one kind, what all of them
    bind to it; a function's variable is another in each case."""
    context = b.context
    if context.globals_read is None:
        cases = (node for node in ast.walk(context.tree) if isinstance(node, ast.match_case))
        tests = [test for case in cases if (test := case_of_one(case, b.weft_name)) is not None]
        asked = {each.name for test in tests for each in test.asked}  # of the subject itself, not of the name
        scopes = context.scopes.module.walk()
        found = (scope.lookup(use.id) for scope in scopes for use in scope.uses if use not in asked)
        context.globals_read = frozenset(variable for variable in found if variable is not None)
    binders = (ast.MatchAs, ast.MatchStar, ast.MatchMapping)
    by_patterns = not variable.deleted and all(isinstance(node, binders) for node, _ in variable.sites)
    return by_patterns and context.module.name == "__main__" and variable not in context.globals_read


def _named(b: Builder, node: ast.expr) -> Variable | None:
    """The variable that the subject is, if it can be narrowed too."""
    if isinstance(node, ast.NamedExpr):
        node = node.target
    if not isinstance(node, ast.Name):
        return None
    variable = b.lookup(node.id)
    if variable is None or (variable.scope is not None and variable.scope.kind == "class"):
        return None
    return variable if b.is_ssa(variable) else None


class _Matcher:
    """Builds tests that fall through when a pattern matches and go to `fail` when not."""

    def __init__(self, b: Builder, named: Variable | None) -> None:
        self.b = b
        self.graph = b.graph
        self.named = named

    def test(self, pattern: ast.pattern, subject: Variable, fail: Info, bindings: Bindings) -> None:
        """Tests the subject as it is known by now; `subject` is narrowed on the way."""
        match pattern:
            case ast.MatchValue(value):
                self._equals(subject, self.b.expr(value), value, fail)
            case ast.MatchSingleton(value):
                self._is(subject, value, pattern, fail)
            case ast.MatchAs(inner, name):
                if inner is not None:
                    self.test(inner, subject, fail, bindings)
                if name is not None:
                    bindings.append((name, self.graph.read(subject), pattern))
            case ast.MatchOr(patterns):
                self._any(patterns, subject, fail, bindings)
            case ast.MatchSequence(patterns):
                self._sequence(pattern, patterns, subject, fail, bindings)
            case ast.MatchMapping():
                self._mapping(pattern, subject, fail, bindings)
            case ast.MatchClass():
                self._class(pattern, subject, fail, bindings)
            case _:
                raise AssertionError(f"no pattern: {ast.dump(pattern)}")

    def _branch(
        self,
        condition: Value,
        subject: Variable,
        fail: Info,
        facts: Sequence[tuple[str, bool, list[Value]]],
        node: Positioned,
    ) -> None:
        """Goes on if the condition holds. `facts`: (kind, where it holds, further arguments) of narrowing."""
        holds, fails = self.graph.new_block(), self.graph.new_block()
        self.b.branch(condition, holds, fails)
        for block, sign in ((fails, False), (holds, True)):
            self.graph.start(block)
            for kind, positive, extra in facts:
                self.narrow(subject, kind, positive is sign, extra, node)
            if not sign:
                self.graph.jump(fail)

    def narrow(self, subject: Variable, kind: str, positive: bool, extra: list[Value], node: Positioned) -> None:
        value = self.b.emit("refine", [self.graph.read(subject), *extra], (kind, positive), node)
        self.graph.write(subject, value)
        if self.named is not None and subject.name == "subject":
            self.graph.write(self.named, value)

    def _equals(self, subject: Variable, value: Value, node: Positioned, fail: Info) -> None:
        condition = self.b.truth(self.b.emit("compare", [self.graph.read(subject), value], "==", node), node)
        facts = [("equal", True, [value])] if value.op == "const" else []
        self._branch(condition, subject, fail, facts, node)

    def _is(self, subject: Variable, wanted: object, node: Positioned, fail: Info) -> None:
        value = self.b.const(wanted, node)
        condition = self.b.emit("compare", [self.graph.read(subject), value], "is", node)
        facts: list[tuple[str, bool, list[Value]]] = (
            [("none", True, [])] if wanted is None else [("equal", True, [value])]
        )
        self._branch(condition, subject, fail, facts, node)

    def _any(self, patterns: list[ast.pattern], subject: Variable, fail: Info, bindings: Bindings) -> None:
        graph = self.graph
        matched = graph.new_block()
        carried: dict[str, tuple[Variable, Positioned]] = {}
        for number, pattern in enumerate(patterns):
            last = number == len(patterns) - 1
            following = fail if last else graph.new_block()
            own: Bindings = []
            self.test(pattern, subject, following, own)
            for name, value, place in own:
                if name not in carried:
                    carried[name] = (self.b.hidden(name), place)
                graph.write(carried[name][0], value)
            graph.jump(matched)
            if not last:
                if not following.preds:
                    break
                graph.start(following)
        graph.start(matched)
        for name, (variable, place) in carried.items():
            bindings.append((name, graph.read(variable), place))

    def _sequence(
        self, pattern: Positioned, patterns: list[ast.pattern], subject: Variable, fail: Info, bindings: Bindings
    ) -> None:
        star = next((number for number, part in enumerate(patterns) if isinstance(part, ast.MatchStar)), None)
        count = len(patterns)
        shape = (count, True) if star is None else (count - 1, False)
        condition = self.b.emit("match.sequence", [self.graph.read(subject)], shape, pattern)
        self._branch(condition, subject, fail, [], pattern)
        self.narrow(subject, "sequence", True, [], pattern)
        if not patterns:
            return
        split = (count, False, 0) if star is None else (star, True, count - star - 1)
        parts = self.b.emit("unpack", [self.graph.read(subject)], split, pattern)
        items = [self.b.emit("item", [parts], number, part) for number, part in enumerate(patterns)]
        for part, item in zip(patterns, items, strict=True):
            if isinstance(part, ast.MatchStar):
                if part.name is not None:
                    bindings.append((part.name, item, part))
            else:
                self._part(part, item, fail, bindings)

    def _mapping(self, pattern: ast.MatchMapping, subject: Variable, fail: Info, bindings: Bindings) -> None:
        b = self.b
        classes = [b.builtin("dict", pattern)]
        condition = b.emit("isinstance", [self.graph.read(subject), *classes], None, pattern)
        self._branch(condition, subject, fail, [("isinstance", True, classes)], pattern)
        for key, part in zip(pattern.keys, pattern.patterns, strict=True):
            value = self.graph.read(subject)
            wanted = b.expr(key)
            self._branch(b.emit("compare", [wanted, value], "in", key), subject, fail, [], key)
            self._part(part, b.emit("index", [value, wanted], None, key), fail, bindings)

    def _part(self, pattern: ast.pattern, value: Value, fail: Info, bindings: Bindings) -> None:
        """A pattern inside another: its subject is an item or a field."""
        if isinstance(pattern, ast.MatchAs) and pattern.pattern is None and pattern.name is None:
            return
        inner = self.b.hidden("part")
        self.graph.write(inner, value)
        self.test(pattern, inner, fail, bindings)

    def _class(self, pattern: ast.MatchClass, subject: Variable, fail: Info, bindings: Bindings) -> None:
        b = self.b
        cls = b.expr(pattern.cls)
        condition = b.emit("isinstance", [self.graph.read(subject), cls], None, pattern)
        self._branch(condition, subject, fail, [("isinstance", True, [cls])], pattern)
        value = self.graph.read(subject)
        if len(pattern.patterns) == 1 and any(b.is_builtin(pattern.cls, name) for name in _ITSELF):
            self._part(pattern.patterns[0], value, fail, bindings)
        else:
            self._attributes(pattern.patterns, 0, cls, subject, fail, bindings)
        for name, part in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
            self._attribute(mangled(b, name), part, value, cls, subject, fail, bindings)

    def of_one(self, case: CaseOfOne, subject: Variable, fail: Info, bindings: Bindings) -> None:
        """A class pattern with the test by what is bound first. It is asked of the subject, before that is read from
        it: then all that is read is of those that it holds for. Where it fails, the names are bound all the same."""
        b, graph, pattern = self.b, self.graph, case.pattern
        cls = b.expr(pattern.cls)
        condition = b.emit("isinstance", [graph.read(subject), cls], None, pattern)
        self._branch(condition, subject, fail, [("isinstance", True, [cls])], pattern)
        passed = graph.new_block()
        for expr, op, _ in case.asked:
            other, failed = b.expr(expr), graph.new_block()
            same = b.emit("match.waits_on", [graph.read(subject), other, cls], op, expr)
            self._branch(same, subject, failed, [("waits_on", True, [other, cls])], expr)
            graph.jump(passed)
            graph.start(failed)
        captures = [] if case.capture is None else [case.capture]
        if captures:
            stale: Bindings = []
            self._attributes([*captures, *case.others], 0, cls, subject, fail, stale)
            _bind(b, stale)
        graph.jump(fail)
        graph.start(passed)
        self._attributes([*captures, *case.others], 1 - len(captures), cls, subject, fail, bindings)

    def _attributes(
        self, patterns: list[ast.pattern], first: int, cls: Value, subject: Variable, fail: Info, bindings: Bindings
    ) -> None:
        value = self.graph.read(subject)
        for position, part in enumerate(patterns, first):
            self._attribute(position, part, value, cls, subject, fail, bindings)

    def _attribute(
        self, which: str | int, part: ast.pattern, value: Value, cls: Value, subject: Variable, fail: Info,
        bindings: Bindings,
    ) -> None:  # fmt: skip
        """The pattern of an attribute, by name or by position."""
        has = self.b.emit("match.has_attr", [value, cls], which, part)
        self._branch(has, subject, fail, [], part)
        field = self.b.emit("match.attr", [value, cls], which, part)
        self._part(part, field, fail, bindings)


def irrefutable(pattern: ast.pattern) -> str | None:
    """Says how a pattern that matches everything does so ("wildcard", or the capture's name), else None."""
    match pattern:
        case ast.MatchAs(None, None):
            return "wildcard"
        case ast.MatchAs(None, name):
            return f"name capture '{name}'"
        case ast.MatchAs(inner, _) if inner is not None:
            return irrefutable(inner)
        case ast.MatchOr(patterns):
            return irrefutable(patterns[-1])
    return None
