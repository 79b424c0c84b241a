"""What was put into each cell, and where: for explanations, after inference.

In: an engine at its fixpoint. Out: for a cell (of a global, a field, the items of a container, a channel) the places
that store into it. Found by going once through all that is reached, when first asked. A store that isn't seen here
(the runtime's own, say) is missing: then there is no explanation, never a wrong one.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from weftc.hir import hir
from weftc.hir.operands import global_of, method_of
from weftc.infer.arguments import type_of
from weftc.infer.changes import variable_cell
from weftc.infer.engine import Engine, Instance
from weftc.kinds.classes import BuiltinClassKind, ClassKind
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BoxKind, BuiltinKind
from weftc.kinds.gate import CellKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Cell, find, ordered
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.set import AnySetKind, SetKind
from weftc.kinds.tuple import TupleKind

#: the value itself, what going through it gives, a dict's keys or values, or what the function that it calls returns
Part = Literal["value", "items", "keys", "values", "result"]


class Store(NamedTuple):
    """`by`, an operation of `instance`, puts a part of `value` there."""

    instance: Instance
    by: hir.Value
    value: hir.Value
    part: Part = "value"


class Contents:
    """The stores into each cell, in the order of the program's functions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.stores: dict[Cell, list[Store]] = {}
        for instance in engine.instances.values():
            for block in instance.order:
                if block in instance.reached:
                    for value in block.instrs:
                        self._note(instance, value)

    def of(self, cell: Cell) -> list[Store]:
        return self.stores.get(cell.find(), [])

    def _put(
        self, cell: Cell | None, instance: Instance, by: hir.Value, value: hir.Value, part: Part = "value"
    ) -> None:
        if cell is not None:
            self.stores.setdefault(cell.find(), []).append(Store(instance, by, value, part))

    def _note(self, instance: Instance, value: hir.Value) -> None:
        args = value.args
        match value.op:
            case "gstore":
                self._put(self.engine.globals.get(_name_of(value)), instance, value, args[0])
            case "box" | "box.store":
                holder = value if value.op == "box" else args[0]
                for atom in ordered(type_of(instance, holder)):
                    if isinstance(atom, BoxKind) and args:
                        self._put(atom.content, instance, value, args[-1])
            case "list" | "tuple" | "set" | "dict":
                self._display(instance, value)
            case "list.append" | "list.extend" | "set.add" | "set.update":
                part: Part = "value" if value.op in ("list.append", "set.add") else "items"
                for atom in ordered(type_of(instance, args[0])):
                    if isinstance(atom, ListKind | AnySetKind):
                        self._put(atom.cells()[0], instance, value, args[1], part)
            case "dict.set" | "index.set":
                self._entry(instance, value, *args)
                for atom in ordered(type_of(instance, args[0])):
                    if isinstance(atom, ListKind):
                        self._put(atom.elem, instance, value, args[2])
            case "attr.set":
                self._field(instance, value, str(value.imm))
            case "inplace" if value.imm == "+":
                for atom in ordered(type_of(instance, args[0])):
                    if isinstance(atom, ListKind):
                        self._put(atom.elem, instance, value, args[1], "items")
            case "class":
                self._class(instance, value)
            case "call" | "call_method":
                self._call(instance, value)

    def _entry(self, instance: Instance, by: hir.Value, d: hir.Value, key: hir.Value, item: hir.Value) -> None:
        for atom in ordered(type_of(instance, d)):
            if isinstance(atom, DictKind):
                self._put(atom.key, instance, by, key)
                self._put(atom.value, instance, by, item)

    def _display(self, instance: Instance, value: hir.Value) -> None:
        for atom in ordered(type_of(instance, value)):
            for k, item in enumerate(value.args):
                match atom:
                    case ListKind(elem=elem) if value.op == "list":
                        self._put(elem, instance, value, item)
                    case TupleKind(items=items) if value.op == "tuple" and k < len(items):
                        self._put(items[k], instance, value, item)
                    case AnySetKind(key=item_cell) if value.op == "set":
                        self._put(item_cell, instance, value, item)
                    case DictKind() if value.op == "dict":
                        self._put(atom.value if k % 2 else atom.key, instance, value, item)

    def _field(self, instance: Instance, value: hir.Value, name: str) -> None:
        for atom in ordered(type_of(instance, value.args[0])):
            match find(atom):
                case ObjectKind() as inst:
                    self._put(inst.fields.get(name), instance, value, value.args[1])
                case ClassKind(cls=cls):
                    self._put(variable_cell(cls, name), instance, value, value.args[1])
                case ModuleKind(name=module):
                    self._put(self.engine.globals.get((module, name)), instance, value, value.args[1])

    def _class(self, instance: Instance, value: hir.Value) -> None:
        code = value.imm
        assert isinstance(code, hir.Class)
        info = self.engine.classes.get(code)
        values = value.args[1:] if code.has_base else value.args
        for name, item in zip(code.attributes, values, strict=False):
            if info is not None:
                self._put(info.attributes.get(name), instance, value, item)

    def _call(self, instance: Instance, value: hir.Value) -> None:
        for atom in ordered(type_of(instance, value)):
            match find(atom):
                case TaskKind(result=result):
                    if is_spawn(instance, value):
                        self._put(result, instance, value, value, "result")
                case IteratorKind(name=kind, item=item):
                    self._iterator(instance, value, kind, item)
                case ListKind(elem=elem) if value.op == "call" and len(value.args) == 2:
                    made = type_of(instance, value.args[0])
                    if any(isinstance(a, BuiltinKind) and a.name in ("list", "tuple", "sorted") for a in made):
                        self._put(elem, instance, value, value.args[1], "items")
                case AnySetKind(key=key) if value.op == "call" and len(value.args) == 2:
                    made = type_of(instance, value.args[0])
                    if any(isinstance(a, BuiltinClassKind) and a.name in ("set", "frozenset") for a in made):
                        self._put(key, instance, value, value.args[1], "items")
        if value.op == "call_method" and len(value.args) >= 2:
            name, _ = method_of(value)
            for atom in ordered(type_of(instance, value.args[0])):
                match find(atom):
                    case SetKind(key=key) if name == "add":
                        self._put(key, instance, value, value.args[1])
                    case ListKind(elem=elem) if name == "append":
                        self._put(elem, instance, value, value.args[1])
                    case ChannelKind(elem=elem, sends=sends) if name in sends:
                        self._put(elem, instance, value, value.args[1])
                    case ModuleKind(name="rt") if name in ("cell_new", "cell_set"):
                        self._stored(instance, value)
                    case ModuleKind(name="rt") if name == "item_or_put":
                        self._entry(instance, value, *value.args[1:])

    def _stored(self, instance: Instance, value: hir.Value) -> None:
        """rt.cell_new(x), rt.cell_set(cell, x)"""
        for atom in ordered(type_of(instance, value) | type_of(instance, value.args[1])):
            if isinstance(cell := find(atom), CellKind):
                self._put(cell.elem, instance, value, value.args[-1])

    def _iterator(self, instance: Instance, value: hir.Value, kind: str, item: Cell) -> None:
        """The tuples that zip, enumerate and items() make, and what others give."""
        if kind in ("dict_keys", "dict_values"):
            self._put(item, instance, value, value.args[0], "keys" if kind == "dict_keys" else "values")
        elif kind == "map":
            self._put(item, instance, value, value, "result")
        for atom in ordered(item.find().type):
            tuple_ = find(atom)
            if isinstance(tuple_, TupleKind) and kind == "dict_items" and len(tuple_.items) == 2:
                self._put(tuple_.items[0], instance, value, value.args[0], "keys")
                self._put(tuple_.items[1], instance, value, value.args[0], "values")
            elif isinstance(tuple_, TupleKind) and value.op == "call":
                if kind == "zip":
                    for part, source in zip(tuple_.items, value.args[1:], strict=False):
                        self._put(part, instance, value, source, "items")
                elif kind == "enumerate" and len(tuple_.items) == 2 and len(value.args) > 1:
                    self._put(tuple_.items[1], instance, value, value.args[1], "items")


def is_spawn(instance: Instance, value: hir.Value) -> bool:
    """Does this call start a task?"""
    if value.op == "call":
        return any(isinstance(a, BuiltinKind) and a.name == "weft.spawn" for a in type_of(instance, value.args[0]))
    if value.op == "call_method" and method_of(value)[0] == "spawn":
        return any(isinstance(a, ModuleKind) and a.name == "weft" for a in type_of(instance, value.args[0]))
    return False


def _name_of(value: hir.Value) -> tuple[str, str]:
    module, name = global_of(value)
    return module.name, name
