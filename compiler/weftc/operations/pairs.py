"""Operations of two operands: who is asked first, and what happens where the answer is NotImplemented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.kinds.answer import Answer, PairCases, seen_as
from weftc.kinds.kind import NEVER, Kind, Type, find
from weftc.kinds.none import NOT_IMPLEMENTED, NOT_IMPLEMENTED_ATOM

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

#: asks one operand; True: its answer takes the operands turned round
Attempt = tuple[Callable[[], Answer | None], bool]


def asked(kind: Kind, ask: Callable[[Kind], Answer | None], other: Kind) -> Answer | None:
    """What one operand answers of the other. A built-in kind knows an object by its view."""
    return ask(other) if kind.class_info is not None else seen_as(ask, other)


def pairs_of(
    site: Site,
    left: Type,
    right: Type,
    ask: Callable[[Kind, Kind], Answer | None],
    refuse: Callable[[FunctionLowering, Kind, Kind], None],
) -> Answer | None:
    """What `ask` answers for each pair of kinds; None if for none."""
    answers: dict[tuple[Kind, Kind], Answer] = {}
    result = NEVER
    for a in map(find, left):
        for b in map(find, right):
            answer = ask(a, b)
            if answer is not None:
                answers[a, b] = answer
                result = site.engine.join(result, answer.type)
    if not answers and not (left and right and site.instance.serves_several()):
        return None
    if len(left) == 1 and len(right) == 1:
        if answers:
            return answers.popitem()[1]
    return PairCases(result, left, right, answers, refuse)


def first_answer(
    site: Site,
    attempts: Sequence[Attempt],
    fallback: Callable[[], Answer | None],
    refuse: Callable[[FunctionLowering], None],
) -> Answer | None:
    """The first operand that has an answer gives it; where that is NotImplemented at run time, the next is asked, and
    at last `fallback`; where that has no answer, `refuse` raises. None if nobody has an answer."""
    found: list[tuple[Answer, bool]] = []
    for ask, is_turned in attempts:
        answer = ask()
        if answer is None:
            continue
        found.append((answer, is_turned))
        if NOT_IMPLEMENTED_ATOM not in answer.type:
            break
    else:
        last = fallback()
        if last is not None:
            found.append((last, False))
    if not found:
        return None
    if len(found) == 1 and NOT_IMPLEMENTED_ATOM not in found[0][0].type:
        answer, is_turned = found[0]
        return Answer(answer.type, lambda f, x, y: answer.emit(f, y, x)) if is_turned else answer
    result = site.join(*(answer.type - NOT_IMPLEMENTED for answer, _ in found))
    return Chain(result, found, refuse)


class Chain(Answer):
    """Answers of which each is asked where the one before it gave NotImplemented."""

    __slots__ = ("found", "refuse")

    def __init__(
        self, type: Type, found: list[tuple[Answer, bool]], refuse: Callable[[FunctionLowering], None]
    ) -> None:
        self.type, self.found, self.refuse = type, found, refuse

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        x, y = operands
        return self.emit_from(f, 0, x, y)

    def emit_from(self, f: FunctionLowering, k: int, x: object, y: object) -> ir.Value | None:
        answer, is_turned = self.found[k]
        out = answer.emit(f, y, x) if is_turned else answer.emit(f, x, y)
        if out is None:
            return None

        def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
            if atom is not NOT_IMPLEMENTED_ATOM:
                return f.convert(v, frozenset({atom}), self.type)
            if k + 1 < len(self.found):
                return self.emit_from(f, k + 1, x, y)
            self.refuse(f)
            return None

        if NOT_IMPLEMENTED_ATOM not in answer.type:
            return f.convert(out, answer.type, self.type)
        return f.dispatch(out, answer.type, one_kind, self.type)
