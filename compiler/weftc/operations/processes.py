"""What the library's processes ask of the compiler: mailboxes, and what is a process's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.args import Args
from weftc.infer.global_keys import PER_TASK
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer, never_refused
from weftc.kinds.class_info import ClassInfo
from weftc.kinds.condition import Known, known_truth, settled
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import Cell, Kind, find, held, one
from weftc.kinds.none import NONE
from weftc.kinds.pid import PidKind
from weftc.operations.names import name_kind
from weftc.operations.runtime import request

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.globals import GlobalSlot


@request("mailbox")
def mailbox(site: Site, args: Args) -> Answer:
    """mailbox(): a process that has not begun."""
    made = find(site.make("mailbox", lambda: PidKind(Cell())))

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        return f.rt("weft_mailbox_new", f.item_slot(held(made.elem)), f.type_address(made))

    return Answer(one(made), emit)


@request("names_of")
def names_of(site: Site, args: Args) -> Answer:
    """names_of(kind): stands for all names of the kind."""
    kind = args.operands[0]
    assert kind is not None and isinstance(kind.imm, str)
    name = one(name_kind(site.engine, kind.imm, None))
    return Answer(name, lambda f, v, values: f.zero(name))


@request("fits")
def fits(site: Site, args: Args) -> Answer:
    """fits(function, x): can it be called with the object first? A method only with one of its class."""
    function, server = args.types

    def one_kind(atom: Kind) -> Answer:
        owner = owner_of(site, atom)
        return Known(owner is None or any(a.class_info is not None and a.class_info.is_subclass(owner) for a in server))

    answer = settled(site.all_cases(function, one_kind, never_refused))
    site.known(known_truth(answer))
    return Answer(answer.type, lambda f, v, values: answer.emit(f, values[0]))


def owner_of(site: Site, atom: Kind) -> ClassInfo | None:
    """The class in whose statement a function stands."""
    atom = find(atom)
    if not isinstance(atom, FunctionKind) or atom.code.kind != "method":
        return None
    return next((info for info in site.engine.classes.values() if info.methods.get(atom.code.name) is atom), None)


@request("own")
def own(site: Site, args: Args) -> Answer:
    """own(): what set_own(x) was given in this task; None: nothing yet. A spawn doesn't copy it."""
    type = site.join(site.get(own_cell(site)), NONE)
    if type == NONE:
        return Answer(NONE, lambda f, v, values: f.b.none())
    return Answer(type, lambda f, v, values: f.convert(f.load_slot(own_slot(f)), type, type))


@request("set_own")
def set_own(site: Site, args: Args) -> Answer:
    type = args.types[0]
    site.flow(own_cell(site), type)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        f.store_slot(own_slot(f), f.real(values[0]))
        return f.b.none()

    return Answer(NONE, emit)


def own_cell(site: Site) -> Cell:
    return site.engine.globals.setdefault((PER_TASK, "own"), Cell())


def own_slot(f: FunctionLowering) -> GlobalSlot:
    slot = f.program.globals.slot((PER_TASK, "own"), copied=False)
    assert slot.rep is Rep.REF, "0 says None"
    return slot
