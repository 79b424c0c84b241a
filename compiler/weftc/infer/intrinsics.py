"""Methods and attributes of built-in kinds that the compiler itself knows: a row for each.

All others are the library's (weftc/lib). The methods of tasks and channels are in sync.py.
"""

from __future__ import annotations

from collections.abc import Callable

from weftc.hir import hir
from weftc.infer.builtins import Call, items_of, iterator
from weftc.infer.engine import Engine, Instance
from weftc.kinds.dict import DictKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import NEVER, Kind, Type, one, show
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import (
    BOOL,
    BOOL_ATOM,
    FILE,
    FILE_ATOM,
    INT,
    INT_ATOM,
    NONE,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    ScalarKind,
)

#: a scalar, or a class of atoms
Owner = Kind | type[Kind]
Method = Callable[[Call, Kind], Type]

METHODS: dict[tuple[Owner, str], Method] = {}
ATTRIBUTES: dict[tuple[Owner, str], Type] = {
    (RANGE_ATOM, "start"): INT, (RANGE_ATOM, "stop"): INT, (RANGE_ATOM, "step"): INT,
    (FILE_ATOM, "closed"): BOOL, (FILE_ATOM, "name"): STR,
    (INT_ATOM, "real"): INT, (INT_ATOM, "imag"): INT, (INT_ATOM, "numerator"): INT,
    (BOOL_ATOM, "real"): INT, (BOOL_ATOM, "imag"): INT, (BOOL_ATOM, "numerator"): INT,
    (ChannelKind, "capacity"): INT | NONE, (ChannelKind, "closed"): BOOL,
    (TaskKind, "done"): BOOL, (TaskKind, "name"): STR, (TaskKind, "id"): INT,
}  # fmt: skip


def method(kind: Owner, *names: str) -> Callable[[Method], Method]:
    def add(function: Method) -> Method:
        for name in names:
            METHODS[kind, name] = function
        return function

    return add


def kind_of(atom: Kind) -> Owner:
    return atom if isinstance(atom, ScalarKind) else type(atom)


def intrinsic_methods(atom: Kind) -> list[str]:
    """Their names."""
    return [name for kind, name in METHODS if kind == kind_of(atom)]


def is_intrinsic_method(atom: Kind, name: str) -> bool:
    return (kind_of(atom), name) in METHODS


def intrinsic_method(
    engine: Engine, instance: Instance, value: hir.Value, atom: Kind, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    function = METHODS.get((kind_of(atom), name))
    return function(Call(engine, instance, value, name, args, shape), atom) if function is not None else None


def intrinsic_attribute(atom: Kind, name: str) -> Type | None:
    return ATTRIBUTES.get((kind_of(atom), name))


@method(ListKind, "append")
def append(call: Call, xs: Kind) -> Type:
    assert isinstance(xs, ListKind)
    if call.arity(1, 1):
        call.engine.flow(xs.elem, call.args[0])
    return NONE


@method(DictKind, "keys", "values", "items")
def view(call: Call, d: Kind) -> Type:
    assert isinstance(d, DictKind)
    key, item = call.engine.get(d.key), call.engine.get(d.value)
    if call.name == "items":
        made = call.engine.new_tuple(call.instance, call.value, [key, item], "items") if key and item else NEVER
    else:
        made = key if call.name == "keys" else item
    return iterator(call, "dict_" + call.name, [one(d)], made)


@method(FILE_ATOM, "__enter__")
def enter(call: Call, file: Kind) -> Type:
    return FILE


@method(STR_ATOM, "join")
def join(call: Call, separator: Kind) -> Type:
    if not call.arity(1, 1):
        return NEVER
    parts = items_of(call, call.args[0])
    if parts and STR_ATOM not in parts:
        return call.complain(
            "E0303",
            f"join() needs an iterable of str, not of {show(parts)}",
            helps=("convert the items: ','.join(str(x) for x in items)",),
        )
    return STR


@method(STR_ATOM, "format")
def format_(call: Call, text: Kind) -> Type:
    return call.complain("E0401", "str.format() isn't built", helps=("write an f-string: f'{name}: {value}'",))
