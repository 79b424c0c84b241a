"""The cases that a `match` of `select` must have."""

from __future__ import annotations

from weftc.builtins.select import GIVES, arm_class, is_select, may_close
from weftc.diagnostics import error
from weftc.hir import hir
from weftc.hir.operands import covered_of, method_of
from weftc.infer.rules import rule
from weftc.infer.site import Site
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Kind, Type, find, ordered
from weftc.kinds.none import NONE
from weftc.kinds.objects import ObjectKind

#: what the classes that `select` gives stand for, as a message says it
CASES = {
    "Recv": "Recv(channel, value)",
    "Sent": "Sent(channel)",
    "Done": "Done(task)",
    "ClosedArm": "ClosedArm(channel)",
    "Timeout": "Timeout()",
    "Default": "Default()",
}


def has_case_of_each(site: Site, call: hir.Value, name: str) -> bool:
    """Whether each arm that may give an object of the class has a case by what it waits on."""
    covered = dict(covered_of(site.value)).get(name, ())
    shape = method_of(call)[1] if call.op == "call_method" else call.imm
    if not covered or (isinstance(shape, hir.CallShape) and shape.stars):
        return False
    for number, arm in enumerate(call.args[1:]):
        for atom in map(find, site.type_of(arm)):
            kind = arm_class(atom)
            if kind is None or number in covered or not name_given(site, atom, kind, name):
                continue
            return False
    return True


def name_given(site: Site, arm: Kind, kind: str, name: str) -> bool:
    """Whether an arm of the kind may give an object of the class."""
    if name == "ClosedArm":
        assert isinstance(arm, ObjectKind)
        return kind != "DoneArm" and may_close(site, site.get(arm.field("channel")))
    return GIVES[kind] == name


@rule("match.end")
def match_end(site: Site) -> Type:
    """What gets here has no case. Of `select` that is a mistake: what it waited for would be lost."""
    subject, left = site.value.args
    site.decide(Answer(NONE, lambda f, *_: None))
    if site.engine.reporting and is_select(site.instance, subject):
        names = [a.class_info.name for a in ordered(site.type_of(left)) if a.class_info is not None]
        names = [name for name in names if not has_case_of_each(site, subject, name)]
        if not names:
            return NONE
        lacking = [text for name, text in CASES.items() if name in names]
        site.engine.error(
            error(
                "E0313",
                f"`match select(...)` has no case for {' and '.join(lacking)}",
                site.value.span,
                "this can give " + " and ".join(name for name in CASES if name in names),
                helps=(f"add `case {lacking[0]}:`, or `case _:` for all others",),
            )
        )
    return NONE
