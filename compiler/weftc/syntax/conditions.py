"""Conditions: tests as control flow, and what they say about variables.

`branch_on` sends control to one of two blocks without making truth values of `and`, `or`, `not` and
comparison chains. On each way out of a test, a variable that it speaks of is narrowed (`Builder.narrow`).
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from weftc.hir.hir import Value
from weftc.source import Positioned
from weftc.syntax.builder import Builder, expression
from weftc.syntax.scopes import Variable
from weftc.syntax.ssa import Info

COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}


class Fact(NamedTuple):
    """What a test says of a variable where it holds (where it doesn't, the contrary)."""

    variable: Variable
    kind: str
    positive: bool
    extra: tuple[Value, ...] = ()


def branch_on(b: Builder, node: ast.expr, then: Info, otherwise: Info) -> None:
    """Goes to `then` if the expression is true, else to `otherwise` (neither is sealed yet)."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, then, otherwise = node.operand, otherwise, then
    known = constant_truth(b, node)
    if known is not None:
        b.graph.jump(then if known else otherwise)
    elif isinstance(node, ast.BoolOp):
        is_and = isinstance(node.op, ast.And)
        for part in node.values[:-1]:
            following = b.graph.new_block()
            if is_and:
                branch_on(b, part, following, otherwise)
            else:
                branch_on(b, part, then, following)
            b.graph.start(following)
        branch_on(b, node.values[-1], then, otherwise)
    elif isinstance(node, ast.Compare) and len(node.ops) > 1:
        _branch_on_chain(b, node, then, otherwise)
    elif isinstance(node, ast.IfExp):
        first, second = b.graph.new_block(), b.graph.new_block()
        branch_on(b, node.test, first, second)
        b.graph.start(first)
        branch_on(b, node.body, then, otherwise)
        b.graph.start(second)
        branch_on(b, node.orelse, then, otherwise)
    else:
        condition, facts = _test(b, node)
        branch_with(b, condition, facts, then, otherwise, node)


def constant_truth(b: Builder, node: ast.expr) -> bool | None:
    """The outcome of a test that is known beforehand: `while True`, `if __name__ == "__main__"`."""
    match node:
        case ast.Constant(value) if value is not Ellipsis:
            return bool(value)
        case ast.Compare(ast.Name("__name__"), [ast.Eq() | ast.NotEq() as op], [ast.Constant(str() as wanted)]):
            if b.lookup("__name__") is None:
                return (b.context.module.name == wanted) == isinstance(op, ast.Eq)
        case ast.Name(("TYPE_CHECKING" | "__debug__") as name):
            if b.lookup(name) is None:
                return name == "__debug__"
        case ast.Attribute(ast.Name("typing"), "TYPE_CHECKING"):
            return False
    return None


def branch_with(b: Builder, condition: Value, facts: list[Fact], then: Info, otherwise: Info, node: Positioned) -> None:
    """Branches on a truth value; each way first narrows what is known there."""
    if not facts:
        b.branch(condition, then, otherwise)
        return
    holds, fails = b.graph.new_block(), b.graph.new_block()
    b.branch(condition, holds, fails)
    for block, target, sign in ((holds, then, True), (fails, otherwise, False)):
        b.graph.start(block)
        for fact in facts:
            b.narrow(fact.variable, fact.kind, fact.positive is sign, list(fact.extra), node)
        b.graph.jump(target)


def _test(b: Builder, node: ast.expr) -> tuple[Value, list[Fact]]:
    """A truth value, and what it says."""
    match node:
        case ast.Compare(left, [op], [right]):
            return _comparison(b, node, left, op, right)
        case ast.Call(ast.Name("isinstance") as function, [tested, classes], []) if b.is_builtin(
            function, "isinstance"
        ) and not isinstance(tested, ast.Starred):
            value = b.expr(tested)
            against = class_test(b, classes)
            condition = b.emit("isinstance", [value, against], None, node)
            variable = _variable(b, tested)
            return condition, [Fact(variable, "isinstance", True, (against,))] if variable is not None else []
    value = b.expr(node)
    variable = _variable(b, node)
    facts = [Fact(variable, "truth", True)] if variable is not None else []
    return b.truth(value, node), facts


def class_test(b: Builder, node: ast.expr) -> Value:
    """The second argument of isinstance: a class, or several as a tuple or joined by `|`."""
    parts: list[ast.expr] = []
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, ast.Tuple):
            stack += reversed(part.elts)
        elif isinstance(part, ast.BinOp) and isinstance(part.op, ast.BitOr):
            stack += [part.right, part.left]
        else:
            parts.append(part)
    values = [_class(b, part) for part in parts]
    return values[0] if len(values) == 1 else b.emit("tuple", values, None, node)


def _class(b: Builder, node: ast.expr) -> Value:
    if isinstance(node, ast.Constant) and node.value is None:
        return b.builtin("NoneType", node)
    return b.expr(node)


def _variable(b: Builder, node: ast.expr) -> Variable | None:
    """The variable that an expression reads or has just set, if it can be narrowed."""
    if isinstance(node, ast.NamedExpr):
        node = node.target
    if not isinstance(node, ast.Name):
        return None
    variable = b.lookup(node.id)
    if variable is None or (variable.scope is not None and variable.scope.kind == "class"):
        return None
    if b.is_ssa(variable) or (variable.is_global and not variable.global_written):
        return variable
    return None


def _comparison(
    b: Builder, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr
) -> tuple[Value, list[Fact]]:
    first, second = b.expr(left), b.expr(right)
    condition = b.emit("compare", [first, second], COMPARE[type(op)], node)
    return b.truth(condition, node), facts_of(b, left, op, right, first, second)


def facts_of(b: Builder, left: ast.expr, op: ast.cmpop, right: ast.expr, first: Value, second: Value) -> list[Fact]:
    """What `left op right` says where it is true."""
    if not isinstance(op, ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
        return []
    positive = isinstance(op, ast.Eq | ast.Is)
    for tested, other, value in ((left, right, second), (right, left, first)):
        variable = _variable(b, tested)
        if variable is None or value.op != "const" or not isinstance(other, ast.Constant | ast.UnaryOp):
            continue
        if value.imm is None:
            return [Fact(variable, "none", positive)]
        return [Fact(variable, "equal", positive, (value,))]
    return []


def _branch_on_chain(b: Builder, node: ast.Compare, then: Info, otherwise: Info) -> None:
    """`a < b < c`: each operand once, and only as far as needed."""
    operands = [node.left, *node.comparators]
    left = b.expr(operands[0])
    for number, op in enumerate(node.ops):
        right = b.expr(operands[number + 1])
        condition = b.emit("compare", [left, right], COMPARE[type(op)], node)
        facts = facts_of(b, operands[number], op, operands[number + 1], left, right)
        last = number == len(node.ops) - 1
        following = then if last else b.graph.new_block()
        branch_with(b, b.truth(condition, node), facts, following, otherwise, node)
        if not last:
            b.graph.start(following)
        left = right


def truth_of(b: Builder, node: ast.expr) -> Value:
    """The truth value of an expression, as a value."""
    if isinstance(node, ast.BoolOp | ast.IfExp) or (isinstance(node, ast.Compare) and len(node.ops) > 1):
        result = b.hidden("truth")
        then, otherwise, join = b.graph.new_block(), b.graph.new_block(), b.graph.new_block()
        before = b.graph.current
        branch_on(b, node, then, otherwise)
        for block, truth in ((then, True), (otherwise, False)):
            b.graph.start(block)
            b.graph.write(result, b.const(truth, node))
            b.graph.jump(join)
        b.graph.start(join, dominator=before)
        return b.graph.read(result)
    return _test(b, node)[0]


# -- as values -------------------------------------------------------------------------------------------


@expression(ast.BoolOp)
def short_circuit(b: Builder, node: ast.BoolOp) -> Value:
    """`a or b` as a value: that of the operand which decided."""
    result = b.hidden("or" if isinstance(node.op, ast.Or) else "and")
    join = b.graph.new_block()
    before = b.graph.current
    decides = isinstance(node.op, ast.Or)
    for part in node.values[:-1]:
        value = b.expr(part)
        condition = b.truth(value, part)
        variable = _variable(b, part)
        facts = [Fact(variable, "truth", True)] if variable is not None else _known(b, part, value)
        taken, following = b.graph.new_block(), b.graph.new_block()
        if decides:
            branch_with(b, condition, facts, taken, following, part)
        else:
            branch_with(b, condition, facts, following, taken, part)
        b.graph.start(taken)
        b.graph.write(result, b.emit("refine", [value], ("truth", decides), part))
        b.graph.jump(join)
        b.graph.start(following)
    b.graph.write(result, b.expr(node.values[-1]))
    b.graph.jump(join)
    b.graph.start(join, dominator=before)
    return b.graph.read(result)


def _known(b: Builder, node: ast.expr, value: Value) -> list[Fact]:
    """What the operand of a value-producing `and` or `or` says: that which it says as a test."""
    sign = True
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, value, sign = node.operand, value.args[0], not sign
    if value.op == "truth" and not isinstance(node, ast.Name):
        (value,) = value.args
    match node:
        case ast.Compare(left, [op], [right]) if value.op == "compare":
            facts = facts_of(b, left, op, right, value.args[0], value.args[1])
        case ast.Call(ast.Name("isinstance"), [tested, _], []) if value.op == "isinstance":
            variable = _variable(b, tested)
            facts = [Fact(variable, "isinstance", True, (value.args[1],))] if variable is not None else []
        case ast.Name() if value.op == "truth":
            variable = _variable(b, node)
            facts = [Fact(variable, "truth", True)] if variable is not None else []
        case _:
            return []
    return [Fact(fact.variable, fact.kind, fact.positive is sign, fact.extra) for fact in facts]


@expression(ast.Compare)
def comparison(b: Builder, node: ast.Compare) -> Value:
    if len(node.ops) == 1:
        left = b.expr(node.left)
        right = b.expr(node.comparators[0])
        return b.emit("compare", [left, right], COMPARE[type(node.ops[0])], node)
    result = b.hidden("chain")
    join = b.graph.new_block()
    before = b.graph.current
    left = b.expr(node.left)
    for number, (op, operand) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = b.expr(operand)
        value = b.emit("compare", [left, right], COMPARE[type(op)], node)
        b.graph.write(result, value)
        if number == len(node.ops) - 1:
            b.graph.jump(join)
        else:
            following = b.graph.new_block()
            b.branch(b.truth(value, node), following, join)
            b.graph.start(following)
        left = right
    b.graph.start(join, dominator=before)
    return b.graph.read(result)


@expression(ast.IfExp)
def conditional(b: Builder, node: ast.IfExp) -> Value:
    result = b.hidden("if")
    then, otherwise, join = b.graph.new_block(), b.graph.new_block(), b.graph.new_block()
    before = b.graph.current
    branch_on(b, node.test, then, otherwise)
    for block, part in ((then, node.body), (otherwise, node.orelse)):
        b.graph.start(block)
        b.graph.write(result, b.expr(part))
        b.graph.jump(join)
    b.graph.start(join, dominator=before)
    return b.graph.read(result)
