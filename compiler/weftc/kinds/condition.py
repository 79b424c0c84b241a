"""Conditions that types decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.kinds.answer import Answer, Cases
from weftc.kinds.kind import Kind
from weftc.kinds.numbers import BOOL

if TYPE_CHECKING:
    from weftc.infer.site import Site


class Known(Answer):
    """Always true, or always false."""

    __slots__ = ("is_true",)

    def __init__(self, value: bool) -> None:
        super().__init__(BOOL, lambda f, *_: f.b.i32(int(value)))
        self.is_true = value


def known_truth(answer: Answer) -> bool | None:
    """None: it can be either."""
    return answer.is_true if isinstance(answer, Known) else None


def settled(answer: Answer) -> Answer:
    """Known, where the answers for every kind of a type are known and the same."""
    if not isinstance(answer, Cases) or len(answer.answers) < len(answer.operand):
        return answer
    truths = {known_truth(one) for one in answer.answers.values()}
    truth = truths.pop() if len(truths) == 1 else None
    return Known(truth) if truth is not None else answer


def always(kind: Kind, site: Site) -> Answer:
    """True, as objects are whose class says nothing else."""
    return Known(True)


def negated(answer: Answer) -> Answer:
    """`not` what a condition gives."""
    return answer.then(answer.type, lambda f, v: f.b.op("i32.eqz", v))


def turned(answer: Answer) -> Answer:
    """The same with its two operands turned round."""
    return Answer(answer.type, lambda f, x, y: answer.emit(f, y, x))
