"""Built-ins that ask what an object is, or how large: len, type, issubclass, callable, hash, id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.builtins.conversions import of_first
from weftc.builtins.table import Call, row
from weftc.hir import hir
from weftc.hir.uses import uses
from weftc.kinds.answer import NOTHING, Answer, never_refused
from weftc.kinds.classes import AnyClassKind
from weftc.kinds.condition import Known, known_truth, settled
from weftc.kinds.kind import Kind, find, one, show, show_atom
from weftc.kinds.members import class_type, class_value
from weftc.kinds.objects import ObjectKind
from weftc.kinds.tuple import TupleKind
from weftc.operations.hashing import hash_of
from weftc.operations.narrowing import is_of

if TYPE_CHECKING:
    from weftc.infer.engine import Instance
    from weftc.lower.function import FunctionLowering


@row("len")
def len_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING
    site, type = call.site, call.types[0]
    site.instance.numbers.pop(site.value.id, None)
    if len(type) == 1 and isinstance(only := find(next(iter(type))), TupleKind):
        site.instance.numbers[site.value.id] = len(only.items)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"object of type '{atom.class_name}' has no len()")

    answer = site.cases(type, lambda atom: atom.length(site), refuse)
    if answer is None:
        return call.complain("E0303", f"{show(type)} has no len()")
    return Answer(answer.type, lambda f, v, args: answer.emit(f, args[0]))


@row("type")
def type_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING

    def one_kind(atom: Kind) -> Answer:
        if atom.class_info is not None:
            return Answer(class_type(one(atom)), lambda f, v: class_value(f, v, one(atom)))
        cls = atom.class_of(call.site)
        return Answer(cls, lambda f, v: f.zero(cls))

    answer = call.site.cases(call.types[0], one_kind, never_refused)
    return of_first(answer) if answer is not None else NOTHING


@row("issubclass")
def issubclass_(call: Call) -> Answer:
    if not call.arity(2, 2):
        return NOTHING
    subject, classes = call.types

    def one_kind(atom: Kind) -> Answer | None:
        if not isinstance(atom, AnyClassKind):
            return None
        found = is_of(call.site, one(atom), classes, "issubclass")
        return found if isinstance(found, Known) else Answer(found.type, found.emit)

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", "issubclass() arg 1 must be a class")

    answer = call.site.cases(subject, one_kind, refuse)
    if answer is None:
        return call.complain("E0307", f"issubclass() needs a class, not {show(subject)}")
    call.site.known(known_truth(answer))
    return Answer(answer.type, lambda f, v, args: answer.emit(f, args[0], args[1]))


@row("callable")
def callable_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING
    answer = settled(call.site.all_cases(call.types[0], lambda atom: Known(atom.is_callable), never_refused))
    call.site.known(known_truth(answer))
    return of_first(answer)


@row("id")
def refused(call: Call) -> Answer:
    return call.complain("E0401", f"{call.name}() isn't built: objects move, so they have no address to show")


@row("hash")
def hash_(call: Call) -> Answer:
    if not call.arity(1, 1):
        return NOTHING
    site, type = call.site, call.types[0]
    answer = hash_of(site, type)
    in_hash = site.instance.code.name == "__hash__"
    wide = [atom for atom in map(find, type) if atom.keyed_by_items and atom.is_hashable]
    if wide and in_hash:
        site.engine.hashes_tuples = True
    if not site.instance.code.module.library and not in_hash and not is_compared(site.instance, site.value):
        own = [a for a in map(find, type) if isinstance(a, ObjectKind)] if site.engine.hashes_tuples else []
        for atom in [*wide, *own]:
            call.complain(
                "E0401",
                f"hash() of {show_atom(atom)} isn't built here: it doesn't fit into an int of 61 bits",
                helps=("it can be used in `__hash__`, and compared with another: hash(a) == hash(b)",),
            )
    return of_first(answer)


def is_compared(instance: Instance, value: hir.Value) -> bool:
    """Is this hash only compared with others for equality? Then which number it is makes no difference."""

    def is_hash(other: hir.Value) -> bool:
        return other.op == "call" and other.args[0].op == "builtin" and other.args[0].imm == "hash"

    def is_comparison(user: hir.Value) -> bool:
        return user.op == "compare" and user.imm in ("==", "!=") and all(map(is_hash, user.args))

    users = uses(instance.code.body()).of(value)
    return all(isinstance(user, hir.Value) and is_comparison(user) for user in users)
