"""Which value a call passes for a parameter: for explanations, after inference.

In: a call in an instance, and a function that it calls. Out: the `hir.Value` that comes in as a parameter. None where
that isn't plain: `*` and `**`, a receiver that was bound before, what the compiler puts in by itself. So what is
answered is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weftc.builtins.table import CALLS
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.args import MAPPING
from weftc.infer.binding import match_arguments
from weftc.kinds.bound import BoundKind
from weftc.kinds.classes import AnyClassKind, BuiltinClassKind, ClassKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import NEVER, Kind, Type, find, ordered, resolve
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ObjectKind

if TYPE_CHECKING:
    from weftc.infer.engine import Instance


class Default(NamedTuple):
    """The parameter has the value that its definition gives."""

    parameter: hir.Parameter


def type_of(instance: Instance, value: hir.Value) -> Type:
    return resolve(instance.types.get(value.id, NEVER))


def passed(caller: Instance, value: hir.Value, callee: FunctionKind, position: int) -> hir.Value | Default | None:
    """What `value`, an operation of `caller`, passes to `callee` for the parameter at `position` (captures don't
    count)."""
    if callee.code.module.library and callee.code.parameters[:1] and callee.code.parameters[0].name == NAME:
        return _of_name(value, callee, position)
    if value.op not in ("call", "call_method"):
        return _operand(value, callee, position)
    layout = _as_written(caller, value, callee)
    if layout is None:
        return None
    receiver, arguments, shape = layout
    if shape.stars or MAPPING in shape.keywords:
        return None
    known: list[hir.Value | None] = list(arguments)
    if receiver is not _NOTHING:
        known.insert(0, receiver if isinstance(receiver, hir.Value) else None)
    slots = match_arguments(callee.code, len(known) - len(shape.keywords), shape)
    if isinstance(slots, str) or not 0 <= position < len(slots):
        return None
    match slots[position]:
        case int(slot):
            return known[slot]
        case None:
            return _default(callee.code, position)
    return None


#: the first parameter of what is called with a name, or a key of the store (operations/names.py)
NAME = "NAME"


def _of_name(value: hir.Value, callee: FunctionKind, position: int) -> hir.Value | Default | None:
    """Of `Queue(2, name="jobs")`, which calls named(NAME, cls, name, 2), or `share(key, x)`, share(NAME, key, x)."""
    method = value.op == "call_method"
    shape = method_of(value)[1] if method else value.imm
    if value.op not in ("call", "call_method") or not isinstance(shape, hir.CallShape):
        return None
    if shape.stars or MAPPING in shape.keywords:
        return None
    arguments: list[hir.Value] = list(value.args[1:])
    if len(callee.code.parameters) > 1 and callee.code.parameters[1].name == "cls":
        place = shape.positional + shape.keywords.index("name") if "name" in shape.keywords else 1
        others = [None, None, None, *arguments[:place], *arguments[place + 1 :]]
        return others[position] if position < len(others) else None
    slots = match_arguments(callee.code, shape.positional + 1, hir.CallShape(shape.positional + 1, shape.keywords))
    if isinstance(slots, str):
        return None
    slot = slots[position]
    if slot is None:
        return _default(callee.code, position)
    return arguments[slot - 1] if isinstance(slot, int) and slot else None


_NOTHING = object()  # there is no receiver; None: one that isn't at hand


def _as_written(
    caller: Instance, value: hir.Value, callee: FunctionKind
) -> tuple[object, list[hir.Value], hir.CallShape] | None:
    """The receiver, the arguments after it, and how these were written."""
    if value.op == "call_method":
        name, shape = method_of(value)
        receiver, arguments = value.args[0], value.args[1:]
        held = type_of(caller, receiver)
        kind, library = callee.code.kind, callee.code.module.library
        if name == "spawn" and any(isinstance(atom, ModuleKind) for atom in held):
            return _spawned(caller, arguments, shape, callee)
        if any(isinstance(atom, ModuleKind) for atom in held):  # module.Class() calls its __init__
            return (None if kind == "method" else _NOTHING), arguments, shape
        if kind == "classmethod":
            return None, arguments, shape
        if kind == "staticmethod" or any(isinstance(atom, AnyClassKind) for atom in held):
            return _NOTHING, arguments, shape
        if receiver.op == "super":
            return receiver.args[0], arguments, shape
        if library and callee.code.name != name:
            return None
        return (receiver if library or kind == "method" else _NOTHING), arguments, shape
    shape = value.imm if isinstance(value.imm, hir.CallShape) else hir.CallShape(len(value.args) - 1)
    for atom in ordered(type_of(caller, value.args[0])):
        if isinstance(atom, BuiltinKind) and atom.name == "weft.spawn":
            return _spawned(caller, value.args[1:], shape, callee)
        if (bound := _receiver(atom, callee)) is not None:
            return (None if bound is _BOUND else _NOTHING), value.args[1:], shape
    return None


_BOUND = object()


def _receiver(atom: Kind, callee: FunctionKind) -> object | None:
    """Whether calling `atom` passes a receiver to `callee`; None if it doesn't call it."""
    match find(atom):
        case FunctionKind() as func:
            return _NOTHING if func is callee else None
        case ClassKind(cls=cls):
            return _BOUND if cls.method("__init__") is callee else None
        case ObjectKind(cls=cls):
            return _BOUND if cls.method("__call__") is callee else None
        case BoundKind(name=name):
            return _BOUND if callee.code.name == name else None
        case BuiltinKind(name=name) | BuiltinClassKind(name=name):
            member = name.rpartition(".")[2]
            own = callee.code.module.library and callee.code.name.startswith(member)
            return _NOTHING if own and name not in CALLS else None
    return None


def _spawned(
    caller: Instance, arguments: list[hir.Value], shape: hir.CallShape, callee: FunctionKind
) -> tuple[object, list[hir.Value], hir.CallShape] | None:
    """The same for `spawn(function, ...)`."""
    if not arguments or 0 in shape.stars:
        return None
    rest = hir.CallShape(shape.positional - 1, shape.keywords, frozenset(k - 1 for k in shape.stars))
    for atom in ordered(type_of(caller, arguments[0])):
        if (bound := _receiver(atom, callee)) is not None:
            return (None if bound is _BOUND else _NOTHING), arguments[1:], rest
    return None


#: operations that call special methods, and properties
_SPECIAL = frozenset("binary inplace unary compare index index.set index.del truth iter attr".split())


def _operand(value: hir.Value, callee: FunctionKind, position: int) -> hir.Value | None:
    """The operand that a special method gets: `a + b` calls a.__add__(b) or b.__radd__(a)."""
    if value.op not in _SPECIAL:
        return None
    if position >= len(value.args) or callee.code.module.library:
        return None
    name = callee.code.name
    if value.op in ("binary", "inplace") and name.startswith("__r") and name not in ("__rshift__",):
        return value.args[1 - position]
    if value.op == "compare":
        return None  # which side was asked depends on the classes
    if value.op == "iter" and name != "__iter__":
        return None
    return value.args[position]


def _default(code: hir.Code, position: int) -> Default | None:
    plain = [p for p in code.parameters if not p.keyword_only]
    inner: list[hir.Parameter | None] = [*plain, *([None] if code.vararg is not None else [])]
    inner += [p for p in code.parameters if p.keyword_only]
    parameter = inner[position]
    return Default(parameter) if parameter is not None and parameter.has_default else None
