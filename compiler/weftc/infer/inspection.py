"""Built-ins that ask what an object is, or how large: len, type, issubclass, callable."""

from __future__ import annotations

from weftc.infer.builtins import Call, row
from weftc.infer.narrowing import class_atoms
from weftc.kinds.dict import DictKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Type, find, one, show
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import BOOL, INT, RANGE, STR_ATOM
from weftc.kinds.tuple import TupleKind


@row("len")
def len_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    valid = False
    call.instance.numbers.pop(call.value.id, None)
    for atom in call.args[0]:
        if isinstance(atom, TupleKind) and len(call.args[0]) == 1:
            call.instance.numbers[call.value.id] = len(atom.items)
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__len__")):
            call.invoke(method, [one(atom)])
            valid = True
        elif isinstance(atom, ListKind | DictKind | TupleKind | ChannelKind) or atom is STR_ATOM or atom in RANGE:
            valid = True
        elif isinstance(atom, IteratorKind) and atom.kind.startswith("dict_"):
            valid = True
    return INT if valid else call.complain("E0303", f"{show(call.args[0])} has no len()")


@row("type")
def type_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    out = NEVER
    for atom in call.args[0]:
        match find(atom):
            case ObjectKind(cls=cls):
                out |= one(cls.atom)
            case other:
                names = {"ListKind": "list", "DictKind": "dict", "TupleKind": "tuple"}
                name = names.get(other.__class__.__name__, getattr(other, "name", "object"))
                out |= call.engine.builtin("NoneType" if name == "None" else name)
    return out


@row("issubclass")
def issubclass_(call: Call) -> Type:
    """Decided when compiling."""
    if not call.arity(2, 2):
        return NEVER
    results = set()
    wanted = class_atoms(call.engine, call.args[1])
    for atom in call.args[0]:
        if not isinstance(atom, ClassKind) or not all(isinstance(w, ClassKind) for w in wanted):
            return call.complain("E0401", "issubclass() of anything but classes of the program isn't built")
        results.add(any(isinstance(w, ClassKind) and atom.cls.is_subclass(w.cls) for w in wanted))
    if len(results) != 1:
        return call.complain("E0401", "issubclass() of a class that isn't known when compiling isn't built")
    call.instance.known[call.value.id] = results.pop()
    return BOOL


@row("callable")
def callable_(call: Call) -> Type:
    return BOOL if call.arity(1, 1) else NEVER


@row("id")
def refused(call: Call) -> Type:
    return call.complain("E0401", f"{call.name}() isn't built: objects move, so they have no address to show")
