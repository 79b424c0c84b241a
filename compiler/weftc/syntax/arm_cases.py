"""Cases of a `match` that are for what waited on one channel or task.

    match select(recv(a), recv(b)):
        case Recv(ch, v) if ch is a: ...      the case of recv(a)
        case Recv(b, v): ...                  the case of recv(b), where b is a dotted name

`case_of_one`: what such a case asks. `covered_arms`: for each class that stands in such a case the numbers of the arms
that it is the case of. What an arm waits on is told by its name: nothing runs between the call and the cases that could
give it another.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple, TypeGuard

#: which arms may give an object of the class
GIVEN_BY = {"Recv": ("recv",), "Sent": ("send",), "Done": ("done",), "ClosedArm": ("recv", "send")}

#: gives the name in `weft` that an expression means
NameOf = Callable[[ast.expr], str | None]
Covered = tuple[tuple[str, tuple[int, ...]], ...]


class Asked(NamedTuple):
    """What the class waited on is compared with, how, and the name in the guard that stands for it."""

    other: ast.expr
    op: str
    name: ast.Name | None


class CaseOfOne(NamedTuple):
    """`asked`: of these any will do. `capture`: the name that gets what the class waited on. `others`: the patterns of
    what else there is. `guard`: what must hold besides."""

    pattern: ast.MatchClass
    asked: tuple[Asked, ...]
    capture: ast.MatchAs | None
    others: list[ast.pattern]
    guard: ast.expr | None


def case_of_one(case: ast.match_case, weft_name: NameOf) -> CaseOfOne | None:
    pattern = case.pattern
    if not isinstance(pattern, ast.MatchClass) or pattern.kwd_patterns or not pattern.patterns:
        return None
    first, *others = pattern.patterns
    if weft_name(pattern.cls) not in GIVEN_BY:
        return None
    if isinstance(first, ast.MatchValue):
        is_chain = _chain(first.value) is not None
        return CaseOfOne(pattern, (Asked(first.value, "==", None),), None, others, case.guard) if is_chain else None
    if not isinstance(first, ast.MatchAs) or first.pattern is not None or first.name is None or case.guard is None:
        return None
    guard, *rest = case.guard.values if _is_bool_op(case.guard, ast.And) else [case.guard]
    if not all(map(_takes_all, others)):
        return None  # whether the names are bound where the guard fails depends on more than the class
    bound = {part.name for part in pattern.patterns if isinstance(part, ast.MatchAs)}
    tests = [_compared(test, first.name, bound) for test in (guard.values if _is_bool_op(guard, ast.Or) else [guard])]
    asked = tuple(test for test in tests if test is not None)
    if len(asked) < len(tests):
        return None
    left = None if not rest else rest[0] if len(rest) == 1 else ast.copy_location(ast.BoolOp(ast.And(), rest), rest[0])
    return CaseOfOne(pattern, asked, first, others, left)


def covered_arms(node: ast.Match, weft_name: NameOf) -> Covered:
    """Nothing unless the subject is a call whose arms are written there."""
    if not isinstance(node.subject, ast.Call):
        return ()
    waited = [
        (weft_name(arg.func), _chain(arg.args[0])) if isinstance(arg, ast.Call) and arg.args else (None, None)
        for arg in node.subject.args
    ]
    found: dict[str, set[int]] = {}
    for of_one in (case_of_one(case, weft_name) for case in node.cases):
        if of_one is None or of_one.guard is not None or not all(map(_takes_all, of_one.others)):
            continue
        name = weft_name(of_one.pattern.cls) or ""
        chains = {_chain(asked.other) for asked in of_one.asked}
        arms = {k for k, (arm, on) in enumerate(waited) if arm in GIVEN_BY[name] and on in chains}
        found.setdefault(name, set()).update(arms)
    return tuple((name, tuple(sorted(arms))) for name, arms in found.items() if arms)


def _takes_all(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def _is_bool_op(node: ast.expr, op: type[ast.boolop]) -> TypeGuard[ast.BoolOp]:
    return isinstance(node, ast.BoolOp) and isinstance(node.op, op)


def _compared(test: ast.expr, name: str, bound: set[str | None]) -> Asked | None:
    """What `name` is compared with by `is` or `==`, and how: nothing of the names that the pattern binds."""
    match test:
        case ast.Compare(left, [ast.Is() | ast.Eq() as op], [right]):
            for tested, other in ((left, right), (right, left)):
                chain = _chain(other)
                if not (isinstance(tested, ast.Name) and tested.id == name) or chain is None:
                    continue
                if chain.split(".")[0] not in bound:
                    return Asked(other, "is" if isinstance(op, ast.Is) else "==", tested)
    return None


def _chain(node: ast.expr) -> str | None:
    """A name, or one in another: `self.ch`."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(inner, name):
            outer = _chain(inner)
            return None if outer is None else f"{outer}.{name}"
    return None
