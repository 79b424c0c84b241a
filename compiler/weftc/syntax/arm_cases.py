"""Which arms of a `select` a `match` has cases for by their channels or tasks.

    match select(recv(a), recv(b)):
        case Recv(ch, v) if ch is a: ...      the case of recv(a)
        case Recv(b, v): ...                  the case of recv(b), where b is a dotted name

In: the statement. Out: for each class that stands in such a case the numbers of the arms that it is the case of. What
an arm waits on is told by its name: nothing runs between the call and the cases that could give it another.
"""

from __future__ import annotations

import ast

#: which arms may give an object of the class
GIVEN_BY = {"Recv": ("recv",), "Sent": ("send",), "Done": ("done",), "ClosedArm": ("recv", "send")}

Covered = tuple[tuple[str, tuple[int, ...]], ...]


def covered_arms(node: ast.Match) -> Covered:
    """Nothing unless the subject is a call whose arms are written there."""
    if not isinstance(node.subject, ast.Call):
        return ()
    waited = [_arm(arg) for arg in node.subject.args]
    found: dict[str, set[int]] = {}
    for case in node.cases:
        for name, subject in _named_cases(case):
            arms = found.setdefault(name, set())
            arms |= {k for k, (arm, on) in enumerate(waited) if arm in GIVEN_BY[name] and on == subject}
    return tuple((name, tuple(sorted(arms))) for name, arms in found.items() if arms)


def _arm(node: ast.expr) -> tuple[str, str | None]:
    """Its function, and what it waits on; of what is none, or isn't written out, nothing."""
    return (_last(node.func), _chain(node.args[0])) if isinstance(node, ast.Call) and node.args else ("", None)


def _named_cases(case: ast.match_case) -> list[tuple[str, str]]:
    """(class, what it waits on), of one that takes all that comes of it."""
    pattern = case.pattern
    if not isinstance(pattern, ast.MatchClass) or pattern.kwd_patterns or not pattern.patterns:
        return []
    name, (first, *others) = _last(pattern.cls), pattern.patterns
    if name not in GIVEN_BY or not all(_takes_all(part) for part in others):
        return []
    if isinstance(first, ast.MatchValue) and case.guard is None:
        subject = _chain(first.value)
        return [] if subject is None else [(name, subject)]
    if isinstance(first, ast.MatchAs) and first.pattern is None and first.name is not None and case.guard is not None:
        guard = case.guard
        tests = guard.values if isinstance(guard, ast.BoolOp) and isinstance(guard.op, ast.Or) else [guard]
        subjects = [_compared(test, first.name) for test in tests]
        return [(name, subject) for subject in subjects if subject is not None] if all(subjects) else []
    return []


def _takes_all(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def _compared(test: ast.expr, name: str) -> str | None:
    """What `name` is compared with by `is` or `==`."""
    match test:
        case ast.Compare(left, [ast.Is() | ast.Eq()], [right]):
            if isinstance(left, ast.Name) and left.id == name:
                return _chain(right)
            if isinstance(right, ast.Name) and right.id == name:
                return _chain(left)
    return None


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _chain(node: ast.expr) -> str | None:
    """A name, or one in another: `self.ch`."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(inner, name):
            outer = _chain(inner)
            return None if outer is None else f"{outer}.{name}"
    return None
