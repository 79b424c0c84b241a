"""Conditions: bool(x), not x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Cases, never_refused
from weftc.kinds.condition import Known, known_truth
from weftc.kinds.kind import Type
from weftc.kinds.none import NONE_ATOM
from weftc.kinds.numbers import BOOL

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def truth_of(site: Site, type: Type) -> Answer:
    """bool() of a value of the type. emit(v): I32."""
    answer = site.cases(type, lambda atom: atom.truth(site), never_refused)
    if not isinstance(answer, Cases):
        return answer if answer is not None else NOTHING
    answers = answer.answers
    known = set(map(known_truth, answers.values()))
    if len(known) == 1 and (value := known.pop()) is not None:
        return Known(value)
    if all(known_truth(a) is (atom is not NONE_ATOM) for atom, a in answers.items()):
        return Answer(BOOL, lambda f, v: is_not_none(f, v))
    return answer


def is_not_none(f: FunctionLowering, v: ir.Value) -> ir.Value:
    tested = v if v.rep.is_reference else f.b.op("pair.tag", v)
    return f.b.op("i32.ne", tested, f.b.i32(0))


@rule("truth")
def truth(site: Site) -> Type:
    operand, source = site.arg(), site.value.args[0]
    answer = truth_of(site, operand)
    known = known_truth(answer)
    if (number := site.instance.numbers.get(source.id)) is not None:
        known = bool(number)
    if source.op == "const":
        known = bool(source.imm)
    elif source.id in site.instance.known:
        known = site.instance.known[source.id]
    site.known(known)
    site.decide(Known(known) if known is not None else answer)
    return BOOL


@rule("not")
def not_(site: Site) -> Type:
    known = site.instance.known.get(site.value.args[0].id)
    site.known(None if known is None else not known)
    return site.decide(Answer(BOOL, lambda f, v: f.b.op("i32.eqz", v)))
