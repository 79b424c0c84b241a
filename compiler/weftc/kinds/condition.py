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


def common_truth(answer: Cases) -> bool | None:
    """The same of an answer for every kind of a type; None also where some kind has none."""
    truths = {known_truth(one) for one in answer.answers.values()}
    return truths.pop() if len(answer.answers) == len(answer.operand) and len(truths) == 1 else None


def always(kind: Kind, site: Site) -> Answer:
    """True, as objects are whose class says nothing else."""
    return Known(True)


def negated(answer: Answer) -> Answer:
    """`not` what a condition gives."""
    return answer.then(answer.type, lambda f, v: f.b.op("i32.eqz", v))


def turned(answer: Answer) -> Answer:
    """The same with its two operands turned round."""
    return Answer(answer.type, lambda f, x, y: answer.emit(f, y, x))
