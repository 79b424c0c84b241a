"""`drop_name(Queue, "jobs")`: nothing has the name any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.builtins.table import Call, row
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.classes import BuiltinClassKind, ClassKind
from weftc.kinds.kind import Kind, find, show_atom
from weftc.kinds.text import STR
from weftc.operations.names import NAMED

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering


@row("weft.drop_name")
def drop_name(call: Call) -> Answer:
    if not call.arity(0, 2, ("kind", "name")):
        return NOTHING
    kind, name = call.args.at(0, "kind"), call.args.at(1, "name")
    if kind is None or name is None:
        return call.complain("E0310", "drop_name() takes 2 arguments")
    for atom in map(find, call.types[kind]):
        if not named_class(atom):
            text = f"drop_name() needs a class whose objects can have names, not {show_atom(atom)}"
            return call.complain("E0303", text, helps=("as in drop_name(Queue, 'jobs')",))
    dropped = call.site.library("support.names", "drop", STR, call.types[name])

    def emit(f: FunctionLowering, v: ir.Value, args: list[ir.Value]) -> ir.Value | None:
        of = f.dispatch(args[kind], call.types[kind], lambda atom, _: f.string(named_class(atom)), STR)
        assert of is not None
        return dropped.emit(f, of, args[name])

    return Answer(dropped.type, emit)


def named_class(atom: Kind) -> str:
    """The name of the class; "": its objects can't have names."""
    match find(atom):
        case ClassKind(cls=cls) if cls.is_library and cls.is_handle and cls.name in NAMED:
            return cls.name
        case BuiltinClassKind(own_name=name) if name in NAMED:
            return name
    return ""
